public import EventStore
public import Hotline

/// A ticket as the projection knows it, with names instead of numbers.
public struct Ticket: Hashable, Sendable {
  /// The stream's dense number.
  public var number: StreamNumber
  /// Where it stands.
  public var status: TicketStatus
  /// Category code, or empty.
  public var category: String
  /// District code, or empty.
  public var district: String
  /// When it happened, as its intake claims.
  public var occurredAt: Instant
  /// Whether only the day of `occurredAt` is known.
  public var isDayOnly: Bool
  /// Recording of its first event.
  public var firstRecordedAt: Instant
  /// Recording of its last event.
  public var lastRecordedAt: Instant
  /// Position of its last event.
  public var lastPosition: Position
  /// Number of its events.
  public var eventCount: Int
  /// What is doubtful about it.
  public var marks: CaseMarks
  /// The imported file and row it comes from, or `nil`.
  public var provenance: ImportProvenance?
}
