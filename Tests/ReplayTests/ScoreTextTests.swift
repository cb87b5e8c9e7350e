import EventStore
import Importers
import Projections
import TestSupport
import Testing

@testable import replay

@Suite("replay scorecard, explain, diff and whatif")
struct ScoreTextTests {
  private struct Asked {
    let view: ScoreView
    let persons: ScoreView
    let early: ScoreView
    let now: Instant
    let then: Instant
    let period: ScorePeriod

    init() throws {
      let log = try SampleCity().log
      let ledger = try log.withSnapshot { try ScoreLedger($0) }
      now = try #require(ledger.recordedAt)
      view = try ScoreView(ledger, rules: nil, now: now)
      let book = try log.withSnapshot { try PersonBook($0) }
      persons = try view.divided(ScoreDivision(persons: book))
      period = try view.period("2026-05", at: now)
      then = try SampleCity.time("05-20T23:59:59")
      let before = then
      early = try ScoreView(
        try log.withSnapshot { try ScoreLedger($0, asOf: before) }, rules: nil, now: then)
    }

    func texts(_ layout: Layout) throws -> [[String]] {
      let card = try view.scorecard(period, at: now)
      let people = try persons.scorecard(period, at: now, per: .person)
      let head = PeriodHeading(view: view, period: period, now: now)
      let earlier = PeriodHeading(view: early, period: period, now: then)
      let difference = try ScoreDifference(period, from: (early, then), to: (view, now))
      let explained = try view.explain("on-time", unit: "U1", period, at: now)
      let satisfied = try persons.explain(
        "satisfaction", unit: "U1/op", period, at: now, per: .person)
      let scored = try ScoreView(
        view.ledger, book: try RuleArgument("weihai").book(view.ledger), now: now)
      let further = try ["median-handling", "composite", "rank"].map { measure in
        let explained = try scored.explain(measure, unit: "U1", period, at: now)
        return ExplanationText(
          layout: layout, explanation: explained,
          head: PeriodHeading(view: scored, period: period, now: now)
        ).lines()
      }
      return [
        ScorecardText(layout: layout, card: card, isPartial: false).lines(),
        ScorecardText(layout: layout, card: card, isPartial: false).lines(unit: "U1"),
        ScorecardText(layout: layout, card: people, isPartial: false).lines(),
        ScorecardText(
          layout: layout, card: try people.only("U1"), isPartial: false, isPart: true
        ).lines(),
        ExplanationText(layout: layout, explanation: explained, head: head).lines(),
        ExplanationText(layout: layout, explanation: satisfied, head: head).lines(),
        DifferenceText(
          layout: layout, difference: difference, heads: [earlier, head], limit: 3
        ).lines(),
        ComparisonText(layout: layout, before: card, after: card).lines(unit: nil),
      ] + further
    }
  }

  @Test(
    "Each is as in the golden file, and fits its width", arguments: [80, 120], Language.allCases)
  func figures(width: Int, language: Language) throws {
    let texts = try Asked().texts(Layout(width: width, language: language))
    let text = texts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
    try Golden.expect(text, is: "scores-\(width)-\(language.rawValue).txt")
    SampleText.expect(text, fits: width)
  }

  @Test("Rules named like a directory, as a city's data directory is, are looked for by their name")
  func directory() throws {
    let ledger = try SampleCity().log.withSnapshot { try ScoreLedger($0) }
    let directory = TemporaryDirectory()
    #expect(throws: ImportError.self) { try RuleArgument(directory.path).book(ledger) }
    #expect(throws: ImportError.self) { try RuleArgument("no-such-rules").book(ledger) }
    #expect(try RuleArgument("taipei").book(ledger).rules.id == "taipei")
  }
}
