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
  /// How much: 1 or −1, or microseconds for a time.
  public var amount: Int64
  /// The events that make it count.
  public var events: [Position] { trail.positions }
  /// The same, as they are kept.
  var trail: EventTrail
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

/// The events behind an entry: nearly always one or two, which need no memory of their own.
struct EventTrail: Hashable, Sendable {
  private var first = Position.start
  private var second = Position.start
  private var all: [Position] = []

  /// No event.
  init() {}

  /// One event, or two.
  init(_ first: Position, _ second: Position? = nil) {
    self.first = first
    self.second = second ?? .start
  }

  /// Some events.
  init(_ events: [Position]) {
    first = events.first ?? .start
    second = events.count > 1 ? events[1] : .start
    if events.count > 2 { all = events }
  }

  /// A fact, and another where there is one.
  static func of(_ fact: TicketFact, _ other: TicketFact? = nil) -> EventTrail {
    EventTrail(fact.position, other?.position == fact.position ? nil : other?.position)
  }

  /// A fact and those that follow from it.
  static func of(_ fact: TicketFact, and others: [TicketFact]) -> EventTrail {
    var trail = EventTrail(fact.position, others.first?.position)
    if others.count > 1 { trail.all = [fact.position] + others.map(\.position) }
    return trail
  }

  /// The events, in order.
  var positions: [Position] {
    if !all.isEmpty { return all }
    if first == .start { return [] }
    return second == .start ? [first] : [first, second]
  }
}
