import EventStore
import Hotline
import TestSupport
import Testing

@testable import Projections

@Suite("Figures after a correction")
struct CorrectedFigureTests {
  /// One ticket that was settled at once, to the full satisfaction of the citizen, in minutes; the events are 1 to 6.
  private func settled() throws -> BoardLog {
    var log = try BoardLog()
    try log.open("case-0", 0)
    var result = ResultReported()
    (result.unit, result.isSolved, result.grade) = ("U1", true, .a)
    try log.act("case-0", 100, result, by: "U1")
    var answer = CallbackAnswered()
    (answer.wasContacted, answer.isSolved) = (true, true)
    answer.efficiency = .verySatisfied
    answer.attitude = .verySatisfied
    answer.result = .verySatisfied
    try log.act("case-0", 200, answer, by: "agent")
    try log.act("case-0", 300, Closed())
    return log
  }

  private func correction(_ revision: UInt64, _ field: String, _ value: String) -> Corrected {
    var event = Corrected()
    (event.revision, event.field, event.value) = (revision, field, value)
    (event.reason, event.authority) = ("recording", "office")
    return event
  }

  private struct Figures {
    let view: ScoreView
    let now: Instant
    let period: ScorePeriod
    let values: MeasureTable

    init(_ ledger: ScoreLedger) throws {
      now = try #require(ledger.recordedAt)
      view = try ScoreView(ledger, rules: nil, now: now)
      period = try view.period("2026", at: now)
      values = try #require(try view.scorecard(period, at: now).row("U1")).measures
    }

    /// The share of one ticket that a measure has; `nil` without data.
    func share(_ measure: Measure) -> Int64? {
      guard case .rate(let rate) = values[measure], rate.denominator > 0 else { return nil }
      return Int64(rate.numerator)
    }

    func events(_ measure: Measure) throws -> [UInt64] {
      try view.explain(measure.rawValue, unit: "U1", period, at: now).tickets.flatMap(\.events).map(
        \.rawValue)
    }
  }

  @Test(
    "A citizen's answer counts as it was corrected, the correction is among the events behind the figure, and before it the figure was another"
  )
  func answers() throws {
    var log = try settled()
    let then = BoardLog.at(301)
    for (field, value) in [("attitude", "dissatisfied"), ("efficiency", ""), ("isSolved", "false")]
    {
      try log.act("case-0", 400, correction(5, field, value), by: "office")
    }
    let after = try Figures(try log.ledger())
    let before = try Figures(try log.log().withSnapshot { try ScoreLedger($0, asOf: then) })
    #expect(before.share(.satisfactionAttitude) == 1 && after.share(.satisfactionAttitude) == 0)
    #expect(before.share(.satisfactionEfficiency) == 1)
    #expect(after.share(.satisfactionEfficiency) == nil)
    #expect(before.share(.satisfactionResult) == 1 && after.share(.satisfactionResult) == 1)
    #expect(before.share(.confirmedResolution) == 1 && after.share(.confirmedResolution) == 0)
    #expect(before.share(.deniedClaims) == 0 && after.share(.deniedClaims) == 1)
    // The rules are event 1 of the log, the ticket's are 2 to 7: intake, dispatch, signature, result, answer, closing.
    #expect(try before.events(.deniedClaims) == [2, 3, 5, 6])
    #expect(try after.events(.deniedClaims) == [2, 3, 5, 6, 8, 9, 10])
  }

  @Test("A unit's claim counts as it was corrected")
  func claims() throws {
    var log = try settled()
    #expect(try Figures(try log.ledger()).share(.claimedResolution) == 1)
    try log.act("case-0", 400, correction(4, "isSolved", "false"), by: "office")
    let after = try Figures(try log.ledger())
    #expect(after.share(.claimedResolution) == 0 && after.share(.deniedClaims) == nil)
    #expect(try after.events(.claimedResolution) == [2, 3, 5, 6, 8])
  }

