public import EventStore
public import Hotline
public import Wire

/// 计数分录: what one ticket adds to one figure of one unit at one moment.
///
/// A scorecard is the sum of such entries; the events behind a figure are theirs.
public struct ScoreEntry: Hashable, Sendable {
  /// The figure.
  public var measure: Measure
  /// Which part of it.
  public var part: Part
  /// Code of the unit.
  public var unit: String
  /// When: the period that holds it counts it.
  public var at: Instant
  /// How much: 1 or −1, or seconds for a time.
  public var amount: Int64
  /// The events that make it count.
  public var events: [Position]
  /// Whether it counts only once its moment has come: a clock that still runs.
  public var isAwaited = false

  /// Part of a figure.
  public enum Part: UInt8, CaseIterable, Sendable {
    /// 分子: the numerator, or a plain count.
    case numerator
    /// 分母: the denominator.
    case denominator
    /// 样本: what the sample rests on, where that is not the denominator.
    case sample
    /// 存量: +1 when a state begins, −1 when it ends; the sum of all before a moment is the stock.
    case stock
    /// 时长: one value, in seconds.
    case value
  }
}
