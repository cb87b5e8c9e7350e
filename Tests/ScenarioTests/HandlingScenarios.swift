import Hotline
import Testing

@Suite("Handling that every hotline knows")
struct HandlingScenarios {
  private func inHand() throws -> Scenario {
    var scenario = try Scenario("shanghai")
    try scenario.at("2017-09-25 09:00:00", Given.intake("complaint"))
    try scenario.at("2017-09-25 10:00:00", Given.dispatched("unit-7"))
    try scenario.at("2017-09-25 11:00:00", Given.signed("unit-7"))
    return scenario
  }

  private func refusal(_ body: () throws -> Void) -> Refusal? {
    do {
      try body()
      return nil
    } catch { return error as? Refusal }
  }

  @Test("A returned ticket's clock does not stop in the air, and the time is charged to who asked")
  func returned() throws {
    var scenario = try inHand()
    var request = ReturnRequested()
    request.unit = "unit-7"
    request.ground = .wrongPlace
    try scenario.at("2017-09-26 09:00:00", request)
    #expect(scenario.ticket.step == .returning)
    #expect(try scenario.due("SH-2") == "2017-09-30 24:00:00")
    #expect(scenario.ticket.hands.last?.inTheAir == true)
    #expect(scenario.ticket.hands.last?.unit == "unit-7")
    var ruling = ReturnDecided()
    ruling.ruling = .improper
    ruling.authority = "centre"
    ruling.isFinal = true
    try scenario.at("2017-09-27 09:00:00", ruling)
    #expect(scenario.ticket.step == .inHand && scenario.ticket.improperReturns == 1)
    #expect(try scenario.status("SH-2") == .running)
    let refused = refusal { try scenario.at("2017-09-27 10:00:00", request) }
    #expect(refused?.rule == "returns" && refused?.step == .inHand)
  }

  @Test("An extension must be asked for before the limit, by the log's own time")
  func extensions() throws {
    var scenario = try inHand()
    var request = ExtensionRequested()
    request.unit = "unit-7"
    request.clock = "SH-2"
    request.workingDays = 3
    let late = refusal {
      try scenario.at("2017-09-29 09:00:00", late: "2017-10-09 09:00:00", request)
    }
    #expect(late?.code == .tooLate && late?.rule == "SH-2")
    try scenario.at("2017-09-30 23:00:00", request)
    var ruling = ExtensionDecided()
    ruling.ruling = .granted
    ruling.authority = "nobody"
    #expect(refusal { try scenario.at("2017-09-30 23:10:00", ruling) }?.code == .authority)
    ruling.authority = "unit-head"
    try scenario.at("2017-09-30 23:10:00", ruling)
    #expect(try scenario.due("SH-2") == "2017-10-11 24:00:00")
    #expect(try scenario.clock("SH-2").extensions == 1)
    request.workingDays = 8
    try scenario.at("2017-10-09 09:00:00", request)
    #expect(refusal { try scenario.at("2017-10-09 10:00:00", ruling) }?.code == .authority)
    ruling.authority = "centre"
    #expect(refusal { try scenario.at("2017-10-09 10:00:00", ruling) }?.rule == "extensions")
  }

  @Test("A parked ticket needs a plan with an end; its clock moves by the pause")
  func parked() throws {
    var scenario = try inHand()
    var park = Suspended()
    park.kind = .parked
    park.authority = "centre"
    #expect(refusal { try scenario.at("2017-09-26 09:00:00", park) }?.rule == "parking")
    park.until = try Scenario.instant("2017-12-31 00:00:00")
    try scenario.at("2017-09-26 09:00:00", park)
    try scenario.until("2017-10-20 09:00:00")
    #expect(try scenario.clock("SH-2").lapsed == false)
    try scenario.at("2017-10-16 09:00:00", Resumed())
    #expect(try scenario.status("SH-2") == .running)
    let due = try scenario.due("SH-2")
    #expect(due > "2017-10-16 09:00:00" && due <= "2017-10-25 24:00:00", "\(due)")
  }

  @Test("A redo begins a new round: the old clock stays as it ended, a new one runs")
  func redo() throws {
    var scenario = try inHand()
    try scenario.at("2017-09-26 10:00:00", Given.result("unit-7"))
    var review = ReviewDecided()
    review.reason = "nothing was done"
    try scenario.at("2017-09-27 10:00:00", review)
    #expect(scenario.ticket.step == .inHand && scenario.ticket.redos == 1)
    #expect(scenario.ticket.clocks.contains { $0.due?.clock == "SH-2#2" })
    #expect(try scenario.due("SH-2") == "2017-10-10 24:00:00")
  }

