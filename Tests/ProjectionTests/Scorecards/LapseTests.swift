import EventStore
import Hotline
import TestKit
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("Limits that pass while a history is entered")
struct LapseTests {
  private func shares(
    _ ledger: ScoreLedger, _ measure: Measure, of unit: String = "U1", in period: String = "2026"
  ) throws -> String? {
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let card = try view.scorecard(try view.period(period, at: now), at: now)
    return card.row(unit)?.measures[measure].text(measure)
  }

  @Test(
    "What is entered at once, long after it happened, lapses no more under the same rules than it did"
  )
  func enteredAtOnce() throws {
    var log = try BoardLog()
    var dispatched = Dispatched()
    dispatched.lead = "U1"
    var signed = SignedFor()
    signed.unit = "U1"
    var result = ResultReported()
    result.unit = "U1"
    try log.act("a", 0, IntakeRecorded(), enteredAfter: 10_000)
    try log.act("a", 10, dispatched, microseconds: 5, enteredAfter: 9_990)
    try log.act("a", 15, signed, microseconds: 9, enteredAfter: 9_985)
    try log.act("a", 20, result, microseconds: 12, enteredAfter: 9_980)
    let book = try #require(log.book)
    let recorded = try log.ledger()
    let retold = try log.log().withSnapshot { try ScoreLedger($0, retoldBy: book) }
    #expect(try shares(recorded, .onTime) == "100.00")
    #expect(try shares(retold, .onTime) == "100.00")
    #expect(try shares(retold, .yellowCards) == "0")
  }

  @Test(
    "An act of a limit's last instant came in time, also where the lapse was recorded before it was entered"
  )
  func lastInstant() throws {
    var log = try BoardLog()
    try log.open("a", 0)
    try log.deadlines("a", 4_400)
    var result = ResultReported()
    result.unit = "U1"
    try log.act("a", 4_320, result, enteredAfter: 100)
    let happened = try log.log().withSnapshot {
      try ScoreLedger($0, at: Viewpoint(asOf: nil, by: .occurred))
    }
    #expect(try shares(happened, .onTime) == "100.00")
    #expect(try shares(try log.ledger(), .onTime) == "0.00")
  }

  @Test("A contact that was missed stays missed when the result is sent back")
  func sentBack() throws {
    var log = try BoardLog()
    try log.open("a", 0)
    try log.deadlines("a", 1_500)
    var result = ResultReported()
    result.unit = "U1"
    try log.act("a", 2_000, result)
    #expect(try shares(try log.ledger(), .contact) == "0.00")
    var review = ReviewDecided()
    review.reason = "nothing was done"
    try log.act("a", 2_100, review)
    #expect(try shares(try log.ledger(), .contact) == "0.00")
    var contacted = CitizenContacted()
    contacted.unit = "U1"
    contacted.reached = true
    try log.act("a", 2_200, contacted)
    #expect(try shares(try log.ledger(), .contact) == "50.00")
  }

  @Test("A contact that one unit missed stays its own when the ticket goes to another")
  func handedOn() throws {
    var log = try BoardLog()
    try log.open("a", 0)
    try log.deadlines("a", 1_500)
    try giveBack(&log, 1_600)
    try log.hand("a", 1_800, "U2")
    var contacted = CitizenContacted()
    contacted.unit = "U2"
    contacted.reached = true
    try log.act("a", 1_900, contacted)
    let ledger = try log.ledger()
    #expect(try shares(ledger, .contact) == "0.00")
    #expect(try shares(ledger, .contact, of: "U2") == "100.00")
  }

  @Test(
    "A contact of the unit before is no response of the one that finishes", arguments: ["U1", "U2"])
  func response(contacting: String) throws {
    var log = try BoardLog()
    try log.open("a", 0)
    var changed = LeadChanged()
    (changed.lead, changed.authority, changed.reason) = ("U2", "centre", "other duties")
    var signed = SignedFor()
    signed.unit = "U2"
    var contacted = CitizenContacted()
    contacted.unit = contacting
    contacted.reached = true
    if contacting == "U1" { try log.act("a", 20, contacted) }
    try log.act("a", 30, changed)
    try log.act("a", 31, signed)
    if contacting == "U2" { try log.act("a", 40, contacted) }
    try log.report("a", 50, "U2")
    let response = try shares(try log.ledger(), .response, of: "U2")
    #expect(response == (contacting == "U2" ? "100.00" : "0.00"))
  }

  @Test(
    "A result of the unit before that was sent back is no redo of the one that finishes",
    arguments: ["U1", "U2"])
  func redo(reporting: String) throws {
    var log = try BoardLog()
    try log.open("a", 0)
    var changed = LeadChanged()
    (changed.lead, changed.authority, changed.reason) = ("U2", "centre", "other duties")
    var signed = SignedFor()
    signed.unit = "U2"
    var review = ReviewDecided()
    review.reason = "incomplete"
    func report(_ minute: Int64) throws {
      try log.report("a", minute, reporting)
      try log.act("a", minute + 1, review)
    }
    if reporting == "U1" { try report(20) }
    try log.act("a", 30, changed)
    try log.act("a", 31, signed)
    if reporting == "U2" { try report(40) }
    try log.report("a", 50, "U2")
    let redo = try shares(try log.ledger(), .redo, of: "U2")
    #expect(redo == (reporting == "U2" ? "100.00" : "0.00"))
  }

