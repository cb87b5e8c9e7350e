internal import Wire

extension FieldMarks {
  /// Notes the fields of a record that has exactly those the encoder writes, in its order; `false` for any other, whose
  /// marks then mean nothing.
  ///
  /// Nearly every record is of this kind, and knowing what comes next makes a scan quicker. What is wrong with the
  /// others, if anything, is for ``init(oneByOne:whole:)`` to say.
  mutating func noteAsWritten(_ bytes: Span<UInt8>, whole: Int) -> Bool {
    var reader = WireReader(bytes)
    do throws(WireError) {
      formatVersion = UInt32(clamping: try reader.number(RecordField.formatVersion))
      type = try reader.part(RecordField.type)
      schemaVersion = UInt32(clamping: try reader.number(RecordField.schemaVersion))
      stream = try reader.part(RecordField.stream)
      streamNumber = try reader.number(RecordField.streamNumber)
      revision = try reader.number(RecordField.revision)
      id = try reader.part(RecordField.eventID)
      recordedAt = try reader.time(RecordField.recordedAt)
      occurredAt = try reader.time(RecordField.occurredAt)
      actor = try reader.part(RecordField.actor)
      if reader.takes(key: RecordField.lengthKey(RecordField.previous)) {
        previous = try reader.lengthDelimited()
      }
      let start = reader.offset
      while reader.takes(key: RecordField.lengthKey(RecordField.tag)) {
        _ = try reader.lengthDelimited()
      }
      while reader.takes(key: RecordField.lengthKey(RecordField.disclosure)) {
        _ = try reader.lengthDelimited()
      }
      repeated = start..<reader.offset
      guard reader.takes(key: RecordField.lengthKey(RecordField.payload)) else {
        return false
      }
      let length = try reader.varint()
      guard reader.offset <= whole, length == UInt64(whole - reader.offset) else { return false }
      payload = reader.offset..<bytes.count
      return true
    } catch {
      return false
    }
  }
}

extension WireReader {
  /// The varint of the field that must come next.
  @inline(__always)
  fileprivate mutating func number(_ field: Int) throws(WireError) -> UInt64 {
    guard takes(key: RecordField.varintKey(field)) else { throw .missing(field: field) }
    return try varint()
  }

  /// Where the bytes of the field that must come next are.
  @inline(__always)
  fileprivate mutating func part(_ field: Int) throws(WireError) -> Range<Int> {
    guard takes(key: RecordField.lengthKey(field)) else {
      throw .missing(field: field)
    }
    return try lengthDelimited()
  }

  /// The eight bytes of the field that must come next.
  @inline(__always)
  fileprivate mutating func time(_ field: Int) throws(WireError) -> Int64 {
    guard takes(key: RecordField.fixed64Key(field)) else { throw .missing(field: field) }
    return try sfixed64()
  }
}
