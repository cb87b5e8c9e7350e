/// A record, decoded: what is hashed and proved for one event. Schema: `docs/schema/record.proto`.
public struct Record: Hashable, Sendable {
  /// Version of this envelope; 1.
  public var formatVersion: UInt32
  /// What happened.
  public var type: EventType
  /// Version of the payload's schema for this type.
  public var schemaVersion: UInt32
  /// The stream.
  public var stream: StreamID
  /// The stream's dense number.
  public var streamNumber: StreamNumber
  /// The event's place in its stream, from 1.
  public var revision: Revision
  /// Identity of the event.
  public var id: EventID
  /// When it was recorded, by the log's clock; never runs backwards.
  public var recordedAt: Instant
  /// When it happened, as claimed.
  public var occurredAt: Instant
  /// Who says so.
  public var actor: String
  /// Leaf hash of the stream's event before this one; `nil` for the first.
  public var previous: Digest?
  /// Labels, sorted.
  public var tags: [Tag]
  /// Digests of the personal values that stay outside.
  public var disclosures: [DisclosureDigest]
  /// The type's own fields, in protobuf wire format.
  public var payload: [UInt8]

  /// A record from its parts.
  public init(
    formatVersion: UInt32 = 1, type: EventType, schemaVersion: UInt32, stream: StreamID,
    streamNumber: StreamNumber, revision: Revision, id: EventID, recordedAt: Instant,
    occurredAt: Instant, actor: String, previous: Digest?, tags: [Tag],
    disclosures: [DisclosureDigest], payload: [UInt8]
  ) {
    self.formatVersion = formatVersion
    self.type = type
    self.schemaVersion = schemaVersion
    self.stream = stream
    self.streamNumber = streamNumber
    self.revision = revision
    self.id = id
    self.recordedAt = recordedAt
    self.occurredAt = occurredAt
    self.actor = actor
    self.previous = previous
    self.tags = tags
    self.disclosures = disclosures
    self.payload = payload
  }
}

/// What a record says of a personal value: where it belongs, and a digest that commits to it.
public struct DisclosureDigest: Hashable, Sendable {
  /// Where the value belongs, such as `address`.
  public var path: String
  /// ``Disclosure/digest(eventID:)`` of the value.
  public var digest: Digest

  /// A digest for a path.
  public init(path: String, digest: Digest) {
    self.path = path
    self.digest = digest
  }
}
