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

  private let typePart: Part
  private let streamPart: Part
  private let actorPart: Part
  private let idPart: Part
  private let previousPart: Part
  private let payloadPart: Part
  private let repeatedPart: Part

  @inline(__always)
  @_lifetime(copy bytes)
  init(_ bytes: Span<UInt8>, _ marks: borrowing FieldMarks) {
    self.bytes = bytes
    schemaVersion = marks.schemaVersion
    streamNumber = StreamNumber(marks.streamNumber)
    revision = Revision(marks.revision)
    recordedAt = Instant(microseconds: marks.recordedAt)
    occurredAt = Instant(microseconds: marks.occurredAt)
    formatVersion = marks.formatVersion
    typePart = Part(marks.type)
    streamPart = Part(marks.stream)
    actorPart = Part(marks.actor)
    idPart = Part(marks.id)
    previousPart = Part(marks.previous)
    payloadPart = Part(marks.payload)
    repeatedPart = Part(marks.repeated)
  }

  /// Where a field lies, in half the room of a range: views are copied once or twice for each event of a scan.
  private struct Part {
    let start: UInt32
    let end: UInt32

    init(_ range: Range<Int>) {
      start = UInt32(clamping: range.lowerBound)
      end = UInt32(clamping: range.upperBound)
    }

    var range: Range<Int> { Int(start)..<Int(end) }
  }

  var typeRange: Range<Int> { typePart.range }
  var streamRange: Range<Int> { streamPart.range }
  var actorRange: Range<Int> { actorPart.range }
  var idRange: Range<Int> { idPart.range }
  var previousRange: Range<Int> { previousPart.range }
  var payloadRange: Range<Int> { payloadPart.range }
  /// From the first tag to the end of the last disclosure: the repeated fields, which come last before the payload.
  var repeatedRange: Range<Int> { repeatedPart.range }
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
