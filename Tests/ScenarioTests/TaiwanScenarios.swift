import Hotline
import Testing

@Suite("Taipei, New Taipei and Kaohsiung")
struct TaiwanScenarios {
  @Test("Taipei's urgent tickets: a report within 1 h, handled within 1 h, a further report at 2 h")
  func taipeiUrgent() throws {
    var scenario = try Scenario("taipei")
    try scenario.at("2017-02-18 03:00:00", Given.intake("dispatch-of-works", urgency: .urgent))
    try scenario.at("2017-02-18 03:05:00", Given.dispatched("works"))
    #expect(try scenario.due("TPE-1") == "2017-02-18 04:05:00")
    #expect(try scenario.due("TPE-2") == "2017-02-18 05:05:00")
    #expect(!scenario.has("TPE-3"))
    try scenario.at("2017-02-18 03:06:00", Given.signed("works"))
    try scenario.at("2017-02-18 04:05:00", Given.progress("works", handled: false))
    #expect(try scenario.status("TPE-1") == .met)
    try scenario.until("2017-02-18 05:05:00")
    #expect(try scenario.clock("TPE-2").lapsed == false)
    try scenario.until("2017-02-18 05:05:01")
    #expect(try scenario.clock("TPE-2").lapsed)
    try scenario.at("2017-02-18 06:00:00", Given.progress("works", handled: true))
    #expect(try scenario.status("TPE-2") == .missed)
  }

  @Test("Taipei's general ticket has 6 days from the next working day, a working Saturday counted")
  func taipeiGeneral() throws {
    var scenario = try Scenario("taipei")
    try scenario.at("2017-02-17 10:00:00", Given.intake("petition"))
    #expect(try scenario.due("TPE-3") == "2017-02-24 24:00:00")
    try scenario.at("2017-02-17 11:00:00", Given.dispatched("transport"))
    try scenario.at("2017-02-17 12:00:00", Given.signed("transport"))
    #expect(try scenario.due("TPE-3") == "2017-02-24 24:00:00")
    try scenario.at("2017-02-24 23:59:59", Given.result("transport", .a))
    #expect(try scenario.status("TPE-3") == .met)
  }

  @Test("A second handler added on day 5 moves the due date to 10 days, and both truths are told")
  func taipeiJoint() throws {
    var scenario = try Scenario("taipei")
    try scenario.at("2017-02-17 10:00:00", Given.intake("petition"))
    try scenario.at("2017-02-17 11:00:00", Given.dispatched("transport"))
    try scenario.at("2017-02-17 12:00:00", Given.signed("transport"))
    try scenario.at("2017-02-23 12:00:00", Given.joined("environment"))
    let clock = try scenario.clock("TPE-4")
    #expect(try scenario.due("TPE-4") == "2017-03-06 24:00:00")
    #expect(clock.due?.cause == .factsChanged && clock.restatements == 1)
    #expect(clock.due?.holder == .lead && scenario.ticket.lead == "transport")
    try scenario.at("2017-03-06 23:59:59", Given.result("transport", .b))
    #expect(try scenario.status("TPE-4") == .met)
    try scenario.at("2017-03-07 09:00:00", Given.accepted())
    try scenario.at("2017-03-07 10:00:00", Closed())
    #expect(scenario.ticket.needsFollowUp, "grade B stays on the follow-up list")
  }

  @Test("Dispatched to two bureaus at once, the lead has 10 days from the receipt")
  func taipeiJointFromTheStart() throws {
    var scenario = try Scenario("taipei")
    try scenario.at("2017-02-17 10:00:00", Given.intake("petition"))
    try scenario.at("2017-02-17 11:00:00", Given.dispatched("transport", ["environment"]))
    #expect(try scenario.due("TPE-4") == "2017-03-06 24:00:00")
  }

