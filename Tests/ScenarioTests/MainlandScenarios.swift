import Hotline
import Testing
import Wire

@Suite("Shanghai, Foshan, Guangzhou, Beijing and the general model")
struct MainlandScenarios {
  @Test("Shanghai 1-5-15: contact, general and difficult tickets before the long October holiday")
  func shanghai() throws {
    var scenario = try Scenario("shanghai")
    try scenario.at("2017-09-28 09:00:00", Given.intake("complaint"))
    #expect(scenario.ticket.clocks.isEmpty)
    try scenario.at("2017-09-28 10:00:00", Given.dispatched("unit-7"))
    #expect(try scenario.due("SH-1") == "2017-09-29 24:00:00")
    #expect(try scenario.due("SH-2") == "2017-10-11 24:00:00")
    try scenario.at("2017-09-29 11:00:00", Given.signed("unit-7"))
    try scenario.at("2017-09-29 23:59:59", Given.contacted("unit-7"))
    #expect(try scenario.status("SH-1") == .met)
    try scenario.at("2017-10-10 09:00:00", Given.difficult())
    #expect(try scenario.due("SH-3") == "2017-10-25 24:00:00")
    let clock = try scenario.clock("SH-3")
    #expect(clock.due?.cause == .factsChanged && clock.restatements == 1)
    #expect(clock.firstDue == (try Scenario.instant("2017-10-11 23:59:59").adding999999))
    try scenario.at("2017-10-26 00:00:00", Given.result("unit-7"))
    #expect(try scenario.status("SH-3") == .missed)
  }

  @Test(
    "A Foshan consultation has 24 h by the wall clock, the last second included",
    arguments: [("10:00:00", ClockStatus.met), ("10:00:01", .missed)])
  func foshanConsultation(time: String, status: ClockStatus) throws {
    var scenario = try Scenario("foshan")
    try scenario.at("2016-12-30 09:00:00", Given.intake("consultation"))
    try scenario.at("2016-12-30 10:00:00", Given.dispatched("tax"))
    try scenario.at("2016-12-30 10:30:00", Given.signed("tax"))
    #expect(try scenario.due("FS-1") == "2016-12-31 10:00:00")
    try scenario.at("2016-12-31 \(time)", Given.result("tax"))
    #expect(try scenario.status("FS-1") == status)
  }

  @Test("A Foshan request over 5 working days brings a yellow card, 5 more a red one, each once")
  func foshanCards() throws {
    var scenario = try Scenario("foshan")
    try scenario.at("2017-01-20 09:00:00", Given.intake("service-request"))
    try scenario.at("2017-01-20 10:00:00", Given.dispatched("road"))
    try scenario.at("2017-01-20 11:00:00", Given.signed("road"))
    #expect(try scenario.due("FS-2") == "2017-01-26 24:00:00")
    try scenario.until("2017-01-26 23:59:59")
    #expect(scenario.ticket.cards.isEmpty)
    try scenario.until("2017-01-27 00:00:00")
    #expect(scenario.ticket.cards.map(\.colour) == [.yellow])
    #expect(scenario.ticket.cards.map(\.unit) == ["road"])
    try scenario.until("2017-02-07 23:59:59")
    #expect(scenario.ticket.cards.count == 1)
    try scenario.until("2017-03-01 00:00:00")
    #expect(scenario.ticket.cards.map(\.colour) == [.yellow, .red])
    try scenario.until("2017-06-01 00:00:00")
    #expect(scenario.ticket.cards.count == 2)
    try scenario.at("2017-06-01 09:00:00", Given.result("road"))
    #expect(try scenario.status("FS-2") == .missed)
  }

  @Test("Guangzhou has no deadlines, and a case lives its whole life without one")
  func guangzhou() throws {
    var scenario = try Scenario("guangzhou")
    #expect(scenario.rules.rules.clocks.isEmpty)
    try scenario.at("2015-05-01 09:00:00", Given.intake("consultation"))
    try scenario.at("2015-05-01 10:00:00", Given.dispatched("fund"))
    try scenario.at("2015-05-02 11:00:00", Given.signed("fund"))
    try scenario.at("2015-05-20 11:00:00", Given.result("fund"))
    try scenario.at("2015-05-20 12:00:00", Given.accepted())
    try scenario.at("2015-05-20 13:00:00", Closed())
    try scenario.until("2016-01-01 00:00:00")
    #expect(scenario.ticket.clocks.isEmpty && scenario.ticket.step == .closed)
    #expect(scenario.rules.rules.queues.count == 6)
  }

  @Test("Beijing knows the grounds for not counting a ticket, and refuses others")
  func beijing() throws {
    var scenario = try Scenario("beijing")
    try scenario.at("2024-02-07 09:00:00", Given.intake("complaint"))
    var request = ExclusionRequested()
    request.unit = "street"
    for ground in [
      ExclusionGround.noJurisdiction, .unlawfulDemand, .maliciousRepetition, .legalProcedure,
      .forceMajeure, .unreachable,
    ] {
      request.ground = ground
      try scenario.at("2024-02-07 10:00:00", request)
      #expect(scenario.ticket.pendingExclusion == ground)
    }
    request.ground = .matterType
    #expect(throws: Refusal.self) { try scenario.at("2024-02-07 10:00:00", request) }
  }

  @Test("The general model: one reminder and 5 working days late bring written criticism")
  func general() throws {
    for (reminders, expected) in [(0, 0), (1, 1)] {
      var scenario = try Scenario("general")
      try scenario.at("2024-02-07 09:00:00", Given.intake("service-request"))
      try scenario.at("2024-02-07 10:00:00", Given.dispatched("street"))
      #expect(try scenario.due("GEN-1") == "2024-02-20 24:00:00")
      for _ in 0..<reminders { try scenario.at("2024-02-21 09:00:00", ReminderReceived()) }
      try scenario.until("2024-02-27 23:59:59")
      #expect(scenario.ticket.cards.isEmpty)
      try scenario.until("2024-02-28 00:00:00")
      #expect(scenario.ticket.cards.count == expected)
    }
  }
}

extension Instant {
  /// The last microsecond of the second.
  fileprivate var adding999999: Instant { Instant(microseconds: microseconds + 999_999) }
}
