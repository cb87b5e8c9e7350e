import EventStore
import Projections
import TestSupport
import Testing

@testable import replay

@Suite("replay overview and replay satisfaction")
struct CityTextTests {
  private struct Asked {
    let overview: Overview
    let report: SatisfactionReport
    let head: PeriodHeading

    init() throws {
      let (ledger, city) = try SampleCity().log.withSnapshot {
        (try ScoreLedger($0), try CityLedger($0))
      }
      let now = try #require(ledger.recordedAt)
      let view = try ScoreView(ledger, rules: nil, now: now)
      let period = try view.period("2026-05", at: now)
      overview = try Overview(view, city, period, at: now)
      report = try view.satisfaction(period, by: .unit, at: now)
      head = PeriodHeading(view: view, period: period, now: now)
    }
  }

  @Test(
    "The overview is as in the golden file, and fits its width", arguments: [80, 120],
    Language.allCases)
  func overview(width: Int, language: Language) throws {
    let asked = try Asked()
    let layout = Layout(width: width, language: language)
    let lines = OverviewText(layout: layout, overview: asked.overview, head: asked.head).lines()
    let text = lines.joined(separator: "\n") + "\n"
    try Golden.expect(text, is: "overview-\(width)-\(language.rawValue).txt")
    SampleText.expect(text, fits: width)
  }

  @Test(
    "Satisfaction is as in the golden file, and fits its width", arguments: [80, 120],
    Language.allCases)
  func satisfaction(width: Int, language: Language) throws {
    let asked = try Asked()
    let layout = Layout(width: width, language: language)
    let lines = SatisfactionText(layout: layout, report: asked.report, head: asked.head).lines()
    let text = lines.joined(separator: "\n") + "\n"
    try Golden.expect(text, is: "satisfaction-\(width)-\(language.rawValue).txt")
    SampleText.expect(text, fits: width)
  }

  @Test("JSON of both is as in the golden files")
  func json() throws {
    let asked = try Asked()
    try Golden.expect(
      JSONWriter.text(asked.overview.json, isIndented: true) + "\n", is: "overview.json")
    try Golden.expect(
      JSONWriter.text(asked.report.json, isIndented: true) + "\n", is: "satisfaction.json")
    #expect(asked.report.rows.count == 2)
  }

  @Test("A log of bare intakes is told in words, and what cannot be answered has its exit code")
  func tool() throws {
    try Tool.withLog { tool in
      let found = try tool.run("overview", "--period", "2019-01", "--lang", "en")
      #expect(found.code == 0)
      let text = found.lines.joined(separator: "\n")
      #expect(text.contains("no calls recorded"))
      #expect(text.contains("no handling recorded"))
      #expect(text.contains("no knowledge base recorded"))
      let json = try tool.run("overview", "--period", "2019-01", "--format", "jsonl")
      #expect(json.lines.count == 1)
      #expect(try tool.run("overview", "--period", "2018-12").code == 4)
      #expect(try tool.run("overview", "--period", "January").code == 1)
      #expect(try tool.run("overview").code == 1)
      #expect(try tool.run("satisfaction", "--period", "2019-01").code == 4)
      #expect(try tool.run("satisfaction", "--period", "2019-01", "--by", "moon").code == 1)
      #expect(try tool.run("satisfaction", "--period", "2019", "--rules", "none").code == 4)
    }
  }
}
