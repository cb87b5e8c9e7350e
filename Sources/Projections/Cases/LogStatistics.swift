public import EventStore
public import Wire

/// What is in a log, counted in one pass over the envelopes.
public struct LogStatistics: Hashable, Sendable {
  /// Number of events of one type.
  public struct TypeCount: Hashable, Sendable {
    /// The type.
    public var type: String
    /// How many.
    public var count: UInt64

    /// A count.
    public init(type: String, count: UInt64) {
      self.type = type
      self.count = count
    }
  }

  /// Number of events.
  public var events: UInt64 = 0
  /// Number of streams.
  public var streams: UInt64 = 0
  /// Bytes of all records.
  public var recordBytes: UInt64 = 0
  /// Earliest and latest `recordedAt`, or `nil` for an empty log.
  public var recorded: ClosedRange<Instant>?
  /// Earliest and latest `occurredAt`, or `nil` for an empty log.
  public var occurred: ClosedRange<Instant>?
  /// Events by type, in order of first appearance.
  public var types: [TypeCount] = []

  /// Counts a view of the log.
  /// - Parameter progress: told the position now and then.
  /// - Throws: ``EventStore/LogError``.
  /// - Complexity: O(events).
  public init(
    _ snapshot: borrowing LogSnapshot, progress: (Position) -> Void = { _ in }
  ) throws {
    var names = NameTable()
    var counts: [UInt64] = [0]
    var statistics = Self()
    var recordedSpan = InstantSpan()
    var occurredSpan = InstantSpan()
    try snapshot.scan { event in
      let record = event.record
      statistics.events += 1
      statistics.recordBytes += UInt64(record.bytes.count)
      statistics.streams = max(statistics.streams, record.streamNumber.rawValue &+ 1)
      recordedSpan.include(record.recordedAt)
      occurredSpan.include(record.occurredAt)
      let number = Int(names.number(of: record.type))
      if number == counts.count { counts.append(0) }
      counts[number] += 1
      if event.position.rawValue % 65_536 == 0 { progress(event.position) }
      return .next
    }
    statistics.recorded = recordedSpan.range
    statistics.occurred = occurredSpan.range
    statistics.types = counts.indices.dropFirst().map {
      TypeCount(type: names.text(UInt16($0)), count: counts[$0])
    }
    self = statistics
  }

  private init() {}

  private struct InstantSpan {
    var earliest = Instant(microseconds: .max)
    var latest = Instant(microseconds: .min)

    mutating func include(_ instant: Instant) {
      if instant < earliest { earliest = instant }
      if instant > latest { latest = instant }
    }

    var range: ClosedRange<Instant>? { earliest <= latest ? earliest...latest : nil }
  }
}
