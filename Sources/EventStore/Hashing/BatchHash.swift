private import Wire

/// Where a message lies in a buffer.
package struct HashPart: Sendable, BitwiseCopyable {
  // As the library's structure: two words.
  private let start: UInt64
  private let length: UInt64

  /// The message from one offset up to another.
  package init(_ range: Range<Int>) {
    start = UInt64(range.lowerBound)
    length = UInt64(range.count)
  }

  /// Its offsets.
  package var range: Range<Int> { Int(start)..<Int(start + length) }
}

/// SHA-256 of many messages at a time: the same digests as one after the other, several times as fast where the processor
/// and its libraries allow it.
package enum BatchHash {
  /// Digests of parts of a buffer, in the order of the parts.
  package static func digests(_ parts: [HashPart], of bytes: Span<UInt8>) -> [Digest] {
    var digests = [Digest](repeating: .zero, count: parts.count)
    let span = parts.span
    if fitsLanes(span, of: bytes), MultiBuffer.hash(span, of: bytes, into: &digests) {
      return digests
    }
    for index in span.indices { digests[index] = sha256(bytes.extracting(span[index].range)) }
    return digests
  }

  /// Whether messages are worth hashing side by side: several of them, and none empty or long.
  private static func fitsLanes(_ parts: Span<HashPart>, of bytes: Span<UInt8>) -> Bool {
    var isShort = parts.count >= MultiBuffer.messagesMin
    for index in parts.indices {
      let range = parts[index].range
      precondition(range.upperBound <= bytes.count, "a message lies inside its buffer")
      if range.isEmpty || range.count > MultiBuffer.messageBytesMax { isShort = false }
    }
    return isShort
  }

  /// HMAC-SHA-256 of parts of a buffer, in the order of the parts; `nil` where they are not worked out side by side.
  ///
  /// - Parameter pads: the key's two blocks (RFC 2104), one after the other.
  fileprivate static func codes(
    _ parts: [HashPart], of bytes: Span<UInt8>, _ pads: [UInt8]
  ) -> [Digest]? {
    var codes = [Digest](repeating: .zero, count: parts.count)
    let span = parts.span
    guard fitsLanes(span, of: bytes),
      MultiBuffer.authenticate(span, of: bytes, pads.span, into: &codes)
    else { return nil }
    return codes
  }

  /// Parents of a row of nodes, two at a time; a last one without a partner is left out.
  static func parents(_ row: [Digest]) -> [Digest] {
    var row = row
    let count = row.count / 2
    if count < MultiBuffer.messagesMin || !MultiBuffer.hashPairs(&row) {
      for index in 0..<count { row[index] = MerkleHash.node(row[2 * index], row[2 * index + 1]) }
    }
    row.removeLast(row.count - count)
    return row
  }
}

/// Messages that are written one after the other, to be hashed together.
package struct MessageBatch: Sendable {
  private var bytes: [UInt8] = []
  private var parts: [HashPart] = []

  /// No messages.
  package init() {}

  /// Makes room for as many messages, and as many bytes in all of them.
  package mutating func reserve(_ messages: Int, bytes more: Int) {
    parts.reserveCapacity(messages)
    bytes.reserveCapacity(more)
  }

  /// Adds the message that `write` appends.
  package mutating func add(_ write: (inout [UInt8]) -> Void) {
    let start = bytes.count
    write(&bytes)
    parts.append(HashPart(start..<bytes.count))
  }

  /// How many there are.
  package var count: Int { parts.count }

  /// One of them, in the order in which they were added.
  package subscript(index: Int) -> ArraySlice<UInt8> { bytes[parts[index].range] }

  /// Forgets them and keeps the memory.
  package mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
  }

  /// SHA-256 of each.
  package func digests() -> [Digest] { BatchHash.digests(parts, of: bytes.span) }

  /// HMAC-SHA-256 of each; `nil` where they are not worked out side by side.
  ///
  /// - Parameter pads: the key's two blocks (RFC 2104), one after the other.
  package func codes(_ pads: [UInt8]) -> [Digest]? {
    BatchHash.codes(parts, of: bytes.span, pads)
  }
}

extension MessageBatch {
  /// Adds what is hashed for a record: RFC 6962's mark of a leaf, and the record.
  mutating func addLeaf(_ record: Span<UInt8>) {
    add { bytes in
      bytes.append(0)
      bytes.append(copying: record)
    }
  }
}

extension MerkleHash {
  /// The leaf hashes of records, in their order, many worked out side by side.
  public static func leaves(_ records: some Collection<[UInt8]>) -> [Digest] {
    var batch = MessageBatch()
    batch.reserve(records.count, bytes: records.reduce(0) { $0 + $1.count + 1 })
    for record in records { batch.addLeaf(record.span) }
    return batch.digests()
  }
}
