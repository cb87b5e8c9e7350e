extension [UInt8] {
  /// An owned copy of `range` of a span.
  public init(copying span: Span<UInt8>, _ range: Range<Int>) {
    // SAFETY: the buffer is only read inside the closure, which the span outlives; the array owns its copy.
    self = unsafe span.extracting(range).withUnsafeBufferPointer { unsafe [UInt8]($0) }
  }

  /// An owned copy of a whole span.
  public init(copying span: Span<UInt8>) {
    self.init(copying: span, 0..<span.count)
  }

  /// Appends a copy of a whole span.
  public mutating func append(copying span: Span<UInt8>) {
    // SAFETY: as above.
    unsafe span.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }
}

extension String {
  /// The text in `range` of a span, or `nil` when it is not valid UTF-8.
  public init?(validating span: Span<UInt8>, _ range: Range<Int>) {
    let bytes = span.extracting(range)
    if bytes.isASCII {
      // SAFETY: no byte has its highest bit set, which makes any bytes UTF-8.
      self.init(copying: unsafe UTF8Span(unchecked: bytes, isKnownASCII: true))
      return
    }
    guard let text = try? UTF8Span(validating: bytes) else { return nil }
    self.init(copying: text)
  }
}

extension Span<UInt8> {
  /// Whether no byte has its highest bit set.
  fileprivate var isASCII: Bool {
    // SAFETY: only bytes of the buffer are read, inside the closure, which the span outlives.
    unsafe withUnsafeBytes { bytes in
      var bits: UInt64 = 0
      var place = 0
      while bytes.count - place >= 8 {
        bits |= unsafe bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        place += 8
      }
      while place < bytes.count {
        bits |= UInt64(unsafe bytes[place])
        place += 1
      }
      return bits & 0x8080_8080_8080_8080 == 0
    }
  }
}
