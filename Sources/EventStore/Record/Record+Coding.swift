public import Wire

extension Record {
  /// Decodes a record in full.
  /// - Throws: ``Wire/WireError`` when the bytes are not a record.
  public init(_ view: borrowing RecordView) throws(WireError) {
    let bytes = view.bytes
    var tags: [Tag] = []
    var disclosures: [DisclosureDigest] = []
    var reader = WireReader(bytes.extracting(view.repeatedRange))
    while let field = try reader.nextField() {
      switch field.number {
      case RecordField.tag: tags.append(Tag(unchecked: try reader.string()))
      case RecordField.disclosure:
        let range = try reader.lengthDelimited()
        disclosures.append(try DisclosureDigest(reader.bytes.extracting(range)))
      default: try reader.skip(field.type)
      }
    }
    self.init(
      formatVersion: view.formatVersion,
      type: EventType(unchecked: try bytes.text(view.typeRange)),
      schemaVersion: view.schemaVersion,
      stream: StreamID(unchecked: try bytes.text(view.streamRange)),
      streamNumber: view.streamNumber, revision: view.revision, id: view.id,
      recordedAt: view.recordedAt, occurredAt: view.occurredAt,
      actor: try bytes.text(view.actorRange), previous: view.previous, tags: tags,
      disclosures: disclosures, payload: [UInt8](copying: bytes, view.payloadRange))
  }

  /// The record's bytes: the same fields always give the same bytes.
  public func encoded() -> [UInt8] {
    var writer = WireWriter(capacity: 256 + payload.count)
    RecordEncoder.encode(
      RecordEncoder.Head(
        stream: stream, number: streamNumber, revision: revision, previous: previous,
        recordedAt: recordedAt),
      RecordEncoder.Body(
        type: type, schemaVersion: schemaVersion, id: id, occurredAt: occurredAt, actor: actor,
        tags: tags, payload: payload),
      disclosures: disclosures[...], into: &writer)
    return writer.bytes
  }
}

extension DisclosureDigest {
  fileprivate init(_ bytes: Span<UInt8>) throws(WireError) {
    var reader = WireReader(bytes)
    var path = ""
    var digest: Digest?
    while let field = try reader.nextField() {
      switch field.number {
      case 1: path = try reader.string()
      case 2: digest = Digest(try reader.byteArray())
      default: try reader.skip(field.type)
      }
    }
    guard let digest else { throw .missing(field: 2) }
    self.init(path: path, digest: digest)
  }
}

extension Span<UInt8> {
  fileprivate func text(_ range: Range<Int>) throws(WireError) -> String {
    guard let text = String(validating: self, range) else {
      throw .badUTF8(offset: range.lowerBound)
    }
    return text
  }
}

/// Writes records: fields in ascending order, the payload last.
enum RecordEncoder {
  /// What the log adds to a draft.
  struct Head {
    var stream: StreamID
    var number: StreamNumber
    var revision: Revision
    var previous: Digest?
    var recordedAt: Instant
  }

  /// What the author proposed.
  struct Body {
    var type: EventType
    var schemaVersion: UInt32
    var id: EventID
    var occurredAt: Instant
    var actor: String
    var tags: [Tag]
    var payload: [UInt8]
  }

  /// Appends one record to `writer`; returns the length of its envelope (everything before the payload's content), and
  /// where in `writer` the hash of the previous leaf stands.
  @discardableResult
  static func encode(
    _ head: Head, _ body: Body, disclosures: ArraySlice<DisclosureDigest>,
    into writer: inout WireWriter
  ) -> (envelope: Int, previous: Int?) {
    let start = writer.count
    var previousAt: Int?
    writer.field(RecordField.formatVersion, uint64: 1)
    writer.field(RecordField.type, string: body.type.text)
    writer.field(RecordField.schemaVersion, uint64: UInt64(body.schemaVersion))
    writer.field(RecordField.stream, string: head.stream.text)
    writer.field(RecordField.streamNumber, uint64: head.number.rawValue)
    writer.field(RecordField.revision, uint64: head.revision.rawValue)
    writer.key(RecordField.eventID, .lengthDelimited)
    writer.varint(16)
    writer.append(bigEndian: body.id.high)
    writer.append(bigEndian: body.id.low)
    writer.field(RecordField.recordedAt, sfixed64: head.recordedAt.microseconds)
    writer.field(RecordField.occurredAt, sfixed64: body.occurredAt.microseconds)
    writer.field(RecordField.actor, string: body.actor)
    if let previous = head.previous {
      writer.key(RecordField.previous, .lengthDelimited)
      previousAt = writer.count + 1
      writer.append(previous)
    }
    for tag in body.tags { writer.field(RecordField.tag, string: tag.text) }
    for disclosure in disclosures {
      let length = 1 + WireWriter.varintLength(UInt64(disclosure.path.utf8.count))
      writer.key(RecordField.disclosure, .lengthDelimited)
      writer.varint(UInt64(length + disclosure.path.utf8.count + 34))
      writer.field(1, string: disclosure.path)
      writer.key(2, .lengthDelimited)
      writer.append(disclosure.digest)
    }
    writer.key(RecordField.payload, .lengthDelimited)
    writer.varint(UInt64(body.payload.count))
    let envelope = writer.count - start
    writer.append(contentsOf: body.payload)
    return (envelope, previousAt)
  }
}

extension WireWriter {
  /// Appends a digest with its length.
  fileprivate mutating func append(_ digest: Digest) {
    append(32)
    append(bigEndian: digest.words)
  }
}