  @Test("What is open and overdue is so in the hands of who has it now")
  func overdueInOtherHands() throws {
    var log = try BoardLog()
    try log.open("a", 0)
    try log.deadlines("a", 4_400)
    #expect(try shares(try log.ledger(), .openOverdue) == "1")
    var changed = LeadChanged()
    changed.lead = "U2"
    changed.authority = "centre"
    changed.reason = "other duties"
    try log.act("a", 4_500, changed)
    for (unit, count) in [("U1", "0"), ("U2", "1")] {
      #expect(try shares(try log.ledger(), .open, of: unit) == count)
      #expect(try shares(try log.ledger(), .openOverdue, of: unit) == count)
    }
    var signed = SignedFor()
    signed.unit = "U2"
    try log.act("a", 4_550, signed)
    var result = ResultReported()
    result.unit = "U2"
    try log.act("a", 4_600, result)
    #expect(try shares(try log.ledger(), .openOverdue, of: "U2") == "0")
  }

  @Test("A limit that was missed stays missed when other facts ask for another, or for none")
  func otherFacts() throws {
    for (kind, share) in [("complaint", "50.00"), ("praise", "0.00")] {
      var log = try BoardLog(Self.rulesByKind())
      try log.open("a", 42_000)
      try log.deadlines("a", 46_400)
      #expect(try shares(try log.ledger(), .onTime) == "0.00")
      var other = Reclassified()
      other.kind = kind
      try log.act("a", 48_000, other)
      let open = try log.ledger()
      #expect(try shares(open, .onTime) == "0.00")
      #expect(try shares(open, .openOverdue, in: "2026-06") == "1")
      #expect(try shares(open, .openOverdue, in: "2026-07") == "0")
      try log.report("a", 49_000)
      #expect(try shares(try log.ledger(), .onTime) == share)
      let book = try #require(log.book)
      let retold = try log.log().withSnapshot { try ScoreLedger($0, retoldBy: book) }
      #expect(try shares(retold, .onTime) == share)
      #expect(try shares(retold, .onTime, in: "2026-06") == "0.00")
    }
  }

  @Test(
    "A limit for any act of a unit or the centre counts: passed, it stands against who answers for it",
    arguments: ClockEnd.allCases.filter { $0 != .callEnded })
  func everyAct(end: ClockEnd) throws {
    var rules = SmallRules.ruleSet()
    rules.clocks = rules.clocks.filter { $0.id == "RESULT" }
    rules.clocks[0].end = end
    rules.clocks[0].start = .receipt
    rules.cards = []
    var log = try BoardLog(rules)
    try log.act("a", 0, IntakeRecorded())
    try log.deadlines("a", 5_000)
    let ledger = try log.ledger()
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let card = try view.scorecard(try view.period("2026", at: now), at: now)
    let passed = Measure.allCases.filter { card.total[$0] == .rate(Rate(0, of: 1)) }
    #expect(passed.count == 1, "\(end): \(passed)")
  }

  @Test("A unit of which nothing was counted is told apart from one that does not exist")
  func idleUnit() throws {
    var log = try BoardLog()
    try log.name("U7", "Parks")
    try log.open("a", 0)
    let ledger = try log.ledger()
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let period = try view.period("2026", at: now)
    let card = try view.scorecard(period, at: now)
    let known = card.rows.map(\.unit)
    for (unit, error) in [
      ("U7", ScoreError.noDataOfUnit("U7", period: "2026")),
      ("U9", ScoreError.unknownUnit("U9", known: known)),
    ] {
      #expect(throws: error) { try card.only(unit) }
      #expect(throws: error) { try view.explain("on-time", unit: unit, period, at: now) }
      #expect(throws: error) {
        try ScoreDifference(period, from: (view, now), to: (view, now), unit: unit)
      }
    }
  }

  /// A complaint has longer, praise has no limit.
  private static func rulesByKind() -> RuleSet {
    var rules = SmallRules.ruleSet()
    guard let index = rules.clocks.firstIndex(where: { $0.id == "RESULT" }) else { return rules }
    var complaint = rules.clocks[index]
    complaint.id = "COMPLAINT"
    complaint.limit?.amount = 144
    var kinds = RuleCase()
    kinds.kinds = ["complaint"]
    complaint.when = kinds
    kinds.kinds = [""]
    rules.clocks[index].when = kinds
    rules.clocks.insert(complaint, at: index)
    return rules
  }

  private func giveBack(_ log: inout BoardLog, _ minutes: Int64) throws {
    var request = ReturnRequested()
    request.unit = "U1"
    request.ground = .wrongPlace
    try log.act("a", minutes, request)
    var ruling = ReturnDecided()
    ruling.ruling = .granted
    ruling.authority = "centre"
    try log.act("a", minutes + 10, ruling)
  }
}
