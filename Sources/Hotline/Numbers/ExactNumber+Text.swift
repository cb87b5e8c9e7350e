extension ExactNumber {
  /// The longest text that is read as a number, in bytes.
  public static let textBytesMax = 40

  /// Reads a decimal number: an optional `-`, digits, and at most one point between digits.
  ///
  /// `+5`, `.5`, `5.`, `007`, `1e3`, `1,000` and other scripts' digits are refused. Trailing zeros are read and
  /// mean nothing: `98.00` is 98.
  /// - Throws: ``NumberError/notDecimal(_:)``, or ``NumberError/overflow`` past 38 digits.
  public init(decimal text: String) throws(NumberError) {
    var above: UInt128 = 0
    var below: UInt128 = 1
    var digits = 0
    var pointAt: Int?
    let bytes = Array(text.utf8.prefix(Self.textBytesMax + 1))
    guard bytes.count <= Self.textBytesMax else { throw .overflow }
    let isNegative = bytes.first == UInt8(ascii: "-")
    for byte in bytes.dropFirst(isNegative ? 1 : 0) {
      if byte == UInt8(ascii: "."), pointAt == nil, digits > 0 {
        pointAt = digits
        continue
      }
      guard byte >= 0x30, byte <= 0x39 else { throw .notDecimal(text) }
      let (shifted, overflows) = above.multipliedReportingOverflow(by: 10)
      let (sum, carries) = shifted.addingReportingOverflow(UInt128(byte - 0x30))
      guard !overflows, !carries else { throw .overflow }
      above = sum
      if pointAt != nil {
        let (scale, isTooLong) = below.multipliedReportingOverflow(by: 10)
        guard !isTooLong else { throw .overflow }
        below = scale
      }
      digits += 1
      if digits == 2, pointAt == nil, above < 10 { throw .notDecimal(text) }
    }
    guard digits > 0, pointAt != digits else { throw .notDecimal(text) }
    let divisor = Self.commonDivisor(above, below)
    try self.init(above / divisor, over: below / divisor, isNegative: isNegative)
  }

  /// The number rounded and printed with all digits of the rounding, such as `17.67` or `13.50`.
  ///
  /// A number that rounds to zero has no sign. Independent of locale; a point, no grouping.
  public func text(_ rounding: Rounding = .twoDigits) -> String {
    let (whole, fraction) = decimalParts(rounding)
    var text = numerator < 0 && (whole > 0 || fraction > 0) ? "-" : ""
    text += String(whole)
    guard rounding.digits > 0 else { return text }
    let digits = String(fraction)
    return text + "." + String(repeating: "0", count: rounding.digits - digits.count) + digits
  }

  /// As ``text(_:)``, without zeros at the end: `13.5`, `0`.
  public func trimmedText(_ rounding: Rounding = .twoDigits) -> String {
    var text = text(rounding)[...]
    guard rounding.digits > 0 else { return String(text) }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return String(text)
  }

  /// The number as a decimal with as many digits as it needs, or `nil` when none suffice (1/3).
  public var decimalText: String? {
    var rest = denominator
    var (twos, fives) = (0, 0)
    while rest % 2 == 0 { (rest, twos) = (rest / 2, twos + 1) }
    while rest % 5 == 0 { (rest, fives) = (rest / 5, fives + 1) }
    let digits = max(twos, fives)
    guard rest == 1, digits <= Self.textBytesMax else { return nil }
    var text = numerator < 0 ? "-" : ""
    var (whole, remainder) = numerator.magnitude.quotientAndRemainder(
      dividingBy: denominator.magnitude)
    text += String(whole)
    if digits > 0 { text += "." }
    for _ in 0..<digits {
      (whole, remainder) = denominator.magnitude.dividingFullWidth(
        remainder.multipliedFullWidth(by: 10))
      text += String(whole)
    }
    return text
  }
}

extension ExactNumber: CustomStringConvertible {
  /// The exact number: a decimal where there is one, else a fraction such as `104/83218`.
  public var description: String { decimalText ?? "\(numerator)/\(denominator)" }
}
