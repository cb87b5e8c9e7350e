import Foundation
import Hotline
import Testing

@testable import Projections

@Suite("Wilson intervals")
struct WilsonTests {
  /// The formula by decimals of 38 digits and Newton's method.
  private func reference(_ k: Int, _ n: Int) -> (lower: Decimal, upper: Decimal) {
    let z = Decimal(196) / 100
    let (hits, sample) = (Decimal(k), Decimal(n))
    let share = hits / sample
    let square = share * (1 - share) / sample + z * z / (4 * sample * sample)
    var root = Decimal(1)
    for _ in 0..<200 { root = (root + square / root) / 2 }
    let middle = share + z * z / (2 * sample)
    let below = 1 + z * z / sample
    return ((middle - z * root) / below * 100, (middle + z * root) / below * 100)
  }

  private func decimal(_ number: ExactNumber) throws -> Decimal {
    try #require(Decimal(string: number.text(Rounding(digits: 8))))
  }

  @Test("Both ends agree with a slow calculation of 38 digits")
  func agrees() throws {
    for n in Array(1...60) + [99, 1_000, 41_729, 63_125, 3_011_484] {
      for k in Set([0, 1, n / 7, n / 2, n * 93 / 100, n - 1, n]).sorted() {
        let interval = try #require(try WilsonInterval(of: Rate(Int64(k), of: Int64(n))))
        let slow = reference(k, n)
        let tolerance = Decimal(string: "0.0050000000000001") ?? 0
        #expect(abs(try decimal(interval.lower) - slow.lower) <= tolerance, "\(k) of \(n)")
        #expect(abs(try decimal(interval.upper) - slow.upper) <= tolerance, "\(k) of \(n)")
      }
    }
  }

  /// (k − np)² − z²np(1 − p), positive outside the interval and negative inside it.
  private func outside(_ k: Int64, _ n: Int64, _ p: ExactNumber) throws -> ExactNumber {
    let difference = try ExactNumber(k) - ExactNumber(n) * p
    let z = try ExactNumber(49, over: 25)
    return try difference * difference - z * z * ExactNumber(n) * p * (1 - p)
  }

  @Test("Each printed end is the exact one rounded half-up, for every share of small samples")
  func exact() throws {
    let half = try ExactNumber(1, over: 20_000)
    for n in Int64(1)...80 {
      for k in 0...n {
        let interval = try #require(try WilsonInterval(of: Rate(k, of: n)))
        let lower = try interval.lower / 100
        let upper = try interval.upper / 100
        if k > 0 {
          #expect(try outside(k, n, lower - half) >= 0 && outside(k, n, lower + half) < 0)
        }
        if k < n {
          #expect(try outside(k, n, upper - half) <= 0 && outside(k, n, upper + half) > 0)
        }
      }
    }
  }

  @Test("Known intervals, and the ends of the scale")
  func known() throws {
    #expect(try WilsonInterval(of: Rate(15, of: 50))?.text == "19.10 – 43.75 %")
    #expect(try WilsonInterval(of: Rate(0, of: 10))?.text == "0.00 – 27.75 %")
    #expect(try WilsonInterval(of: Rate(10, of: 10))?.text == "72.25 – 100.00 %")
    #expect(try WilsonInterval(of: Rate(1, of: 1))?.text == "20.65 – 100.00 %")
  }

  @Test("Several answers of one citizen are one citizen's: the sample is citizens")
  func severalAnswers() throws {
    let alike = try #require(try WilsonInterval(of: Rate(15, of: 15, sample: 5)))
    let citizens = try #require(try WilsonInterval(of: Rate(5, of: 5)))
    #expect(alike == citizens && alike.text == "56.55 – 100.00 %")
    let mixed = try #require(try WilsonInterval(of: Rate(30, of: 45, sample: 15)))
    #expect(try mixed == WilsonInterval(of: Rate(10, of: 15)))
    #expect(throws: NumberError.overflow) { try WilsonInterval(of: Rate(1, of: 2, sample: 3)) }
    #expect(throws: NumberError.overflow) { try WilsonInterval(of: Rate(1, of: 2, sample: 0)) }
  }

  @Test("No data has no interval, and counts that are no share are an error")
  func refused() throws {
    #expect(try WilsonInterval(of: .none) == nil)
    #expect(throws: NumberError.notAShare(3, of: 2)) { try WilsonInterval(of: Rate(3, of: 2)) }
    #expect(throws: NumberError.notAShare(-1, of: 2)) { try WilsonInterval(of: Rate(-1, of: 2)) }
    let largest = WilsonInterval.sampleMax
    #expect(throws: NumberError.overflow) { try WilsonInterval(of: Rate(1, of: largest + 1)) }
    #expect(throws: NumberError.overflow) {
      try WilsonInterval(of: Rate(1, of: 2), rounding: Rounding(digits: 7))
    }
    let wide = try WilsonInterval(of: Rate(largest / 2, of: largest), rounding: Rounding(digits: 6))
    #expect(wide?.text == "49.999690 – 50.000310 %")
  }

  @Test("The root of 256 bits is exact")
  func roots() {
    let root = WholeRoot(of: (UInt128.max).multipliedFullWidth(by: .max))
    #expect(root.roundedDown == .max && root.roundedUp == .max)
    for n in UInt128(0)...1_000 {
      let root = WholeRoot(of: (0, n))
      #expect(root.roundedDown * root.roundedDown <= n && root.roundedUp * root.roundedUp >= n)
      #expect(root.roundedUp - root.roundedDown <= 1)
    }
    // A square, and its neighbours, of every length.
    for bits in 2..<128 as Range<UInt128> {
      let n = (UInt128(1) << bits) - bits
      let square = n.multipliedFullWidth(by: n)
      for distance in [-1, 0, 1] as [Int128] {
        let (low, carry) = square.low.addingReportingOverflow(UInt128(truncatingIfNeeded: distance))
        if carry != (distance < 0) && distance != 0 { continue }
        let root = WholeRoot(of: (square.high, low))
        #expect(root.roundedDown == (distance < 0 ? n - 1 : n), "2^\(bits), \(distance)")
        #expect(root.roundedUp == (distance > 0 ? n + 1 : n), "2^\(bits), \(distance)")
      }
    }
  }
}
