import EventStore
import Hotline
import Wire

/// Events on their way to the log, gathered into requests.
struct Outbox {
  /// Events of one request.
  static let eventsPerRequest = 2_000

  private var streams: [StreamAppend] = []
  private var count = 0
  private var identity: RandomStream
  private let deliver: (AppendRequest) throws -> Void
  /// Events handed over so far, those that still wait included.
  private(set) var total: UInt64 = 0

  init(seed: UInt64, deliver: @escaping (AppendRequest) throws -> Void) {
    identity = RandomStream(seed: seed, .identity)
    self.deliver = deliver
    streams.reserveCapacity(Self.eventsPerRequest)
  }

  /// Adds an event.
  mutating func add<E: EventPayload>(
    _ event: E, to stream: StreamID, occurredAt: Instant, recordedAt: Int64, actor: String,
    tags: [Tag], values: [PersonalValue]
  ) throws {
    var writer = WireWriter(capacity: 128)
    event.encode(into: &writer)
    let draft = EventDraft(
      id: EventID(high: identity.next(), low: identity.next()),
      type: EventType(unchecked: E.typeName),
      schemaVersion: E.schemaVersion, occurredAt: occurredAt, actor: actor, tags: tags,
      payload: writer.bytes, disclosures: disclosures(values))
    let time = Instant(microseconds: recordedAt)
    total += 1
    count += 1
    let last = streams.count - 1
    if last >= 0, streams[last].simulatedAt == time, streams[last].stream == stream {
      streams[last].events.append(draft)
    } else {
      streams.append(StreamAppend(stream, events: [draft], simulatedAt: time))
    }
    if count >= Self.eventsPerRequest { try flush() }
  }

  /// Hands over what waits.
  mutating func flush() throws {
    if streams.isEmpty { return }
    let request = AppendRequest(streams)
    streams = []
    streams.reserveCapacity(Self.eventsPerRequest)
    count = 0
    try deliver(request)
  }

  private mutating func disclosures(_ values: [PersonalValue]) -> [Disclosure] {
    if values.isEmpty { return [] }
    return values.map { value in
      let salt = Salt(words: (identity.next(), identity.next(), identity.next(), identity.next()))
      return Disclosure(path: value.path, salt: salt, value: value.value)
    }
  }

}

/// A personal value that goes with an event and stays out of its record.
struct PersonalValue {
  let path: String
  let value: [UInt8]

  init(_ path: String, _ value: [UInt8]) {
    self.path = path
    self.value = value
  }

  init(_ path: String, _ text: String) {
    self.path = path
    value = Array(text.utf8)
  }
}
