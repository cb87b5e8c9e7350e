// Each operation is exact or throws.
extension ExactNumber {
  /// The sum.
  /// - Throws: ``NumberError/overflow``.
  public static func + (left: ExactNumber, right: ExactNumber) throws(NumberError) -> ExactNumber {
    // Over the least common multiple, which keeps the intermediate numbers small.
    let shared = Int128(
      truncatingIfNeeded: commonDivisor(left.denominator.magnitude, right.denominator.magnitude))
    let first = try product(left.numerator, right.denominator / shared)
    let second = try product(right.numerator, left.denominator / shared)
    let (above, overflows) = first.addingReportingOverflow(second)
    guard !overflows else { throw .overflow }
    return try ExactNumber(above, over: product(left.denominator / shared, right.denominator))
  }

  /// The difference.
  /// - Throws: ``NumberError/overflow``.
  public static func - (left: ExactNumber, right: ExactNumber) throws(NumberError) -> ExactNumber {
    try left + right.negated
  }

  /// The product.
  /// - Throws: ``NumberError/overflow``.
  public static func * (left: ExactNumber, right: ExactNumber) throws(NumberError) -> ExactNumber {
    let first = Int128(
      truncatingIfNeeded: commonDivisor(left.numerator.magnitude, right.denominator.magnitude))
    let second = Int128(
      truncatingIfNeeded: commonDivisor(right.numerator.magnitude, left.denominator.magnitude))
    return try ExactNumber(
      product(left.numerator / first, right.numerator / second),
      over: product(left.denominator / second, right.denominator / first))
  }

  /// The quotient.
  /// - Throws: ``NumberError/divisionByZero``, ``NumberError/overflow``.
  public static func / (left: ExactNumber, right: ExactNumber) throws(NumberError) -> ExactNumber {
    guard right.numerator != 0 else { throw .divisionByZero }
    return try left * ExactNumber(right.denominator, over: right.numerator)
  }

  /// The number with the other sign.
  public var negated: ExactNumber { ExactNumber(opposite: self) }

  /// The number without its sign.
  public var magnitude: ExactNumber { numerator < 0 ? negated : self }

  /// The number, or the nearest end of a range that it lies outside of; an absent end does not bind.
  public func limited(from floor: ExactNumber?, to cap: ExactNumber?) -> ExactNumber {
    if let floor, self < floor { return floor }
    if let cap, cap < self { return cap }
    return self
  }

  private init(opposite other: ExactNumber) {
    // No numerator is the least Int128: the initializers refuse it.
    numerator = -other.numerator
    denominator = other.denominator
  }

  private static func product(_ left: Int128, _ right: Int128) throws(NumberError) -> Int128 {
    let (result, overflows) = left.multipliedReportingOverflow(by: right)
    guard !overflows else { throw .overflow }
    return result
  }
}
