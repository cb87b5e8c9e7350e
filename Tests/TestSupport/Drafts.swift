import EventStore

/// Short ways to write requests in tests.
public enum Drafts {
  /// Time that every draft claims unless told otherwise.
  public static let noon = Instant(microseconds: 1_467_345_600_000_000)

  /// An event whose id follows from `id`.
  public static func event(
    _ id: UInt64, type: String = "Noted", tags: [String] = [], payload: [UInt8] = [],
    disclosures: [Disclosure] = []
  ) -> EventDraft {
    EventDraft(
      id: EventID(high: 7, low: id), type: EventType(unchecked: type), occurredAt: noon,
      actor: "unit:test", tags: tags.map { Tag(unchecked: $0) }, payload: payload,
      disclosures: disclosures)
  }

  /// Events for one stream.
  public static func append(
    _ stream: String, _ expected: ExpectedRevision = .any, _ events: EventDraft...
  ) -> StreamAppend {
    StreamAppend(StreamID(unchecked: stream), expected: expected, events: events)
  }

  /// One request with one stream, whatever its revision.
  public static func request(
    _ stream: String, key: String? = nil, _ events: EventDraft...
  ) -> AppendRequest {
    AppendRequest(
      [StreamAppend(StreamID(unchecked: stream), events: events)],
      key: key.map { RequestKey(unchecked: $0) })
  }

  /// One request with one stream.
  public static func request(
    _ stream: String, _ expected: ExpectedRevision, key: String? = nil,
    _ events: EventDraft...
  ) -> AppendRequest {
    AppendRequest(
      [StreamAppend(StreamID(unchecked: stream), expected: expected, events: events)],
      key: key.map { RequestKey(unchecked: $0) })
  }
}

/// A log of either kind with whatever it lies on.
public final class LogHarness: Sendable {
  /// The log.
  public let log: any EventLog
  private let directory: TemporaryDirectory?

  /// Which implementation.
  public enum Kind: String, CaseIterable, Sendable {
    case memory
    case lmdb
    case tinySegments
  }

  /// A new empty log.
  public init(_ kind: Kind, eventsPerSegment: UInt64 = 7) throws {
    let settings = SimulationSettings(
      seed: 1, start: Instant(microseconds: 1_500_000_000_000_000), stepMicroseconds: 10)
    if kind == .memory {
      directory = nil
      log = InMemoryEventLog(
        origin: "test.example/log",
        clock: SimulatedClock(start: settings.start, stepMicroseconds: 10))
      return
    }
    let directory = TemporaryDirectory()
    self.directory = directory
    var configuration = LMDBEventLog.Configuration()
    if kind == .tinySegments { configuration.eventsPerSegment = eventsPerSegment }
    log = try DataDirectory.create(
      directory.file("data"), origin: "test.example/log", simulation: settings
    ).openLog(.writer, configuration: configuration)
  }

  /// Closes the log.
  public func finish() {
    (log as? LMDBEventLog)?.close()
  }
}

extension EventLog {
  /// Everything, as owned copies.
  public func all(_ query: EventQuery = .all, _ range: ReadRange = .everything) throws
    -> [RecordedEvent]
  {
    try withSnapshot { try $0.events(query, range) }
  }

  /// Root of the whole log.
  public func root() throws -> Digest { try withSnapshot { try $0.root() } }
}
