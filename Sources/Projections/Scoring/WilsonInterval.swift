public import Hotline

/// 威尔逊置信区间: between which shares the true one lies with 95 % confidence, given a sample.
///
/// z is 1.96 exactly. Calculated with whole numbers: each end is the exact value of the formula rounded half-up,
/// for samples of up to 10¹¹.
///
/// Source: E. B. Wilson, 1927; NIST/SEMATECH e-Handbook 7.2.4.1.
public struct WilsonInterval: Hashable, Sendable {
  /// Lower end, in percent, rounded.
  public let lower: ExactNumber
  /// Upper end, in percent, rounded.
  public let upper: ExactNumber
  /// How it was rounded.
  public let rounding: Rounding

  /// z = 49/25.
  static let zAbove: UInt128 = 49
  static let zBelow: UInt128 = 25
  /// The largest sample.
  public static let sampleMax: Int64 = 100_000_000_000
  /// The most digits of a percentage.
  public static let digitsMax = 6

  /// The interval of a rate, or `nil` when the rate has no data.
  /// - Throws: ``Hotline/NumberError/overflow`` for a sample of more than 10¹¹ or more than six digits;
  ///   ``Hotline/NumberError/notAShare(_:of:)`` for a numerator outside the whole.
  public init?(of rate: Rate, rounding: Rounding = .twoDigits) throws(NumberError) {
    guard rate.denominator > 0 else { return nil }
    guard (0...rate.denominator).contains(rate.numerator) else {
      throw .notAShare(rate.numerator, of: rate.denominator)
    }
    guard rate.denominator <= Self.sampleMax, rounding.digits <= Self.digitsMax else {
      throw .overflow
    }
    self.rounding = rounding
    let formula = Formula(hits: UInt128(rate.numerator), sample: UInt128(rate.denominator))
    (lower, upper) = try formula.ends(Rounding(digits: rounding.digits))
  }

  /// Both ends, such as `62.14 – 78.30 %`.
  public var text: String { "\(lower.text(rounding)) – \(upper.text(rounding)) %" }

  /// The formula over one denominator. With z = a/b, k hits of n, both ends are
  /// (n(2b²k + a²) ∓ a·√(nD)) / 2n(b²n + a²), where D = a²n + 4b²k(n − k).
  private struct Formula {
    let middle: UInt128
    let radicand: UInt128
    let below: UInt128

    init(hits k: UInt128, sample n: UInt128) {
      let (a, b) = (WilsonInterval.zAbove, WilsonInterval.zBelow)
      middle = n * (2 * b * b * k + a * a)
      radicand = n * (a * a * n + 4 * b * b * k * (n - k))
      below = 2 * n * (b * b * n + a * a)
    }

    /// Each end is ⌊scale · end + 1/2⌋ = ⌊(2·scale·middle + below ∓ √y) / (2·below)⌋ with whole y. For whole
    /// numbers ⌊(x + √y)/d⌋ = ⌊(x + ⌊√y⌋)/d⌋, and with minus the root is rounded up: no guess is made.
    func ends(_ rounding: Rounding) throws(NumberError) -> (ExactNumber, ExactNumber) {
      var scale: UInt128 = 100
      for _ in 0..<rounding.digits { scale *= 10 }
      let factor = 2 * scale * WilsonInterval.zAbove
      let root = WholeRoot(of: (factor * factor).multipliedFullWidth(by: radicand))
      let base = 2 * scale * middle + below
      let low = (base - root.roundedUp) / (2 * below)
      let high = (base + root.roundedDown) / (2 * below)
      return try (percent(low, scale), percent(high, scale))
    }

    private func percent(_ scaled: UInt128, _ scale: UInt128) throws(NumberError) -> ExactNumber {
      try ExactNumber(Int128(scaled) * 100, over: Int128(scale))
    }
  }
}

/// The square root of a whole number of 256 bits, rounded down and up.
struct WholeRoot {
  let roundedDown: UInt128
  let roundedUp: UInt128

  init(of square: (high: UInt128, low: UInt128)) {
    var root: UInt128 = 0
    var bit: UInt128 = 1 << 127
    while bit > 0 {
      let candidate = root | bit
      let product = candidate.multipliedFullWidth(by: candidate)
      if product.high < square.high || (product.high == square.high && product.low <= square.low) {
        root = candidate
      }
      bit >>= 1
    }
    let product = root.multipliedFullWidth(by: root)
    roundedDown = root
    roundedUp = product.high == square.high && product.low == square.low ? root : root + 1
  }
}