  @Test(
    "A corrected grade counts for a closing that took it from the result, and the ticket comes to the follow-up board"
  )
  func grades() throws {
    var log = try settled()
    let before = try Figures(try log.ledger())
    #expect(before.share(.gradeA) == 1)
    #expect(try before.events(.gradeA) == [2, 3, 5, 7])
    #expect(try log.board(.bGrade, 500).rows.isEmpty)
    try log.act("case-0", 400, correction(4, "grade", "b"), by: "office")
    let after = try Figures(try log.ledger())
    #expect(after.share(.gradeA) == 0)
    #expect(try after.events(.gradeA) == [2, 3, 5, 7, 8])
    #expect(try after.events(.followUp) == [2, 3, 5, 7, 8])
    let rows = try log.board(.bGrade, 500).rows
    #expect(rows.map { $0.events.map(\.rawValue) } == [[5, 7, 8]])
  }

  @Test("The finding of a spot check counts as it was corrected")
  func findings() throws {
    var log = try settled()
    var check = SpotCheckRecorded()
    check.result = .falseReport
    try log.act("case-0", 400, check)
    #expect(try Figures(try log.ledger()).share(.falseReportRate) == 1)
    try log.act("case-0", 500, correction(7, "result", "confirmed"), by: "office")
    let after = try Figures(try log.ledger())
    #expect(after.share(.falseReportRate) == 0 && after.share(.checkPassed) == 1)
  }

  @Test(
    "The history tells by which event another was corrected, once that is known, and what the right word contradicts"
  )
  func history() throws {
    var log = try settled()
    try log.act("case-0", 400, correction(5, "isSolved", "false"), by: "office")
    let recorded = try log.log()
    func load(_ point: CasePoint) throws -> CaseHistory {
      try #require(
        try recorded.withSnapshot {
          try CaseHistory.load(
            try StreamID("case-0"), from: $0, origin: recorded.origin, point: point)
        })
    }
    let now = try load(.now)
    #expect(now.events[4].remarks == [.corrected(by: Position(8))])
    #expect(now.events[4].remarks[0].words.simplified == "已由 #8 更正")
    #expect(now.findings.map(\.code) == [.claimContradictsCallback])
    #expect(now.findings.first?.position == Position(8))
    #expect(now.findings.first?.against == Position(5))
    #expect(now.state.ticket.confirmedSolved == false)
    let then = try load(.position(Position(7)))
    #expect(then.events[4].remarks.isEmpty && then.findings.isEmpty)
  }

  @Test("A correction of an answer of an earlier round leaves the later one as it is")
  func rounds() throws {
    var log = try settled()
    try log.reopen("case-0", 400)
    try log.report("case-0", 500)
    var answer = CallbackAnswered()
    answer.attitude = .verySatisfied
    try log.act("case-0", 600, answer)
    try log.act("case-0", 700, correction(5, "attitude", "dissatisfied"), by: "office")
    let after = try Figures(try log.ledger())
    #expect(after.share(.satisfactionAttitude) == 1)
    guard case .rate(let rate) = after.values[.satisfactionAttitude] else { return }
    #expect(rate.denominator == 2 && rate.numerator == 1)
  }

  @Test("A correction of another field, to no word of the field, or of nothing leaves every figure")
  func others() throws {
    let plain = try Figures(try settled().ledger())
    for (revision, field, value) in [
      (5, "channel", "sms"), (5, "attitude", "so-so"), (6, "grade", ""), (3, "isSolved", "false"),
      (5, "grade", "b"),
    ] as [(UInt64, String, String)] {
      var log = try settled()
      try log.act("case-0", 400, correction(revision, field, value), by: "office")
      let ledger = try log.ledger()
      #expect(try Figures(ledger).values == plain.values, "\(revision) \(field) \(value)")
      #expect(try ledger.accounts.account(StreamNumber(2))?.corrections.isEmpty ?? true)
    }
  }
}
