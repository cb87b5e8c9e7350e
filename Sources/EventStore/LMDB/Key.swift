/// A key of at most 16 bytes, built from big-endian words: portable, and in order under memcmp.
struct Key {
  /// The bytes, in memory order.
  var storage: (UInt64, UInt64)
  /// How many of them count.
  let count: Int

  /// Eight bytes.
  init(_ word: UInt64) {
    storage = (word.bigEndian, 0)
    count = 8
  }

  /// Sixteen bytes.
  init(_ first: UInt64, _ second: UInt64) {
    storage = (first.bigEndian, second.bigEndian)
    count = 16
  }

  /// Ten bytes.
  init(_ first: UInt64, _ second: UInt16) {
    storage = (first.bigEndian, (UInt64(second) << 48).bigEndian)
    count = 10
  }

  /// Nine bytes.
  init(_ first: UInt64, _ second: UInt8) {
    storage = (first.bigEndian, (UInt64(second) << 56).bigEndian)
    count = 9
  }
}

extension Span<UInt8> {
  /// The big-endian word at an offset, or `nil` when it does not fit.
  func word(at offset: Int) -> UInt64? {
    guard offset >= 0, count - offset >= 8 else { return nil }
    // SAFETY: the guard keeps the unaligned load inside the span.
    return unsafe withUnsafeBytes {
      UInt64(bigEndian: unsafe $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
  }

  /// The big-endian half-word at an offset, or `nil` when it does not fit.
  func halfWord(at offset: Int) -> UInt16? {
    guard offset >= 0, count - offset >= 2 else { return nil }
    return UInt16(self[offset]) << 8 | UInt16(self[offset + 1])
  }
}
