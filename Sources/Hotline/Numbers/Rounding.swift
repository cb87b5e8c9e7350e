/// 修约方式: how a number that lies between two printed ones is rounded.
///
/// Source: design: half-up; GB/T 8170 knows 四舍六入五成双 beside it.
public enum RoundingMode: UInt8, Word {
  /// To the nearest; a half goes away from zero, so -2.5 becomes -3.
  case halfUp = 1
  /// To the nearest; a half goes to the even neighbour.
  case halfEven = 2
  /// Towards zero.
  case towardZero = 3
  /// Away from zero.
  case awayFromZero = 4

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .halfUp: Phrase("half up", "四舍五入", "四捨五入")
    case .halfEven: Phrase("half to even", "四舍六入五成双", "四捨六入五成雙")
    case .towardZero: Phrase("toward zero", "去尾", "無條件捨去")
    case .awayFromZero: Phrase("away from zero", "进一", "無條件進位")
    }
  }
}

/// To how many decimal digits a number is rounded, and how.
public struct Rounding: Hashable, Sendable {
  /// The most digits that can be asked for.
  public static let digitsMax = 18

  /// Digits after the point, from 0 to ``digitsMax``.
  public let digits: Int
  /// What happens between two printed numbers.
  public let mode: RoundingMode

  /// A rounding; digits outside 0 to 18 are taken as the nearest of these.
  public init(digits: Int, mode: RoundingMode = .halfUp) {
    self.digits = min(max(digits, 0), Self.digitsMax)
    self.mode = mode
  }

  /// Two digits, half-up: what percentages and points are printed with unless a rule says otherwise.
  public static let twoDigits = Rounding(digits: 2)

  /// 1 followed by the digits' number of zeros.
  var scale: UInt128 {
    var scale: UInt128 = 1
    for _ in 0..<digits { scale *= 10 }
    return scale
  }

  /// Whether the part cut off, `rest` of `whole`, makes the kept digits one larger.
  func carries(rest: UInt128, of whole: UInt128, keptIsOdd: Bool) -> Bool {
    if rest == 0 { return false }
    // The rest against a half, without doubling it: that could overflow.
    let other = whole - rest
    return switch mode {
    case .halfUp: rest >= other
    case .halfEven: rest > other || (rest == other && keptIsOdd)
    case .towardZero: false
    case .awayFromZero: true
    }
  }
}

extension ExactNumber {
  /// The number rounded to digits after the point.
  /// - Throws: ``NumberError/overflow`` when the result needs more than 38 digits.
  public func rounded(_ rounding: Rounding) throws(NumberError) -> ExactNumber {
    let parts = decimalParts(rounding)
    let (scaled, overflows) = parts.whole.multipliedReportingOverflow(by: rounding.scale)
    let (sum, carries) = scaled.addingReportingOverflow(parts.fraction)
    guard !overflows, !carries, let above = Int128(exactly: sum) else { throw .overflow }
    return try ExactNumber(
      numerator < 0 ? -above : above, over: Int128(truncatingIfNeeded: rounding.scale))
  }

  /// Whole part and digits after the point of the rounded magnitude; never overflows.
  func decimalParts(_ rounding: Rounding) -> (whole: UInt128, fraction: UInt128) {
    let below = denominator.magnitude
    var (whole, remainder) = numerator.magnitude.quotientAndRemainder(dividingBy: below)
    // The remainder is less than the denominator, so that the quotient is less than the scale.
    let shifted = remainder.multipliedFullWidth(by: rounding.scale)
    var fraction: UInt128
    (fraction, remainder) = below.dividingFullWidth(shifted)
    let isOdd = rounding.digits == 0 ? whole % 2 == 1 : fraction % 2 == 1
    if rounding.carries(rest: remainder, of: below, keptIsOdd: isOdd) { fraction += 1 }
    if fraction == rounding.scale {
      fraction = 0
      whole += 1
    }
    return (whole, fraction)
  }
}
