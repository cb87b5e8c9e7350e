import EventStore
import Hotline
import Simulation
import Testing
import Wire

@testable import Projections

@Suite("The events that an explanation lists")
struct SufficientEventsTests {
  @Test(
    "They alone, with the reference data, give exactly the figure: nothing else was needed",
    arguments: [City.foshan, .weihai, .shanghai, .taipei])
  func alone(city: City) throws {
    let log = try SimulatedLog(
      SimulatedLog.plan(city, tickets: 300, months: 3, direct: 20)
    ).log
    let ledger = try log.withSnapshot { try ScoreLedger($0) }
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let period = try view.period("2016-08", at: now)
    let card = try view.scorecard(period, at: now)
    var compared = 0
    for row in card.rows.prefix(6) {
      for measure in Measure.allCases where measure != .composite && measure != .rank {
        let explained = try view.explain(measure.rawValue, unit: row.unit, period, at: now)
        if explained.tickets.isEmpty { continue }
        let events = Set(explained.tickets.flatMap(\.events))
        var alone = ScoreLedger()
        try log.withSnapshot { snapshot in
          _ = try snapshot.scan(.all) { event in
            if events.contains(event.position) || ReferenceData.takes(event) { alone.apply(event) }
            return .next
          }
        }
        let refolded = try ScoreView(alone, rules: nil, now: now).scorecard(period, at: now)
        compared += 1
        let figure = refolded.row(row.unit)?.measures[measure]
        #expect(figure == explained.value, "\(measure.rawValue) of \(row.unit)")
      }
    }
    #expect(compared > 60)
  }

  @Test(
    "A median is of times to the microsecond: seconds that were cut off would change its last digit"
  )
  func exactTimes() throws {
    let log = try SimulatedLog.of(.shanghai).log
    let ledger = try log.withSnapshot { try ScoreLedger($0) }
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let period = try view.period("2016-08", at: now)
    var differing = 0
    for row in try view.scorecard(period, at: now).rows {
      let explained = try view.explain("median-handling", unit: row.unit, period, at: now)
      let times = explained.tickets.flatMap(\.entries).filter { $0.part == .value }.map(\.amount)
      func hours(_ times: [Int64], _ perHour: Int64) throws -> ExactNumber? {
        try Quantile.median.of(times).map { try $0 / ExactNumber(perHour) }
      }
      let exact = try hours(times, 3_600_000_000)
      #expect(row.measures[.medianHandling].number == exact, "\(row.unit)")
      if try hours(times.map { $0 / 1_000_000 }, 3_600)?.text() != exact?.text() { differing += 1 }
    }
    #expect(differing > 0)
  }
}
