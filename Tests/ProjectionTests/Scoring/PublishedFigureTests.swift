import Hotline
import Testing

@testable import Projections

@Suite("Published figures, to the last printed digit")
struct PublishedFigureTests {
  @Test(
    "Foshan: 101 yellow and 4 red cards are 0.16 % and 0.01 % of any total from 61,213 to 65,161")
  func foshanCards() {
    for total in Int64(61_213)...65_161 {
      #expect(Rate(101, of: total).text() == "0.16 %" && Rate(4, of: total).text() == "0.01 %")
    }
    #expect(Rate(101, of: 61_212).text() == "0.17 %" && Rate(101, of: 65_162).text() == "0.15 %")
  }

  @Test(
    "Foshan: the cards of the second half of 2016 score 98.08, by the shares and not by their printed digits"
  )
  func foshanScore() throws {
    let score = try ScoringRules.formula("foshan").score(
      MeasureTable([
        .yellowCardRate: .rate(Rate(101, of: 63_125)), .redCardRate: .rate(Rate(4, of: 63_125)),
      ]))
    #expect(score.terms.map { $0.points?.decimalText } == ["-1.6", nil])
    #expect(score.terms[1].points?.text(Rounding(digits: 5)) == "-0.31683")
    #expect(score.text == "98.08")
  }

  static let channels: [(name: String, count: Int64, share: String)] = [
    ("phone", 50_154, "60.27 %"), ("supervisor reports", 26_213, "31.50 %"),
    ("WeChat", 3_759, "4.52 %"), ("province", 2_116, "2.54 %"), ("好差评", 402, "0.48 %"),
    ("app", 401, "0.48 %"), ("portal", 104, "0.12 %"), ("video", 45, "0.05 %"),
    ("mail", 24, "0.03 %"),
  ]

  @Test("Lianyungang, September 2020: 83,218 three ways, and the share of each channel")
  func lianyungangVolume() throws {
    #expect(78_589 + 4_629 == 83_218 && 41_489 + 41_729 == 83_218)
    var counts: Int64 = 0
    var printed = ExactNumber.zero
    for channel in Self.channels {
      let rate = Rate(channel.count, of: 83_218)
      #expect(rate.text() == channel.share, "\(channel.name)")
      counts += channel.count
      printed = try printed + (rate.percent ?? .zero).rounded(.twoDigits)
    }
    #expect(counts == 83_218)
    // The printed shares are each right, and none is bent so that they add up to 100.
    #expect(printed.text() == "99.99")
  }

  static let lianyungang: [(rule: String, percent: String, points: String)] = [
    ("monthly-95", "70.59", "12.8"), ("monthly-95", "66.67", "12.5"), ("monthly-95", "95", "25"),
    ("monthly-95", "99.9", "25"), ("monthly-95", "70", "12.5"), ("monthly-95", "70.01", "12.51"),
    ("monthly-95", "69.99", "12.5"), ("monthly-98", "87.5", "19.75"),
    ("monthly-98", "83.33", "17.67"), ("monthly-98", "83.32", "17.66"),
    ("monthly-98", "75", "13.5"),
    ("monthly-98", "73", "12.5"), ("monthly-98", "0", "12.5"),
  ]

  @Test("Lianyungang: satisfaction", arguments: lianyungang)
  func lianyungangSatisfaction(row: (rule: String, percent: String, points: String)) throws {
    let score = try ScoringRules.formula("lianyungang", row.rule).score(
      MeasureTable([
        .satisfaction: ScoringRules.percent(row.percent), .onTime: .rate(Rate(0, of: 1)),
      ]
      ))
    #expect(score.terms[0].points?.trimmedText() == row.points)
    #expect(score.text == row.points)
  }

  @Test(
    "Lianyungang: on-time completion",
    arguments: [
      ("89.82", "14.82"), ("66.67", "0"), ("75", "0"), ("75.01", "0.01"), ("74.99", "0"),
      ("100", "25"),
    ])
  func lianyungangOnTime(percent: String, points: String) throws {
    let score = try ScoringRules.formula("lianyungang", "monthly-98").score(
      MeasureTable([.satisfaction: .rate(Rate(0, of: 1)), .onTime: ScoringRules.percent(percent)]))
    #expect(score.terms[1].points?.trimmedText() == points)
  }

  @Test(
    "Lianyungang: percentages are rounded before the formula; by fractions 12 of 17 would miss 12.8"
  )
  func lianyungangFractions() throws {
    func points(_ rule: String, _ rate: Rate, isRoundedFirst: Bool = true) throws -> String? {
      var rules = try ScoringRules.formula("lianyungang", rule).rule
      if !isRoundedFirst { rules.terms[0].input = nil }
      return try ScoringFormula(rules).score(
        MeasureTable([.satisfaction: .rate(rate), .onTime: .rate(Rate(1, of: 1))])
      ).terms[0].points?.trimmedText()
    }
    #expect(try points("monthly-95", Rate(12, of: 17)) == "12.8")
    #expect(try points("monthly-95", Rate(12, of: 17), isRoundedFirst: false) == "12.79")
    #expect(try points("monthly-95", Rate(2, of: 3)) == "12.5")
    #expect(try points("monthly-98", Rate(7, of: 8)) == "19.75")
    #expect(try points("monthly-98", Rate(5, of: 6)) == "17.67")
    #expect(try points("monthly-98", Rate(3, of: 4)) == "13.5")
  }

  @Test(
    "Panjin, January to April 2023",
    arguments: [
      ("98.06", "99.00", "99.3"), ("98.44", "98.37", "99.2"), ("96.21", "94.01", "97.4"),
      ("99.25", "97.02", "99.0"), ("100", "100", "100.0"), ("0", "0", "50.0"),
    ])
  func panjin(completion: String, satisfaction: String, score: String) throws {
    let result = try ScoringRules.formula("panjin").score(
      MeasureTable([
        .onTime: ScoringRules.percent(completion),
        .satisfaction: ScoringRules.percent(satisfaction),
      ]))
    #expect(result.text == score)
  }

  @Test("Panjin: 97.445 is rounded once; by way of 97.45 it would be published as 97.5")
  func panjinOnce() throws {
    let measures = try MeasureTable([
      .onTime: ScoringRules.percent("96.21"), .satisfaction: ScoringRules.percent("94.01"),
    ])
    let score = try ScoringRules.formula("panjin").score(measures)
    #expect(score.sum?.decimalText == "97.445" && score.text == "97.4")
    let twice = try score.sum?.rounded(.twoDigits).rounded(Rounding(digits: 1))
    #expect(twice?.decimalText == "97.5")
  }

  @Test("Beijing: 10/45/45, and another weighting gives another score from the same rates")
  func beijing() throws {
    let measures = try MeasureTable([
      .response: ScoringRules.percent("99.87"), .confirmedResolution: ScoringRules.percent("89.1"),
      .satisfactionResult: ScoringRules.percent("92.35"),
    ])
    let formula = try ScoringRules.formula("beijing")
    #expect(try formula.score(measures).sum?.decimalText == "91.6395")
    #expect(try formula.score(measures).text == "91.64")
    var other = formula.rule
    for (index, weight) in ["0.2", "0.4", "0.4"].enumerated() { other.terms[index].weight = weight }
    #expect(try ScoringFormula(other).score(measures).text == "92.55")
  }
}
