import Hotline

/// 集中度: when a share is so much above the others' that chance is a poor explanation.
///
/// Exact: counts and whole numbers only. The thresholds are choices of this program; they are shown with each signal.
enum Concentration {
  /// 倍数: the lower end of a unit's interval must be this many times the other units' share.
  static let factor: Int64 = 2
  /// A number must give this percentage of a unit's satisfied answers …
  static let numberPercent: Int64 = 5
  /// … or satisfied answers in this many of its cases.
  static let numberHits: Int64 = 10
  /// An operator's share with a unit must be this many times the operator's share with the others.
  static let operatorFactor: Int64 = 3

  /// Whether a unit's share stands out from that of the others.
  static func isHigh(_ own: Rate, others: Rate, minimumHits: Int64) -> Bool {
    guard own.numerator >= minimumHits, others.denominator > 0,
      let interval = try? WilsonInterval(of: own, rounding: Rounding(digits: 4)),
      let above = try? interval.lower * ExactNumber(others.denominator),
      let below = try? ExactNumber(others.numerator) * ExactNumber(100 * factor)
    else { return false }
    return above > ExactNumber.zero && above >= below
  }

  /// Whether a number gives too much of a unit's praise.
  static func isHigh(number own: Rate, minimumHits: Int64) -> Bool {
    own.numerator >= minimumHits
      && (own.numerator >= numberHits || own.numerator * 100 >= own.denominator * numberPercent)
  }

  /// Whether an operator enters too much of a unit's praise.
  static func isHigh(operator own: Rate, elsewhere: Rate, minimumHits: Int64) -> Bool {
    isHalf(own, minimumHits: minimumHits) && elsewhere.denominator > 0
      && Int128(own.numerator) * Int128(elsewhere.denominator)
        >= Int128(operatorFactor) * Int128(elsewhere.numerator) * Int128(own.denominator)
  }

  /// Whether a person may give or enter too much of a unit's praise, whatever other units say.
  static func mayBeHigh(_ kind: SignalKind, _ own: Rate) -> Bool {
    kind == .satisfiedNumber
      ? isHigh(number: own, minimumHits: kind.minimumHits)
      : isHalf(own, minimumHits: kind.minimumHits)
  }

  private static func isHalf(_ own: Rate, minimumHits: Int64) -> Bool {
    own.numerator >= minimumHits && own.numerator * 2 >= own.denominator
  }
}
