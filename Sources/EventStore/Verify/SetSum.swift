/// Two 64-bit sums over entries, equal for equal sets in any order; kept in no file.
struct SetSum: Hashable, Sendable {
  var a: UInt64 = 0
  var b: UInt64 = 0

  @inline(__always)
  mutating func add(_ x: UInt64, _ y: UInt64, _ z: UInt64 = 0) {
    let mixed = SetSum.fold(SetSum.fold(x, y &+ 0x9E37_79B9_7F4A_7C15), z)
    a &+= mixed
    b &+= SetSum.fold(mixed, 0xD6E8_FEB8_6659_FD93)
  }

  mutating func add(_ other: SetSum) {
    a &+= other.a
    b &+= other.b
  }

  /// Both halves of a product, together.
  @inline(__always)
  private static func fold(_ x: UInt64, _ y: UInt64) -> UInt64 {
    let product = (x ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: y ^ 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }

  /// 64 bits of a text, to compare names without keeping them.
  static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    var hash = seed ^ UInt64(bytes.count)
    var offset = 0
    while let word = bytes.word(at: offset) {
      hash = fold(hash, word)
      offset += 8
    }
    if offset == bytes.count { return hash }
    // The bytes that are left, by the word that ends with them where there is one.
    var rest: UInt64 = 0
    if let word = bytes.word(at: bytes.count - 8) {
      rest = word
    } else {
      for index in offset..<bytes.count { rest = rest << 8 | UInt64(bytes[index]) }
    }
    return fold(hash, rest)
  }
}

/// What the index should hold, as sums.
struct IndexSums: Hashable, Sendable {
  var streams = SetSum()
  var names = SetSum()
  var postings = SetSum()

  mutating func add(_ other: IndexSums) {
    streams.add(other.streams)
    names.add(other.names)
    postings.add(other.postings)
  }
}

extension IndexSums {
  /// What the index should hold of an event.
  mutating func add(_ event: borrowing EventView) throws {
    let record = event.record
    let position = event.position.rawValue
    let stream = record.streamNumber.rawValue
    streams.add(stream, record.revision.rawValue, position)
    if record.revision.rawValue == 1 { names.add(SetSum.hash(record.stream, seed: 0), stream) }
    var found = SetSum()
    found.add(SetSum.hash(record.type, seed: UInt64(UInt8(ascii: "y"))), position)
    try record.forEachTag { tag in
      found.add(SetSum.hash(tag, seed: UInt64(UInt8(ascii: "t"))), position)
      return true
    }
    postings.add(found)
  }
}
