public import Wire

/// Field numbers of the record; see `docs/schema/record.proto`.
enum RecordField {
  static let formatVersion = 1
  static let type = 2
  static let schemaVersion = 3
  static let stream = 4
  static let streamNumber = 5
  static let revision = 6
  static let eventID = 7
  static let recordedAt = 8
  static let occurredAt = 9
  static let actor = 10
  static let previous = 11
  static let tag = 12
  static let disclosure = 13
  static let payload = 15

  /// The one byte that stands before a varint field; plain arithmetic, so that the compiler sees a constant.
  @inline(__always)
  static func varintKey(_ number: Int) -> UInt8 { UInt8(truncatingIfNeeded: number << 3) }

  /// The one byte that stands before a field of eight bytes.
  @inline(__always)
  static func fixed64Key(_ number: Int) -> UInt8 { varintKey(number) | 1 }

  /// The one byte that stands before a field with a length.
  @inline(__always)
  static func lengthKey(_ number: Int) -> UInt8 { varintKey(number) | 2 }
}

extension RecordView {
  /// Notes where the fields of a record are.
  ///
  /// - Parameter bytes: the record; when `wholeLength` is larger than its count, a prefix that ends in the payload.
  /// - Throws: ``Wire/WireError`` when a field is malformed or one that every record has is missing.
  /// - Complexity: O(number of fields).
  @_lifetime(copy bytes)
  public init(_ bytes: Span<UInt8>, wholeLength: Int? = nil) throws(WireError) {
    let whole = wholeLength ?? bytes.count
    // A part's place is kept in 32 bits; no record is that long.
    guard bytes.count <= Int(UInt32.max) else { throw .truncated(offset: bytes.count) }
    var marks = FieldMarks()
    if !marks.noteAsWritten(bytes, whole: whole) {
      marks = try FieldMarks(oneByOne: bytes, whole: whole)
    }
    try marks.check()
    self.init(bytes, marks)
  }

  /// The event's identity.
  public var id: EventID {
    EventID([UInt8](copying: bytes, idRange)) ?? EventID(high: 0, low: 0)
  }

  /// Leaf hash of the stream's event before this one, or `nil` for the first.
  public var previous: Digest? {
    previousRange.isEmpty ? nil : Digest(bytes, at: previousRange.lowerBound)
  }

  /// Calls `body` with the UTF-8 of each tag, in order, until it returns `false`.
  public func forEachTag(_ body: (Span<UInt8>) throws -> Bool) throws {
    var reader = WireReader(bytes.extracting(repeatedRange))
    while let field = try reader.nextField(), field.number == RecordField.tag {
      let range = try reader.lengthDelimited()
      guard try body(reader.bytes.extracting(range)) else { return }
    }
  }

  /// How many personal values the record commits to.
  public func disclosureCount() throws -> Int { try countDisclosures { _ in } }

  /// How many personal values the record commits to, in one pass that shows the UTF-8 of each tag, in order.
  func countDisclosures(_ tag: (Span<UInt8>) throws -> Void) throws -> Int {
    var count = 0
    var reader = WireReader(bytes.extracting(repeatedRange))
    while reader.takes(key: RecordField.lengthKey(RecordField.tag)) {
      try tag(reader.bytes.extracting(try reader.lengthDelimited()))
    }
    while let field = try reader.nextField() {
      if field.number == RecordField.disclosure { count += 1 }
      let range = try reader.lengthDelimited()
      if field.number == RecordField.tag { try tag(reader.bytes.extracting(range)) }
    }
    return count
  }

  /// The part after the colon of the first tag that starts with `prefix` (such as `unit:`); empty when there is none.
  ///
  /// Nothing is copied or decoded.
  @_lifetime(copy self)
  public func tagValue(prefix: StaticString) -> Span<UInt8> {
    var reader = WireReader(bytes.extracting(repeatedRange))
    while reader.takes(key: RecordField.lengthKey(RecordField.tag)),
      let range = try? reader.lengthDelimited()
    {
      if reader.bytes.starts(with: prefix, in: range) {
        let start = repeatedRange.lowerBound + range.lowerBound + prefix.utf8CodeUnitCount
        return bytes.extracting(start..<(repeatedRange.lowerBound + range.upperBound))
      }
    }
    return bytes.extracting(0..<0)
  }
}

