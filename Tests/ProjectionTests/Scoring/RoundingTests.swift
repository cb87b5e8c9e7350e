import Hotline
import TestSupport
import Testing

@Suite("Rounding")
struct RoundingTests {
  private func text(_ number: String, _ digits: Int, _ mode: RoundingMode = .halfUp) throws
    -> String
  {
    try ExactNumber(decimal: number).text(Rounding(digits: digits, mode: mode))
  }

  @Test("A half goes away from zero, and nothing less does")
  func halfUp() throws {
    #expect(try text("17.665", 2) == "17.67")
    #expect(try text("17.6649999999999999999999999", 2) == "17.66")
    #expect(try text("-17.665", 2) == "-17.67")
    #expect(try text("-17.6649999999999999999999999", 2) == "-17.66")
    #expect(try text("2.5", 0) == "3" && text("-2.5", 0) == "-3" && text("0.5", 0) == "1")
    #expect(try text("1.005", 2) == "1.01")
    #expect(try text("99.995", 2) == "100.00" && text("99.9949", 2) == "99.99")
    #expect(try text("-0.004", 2) == "0.00" && text("-0.005", 2) == "-0.01")
  }

  @Test("The share of 104 in 83,218 prints 0.12 %, although 0.1250 would print 0.13 %")
  func roundedOnce() throws {
    let percent = try ExactNumber(10_400, over: 83_218)
    #expect(percent.text() == "0.12")
    #expect(percent.text(Rounding(digits: 4)) == "0.1250")
    #expect(try percent.rounded(Rounding(digits: 4)).text() == "0.13")
  }

  @Test("Other modes differ only where they say")
  func modes() throws {
    #expect(try text("2.5", 0, .halfEven) == "2" && text("3.5", 0, .halfEven) == "4")
    #expect(try text("2.51", 0, .halfEven) == "3" && text("0.125", 2, .halfEven) == "0.12")
    #expect(try text("-0.135", 2, .halfEven) == "-0.14")
    #expect(try text("2.99", 0, .towardZero) == "2" && text("-2.99", 0, .towardZero) == "-2")
    #expect(try text("2.01", 0, .awayFromZero) == "3" && text("-2.01", 0, .awayFromZero) == "-3")
    for mode in RoundingMode.allCases { #expect(try text("-3.20", 1, mode) == "-3.2") }
  }

  @Test("Digits are printed in full, or trimmed where asked")
  func printing() throws {
    #expect(try text("13.5", 2) == "13.50")
    #expect(try ExactNumber(decimal: "13.5").trimmedText() == "13.5")
    #expect(ExactNumber(100).trimmedText() == "100" && ExactNumber.zero.trimmedText() == "0")
    #expect(ExactNumber(100).trimmedText(Rounding(digits: 0)) == "100")
    #expect(try text("0.05", 2) == "0.05" && text("7", 0) == "7")
    #expect(Rounding(digits: 99).digits == 18 && Rounding(digits: -1).digits == 0)
  }

  @Test("The largest numbers print in every mode")
  func largest() throws {
    let large = try ExactNumber(Int128.max, over: 2)
    #expect(large.text(Rounding(digits: 0)) == "85070591730234615865843651857942052864")
    #expect(large.text(Rounding(digits: 18)).hasSuffix("863.500000000000000000"))
    let small = try ExactNumber(1, over: Int128.max)
    #expect(small.text(Rounding(digits: 18, mode: .awayFromZero)) == "0.000000000000000001")
    let nearOne = try ExactNumber(Int128.max - 1, over: Int128.max)
    #expect(nearOne.text(Rounding(digits: 18)) == "1.000000000000000000")
    #expect(
      nearOne.text(Rounding(digits: 18, mode: .towardZero)) == "0."
        + String(repeating: "9", count: 18))
  }

  @Test("Rounding keeps order, errs by no more than it may, and does nothing twice")
  func properties() throws {
    var generator = SeededGenerator(seed: 2016)
    for _ in 0..<2_000 {
      let a = try generator.fraction()
      let b = try generator.fraction()
      for mode in RoundingMode.allCases {
        let rounding = Rounding(digits: Int.random(in: 0...6, using: &generator), mode: mode)
        let first = try a.rounded(rounding)
        let second = try b.rounded(rounding)
        #expect((a < b) == (first < second) || first == second)
        #expect(try first.rounded(rounding) == first)
        #expect(try a.negated.rounded(rounding) == first.negated)
        let unit = try ExactNumber(1, over: scale(rounding.digits))
        let error = try (first - a).magnitude
        #expect(try mode == .halfUp || mode == .halfEven ? error * 2 <= unit : error < unit)
        #expect(try ExactNumber(decimal: a.text(rounding)) == first)
      }
    }
  }

  private func scale(_ digits: Int) -> Int128 { (0..<digits).reduce(1) { power, _ in power * 10 } }
}
