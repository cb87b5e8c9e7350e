public import Hotline

/// 分位数: a value below which a share of the values lies, exactly.
///
/// Defined by linear interpolation between the two nearest values: of n ordered values x₀ … xₙ₋₁ the quantile at p
/// is at place h = p·(n − 1), that is x⌊h⌋ + (h − ⌊h⌋)·(x⌊h⌋₊₁ − x⌊h⌋). It is the definition of PERCENTILE.INC in
/// spreadsheets and of `percentile_cont` in SQL; the median of an even number of values is the mean of the two in
/// the middle.
public struct Quantile: Hashable, Sendable {
  /// The share of values below, from 0 to 1.
  public let share: ExactNumber

  /// A share, limited to 0 … 1.
  public init(_ share: ExactNumber) {
    self.share = share.limited(from: .zero, to: .one)
  }

  private init(tenths: Int64) { share = (try? ExactNumber(Int128(tenths), over: 10)) ?? .zero }

  /// 中位数: half of the values lie below.
  public static let median = Quantile(tenths: 5)
  /// 九十分位数: nine of ten values lie below.
  public static let p90 = Quantile(tenths: 9)

  /// The quantile of ordered values, or `nil` of none.
  /// - Parameter count: how many values there are.
  /// - Parameter value: the value at a place from 0, in ascending order.
  /// - Throws: ``Hotline/NumberError/overflow``.
  /// - Complexity: two calls of `value`.
  public func of(count: Int, value: (Int) -> Int64) throws(NumberError) -> ExactNumber? {
    guard count > 0 else { return nil }
    let place = try share * ExactNumber(Int64(count - 1))
    let lower = Int(place.numerator / place.denominator)
    let rest = try place - ExactNumber(Int64(lower))
    let first = ExactNumber(value(lower))
    guard rest > .zero else { return first }
    return try first + rest * (ExactNumber(value(lower + 1)) - first)
  }

  /// The quantile of values in any order, or `nil` of none.
  /// - Throws: ``Hotline/NumberError/overflow``.
  public func of(_ values: [Int64]) throws(NumberError) -> ExactNumber? {
    let sorted = values.sorted()
    return try of(count: sorted.count) { sorted[$0] }
  }
}