extension Span<UInt8> {
  /// Whether the bytes in `range` begin with a text.
  func starts(with text: StaticString, in range: Range<Int>) -> Bool {
    let count = text.utf8CodeUnitCount
    guard range.count >= count else { return false }
    // SAFETY: a StaticString's pointer is valid for its whole length for ever.
    let start = unsafe text.utf8Start
    for index in 0..<count where unsafe self[range.lowerBound + index] != start[index] {
      return false
    }
    return true
  }
}

/// What one pass over a record has seen.
struct FieldMarks {
  var formatVersion: UInt32 = 0
  var schemaVersion: UInt32 = 0
  var streamNumber: UInt64 = 0
  var revision: UInt64 = 0
  var recordedAt: Int64 = 0
  var occurredAt: Int64 = 0
  var type = 0..<0
  var stream = 0..<0
  var actor = 0..<0
  var id = 0..<0
  var previous = 0..<0
  var payload = 0..<0
  var repeated = 0..<0
  private var sawPayload = false
  private var last = 0

  init() {}

  /// Looks at one field after the other: any order of fields that ascends, unknown ones among them.
  init(oneByOne bytes: Span<UInt8>, whole: Int) throws(WireError) {
    var reader = WireReader(bytes)
    while !sawPayload, let field = try reader.nextField() {
      try note(field, &reader, whole: whole)
    }
    if sawPayload {
      while !reader.isAtEnd, let field = try reader.nextField() { try reader.skip(field.type) }
    }
  }

  private mutating func note(
    _ field: WireField, _ reader: inout WireReader, whole: Int
  ) throws(WireError) {
    guard field.number >= last else { throw .wrongType(field: field.number) }
    last = field.number
    switch (field.number, field.type) {
    case (RecordField.formatVersion, .varint):
      formatVersion = UInt32(clamping: try reader.varint())
    case (RecordField.type, .lengthDelimited): type = try reader.lengthDelimited()
    case (RecordField.schemaVersion, .varint):
      schemaVersion = UInt32(clamping: try reader.varint())
    case (RecordField.stream, .lengthDelimited): stream = try reader.lengthDelimited()
    case (RecordField.streamNumber, .varint): streamNumber = try reader.varint()
    case (RecordField.revision, .varint): revision = try reader.varint()
    case (RecordField.eventID, .lengthDelimited): id = try reader.lengthDelimited()
    case (RecordField.recordedAt, .fixed64): recordedAt = try reader.sfixed64()
    case (RecordField.occurredAt, .fixed64): occurredAt = try reader.sfixed64()
    case (RecordField.actor, .lengthDelimited): actor = try reader.lengthDelimited()
    case (RecordField.previous, .lengthDelimited): previous = try reader.lengthDelimited()
    case (RecordField.tag, .lengthDelimited), (RecordField.disclosure, .lengthDelimited):
      try noteRepeated(&reader)
    case (RecordField.payload, .lengthDelimited): try notePayload(&reader, whole: whole)
    case (1...13, _), (RecordField.payload, _): throw .wrongType(field: field.number)
    default: try reader.skip(field.type)
    }
  }

  private mutating func noteRepeated(_ reader: inout WireReader) throws(WireError) {
    // The key of fields 12 and 13 is one byte, so the element starts one byte before its length.
    let start = reader.offset - 1
    let range = try reader.lengthDelimited()
    repeated = (repeated.isEmpty ? start : repeated.lowerBound)..<range.upperBound
  }

  private mutating func notePayload(
    _ reader: inout WireReader, whole: Int
  ) throws(WireError) {
    sawPayload = true
    if whole == reader.bytes.count {
      payload = try reader.lengthDelimited()
      return
    }
    let length = try reader.varint()
    guard whole >= reader.offset, length <= UInt64(whole - reader.offset) else {
      throw .truncated(offset: reader.offset)
    }
    payload = reader.offset..<reader.bytes.count
    reader.moveToEnd()
  }

  @inline(__always)
  func check() throws(WireError) {
    guard formatVersion == 1 else { throw .missing(field: RecordField.formatVersion) }
    guard !type.isEmpty else { throw .missing(field: RecordField.type) }
    guard !stream.isEmpty else { throw .missing(field: RecordField.stream) }
    guard revision > 0 else { throw .missing(field: RecordField.revision) }
    guard id.count == 16 else { throw .missing(field: RecordField.eventID) }
    guard previous.isEmpty || previous.count == 32 else {
      throw .wrongType(field: RecordField.previous)
    }
  }
}
