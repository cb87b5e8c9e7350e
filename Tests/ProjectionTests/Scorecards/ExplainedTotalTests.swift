import EventStore
import Hotline
import TestSupport
import Testing

@testable import Projections

@Suite("The tickets behind the last line of a scorecard")
struct ExplainedTotalTests {
  @Test("Every cell of all units together opens down to the tickets of the units' own cells")
  func everyCell() throws {
    var log = try BoardLog()
    for (place, unit) in ["U1", "U2", "U2"].enumerated() {
      try log.open("case-\(place)", Int64(place), unit)
    }
    try log.deadlines("case-1", 4_400)
    try log.report("case-0", 4_500)
    try log.answer("case-0", 4_600)
    try log.close("case-0", 4_700)
    let ledger = try log.ledger()
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let period = try view.period("2026", at: now)
    let card = try view.scorecard(period, at: now)
    for measure in Measure.allCases {
      let all = try view.explain(measure.rawValue, unit: "all", period, at: now)
      #expect(all.value == card.total[measure], "\(measure)")
      if measure == .composite || measure == .rank { continue }
      var streams: Set<String> = []
      for row in card.rows {
        let own = try view.explain(measure.rawValue, unit: row.unit, period, at: now)
        streams.formUnion(own.tickets.map(\.stream))
      }
      #expect(Set(all.tickets.map(\.stream)) == streams, "\(measure)")
    }
    let received = try view.explain("received", unit: "all", period, at: now)
    #expect(received.tickets.count == 3)
    #expect(received.name.english == "all units")
    #expect(throws: ScoreError.self) {
      try view.explain("received", unit: "everybody", period, at: now)
    }
  }
}
