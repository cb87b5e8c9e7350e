/// A record read in place: one pass notes where the fields are, nothing is copied.
///
/// Reading never traps: malformed bytes throw ``Wire/WireError``. Fields this version does not know are passed over
/// and stay in ``bytes``.
public struct RecordView: ~Escapable {
  /// The record as stored. With ``RecordContent/envelope`` a large payload may be cut off.
  public let bytes: Span<UInt8>
  /// Version of the payload's schema.
  public let schemaVersion: UInt32
  /// The stream's dense number.
  public let streamNumber: StreamNumber
  /// The event's place in its stream.
  public let revision: Revision
  /// When it was recorded.
  public let recordedAt: Instant
  /// When it happened, as claimed.
  public let occurredAt: Instant
  /// Envelope version.
  public let formatVersion: UInt32

  let typeRange: Range<Int>
  let streamRange: Range<Int>
  let actorRange: Range<Int>
  let idRange: Range<Int>
  let previousRange: Range<Int>
  let payloadRange: Range<Int>
  /// From the first tag to the end of the last disclosure: the repeated fields, which come last before the payload.
  let repeatedRange: Range<Int>

  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, _ marks: FieldMarks) {
    self.bytes = bytes
    schemaVersion = marks.schemaVersion
    streamNumber = StreamNumber(marks.streamNumber)
    revision = Revision(marks.revision)
    recordedAt = Instant(microseconds: marks.recordedAt)
    occurredAt = Instant(microseconds: marks.occurredAt)
    formatVersion = marks.formatVersion
    typeRange = marks.type
    streamRange = marks.stream
    actorRange = marks.actor
    idRange = marks.id
    previousRange = marks.previous
    payloadRange = marks.payload
    repeatedRange = marks.repeated
  }
}

extension RecordView {
  /// UTF-8 of the event type.
  public var type: Span<UInt8> { @_lifetime(copy self) get { bytes.extracting(typeRange) } }
  /// UTF-8 of the stream id.
  public var stream: Span<UInt8> { @_lifetime(copy self) get { bytes.extracting(streamRange) } }
  /// UTF-8 of the actor.
  public var actor: Span<UInt8> { @_lifetime(copy self) get { bytes.extracting(actorRange) } }
  /// The payload in protobuf wire format; a shorter part, or nothing, when it was cut off (``hasWholePayload``).
  public var payload: Span<UInt8> { @_lifetime(copy self) get { bytes.extracting(payloadRange) } }
}
