extension [UInt8] {
  /// Appends a word, most significant byte first; not generic, so that it costs no dispatch across
  /// modules.
  @inline(__always)
  mutating func append(word value: UInt64) {
    append(half: UInt32(truncatingIfNeeded: value >> 32))
    append(half: UInt32(truncatingIfNeeded: value))
  }

  /// Appends four bytes, most significant byte first.
  @inline(__always)
  mutating func append(half value: UInt32) {
    append(UInt8(truncatingIfNeeded: value >> 24))
    append(UInt8(truncatingIfNeeded: value >> 16))
    append(UInt8(truncatingIfNeeded: value >> 8))
    append(UInt8(truncatingIfNeeded: value))
  }
}