  @Test("Taipei takes no matter without the caller's identity")
  func taipeiIdentity() throws {
    var scenario = try Scenario("taipei")
    #expect(throws: Refusal.self) {
      try scenario.at("2017-02-17 10:00:00", Given.intake("petition"), from: [])
    }
    #expect(scenario.ticket == TicketState())
  }

  @Test(
    "Taipei charges what goes beyond ten minutes",
    arguments: [(600, 0), (601, 1), (720, 120)])
  func taipeiCharge(talked: Int, charged: Int) throws {
    let calls = try #require(try Scenario("taipei").rules.rules.calls)
    #expect(calls.chargedSeconds(talked: UInt64(talked)) == UInt64(charged))
  }

  @Test("Kaohsiung cuts calls at twelve minutes, so a longer one is refused")
  func kaohsiung() throws {
    let scenario = try Scenario("kaohsiung")
    let calls = try #require(scenario.rules.rules.calls)
    #expect(!calls.exceedsCutOff(talked: 720) && calls.exceedsCutOff(talked: 721))
    var open = scenario
    try open.at("2017-02-17 10:00:00", Given.intake("consultation"))
    var call = CallEnded()
    call.answeredAt = try Scenario.instant("2017-02-17 10:00:00")
    call.endedAt = try Scenario.instant("2017-02-17 10:12:01")
    #expect(throws: Refusal.self) { try open.at("2017-02-17 10:13:00", call) }
    call.endedAt = try Scenario.instant("2017-02-17 10:12:00")
    try open.at("2017-02-17 10:13:00", call)
  }

  @Test(
    "A fallen tree: before 18:00 within 4 h, from 18:00 by noon of the next day",
    arguments: [
      ("17:59:59", "NTP-3", "2024-08-01 21:59:59"), ("18:00:00", "NTP-4", "2024-08-02 12:00:00"),
      ("23:59:59", "NTP-4", "2024-08-02 12:00:00"), ("00:00:00", "NTP-3", "2024-08-01 04:00:00"),
    ])
  func fallenTree(time: String, rule: String, due: String) throws {
    var scenario = try Scenario("new-taipei")
    try scenario.at("2024-08-01 \(time)", Given.intake("dispatch-of-works", "fallen-tree"))
    #expect(try scenario.due(rule) == due)
    #expect(scenario.ticket.clocks.count == 1)
    #expect(try route(scenario, "fallen-tree", "2024-08-01 \(time)") == "agriculture")
  }

  @Test("A disturbance goes to the police: on site within 1 h, reply within 4 h")
  func disturbance() throws {
    var scenario = try Scenario("new-taipei")
    try scenario.at("2024-08-01 01:00:00", Given.intake("report", "disturbance"))
    #expect(try route(scenario, "disturbance", "2024-08-01 01:00:00") == "police")
    try scenario.at("2024-08-01 01:02:00", Given.dispatched("police"))
    #expect(try scenario.due("NTP-1") == "2024-08-01 02:02:00")
    #expect(try scenario.due("NTP-2") == "2024-08-01 05:02:00")
    try scenario.at("2024-08-01 01:03:00", Given.signed("police"))
    try scenario.at("2024-08-01 02:02:00", Given.arrived("police"))
    #expect(try scenario.status("NTP-1") == .met)
    try scenario.at("2024-08-01 05:02:01", Given.result("police"))
    #expect(try scenario.status("NTP-2") == .missed)
  }

  @Test(
    "Animal rescue goes to the agriculture bureau by day and to the fire brigade by night",
    arguments: [
      ("07:59:59", "fire-brigade"), ("08:00:00", "agriculture"), ("17:59:59", "agriculture"),
      ("18:00:00", "fire-brigade"), ("00:00:00", "fire-brigade"),
    ])
  func animalRescue(time: String, unit: String) throws {
    var scenario = try Scenario("new-taipei")
    #expect(try route(scenario, "animal-rescue", "2024-08-01 \(time)") == unit)
    try scenario.at("2024-08-01 \(time)", Given.intake("report", "animal-rescue"))
    try scenario.at("2024-08-01 19:00:00", Given.dispatched(unit))
    #expect(try scenario.due("NTP-5") == "2024-08-01 23:00:00")
    #expect(try scenario.due("NTP-6") == "2024-08-02 19:00:00")
  }

  private func route(_ scenario: Scenario, _ category: String, _ time: String) throws -> String? {
    var ticket = TicketState()
    let moment = Moment(at: try Scenario.instant(time))
    ticket.evolve(Given.intake("report", category), moment)
    return scenario.rules.route(for: ticket, at: moment.occurredAt)?.lead
  }
}
