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
    guard let text = try? UTF8Span(validating: span.extracting(range)) else { return nil }
    self.init(copying: text)
  }
}
