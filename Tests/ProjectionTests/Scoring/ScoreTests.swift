import Hotline
import TestSupport
import Testing

@testable import Projections

@Suite("Scores")
struct ScoreTests {
  private func term(
    _ id: String, _ measure: Measure, _ change: (inout ScoreTerm) -> Void = { _ in }
  )
    -> ScoreTerm
  {
    var term = ScoreTerm()
    term.id = id
    term.measure = measure.rawValue
    term.target = "90"
    term.full = "20"
    term.slopeBelow = "-0.5"
    term.slopeAbove = "0.25"
    change(&term)
    return term
  }

  private func formula(_ terms: [ScoreTerm], _ change: (inout ScoringRule) -> Void = { _ in })
    throws -> ScoringFormula
  {
    var rule = ScoringRule()
    rule.id = "test"
    rule.terms = terms
    change(&rule)
    return try ScoringFormula(rule)
  }

  @Test("Every number on the way to a score is kept")
  func steps() throws {
    let formula = try formula([
      term("a", .onTime) {
        $0.weight = "2"
        $0.cap = "21"
        $0.floor = "1"
        $0.input = RoundingSpec.digits(1)
        $0.rounding = RoundingSpec.digits(0)
      }
    ]) {
      $0.base = "10"
      $0.cap = "50"
    }
    let score = try formula.score(MeasureTable([.onTime: .rate(Rate(2_849, of: 3_000))]))
    let term = score.terms[0]
    #expect(term.number?.description == "2849/30")
    #expect(term.input?.decimalText == "95" && term.distance?.decimalText == "5")
    #expect(term.raw?.decimalText == "21.25" && term.limited?.decimalText == "21")
    #expect(term.factor == 2 && term.weighted?.decimalText == "42" && term.points == 42)
    #expect(score.sum == 52 && score.limited == 50 && score.text == "50.00")
  }

  @Test("Rates are summed before they are scored: the mean of two scores is another figure")
  func sumsFirst() throws {
    let formula = try formula([term("a", .onTime)])
    let (small, large) = (Rate(1, of: 2), Rate(99, of: 100))
    let whole = try formula.score(MeasureTable([.onTime: .rate(small + large)]))
    #expect(whole.text == "22.01")
    #expect(try formula.score(MeasureTable([.onTime: .rate(small)])).text == "0.00")
  }

  @Test("A missing figure is treated as the rule says, and is never 0 by itself")
  func missing() throws {
    let other = term("b", .satisfaction)
    func text(_ missing: MissingTerm?) throws -> String? {
      try formula([term("a", .onTime) { $0.missing = missing }, other]).score(
        MeasureTable([.satisfaction: .rate(Rate(9, of: 10))])
      ).text
    }
    #expect(try text(nil) == nil && text(.noScore) == nil)
    #expect(try text(.full) == "40.00" && text(.zero) == "20.00" && text(.spread) == "40.00")
    #expect(try text(.zero) != text(.spread))
  }

  @Test("The order of terms and of measures changes no score")
  func order() throws {
    var generator = SeededGenerator(seed: 99)
    let measures: [Measure] = [.onTime, .satisfaction, .contact, .returns, .signIn]
    for _ in 0..<200 {
      let rates = measures.map { measure in
        let whole = Int64.random(in: 1...999, using: &generator)
        return (measure, Rate(Int64.random(in: 0...whole, using: &generator), of: whole))
      }
      var terms = measures.enumerated().map { index, measure in
        term("t\(index)", measure) { $0.rounding = .digits(UInt64(index)) }
      }
      func score(_ terms: [ScoreTerm], _ rates: [(Measure, Rate)]) throws -> ExactNumber? {
        var table = MeasureTable()
        for (measure, rate) in rates { table[measure] = .rate(rate) }
        return try formula(terms).score(table).value
      }
      let first = try score(terms, rates)
      terms.shuffle(using: &generator)
      #expect(try score(terms, rates.shuffled(using: &generator)) == first)
    }
  }

  @Test("Small samples are marked and take no place; counts are no samples")
  func smallSamples() throws {
    let formula = try formula([term("a", .onTime), term("b", .reminders) { $0.slopeAbove = "-1" }])
    {
      $0.sampleMin = 30
    }
    func score(_ hits: Int64, _ whole: Int64) throws -> Score {
      try formula.score(
        MeasureTable([.onTime: .rate(Rate(hits, of: whole)), .reminders: .count(3)]))
    }
    let scores = try [score(90, 100), score(29, 29), score(30, 30), score(90, 100), score(0, 0)]
    #expect(scores.map(\.isRanked) == [true, false, true, true, false])
    #expect(scores[1].smallSamples == [0] && scores[1].value != nil)
    #expect(Ranking.places(scores, by: formula) == [2, nil, 1, 2, nil])
  }

  @Test(
    "Ties share a place, with or without a gap, or are decided by the terms that the rule names")
  func ties() throws {
    func places(_ ranking: RankingRule?) throws -> [Int?] {
      let terms = [
        term("a", .onTime) { $0.slopeAbove = "0.5" },
        term("b", .satisfaction) { $0.slopeAbove = "0.5" },
      ]
      let formula = try formula(terms) { $0.ranking = ranking }
      let rates: [(Int64, Int64)] = [(90, 80), (80, 90), (70, 70), (90, 90), (80, 90)]
      let scores = try rates.map { onTime, satisfied in
        try formula.score(
          MeasureTable([
            .onTime: .rate(Rate(onTime, of: 100)), .satisfaction: .rate(Rate(satisfied, of: 100)),
          ]))
      }
      return Ranking.places(scores, by: formula)
    }
    #expect(try places(nil) == [2, 2, 5, 1, 2])
    var ranking = RankingRule()
    ranking.ties = .dense
    #expect(try places(ranking) == [2, 2, 3, 1, 2])
    ranking.tieTerms = ["b"]
    #expect(try places(ranking) == [3, 2, 4, 1, 2])
    ranking.ties = .shared
    ranking.order = .lowestFirst
    #expect(try places(ranking) == [4, 2, 1, 5, 2])
  }

  @Test("Places do not depend on the order in which units are given")
  func placesByValue() throws {
    var generator = SeededGenerator(seed: 3)
    let formula = try formula([term("a", .onTime)])
    let scores = try (0..<60).map { _ in
      try formula.score(
        MeasureTable([.onTime: .rate(Rate(Int64.random(in: 0...12, using: &generator), of: 12))]))
    }
    let places = Ranking.places(scores, by: formula)
    for _ in 0..<20 {
      let shuffled = Array(scores.indices).shuffled(using: &generator)
      let again = Ranking.places(shuffled.map { scores[$0] }, by: formula)
      #expect(again == shuffled.map { places[$0] })
    }
  }

  @Test("Figures too large to calculate with are an error, not a trap")
  func overflow() throws {
    let formula = try formula([
      term("a", .medianHandling) { $0.slopeAbove = "999999999.999999999" }
    ])
    let huge = try ExactNumber(Int128.max, over: 3)
    #expect(throws: NumberError.overflow) {
      try formula.score(MeasureTable([.medianHandling: .quantity(huge, sample: 5)]))
    }
    #expect(MeasureValue.quantity(huge, sample: 0).number == nil)
  }
}

extension RoundingSpec {
  static func digits(_ digits: UInt64) -> RoundingSpec {
    var spec = RoundingSpec()
    spec.digits = digits
    return spec
  }
}
