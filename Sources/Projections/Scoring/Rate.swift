public import Hotline

/// 比率: a share of a whole, as two counts. Additive: rates of parts are added count by count, never averaged.
///
/// A rate of nothing has no value; it is "no data" and never 0 or 100 %.
public struct Rate: Hashable, Sendable {
  /// How many of the whole it is true of.
  public let numerator: Int64
  /// The whole.
  public let denominator: Int64
  /// On how many answers or tickets it rests, where that is not the denominator itself.
  public let sample: Int64

  /// A rate; a sample that is not given is the denominator.
  public init(_ numerator: Int64, of denominator: Int64, sample: Int64? = nil) {
    self.numerator = numerator
    self.denominator = denominator
    self.sample = sample ?? denominator
  }

  /// A rate of nothing.
  public static let none = Rate(0, of: 0)

  /// Its value, or `nil` when there is nothing to be a share of.
  public var value: ExactNumber? {
    guard denominator > 0 else { return nil }
    return try? ExactNumber(Int128(numerator), over: Int128(denominator))
  }

  /// Its value in percent, or `nil` when there is nothing to be a share of.
  public var percent: ExactNumber? {
    guard denominator > 0 else { return nil }
    return try? ExactNumber(Int128(numerator) * 100, over: Int128(denominator))
  }

  /// Both counts added.
  /// - Throws: ``Hotline/NumberError/overflow``.
  public static func + (left: Rate, right: Rate) throws(NumberError) -> Rate {
    let (numerator, first) = left.numerator.addingReportingOverflow(right.numerator)
    let (denominator, second) = left.denominator.addingReportingOverflow(right.denominator)
    let (sample, third) = left.sample.addingReportingOverflow(right.sample)
    guard !first, !second, !third else { throw .overflow }
    return Rate(numerator, of: denominator, sample: sample)
  }

  /// In percent, such as `0.12 %`, or `nil` when there is no data. Rounded once, from the two counts: 104 of 83,218
  /// is 0.12497 % and prints 0.12 %, although 0.1250 would print 0.13 %.
  public func text(_ rounding: Rounding = .twoDigits) -> String? {
    percent.map { $0.text(rounding) + " %" }
  }
}
