extension [UInt8] {
  /// An owned copy of `range` of a span.
  public init(copying span: Span<UInt8>, _ range: Range<Int>) {
    let part = span.extracting(range)
    self.init(capacity: part.count) { (output: inout OutputSpan<UInt8>) in
      for index in 0..<part.count { output.append(part[index]) }
    }
  }

  /// An owned copy of a whole span.
  public init(copying span: Span<UInt8>) {
    self.init(copying: span, 0..<span.count)
  }
}

extension String {
  /// The text in `range` of a span, or `nil` when it is not valid UTF-8.
  public init?(validating span: Span<UInt8>, _ range: Range<Int>) {
    guard let text = try? UTF8Span(validating: span.extracting(range)) else { return nil }
    self.init(copying: text)
  }
}
