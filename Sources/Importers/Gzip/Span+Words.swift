extension Span<UInt8> {
  /// Eight bytes from `offset` as a little-endian word. Complexity: one unaligned load.
  @inline(__always)
  func word(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && count - offset >= 8, "a word takes eight bytes")
    // SAFETY: the precondition above keeps the eight bytes inside the span; the load may be
    // unaligned.
    return unsafe UInt64(
      littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }
}

extension [UInt8] {
  /// Appends the bytes of a span as one block.
  mutating func append(block span: Span<UInt8>) {
    // SAFETY: the buffer is only read inside the closure, which the span outlives.
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// An owned copy of a span, taken as one block.
  init(block span: Span<UInt8>) {
    self = []
    reserveCapacity(span.count)
    append(block: span)
  }
}
