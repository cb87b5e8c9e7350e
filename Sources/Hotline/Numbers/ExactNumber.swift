/// A fraction of two whole numbers, kept exactly: what published figures are calculated with.
///
/// Always in lowest terms with a positive denominator, so equal numbers are equal values. A result that does not fit
/// 127 bits is a ``NumberError``, never a trap and never a rounded value. Rounding happens only where a rule asks
/// for it (``rounded(_:)``) or where the number is printed (``text(_:)``).
///
/// Source: design: arithmetic for published figures is exact decimal, never binary floating point.
public struct ExactNumber: Hashable, Sendable {
  /// Above the line; carries the sign.
  public let numerator: Int128
  /// Below the line; at least 1.
  public let denominator: Int128

  /// Zero.
  public static let zero = ExactNumber(0)
  /// One.
  public static let one = ExactNumber(1)
  /// One hundred, by which shares become percent.
  public static let hundred = ExactNumber(100)

  /// A whole number.
  public init(_ whole: Int64) {
    numerator = Int128(whole)
    denominator = 1
  }

  /// A fraction.
  /// - Throws: ``NumberError/divisionByZero`` for a zero below the line, ``NumberError/overflow`` for the least
  ///   128-bit number, which has no opposite.
  public init(_ numerator: Int128, over denominator: Int128) throws(NumberError) {
    guard denominator != 0 else { throw .divisionByZero }
    let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
    let above = numerator.magnitude / divisor
    let below = denominator.magnitude / divisor
    try self.init(
      above, over: below, isNegative: (numerator < 0) != (denominator < 0))
  }

  /// A fraction of magnitudes that have no common divisor.
  init(_ above: UInt128, over below: UInt128, isNegative: Bool) throws(NumberError) {
    guard let above = Int128(exactly: above), let below = Int128(exactly: below) else {
      throw .overflow
    }
    numerator = isNegative ? -above : above
    denominator = below
  }

  /// The greatest common divisor; at least 1 where either is not zero.
  static func commonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (a, b) = (first, second)
    while b != 0 {
      if let short = UInt64(exactly: a), let other = UInt64(exactly: b) {
        return UInt128(commonDivisor(short, other))
      }
      (a, b) = (b, a % b)
    }
    return a
  }

  /// Most numbers are small, and their division is ten times as fast.
  private static func commonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
    var (a, b) = (first, second)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }
}

extension ExactNumber: Comparable {
  /// Whether one is less than another; never overflows.
  public static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if (left.numerator < 0) != (right.numerator < 0) { return left.numerator < 0 }
    let first = left.numerator.magnitude.multipliedFullWidth(by: right.denominator.magnitude)
    let second = right.numerator.magnitude.multipliedFullWidth(by: left.denominator.magnitude)
    let (less, more) = left.numerator < 0 ? (second, first) : (first, second)
    return less.high != more.high ? less.high < more.high : less.low < more.low
  }
}

extension ExactNumber: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int64) { self.init(value) }
}
