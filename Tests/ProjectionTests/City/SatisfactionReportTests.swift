import EventStore
import Hotline
import TestSupport
import Testing

@testable import Projections

@Suite("What citizens say, by unit and otherwise")
struct SatisfactionReportTests {
  private func report(_ dimension: ScoreCube.Dimension) throws -> SatisfactionReport {
    let (view, _, now) = try OverviewTests.folded(try SampleCity().log)
    return try view.satisfaction(try view.period("2026-05", at: now), by: dimension, at: now)
  }

  @Test("Each unit has its answers, its solved tickets and its response rate")
  func units() throws {
    let report = try report(.unit)
    #expect(report.rows.map(\.code) == ["U1", "U2"])
    let (first, second) = (report.rows[0], report.rows[1])
    #expect(first.rate(.satisfaction) == Rate(14, of: 15, sample: 5))
    #expect(first.answers == 5)
    #expect(first.rate(.confirmedResolution) == Rate(4, of: 5))
    #expect(first.rate(.claimedResolution) == Rate(5, of: 5))
    #expect(second.rate(.satisfaction) == Rate(0, of: 3, sample: 1))
    #expect(second.rate(.callbackCoverage) == Rate(2, of: 4))
    #expect(second.rate(.callbackResponse) == Rate(1, of: 2))
    #expect(second.rate(.satisfactionAttitude).text() == "0.00 %")
  }

  @Test("The figures are those of the scorecard, and rows sum to the total, however divided")
  func sums() throws {
    let (view, _, now) = try OverviewTests.folded(try SampleCity().log)
    let period = try view.period("2026-05", at: now)
    let card = try view.scorecard(period, at: now)
    for dimension in ScoreCube.Dimension.allCases {
      let report = try view.satisfaction(period, by: dimension, at: now)
      for measure in SatisfactionReport.measures {
        #expect(card.total[measure] == report.total?.measures[measure])
        let one = try report.only(report.rows[0].code)
        #expect(one.rows.map(\.code) == [report.rows[0].code] && one.total == nil)
        #expect(one.rows[0].measures[measure] == report.rows[0].measures[measure])
        #expect(throws: ScoreError.self) { try report.only("nobody") }
        let sum = try report.rows.reduce(Rate.none) { try $0 + $1.rate(measure) }
        #expect(sum == report.total?.rate(measure), "\(measure) by \(dimension)")
      }
    }
    for row in try report(.unit).rows {
      for measure in Measure.allCases {
        let isShown = SatisfactionReport.measures.contains(measure)
        #expect(
          row.measures[measure] == (isShown ? card.row(row.code)?.measures[measure] : .noData),
          "\(measure)")
      }
    }
  }

  @Test("Fewer answers than the least sample are marked; without rules the least is 30")
  func smallSamples() throws {
    let report = try report(.channel)
    #expect(report.sampleMin == 30)
    #expect(!report.sampleMinIsOfRules)
    #expect(report.rows.filter { $0.answers > 0 }.allSatisfy { $0.isSmallSample })
    #expect(JSONWriter.text(report.json).contains(#""isSmallSample":true"#))
  }

  @Test("A month in which nobody was asked is an error, not a table of zeros")
  func nobodyAsked() throws {
    let (view, _, now) = try OverviewTests.folded(try SampleCity().log)
    #expect(throws: ScoreError.noData(period: "2026-04")) {
      _ = try view.satisfaction(try view.period("2026-04", at: now), by: .unit, at: now)
    }
  }
}
