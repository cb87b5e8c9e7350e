/// An event as its author proposes it: everything but position, revision, chain and `recordedAt`, which are the log's.
public struct EventDraft: Sendable {
  /// Identity of the event itself, chosen by its author; stays the same on every copy of the log.
  public var id: EventID
  /// What happened.
  public var type: EventType
  /// Version of the payload's schema for this type, from 1.
  public var schemaVersion: UInt32
  /// When it happened, as claimed by whoever acted.
  public var occurredAt: Instant
  /// Who says so: an operator code, a unit, an importer.
  public var actor: String
  /// Labels to find the event by; sorted and without repetition once recorded.
  public var tags: [Tag]
  /// The type's own fields, in protobuf wire format.
  public var payload: [UInt8]
  /// Personal values: the record gets their salted digests, the vault gets the values.
  public var disclosures: [Disclosure]

  /// A proposed event.
  public init(
    id: EventID, type: EventType, schemaVersion: UInt32 = 1, occurredAt: Instant, actor: String,
    tags: [Tag] = [], payload: [UInt8] = [], disclosures: [Disclosure] = []
  ) {
    self.id = id
    self.type = type
    self.schemaVersion = schemaVersion
    self.occurredAt = occurredAt
    self.actor = actor
    self.tags = tags
    self.payload = payload
    self.disclosures = disclosures
  }
}

/// A personal value that stays out of the record; the record carries ``digest(eventID:)`` instead.
public struct Disclosure: Hashable, Sendable {
  /// Where the value belongs, such as `address` or `caller.phone`.
  public var path: String
  /// 32 random bytes, so that the value cannot be guessed from its digest.
  public var salt: Salt
  /// The value, usually UTF-8 text.
  public var value: [UInt8]

  /// A personal value with its salt.
  public init(path: String, salt: Salt, value: [UInt8]) {
    self.path = path
    self.salt = salt
    self.value = value
  }
}

/// What the stream must look like for an append to be accepted.
public enum ExpectedRevision: Hashable, Sendable {
  /// Any: append after whatever is there.
  case any
  /// The stream must have no event.
  case none
  /// The stream's last event must have this revision.
  case exactly(Revision)
}

/// Events for one stream, in order.
public struct StreamAppend: Sendable {
  /// The stream.
  public var stream: StreamID
  /// What the stream must look like.
  public var expected: ExpectedRevision
  /// What to do when a stream that was expected to be empty has events.
  public var ifPresent: IfPresent
  /// The events, in order; at least one.
  public var events: [EventDraft]
  /// When a simulation records them: their `recordedAt`, but never before that of the event before. Refused by a log
  /// that is no simulation.
  public var simulatedAt: Instant?

  /// What to do when `expected` is ``ExpectedRevision/none`` and the stream has events.
  public enum IfPresent: Sendable {
    /// Refuse the whole request (the default).
    case refuse
    /// Leave this stream's events out and say so in the receipt: they are recorded already.
    case skip
  }

  /// Events for one stream.
  public init(
    _ stream: StreamID, expected: ExpectedRevision = .any, ifPresent: IfPresent = .refuse,
    events: [EventDraft], simulatedAt: Instant? = nil
  ) {
    self.stream = stream
    self.expected = expected
    self.ifPresent = ifPresent
    self.events = events
    self.simulatedAt = simulatedAt
  }
}

/// One atomic append: all of it is recorded, or nothing.
public struct AppendRequest: Sendable {
  /// Events by stream, in the order in which they get positions.
  public var streams: [StreamAppend]
  /// Refuse when an event matching any of these exists after its position ("dynamic consistency boundary").
  public var conditions: [AppendCondition]
  /// The caller's own name for this request: a retry with the same key gets the same receipt.
  public var key: RequestKey?
  /// Where the events come from, kept beside the batch (not in a record): an importer's file and row.
  public var source: BatchSource?

  /// One atomic append.
  public init(
    _ streams: [StreamAppend], conditions: [AppendCondition] = [], key: RequestKey? = nil,
    source: BatchSource? = nil
  ) {
    self.streams = streams
    self.conditions = conditions
    self.key = key
    self.source = source
  }
}

/// "No event that matches `query` was recorded after `position`."
public struct AppendCondition: Sendable {
  /// Which events would contradict the append.
  public var query: EventQuery
  /// Only events after this position count; ``Position/start`` means anywhere in the log ("fail if exists").
  public var after: Position

  /// A condition on the log.
  public init(failIfAny query: EventQuery, after: Position = .start) {
    self.query = query
    self.after = after
  }
}

/// A request's own name, chosen by the caller; one key names one request for ever.
public struct RequestKey: Hashable, Sendable {
  /// UTF-8 text of 1 to 255 bytes.
  public let text: String

  /// A request key.
  /// - Throws: ``NameError`` when the text is empty, longer than 255 bytes or holds a control character.
  public init(_ text: String) throws(NameError) {
    try NameError.check(text, kind: .requestKey, bytesMax: Limits.requestKeyBytesMax)
    self.text = text
  }

  /// A key known to be good: written in this source.
  package init(unchecked text: String) {
    self.text = text
  }
}

extension RequestKey {
  /// Equal bytes.
  public static func == (left: RequestKey, right: RequestKey) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }
}

/// Where a batch came from: bookkeeping of an importer, not evidence.
public struct BatchSource: Hashable, Sendable {
  /// Which feed, such as an import's stream id.
  public var name: String
  /// The feed's own bytes: how far it got and what it counted.
  public var state: [UInt8]

  /// A batch's source.
  public init(name: String, state: [UInt8]) {
    self.name = name
    self.state = state
  }
}

/// Proof of acceptance, given only after the commit is durable.
public struct Receipt: Hashable, Sendable {
  /// Position of the first event of the request, or the log's head when every stream was skipped.
  public var first: Position
  /// Position of the last event of the request.
  public var last: Position
  /// RFC 6962 leaf hashes of the recorded events, in order.
  public var leafHashes: [Digest]
  /// Time the log gave the last of the events; of the log's newest event when every stream was skipped.
  public var recordedAt: Instant
  /// Indexes into the request's `streams` that were left out because they exist (``StreamAppend/IfPresent/skip``).
  public var skipped: [Int]
  /// Whether this answers a repeated request key: nothing was written now.
  public var isRepeat: Bool

  /// A receipt.
  public init(
    first: Position, last: Position, leafHashes: [Digest], recordedAt: Instant, skipped: [Int],
    isRepeat: Bool
  ) {
    self.first = first
    self.last = last
    self.leafHashes = leafHashes
    self.recordedAt = recordedAt
    self.skipped = skipped
    self.isRepeat = isRepeat
  }
}
