public import Hotline

/// 威尔逊置信区间: between which shares the true one lies with 95 % confidence, given a sample.
///
/// Where a citizen answered several questions, the answers are one citizen's and not independent: the share is that of the
/// answers, the sample is ``Rate/sample``, the citizens. z is 1.96 exactly. Calculated with whole numbers: each end is the exact value of the formula rounded half-up,
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
  /// - Throws: ``Hotline/NumberError/overflow`` for a whole of more than 10¹¹, a sample that is no part of it, or more than six digits;
  ///   ``Hotline/NumberError/notAShare(_:of:)`` for a numerator outside the whole.
  public init?(of rate: Rate, rounding: Rounding = .twoDigits) throws(NumberError) {
    guard rate.denominator > 0 else { return nil }
    guard (0...rate.denominator).contains(rate.numerator) else {
      throw .notAShare(rate.numerator, of: rate.denominator)
    }
    guard rate.denominator <= Self.sampleMax, (1...rate.denominator).contains(rate.sample),
      rounding.digits <= Self.digitsMax
    else {
      throw .overflow
    }
    self.rounding = rounding
    let formula = Formula(
      hits: UInt128(rate.numerator), of: UInt128(rate.denominator), sample: UInt128(rate.sample))
    (lower, upper) = try formula.ends(Rounding(digits: rounding.digits))
  }

  /// Both ends, such as `62.14 – 78.30 %`.
  public var text: String { "\(lower.text(rounding)) – \(upper.text(rounding)) %" }

  /// The formula over one denominator. With z = a/b, k hits of m, and a sample of n, both ends are
  /// (2b²nk + a²m ∓ a·√(a²m² + 4b²nk(m − k))) / 2m(b²n + a²).
  private struct Formula {
    let middle: UInt128
    let radicand: UInt128
    let below: UInt128

    init(hits k: UInt128, of m: UInt128, sample n: UInt128) {
      let (a, b) = (WilsonInterval.zAbove, WilsonInterval.zBelow)
      middle = 2 * b * b * n * k + a * a * m
      radicand = a * a * m * m + 4 * b * b * n * k * (m - k)
      below = 2 * m * (b * b * n + a * a)
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
    let root = square.high == 0 ? Self.root(of: square.low) : Self.root(of: square)
    let product = root.multipliedFullWidth(by: root)
    roundedDown = root
    roundedUp = product.high == square.high && product.low == square.low ? root : root + 1
  }

  // The root has half as many bits as its square.

  private static func root(of square: UInt128) -> UInt128 {
    var root: UInt128 = 0
    var bit: UInt128 = square == 0 ? 0 : 1 << UInt128((127 - square.leadingZeroBitCount) / 2)
    while bit > 0 {
      let candidate = root | bit
      if candidate * candidate <= square { root = candidate }
      bit >>= 1
    }
    return root
  }

  private static func root(of square: (high: UInt128, low: UInt128)) -> UInt128 {
    var root: UInt128 = 0
    var bit: UInt128 = 1 << UInt128((255 - square.high.leadingZeroBitCount) / 2)
    while bit > 0 {
      let candidate = root | bit
      let product = candidate.multipliedFullWidth(by: candidate)
      if product.high < square.high || (product.high == square.high && product.low <= square.low) {
        root = candidate
      }
      bit >>= 1
    }
    return root
  }
}
