import Wire

/// Writes records: fields in ascending order, the payload last.
enum RecordEncoder {
  /// What the log adds to a draft.
  struct Head {
    var number: StreamNumber
    var revision: Revision
    var previous: Digest?
    var recordedAt: Instant
  }

  /// Appends the record of one of the drafts of one of the streams to `writer`; returns the length of its envelope
  /// (everything before the payload's content), and where in `writer` the hash of the previous leaf stands.
  ///
  /// The length is known before anything is written, so that room is made once a record.
  /// - Parameters:
  ///   - tags: the draft's, sorted and without repetition.
  ///   - digests: those of the draft's disclosures, in their order.
  @discardableResult
  static func encode(
    _ head: Head, _ streams: Span<StreamAppend>, _ place: DraftPlace, tags: borrowing [Tag],
    digests: Span<Digest>, into writer: inout WireWriter
  ) -> (envelope: Int, previous: Int?) {
    let drafts = streams[place.stream].events.span
    let index = place.event
    let disclosures = drafts[index].disclosures.span
    precondition(digests.count == disclosures.count, "each disclosure has its digest")
    let texts =
      drafts[index].type.text.utf8.count + streams[place.stream].stream.text.utf8.count
      + drafts[index].actor.utf8.count
    var room = texts + drafts[index].payload.count + Self.fixedBytesMax
    for tag in tags.span.indices { room += tags[tag].text.utf8.count + Self.lengthBytesMax }
    for item in disclosures.indices {
      room += disclosures[item].path.utf8.count + 2 * Self.lengthBytesMax + 35
    }
    let start = writer.count
    var envelope = 0
    var previous: Int?
    // SAFETY: `room` is at least what the fields take; the cursor checks every step against it.
    unsafe writer.append(atMost: room) { bytes in
      var cursor = unsafe RecordCursor(bytes)
      writeHead(head, streams, place, &cursor)
      if let leaf = head.previous {
        cursor.key(RecordField.previous, .lengthDelimited)
        cursor.byte(32)
        previous = start + cursor.count
        cursor.digest(leaf)
      }
      let tags = tags.span
      for tag in tags.indices { cursor.field(RecordField.tag, tags[tag].text) }
      for item in disclosures.indices {
        write(disclosures[item].path, digests[item], &cursor)
      }
      cursor.key(RecordField.payload, .lengthDelimited)
      cursor.varint(UInt64(drafts[index].payload.count))
      envelope = cursor.count
      cursor.bytes(drafts[index].payload)
      return cursor.count
    }
    return (envelope, previous)
  }

  /// Keys, numbers, times, the id, the previous leaf, and the lengths of four texts and the payload.
  private static let fixedBytesMax = 192
  /// A key and a length.
  private static let lengthBytesMax = 11

  private static func writeHead(
    _ head: Head, _ streams: Span<StreamAppend>, _ place: DraftPlace,
    _ cursor: inout RecordCursor
  ) {
    let drafts = streams[place.stream].events.span
    let index = place.event
    cursor.field(RecordField.formatVersion, 1)
    cursor.field(RecordField.type, drafts[index].type.text)
    cursor.field(RecordField.schemaVersion, UInt64(drafts[index].schemaVersion))
    cursor.field(RecordField.stream, streams[place.stream].stream.text)
    cursor.field(RecordField.streamNumber, head.number.rawValue)
    cursor.field(RecordField.revision, head.revision.rawValue)
    cursor.key(RecordField.eventID, .lengthDelimited)
    cursor.byte(16)
    cursor.word(drafts[index].id.high.bigEndian)
    cursor.word(drafts[index].id.low.bigEndian)
    cursor.key(RecordField.recordedAt, .fixed64)
    cursor.word(UInt64(bitPattern: head.recordedAt.microseconds).littleEndian)
    cursor.key(RecordField.occurredAt, .fixed64)
    cursor.word(UInt64(bitPattern: drafts[index].occurredAt.microseconds).littleEndian)
    cursor.field(RecordField.actor, drafts[index].actor)
  }

  private static func write(
    _ text: borrowing String, _ digest: Digest, _ cursor: inout RecordCursor
  ) {
    let path = text.utf8.count
    cursor.key(RecordField.disclosure, .lengthDelimited)
    cursor.varint(UInt64(1 + WireWriter.varintLength(UInt64(path)) + path + 34))
    cursor.field(1, text)
    cursor.key(2, .lengthDelimited)
    cursor.byte(32)
    cursor.digest(digest)
  }
}

/// Writes fields into memory that was set aside for them.
@safe
private struct RecordCursor {
  private let memory: UnsafeMutableRawBufferPointer
  /// Bytes written.
  private(set) var count = 0

  // SAFETY: the caller keeps the memory alive for as long as the cursor is.
  init(_ memory: UnsafeMutableRawBufferPointer) {
    unsafe self.memory = unsafe memory
  }

  @inline(__always)
  private mutating func advance(_ bytes: Int) -> Int {
    let start = count
    count += bytes
    // SAFETY: only the length is asked for.
    precondition(unsafe count <= memory.count, "a record fits into the room that was made for it")
    return start
  }

  @inline(__always)
  mutating func byte(_ byte: UInt8) {
    let place = advance(1)
    // SAFETY: `advance` keeps the place inside the memory.
    unsafe memory[place] = byte
  }

  @inline(__always)
  mutating func varint(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      byte(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    byte(UInt8(truncatingIfNeeded: rest))
  }

  @inline(__always)
  mutating func key(_ number: Int, _ type: WireType) {
    varint(UInt64(number) << 3 | UInt64(type.rawValue))
  }

  @inline(__always)
  mutating func word(_ word: UInt64) {
    let place = advance(8)
    // SAFETY: as above.
    unsafe memory.storeBytes(of: word, toByteOffset: place, as: UInt64.self)
  }

  @inline(__always)
  mutating func digest(_ digest: Digest) {
    word(digest.words.0.bigEndian)
    word(digest.words.1.bigEndian)
    word(digest.words.2.bigEndian)
    word(digest.words.3.bigEndian)
  }

  @inline(__always)
  mutating func field(_ number: Int, _ value: UInt64) {
    key(number, .varint)
    varint(value)
  }

  @inline(__always)
  mutating func field(_ number: Int, _ text: borrowing String) {
    let utf8 = text.utf8
    key(number, .lengthDelimited)
    varint(UInt64(utf8.count))
    let place = advance(utf8.count)
    // SAFETY: `advance` keeps the text's place inside the memory; the source is used inside the closure only.
    let isCopied: Void? = unsafe utf8.withContiguousStorageIfAvailable { text in
      guard let source = text.baseAddress, let target = unsafe memory.baseAddress else { return }
      unsafe (target + place).copyMemory(from: source, byteCount: text.count)
    }
    if isCopied != nil { return }
    // SAFETY: as above.
    for (offset, unit) in utf8.enumerated() { unsafe memory[place + offset] = unit }
  }

  @inline(__always)
  mutating func bytes(_ bytes: borrowing [UInt8]) {
    let place = advance(bytes.count)
    // SAFETY: as for texts.
    unsafe bytes.withUnsafeBytes { bytes in
      guard let source = bytes.baseAddress, let target = unsafe memory.baseAddress else { return }
      unsafe (target + place).copyMemory(from: source, byteCount: bytes.count)
    }
  }
}
