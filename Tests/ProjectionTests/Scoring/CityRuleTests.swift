import Hotline
import Importers
import TestSupport
import Testing

@testable import Projections

@Suite("Scoring rules of the cities")
struct CityRuleTests {
  @Test(
    "Every city's rule calculates, and its weights make 100 points of perfect figures",
    arguments: ["weihai", "shanghai", "beijing", "foshan", "taipei", "general", "panjin"])
  func perfect(city: String) throws {
    let formula = try ScoringRules.formula(city)
    var measures = MeasureTable()
    for term in formula.terms {
      guard let measure = term.measure else { continue }
      switch (measure.unit, term.shape) {
      case (.percent, .line(let target, _, _)) where target == 0:
        measures[measure] = .rate(Rate(0, of: 500))
      case (.percent, _): measures[measure] = .rate(Rate(500, of: 500))
      default: measures[measure] = .count(measure == .volume ? 500 : 0)
      }
    }
    let score = try formula.score(measures)
    #expect(score.value == 100)
    #expect(score.isRanked)
  }

  @Test("Weihai: volume counts by steps, the other three dimensions by their rates")
  func weihai() throws {
    let formula = try ScoringRules.formula("weihai")
    var measures = try MeasureTable([
      .volume: .count(49), .contact: ScoringRules.percent("98.5"),
      .onTime: ScoringRules.percent("97.2"), .satisfaction: ScoringRules.percent("95.55"),
    ])
    #expect(try formula.score(measures).text == "93.25")
    measures[.volume] = .count(50)
    #expect(try formula.score(measures).text == "95.25")
    measures[.volume] = .count(0)
    #expect(try formula.score(measures).terms[0].points == 0)
    measures[.contact] = .noData
    #expect(try formula.score(measures).terms[1].points == 20)
    measures[.satisfaction] = .noData
    let none = try formula.score(measures)
    #expect(none.value == nil && none.text == nil && !none.isRanked && none.level == nil)
  }

  @Test("Taipei: without spot checks their weight is spread; false reports cost five points each")
  func taipei() throws {
    let formula = try ScoringRules.formula("taipei")
    var measures = try MeasureTable([
      .checkPassed: .rate(Rate(9, of: 10)), .onTime: ScoringRules.percent("92"),
      .gradeA: ScoringRules.percent("70"), .falseReports: .count(1),
    ])
    // 54 + 27.6 + 7 − 5
    let score = try formula.score(measures)
    #expect(score.text == "83.60" && score.level == 1)
    measures[.checkPassed] = .noData
    measures[.falseReports] = .noData
    // (27.6 + 7) · 100 / 40
    let spread = try formula.score(measures)
    #expect(spread.text == "86.50" && spread.terms[0].points == nil)
    #expect(spread.terms[0].missing == .spread && spread.terms[1].factor.decimalText == "0.75")
    measures[.onTime] = .noData
    #expect(try formula.score(measures).value == nil)
    measures[.onTime] = try ScoringRules.percent("92")
    measures[.checkPassed] = .rate(Rate(4, of: 4))
    #expect(try formula.score(measures).smallSamples == [0])
  }

  @Test("Levels begin at the published score, not at the exact one")
  func levels() throws {
    let formula = try ScoringRules.formula("general")
    func level(_ onTime: Rate) throws -> String? {
      let score = try formula.score(
        MeasureTable([
          .onTime: .rate(onTime), .confirmedResolution: .rate(Rate(100, of: 100)),
          .satisfaction: .rate(Rate(100, of: 100)),
        ]))
      return score.level.map { formula.rule.levels[$0].id }
    }
    // 60 + 0.4 · 74.99 = 89.996, published as 90.00.
    #expect(try level(Rate(7_499, of: 10_000)) == "excellent")
    #expect(try level(Rate(7_498, of: 10_000)) == "good")
    #expect(try level(Rate(0, of: 10_000)) == "fair")
  }

  @Test("A rule that takes a measure only on some grounds keeps the others in")
  func exclusions() throws {
    var rule = try ScoringRules.formula("beijing").rule
    #expect(try ScoringFormula(rule).excludes(.unreachable, from: .response))
    var own = MeasureExclusion()
    own.measure = Measure.response.rawValue
    own.grounds = [.forceMajeure]
    rule.exclusions = [own]
    let formula = try ScoringFormula(rule)
    #expect(!formula.excludes(.unreachable, from: .response))
    #expect(formula.excludes(.forceMajeure, from: .response))
    #expect(formula.excludes(.unreachable, from: .confirmedResolution))
    #expect(formula.isSatisfied(.basicallySatisfied) && !formula.isSatisfied(.dissatisfied))
    rule.satisfied = [.verySatisfied, .satisfied]
    #expect(try !ScoringFormula(rule).isSatisfied(.basicallySatisfied))
  }
}
