import Hotline
import Testing

@Suite("Weihai")
struct WeihaiScenarios {
  @Test(
    "A repair dispatched 120 s after the caller hangs up is on time, 121 s late",
    arguments: [("10:05:00", ClockStatus.met), ("10:05:01", .missed)])
  func dispatch(time: String, status: ClockStatus) throws {
    var scenario = try Scenario("weihai")
    try scenario.at("2017-01-20 10:00:00", Given.intake("repair"))
    try scenario.at("2017-01-20 10:03:00", CallEnded())
    #expect(try scenario.due("WH-1") == "2017-01-20 10:05:00")
    try scenario.at("2017-01-20 \(time)", Given.dispatched("water"))
    #expect(try scenario.status("WH-1") == status)
  }

  @Test(
    "The centre calls back within 24 h of the repair's report, the second included",
    arguments: [("11:00:00", ClockStatus.met), ("11:00:01", .missed)])
  func callback(time: String, status: ClockStatus) throws {
    var scenario = try Scenario("weihai")
    try scenario.at("2017-01-20 10:00:00", Given.intake("repair"))
    try scenario.at("2017-01-20 10:00:30", Given.dispatched("water"))
    try scenario.at("2017-01-20 10:01:00", Given.signed("water"))
    try scenario.at("2017-01-20 11:00:00", Given.result("water"))
    #expect(try scenario.due("WH-2") == "2017-01-21 11:00:00")
    #expect(try scenario.clock("WH-2").due?.holder == .centre)
    try scenario.at("2017-01-21 \(time)", Given.calledBack())
    #expect(try scenario.status("WH-2") == status)
  }

  @Test("A complaint before the Spring Festival counts the make-up Sunday and skips the holidays")
  func complaint() throws {
    var scenario = try Scenario("weihai")
    try scenario.at("2017-01-20 15:00:00", Given.intake("complaint"))
    #expect(try scenario.due("WH-3") == "2017-01-22 24:00:00")
    #expect(try scenario.due("WH-4") == "2017-02-03 24:00:00")
    try scenario.at("2017-01-20 15:10:00", Given.dispatched("market"))
    try scenario.at("2017-01-20 16:00:00", Given.signed("market"))
    try scenario.at("2017-01-22 23:59:59", Given.contacted("market", reached: false))
    #expect(try scenario.status("WH-3") == .running)
    try scenario.at("2017-01-23 00:00:00", Given.contacted("market"))
    #expect(try scenario.status("WH-3") == .missed)
    #expect(try scenario.clock("WH-3").unit == "market")
    try scenario.at("2017-02-03 23:59:59", Given.result("market"))
    #expect(try scenario.status("WH-4") == .met)
  }

  @Test(
    "Consultation, service request and suggestion have 4, 5 and 9 working days from the dispatch",
    arguments: [
      ("consultation", "WH-5", "2017-01-25"), ("service-request", "WH-6", "2017-01-26"),
      ("suggestion", "WH-7", "2017-02-07"), ("opinion", "WH-7", "2017-02-07"),
    ])
  func general(kind: String, rule: String, day: String) throws {
    var scenario = try Scenario("weihai")
    try scenario.at("2017-01-19 10:00:00", Given.intake(kind))
    #expect(!scenario.has(rule))
    try scenario.at("2017-01-20 10:00:00", Given.dispatched("unit"))
    #expect(try scenario.due(rule) == "\(day) 24:00:00")
  }

  @Test("What is answered at once from the knowledge base never has a limit of days")
  func knowledge() throws {
    var scenario = try Scenario("weihai")
    try scenario.at("2017-01-19 10:00:00", Given.intake("consultation"))
    try scenario.at("2017-01-19 10:02:00", AnsweredFromKnowledge())
    #expect(scenario.ticket.step == .answered)
    #expect(scenario.ticket.clocks.isEmpty)
  }

  @Test("Party discipline and emergencies are referred and end outside the scorecards")
  func referrals() throws {
    let scenario = try Scenario("weihai")
    for (category, target) in [
      ("party-discipline", ReferralTarget.discipline), ("fire", .emergency),
    ] {
      var ticket = TicketState()
      let moment = Moment(at: try Scenario.instant("2017-01-19 10:00:00"))
      ticket.evolve(Given.intake("report", category), moment)
      #expect(scenario.rules.route(for: ticket, at: moment.occurredAt)?.referral == target)
      #expect(scenario.rules.excludedMatter(ticket, measure: .onTime) == .noJurisdiction)
    }
  }
}