  @Test("A contact entered after the lapse was recorded is accepted, marked, and undoes nothing")
  func lateEntry() throws {
    var scenario = try inHand()
    try scenario.until("2017-09-27 09:00:00")
    #expect(try scenario.clock("SH-1").lapsed)
    try scenario.at("2017-09-26 10:00:00", late: "2017-09-28 10:00:00", Given.contacted("unit-7"))
    #expect(try scenario.status("SH-1") == .disputed)
    #expect(scenario.ticket.contradictions == 1 && scenario.ticket.lateEntries == 1)
  }

  @Test("A rule set adopted later leaves a due date already given; only a restatement moves it")
  func laterRules() throws {
    var scenario = try inHand()
    var set = scenario.rules.rules
    set.version = 2
    for index in set.clocks.indices where set.clocks[index].id == "SH-2" {
      set.clocks[index].limit?.amount = 9
    }
    let later = try RuleBook(set, calendar: scenario.rules.calendar)
    var ticket = scenario.ticket
    let before = ticket.clocks
    let moment = Moment(at: try Scenario.instant("2017-09-26 12:00:00"))
    ticket.evolve(try ticket.decide(SupplementAdded(), by: later, at: moment), moment)
    #expect(ticket.clocks == before)
    var restated = DueDateRestated()
    restated.reason = "new rules"
    restated.authority = "centre"
    ticket.evolve(try ticket.decide(restated, by: later, at: moment), moment)
    let clock = try #require(ticket.clocks.first { $0.due?.clock == "SH-2" })
    #expect(clock.due?.ruleVersion == 2 && clock.due?.cause == .restated)
    #expect(clock.firstDue == before.first { $0.due?.clock == "SH-2" }?.due?.due)
    try scenario.at("2017-09-26 12:00:00", SupplementAdded())
    #expect(scenario.ticket.clocks == before)
  }

  @Test(
    "A restatement takes away neither an extension nor a pause, and moves nothing when nothing changed"
  )
  func restatedAfterMoves() throws {
    var scenario = try inHand()
    var pause = Suspended()
    pause.kind = .suspended
    pause.authority = "centre"
    try scenario.at("2017-09-26 09:00:00", pause)
    try scenario.at("2017-09-28 09:00:00", Resumed())
    var request = ExtensionRequested()
    request.unit = "unit-7"
    request.clock = "SH-2"
    request.workingDays = 3
    try scenario.at("2017-09-28 10:00:00", request)
    var ruling = ExtensionDecided()
    ruling.ruling = .granted
    ruling.authority = "unit-head"
    try scenario.at("2017-09-28 11:00:00", ruling)
    let due = try scenario.due("SH-2")
    var restated = DueDateRestated()
    restated.reason = "new calendar"
    restated.authority = "centre"
    try scenario.at("2017-09-28 12:00:00", restated)
    #expect(try scenario.due("SH-2") == due)
    #expect(try scenario.clock("SH-2").due?.cause == .extended)
  }

  @Test("A ticket that becomes difficult keeps the days in which its clock stood still")
  func difficultAfterPause() throws {
    var difficult = DifficultySet()
    difficult.difficulty = .difficult
    difficult.reason = "several owners"
    difficult.authority = "centre"
    var plain = try inHand()
    try plain.at("2017-09-28 10:00:00", difficult)
    var paused = try inHand()
    var pause = Suspended()
    pause.kind = .suspended
    pause.authority = "centre"
    try paused.at("2017-09-26 09:00:00", pause)
    try paused.at("2017-09-28 09:00:00", Resumed())
    try paused.at("2017-09-28 10:00:00", difficult)
    // 15 working days from 2017-09-25 end on 10-20; 09-27 and 09-28 began in the pause.
    #expect(try plain.due("SH-3") == "2017-10-20 24:00:00")
    #expect(try paused.due("SH-3") == "2017-10-24 24:00:00")
  }

  @Test("Merged tickets: the first receipt counts, or the last, as the rules say")
  func merged() throws {
    var scenario = try Scenario("taipei")
    try scenario.at("2017-02-20 10:00:00", Given.intake("petition"))
    let own = try scenario.due("TPE-3")
    var merge = MergeReceived()
    merge.from = "other"
    merge.receivedAt = try Scenario.instant("2017-02-17 10:00:00")
    merge.clock = .last
    var last = scenario
    try last.at("2017-02-21 10:00:00", merge)
    #expect(try last.due("TPE-3") == own)
    merge.clock = .first
    try scenario.at("2017-02-21 10:00:00", merge)
    #expect(try scenario.due("TPE-3") == "2017-02-24 24:00:00")
    #expect(try scenario.clock("TPE-3").due?.cause == .merged)
  }
}
