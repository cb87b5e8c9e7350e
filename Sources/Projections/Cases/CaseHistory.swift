public import EventStore
import Hotline
public import Wire

/// The history of one case: each event, when it happened and when we knew, and the state after it.
///
/// A fold of one stream: it reads that stream's events and nothing else.
public struct CaseHistory: Sendable {
  /// The stream.
  public var stream: StreamID
  /// The log's origin.
  public var origin: String
  /// Size of the log that was read.
  public var head: Position
  /// Up to which moment the history goes.
  public var point: CasePoint
  /// The events, oldest first.
  public var events: [CaseEntry]
  /// How many later events the point hides.
  public var hiddenCount: Int

  /// An event recorded later than this after it happened is marked late: 24 hours.
  public static let lateAfterMicroseconds: Int64 = 24 * 3_600_000_000
  /// Clocks of other systems may be ahead by this much before it counts as a claim of the future: 5
  /// minutes.
  public static let clockToleranceMicroseconds: Int64 = 300_000_000
}

/// Up to which moment a history is read.
public enum CasePoint: Hashable, Sendable {
  /// Everything recorded.
  case now
  /// What was recorded by this time, inclusive.
  case recorded(by: Instant)
  /// What was recorded up to this position, inclusive.
  case position(Position)

  func shows(_ event: borrowing RecordedEvent) -> Bool {
    switch self {
    case .now: true
    case .recorded(let instant): event.record.recordedAt <= instant
    case .position(let position): event.position <= position
    }
  }
}

/// One event of a case's history.
public struct CaseEntry: Sendable {
  /// The event.
  public var event: RecordedEvent
  /// Its own fields.
  public var fields: PayloadFields
  /// Its personal values: digests always, values where they were asked for.
  public var disclosures: [CaseDisclosure]
  /// What an investigator should see at once.
  public var remarks: [CaseRemark]
  /// Microseconds from the event before it, by `occurredAt`; `nil` for the first.
  public var sincePreviousMicroseconds: Int64?
  /// The state after the event.
  public var state: CaseState

  /// Microseconds from happening to recording.
  public var latenessMicroseconds: Int64 {
    let record = event.record
    return record.recordedAt.microseconds.subtractingClamped(record.occurredAt.microseconds)
  }
}

/// A personal value of an event.
public struct CaseDisclosure: Hashable, Sendable {
  /// Where the value belongs.
  public var path: String
  /// The digest in the record.
  public var digest: Digest
  /// The value from the vault, or `nil` when it was not asked for, is not text, or is gone.
  public var value: String?
  /// Whether the vault's value has the record's digest; `nil` when there is no value.
  public var isGenuine: Bool?
}

extension CaseHistory {
  /// Reads a case's history, or returns `nil` when the stream has no event.
  ///
  /// - Parameters:
  ///   - stream: the case's stream.
  ///   - snapshot: the view of the log.
  ///   - origin: the log's origin.
  ///   - point: up to which moment.
  ///   - withValues: whether personal values are fetched from the vault.
  /// - Throws: ``EventStore/LogError``.
  /// - Complexity: O(events of the stream).
  public static func load(
    _ stream: StreamID, from snapshot: borrowing LogSnapshot, origin: String,
    point: CasePoint = .now, withValues: Bool = false
  ) throws -> CaseHistory? {
    guard try snapshot.streamHead(stream) != nil else { return nil }
    let all = try snapshot.events(.stream(stream))
    var history = CaseHistory(
      stream: stream, origin: origin, head: snapshot.head, point: point, events: [], hiddenCount: 0)
    var fold = CaseFold()
    for event in all {
      guard point.shows(event) else {
        history.hiddenCount += 1
        continue
      }
      let values = withValues ? try snapshot.disclosures(at: event.position) : []
      history.events.append(fold.apply(event, values: values))
    }
    return history
  }

  /// The state after the last shown event.
  public var state: CaseState { events.last?.state ?? CaseState() }
}

/// The fold behind a history.
struct CaseFold {
  private var state = CaseState()
  private var previousOccurredAt: Instant?

  mutating func apply(_ event: RecordedEvent, values: [Disclosure]) -> CaseEntry {
    let record = event.record
    let fields = PayloadFields.decode(record.type.text, record.payload)
    var remarks = timeRemarks(record)
    if fields.isKnown, !fields.isReadable { remarks.append(.unreadable) }
    if record.type.text == IntakeRecorded.typeName, !takeIntake(record) {
      remarks.append(.secondIntake)
    }
    let since = previousOccurredAt.map {
      record.occurredAt.microseconds.subtractingClamped($0.microseconds)
    }
    previousOccurredAt = record.occurredAt
    return CaseEntry(
      event: event, fields: fields, disclosures: Self.disclosures(record, values),
      remarks: remarks, sincePreviousMicroseconds: since, state: state)
  }

  private func timeRemarks(_ record: Record) -> [CaseRemark] {
    var remarks: [CaseRemark] = []
    let recorded = record.recordedAt.microseconds
    let occurred = record.occurredAt.microseconds
    let lateness = recorded.subtractingClamped(occurred)
    if lateness > CaseHistory.lateAfterMicroseconds { remarks.append(.late) }
    if lateness < -CaseHistory.clockToleranceMicroseconds { remarks.append(.claimsTheFuture) }
    if let previousOccurredAt, record.occurredAt < previousOccurredAt {
      remarks.append(.outOfOrder)
    }
    return remarks
  }

  /// Whether the intake was the case's first.
  private mutating func takeIntake(_ record: Record) -> Bool {
    guard state.status == .notACase else { return false }
    state.status = .recorded
    state.occurredAt = record.occurredAt
    guard let intake = try? IntakeRecorded(decoding: record.payload) else {
      state.marks = .unreadable
      return true
    }
    state.sourceID = intake.sourceID
    state.categoryText = intake.categoryText
    state.category = intake.category
    state.district = intake.district
    state.isDayOnly = intake.timePrecision == .day
    state.marks = CaseMarks(intake.marks)
    return true
  }

  private static func disclosures(_ record: Record, _ values: [Disclosure]) -> [CaseDisclosure] {
    record.disclosures.map { recorded in
      guard let found = values.first(where: { $0.path == recorded.path }) else {
        return CaseDisclosure(path: recorded.path, digest: recorded.digest)
      }
      return CaseDisclosure(
        path: recorded.path, digest: recorded.digest,
        value: String(validating: found.value.span, 0..<found.value.count),
        isGenuine: found.digest(eventID: record.id) == recorded.digest)
    }
  }
}

extension Int64 {
  /// The difference, held at the ends of the range instead of overflowing.
  func subtractingClamped(_ other: Int64) -> Int64 {
    let (value, overflow) = subtractingReportingOverflow(other)
    return overflow ? (self < other ? .min : .max) : value
  }
}
