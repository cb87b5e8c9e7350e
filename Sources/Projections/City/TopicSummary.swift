public import Hotline
public import Wire

/// 热点: one category of matters, how it grew, and the days on which it burst.
public struct TopicSummary: Sendable {
  /// Code of the category; empty where none is known.
  public let category: String
  /// Matters taken in.
  public let count: Int64
  /// Compared with the previous period.
  public let change: Change
  /// Compared with the same period of the year before.
  public let yearChange: Change
  /// 突增: days with a burst, in order.
  public let bursts: [Burst]

  /// 突增: a day with more matters than the period's own spread explains.
  public struct Burst: Hashable, Sendable {
    /// The day.
    public let day: CivilDate
    /// Matters of that day.
    public let count: Int64
    /// Mean of the period's days.
    public let mean: ExactNumber
  }

  /// Fewer matters in a day are no burst.
  public static let burstMin: Int64 = 5

  /// The rule in words.
  public static let burstRule = Phrase(
    "a day bursts when it has at least 5 matters and more than the mean and three standard deviations of the "
      + "period's days: (n·x − S)² > 9·(n·Q − S²), n days, S and Q the sums of counts and of their squares",
    "突增：当日不少于 5 件，且高于本期各日均值加三倍标准差，即 (n·x − S)² > 9·(n·Q − S²)，n 为天数，S、Q 为各日件数之和与平方和",
    "突增：當日不少於 5 件，且高於本期各日均值加三倍標準差，即 (n·x − S)² > 9·(n·Q − S²)，n 為天數，S、Q 為各日件數之和與平方和")

  /// - Parameter days: how many days of the period have begun.
  init(
    _ category: String, _ counts: CaseSweep.CategoryCount, days: Int64, hasBefore: Bool,
    hasYearBefore: Bool
  ) throws(NumberError) {
    self.category = category
    count = counts.now
    let now = ExactNumber(counts.now)
    change = try Change(from: hasBefore ? ExactNumber(counts.before) : nil, to: now)
    yearChange = try Change(
      from: hasYearBefore ? ExactNumber(counts.yearBefore) : nil, to: now)
    bursts = try Self.bursts(counts.days, days: days)
  }

  /// Days whose count lies above the mean by more than three standard deviations, compared as squares of whole
  /// numbers: no root is taken.
  static func bursts(_ counts: [Int64: Int64], days: Int64) throws(NumberError) -> [Burst] {
    guard days > 0 else { return [] }
    let n = Int128(days)
    let sum = counts.values.reduce(Int128(0)) { $0 + Int128($1) }
    let squares = counts.values.reduce(Int128(0)) { $0 + Int128($1) * Int128($1) }
    let spread = n * squares - sum * sum
    let mean = try ExactNumber(sum, over: n)
    var bursts: [Burst] = []
    for day in counts.keys.sorted() {
      let count = counts[day, default: 0]
      let above = n * Int128(count) - sum
      if count >= burstMin, above > 0, above * above > 9 * spread {
        bursts.append(Burst(day: CivilDate(daysSinceEpoch: day), count: count, mean: mean))
      }
    }
    return bursts
  }
}
