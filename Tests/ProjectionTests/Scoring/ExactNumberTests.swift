import Hotline
import TestSupport
import Testing

@Suite("Exact numbers")
struct ExactNumberTests {
  private func number(_ text: String) throws -> ExactNumber { try ExactNumber(decimal: text) }

  @Test(
    "A decimal reads and prints as itself",
    arguments: [
      "0", "7", "-7", "12.5", "-0.5", "17.665", "0.0000000000000000000000000000000000001",
      "170141183460469231731687303715884105727", "-170141183460469231731687303715884105727",
      "99999999999999999.999999999999999999",
    ])
  func readsItself(text: String) throws {
    #expect(try number(text).decimalText == text)
    #expect(try number(text).description == text)
  }

  @Test("Every decimal of up to nine digits on either side of the point survives printing")
  func printsWhatItReads() throws {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<5_000 {
      let scale = [1, 10, 1_000, 1_000_000, 1_000_000_000].randomElement(using: &generator) ?? 1
      let above = Int128(Int64.random(in: -999_999_999...999_999_999, using: &generator))
      let number = try ExactNumber(above, over: Int128(scale))
      let text = try #require(number.decimalText)
      #expect(try self.number(text) == number)
    }
  }

  @Test("Zeros at the end mean nothing")
  func trailingZeros() throws {
    #expect(try number("98.00") == 98)
    #expect(try number("-0.0") == 0)
    #expect(try number("-0").description == "0")
  }

  @Test(
    "What is no plain decimal is refused",
    arguments: [
      "", "-", "+5", ".5", "5.", "1.2.3", "007", "-01.5", "1e3", "1,000", " 1", "1 ", "０", "٣",
      "1/3", "--1", "1-", "NaN",
    ])
  func refuses(text: String) {
    #expect(throws: NumberError.notDecimal(text)) { try ExactNumber(decimal: text) }
  }

  @Test("A text with too many digits is an overflow, however long it is")
  func tooLong() {
    for text in [
      "170141183460469231731687303715884105728", String(repeating: "9", count: 39),
      "0." + String(repeating: "0", count: 38) + "1", String(repeating: "1", count: 100_000),
    ] {
      #expect(throws: NumberError.overflow) { try ExactNumber(decimal: text) }
    }
  }

  @Test("Fractions are kept in lowest terms, the sign above the line")
  func lowestTerms() throws {
    #expect(try ExactNumber(6, over: -4) == ExactNumber(-3, over: 2))
    #expect(try ExactNumber(0, over: -9) == 0)
    #expect(try ExactNumber(6, over: -4).denominator == 2)
    #expect(try ExactNumber(1, over: 3).description == "1/3")
    #expect(throws: NumberError.divisionByZero) { try ExactNumber(1, over: 0) }
    #expect(throws: NumberError.divisionByZero) { try ExactNumber.one / 0 }
  }

  @Test("Sums and products obey the laws of arithmetic")
  func laws() throws {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<3_000 {
      let a = try generator.fraction()
      let b = try generator.fraction()
      let c = try generator.fraction()
      #expect(try a + b == b + a)
      #expect(try a * b == b * a)
      #expect(try (a + b) + c == a + (b + c))
      #expect(try (a * b) * c == a * (b * c))
      #expect(try a * (b + c) == a * b + a * c)
      #expect(try a - a == 0)
      #expect(try a + b - b == a)
      if b != 0 { #expect(try a / b * b == a) }
      #expect((a < b) == (try a - b < 0))
      #expect(a.negated.negated == a && a.magnitude >= 0)
    }
  }

  @Test("A result that does not fit is an error, never a trap and never a wrong number")
  func overflow() throws {
    let large = try number("170141183460469231731687303715884105727")
    let small = try ExactNumber(1, over: Int128.max)
    #expect(throws: NumberError.overflow) { try large + 1 }
    #expect(throws: NumberError.overflow) { try large.negated - 1 }
    #expect(throws: NumberError.overflow) { try large.negated - 2 }
    #expect(throws: NumberError.overflow) { try large * 2 }
    #expect(throws: NumberError.overflow) { try small * small }
    #expect(throws: NumberError.overflow) { try small + ExactNumber(1, over: Int128.max - 1) }
    #expect(throws: NumberError.overflow) { try large / small }
    #expect(throws: NumberError.overflow) { try ExactNumber(Int128.min, over: 1) }
    #expect(throws: NumberError.overflow) { try ExactNumber(1, over: Int128.min) }
    #expect(throws: NumberError.overflow) { try large.rounded(Rounding(digits: 1)) }
    #expect(try ExactNumber(Int128.min, over: 2).numerator == Int128.min / 2)
    #expect(try large * small == 1)
    #expect(small < large && large.negated < small && large.negated < large)
  }

  @Test("Random operations on huge numbers either agree with a check by remainder or say overflow")
  func hugeOperations() throws {
    var generator = SeededGenerator(seed: 11)
    // Over a prime, every fraction has a remainder; sums and products must agree with it.
    let prime: Int128 = 1_000_003
    func remainder(_ number: ExactNumber) -> Int128 {
      var (power, base, exponent) = (Int128(1), number.denominator % prime, prime - 2)
      while exponent > 0 {
        if exponent % 2 == 1 { power = power * base % prime }
        (base, exponent) = (base * base % prime, exponent / 2)
      }
      return ((number.numerator % prime + prime) % prime) * power % prime
    }
    var kept = 0
    for _ in 0..<3_000 {
      let a = try generator.fraction(bits: Int.random(in: 20...90, using: &generator))
      let b = try generator.fraction(bits: Int.random(in: 20...60, using: &generator))
      guard a.denominator % prime != 0, b.denominator % prime != 0 else { continue }
      if let sum = try? a + b {
        kept += 1
        #expect(remainder(sum) == (remainder(a) + remainder(b)) % prime)
      }
      if let product = try? a * b {
        kept += 1
        #expect(remainder(product) == remainder(a) * remainder(b) % prime)
      }
    }
    #expect(kept > 1_000)
  }
}
