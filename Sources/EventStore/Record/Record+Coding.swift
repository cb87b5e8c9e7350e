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
    let draft = EventDraft(
      id: id, type: type, schemaVersion: schemaVersion, occurredAt: occurredAt, actor: actor,
      payload: payload,
      disclosures: disclosures.map { Disclosure(path: $0.path, salt: .zero, value: []) })
    let streams = [StreamAppend(stream, events: [draft])]
    let digests = disclosures.map(\.digest)
    RecordEncoder.encode(
      RecordEncoder.Head(
        number: streamNumber, revision: revision, previous: previous, recordedAt: recordedAt),
      streams.span, DraftPlace(stream: 0, event: 0), tags: tags, digests: digests.span,
      into: &writer)
    return writer.bytes
  }
}

extension RecordView {
  /// Digests of the personal values that the record commits to.
  func disclosures() throws(WireError) -> [DisclosureDigest] {
    var result: [DisclosureDigest] = []
    var reader = WireReader(bytes.extracting(repeatedRange))
    while let field = try reader.nextField() {
      let range = try reader.lengthDelimited()
      if field.number == RecordField.disclosure {
        result.append(try DisclosureDigest(reader.bytes.extracting(range)))
      }
    }
    return result
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
