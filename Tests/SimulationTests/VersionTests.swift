import EventStore
import Hotline
import Simulation
import Testing
import Wire

@testable import Projections

@Suite("Versions of the figures, side by side")
struct VersionTests {
  /// Counts reminders twice, and no returns.
  static let second = ScoreVersion(2, Phrase("for tests", "测试", "測試")) { account, basis in
    ScoreVersion.first.entries([account], basis).flatMap { entry in
      switch entry.measure {
      case .reminders: [entry, entry]
      case .returns, .returnsPerTicket: [ScoreEntry]()
      default: [entry]
      }
    }
  }
  static let both = [ScoreVersion.first, second]

  private static func simulated() throws -> InMemoryEventLog {
    try SimulatedLog(SimulatedLog.plan(.foshan, tickets: 200, months: 2, direct: 20)).log
  }

  private func comparison(_ ledger: ScoreLedger, to: ScoreVersion) throws -> VersionComparison {
    try VersionComparison(
      ledger, from: .first, to: to, rules: nil, now: try #require(ledger.recordedAt))
  }

  @Test("A comparison names exactly the figures that differ, by unit and period, and by how much")
  func compared() throws {
    let ledger = try Self.simulated().withSnapshot { try ScoreLedger($0) }
    let same = try comparison(ledger, to: .first)
    #expect(same.differences.isEmpty && same.digestBefore == same.digestAfter)
    #expect(same.compared > 500)
    let found = try comparison(ledger, to: Self.second)
    #expect(found.digestBefore == same.digestBefore && found.digestAfter != same.digestAfter)
    let measures = Set(found.differences.map(\.measure))
    #expect(measures.contains(.reminders) && measures.contains(.returns))
    #expect(!measures.contains(.onTime) && !measures.contains(.satisfaction))
    #expect(Set(found.differences.map(\.period)).isSuperset(of: ["2016-07", "2016-Q3", "2016"]))
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let total = try view.scorecard(try view.period("2016", at: now), at: now).total
    let reminders = try #require(
      found.differences.first { $0.period == "2016" && $0.unit.isEmpty && $0.measure == .reminders }
    )
    let count = try #require(total[.reminders].text(.reminders))
    #expect(reminders.before == count && reminders.change == "+\(count)")
    #expect(reminders.after == "\(2 * (Int(count) ?? 0))")
    #expect(found.differences.contains { !$0.unit.isEmpty && $0.measure == .reminders })
  }

  @Test("The difference is a pure function of two sets of figures")
  func pure() {
    func figure(_ unit: String, _ text: String, _ number: Int64) -> FigureSet.Figure {
      FigureSet.Figure(
        period: "2016", unit: unit, measure: .finished, text: text, number: ExactNumber(number))
    }
    let old = FigureSet(version: 1, [figure("a", "4", 4), figure("b", "7", 7)])
    let new = FigureSet(version: 2, [figure("a", "1", 1), figure("c", "2", 2)])
    let found = VersionComparison.differences(old, new)
    #expect(found.map(\.unit) == ["a", "b", "c"])
    #expect(found.map(\.change) == ["-3", nil, nil])
    #expect(found.map(\.before) == ["4", "7", nil] && found.map(\.after) == ["1", nil, "2"])
    #expect(VersionComparison.differences(old, old).isEmpty)
  }

  @Test(
    "Only a sign-off lets a version answer; earlier moments and bulletins keep the version of then")
  func switched() throws {
    let log = try Self.simulated()
    let before = try log.withSnapshot { try ScoreLedger($0) }
    let bulletin = try log.withSnapshot { snapshot in
      try Bulletin(
        "a", period: "2016-07", rules: nil, at: try #require(before.recordedAt),
        upTo: snapshot.head, snapshot)
    }
    #expect(bulletin.event.parameters.contains("scores@1"))
    try sign(log)
    let after = try log.withSnapshot { try ScoreLedger($0) }
    let now = try #require(after.recordedAt)
    #expect(before.signedVersion == 1 && after.signedVersion == 2)
    #expect(throws: ScoreError.unknownVersion(2, known: [1])) {
      try ScoreView(after, rules: nil, now: now)
    }
    let basis = try after.basis(nil, now: now, versions: Self.both)
    let view = try ScoreView(after, by: basis)
    let card = try view.scorecard(try view.period("2016", at: now), at: now)
    #expect(JSONWriter.text(card.json()).contains(#""projection":"scores@2""#))
    let earlier = try ScoreView(before, rules: nil, now: now)
    let old = try earlier.scorecard(try earlier.period("2016", at: now), at: now)
    #expect(card.total[.reminders] != old.total[.reminders])
    #expect(card.total[.onTime] == old.total[.onTime])
    try log.withSnapshot { snapshot in
      #expect(try Bulletin(bulletin.event, snapshot).event == bulletin.event)
      let past = try ScoreLedger(snapshot, upTo: Position(before.events))
      #expect(past.signedVersion == 1)
    }
  }

  @Test("A sign-off is computed again from the log; a forged one is found at its point")
  func checked() throws {
    let log = try Self.simulated()
    try sign(log)
    let event = try log.withSnapshot { try ReferenceData.load(from: $0) }.switches[0].content
    #expect(try outcome(event, log, Self.both) == .agrees)
    #expect(try outcome(event, log, ScoreVersion.known) == .cannotTell(2))
    let forgeries: [(String, (inout ProjectionSwitched) -> Void)] = [
      ("root", { $0.root[0] ^= 1 }), ("digestBefore", { $0.digestBefore[0] ^= 1 }),
      ("digestAfter", { $0.digestAfter[0] ^= 1 }), ("difference", { $0.difference += " " }),
      ("differenceDigest", { $0.differenceDigest[0] ^= 1 }), ("differing", { $0.differing += 1 }),
      ("treeSize", { $0.treeSize = 1 << 40 }), ("parameters", { $0.parameters = "{}" }),
    ]
    for (point, forge) in forgeries {
      var forged = event
      forge(&forged)
      #expect(try outcome(forged, log, Self.both) == .differs([point]))
    }
  }

  private func outcome(
    _ event: ProjectionSwitched, _ log: InMemoryEventLog, _ versions: [ScoreVersion]
  ) throws -> SignOffCheck.Outcome {
    let adopted = ReferenceData.Adopted(
      content: event, position: log.head, recordedAt: Instant(microseconds: 0),
      occurredAt: Instant(microseconds: 0), revision: Revision(1))
    return try log.withSnapshot { try SignOffCheck(adopted, $0, versions: versions) }.outcome
  }

  /// Signs the second version off.
  private func sign(_ log: InMemoryEventLog) throws {
    let (ledger, root) = try log.withSnapshot { (try ScoreLedger($0), try $0.root()) }
    let event = try comparison(ledger, to: Self.second).signOff(
      by: "office", reason: "reminders", root: root)
    #expect(event.differing > 0 && event.fromVersion == 1 && event.toVersion == 2)
    let draft = EventDraft(
      id: EventID(high: 9, low: 9), type: try EventType(ProjectionSwitched.typeName),
      occurredAt: try #require(ledger.recordedAt), actor: "test", payload: event.encoded)
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID("projection-scores"), events: [draft])]))
  }
}
