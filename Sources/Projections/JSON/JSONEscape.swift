private import EventStore

/// The escapes of JSON strings (RFC 8259 §7).
public enum JSONEscape {
  /// Why an escape cannot be read.
  public enum Fault: Error, Sendable {
    /// The text ends inside it.
    case unfinished
    /// No escape begins with that character.
    case unknown
    /// `\u` is not followed by four hexadecimal digits.
    case notHexadecimal
    /// One half of a surrogate pair without the other: no character.
    case loneSurrogate
  }

  /// Reads the escape whose backslash stands right before `at`, and moves `at` behind it.
  ///
  /// After ``Fault/loneSurrogate`` `at` stands behind the one half; after other faults it is somewhere inside the escape.
  public static func read(
    _ bytes: Span<UInt8>, at: inout Int
  ) throws(Fault) -> Unicode.Scalar {
    guard at < bytes.count else { throw .unfinished }
    let kind = bytes[at]
    at += 1
    switch kind {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(kind)
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try scalar(bytes, at: &at)
    default: throw .unknown
    }
  }

  private static func scalar(
    _ bytes: Span<UInt8>, at: inout Int
  ) throws(Fault) -> Unicode.Scalar {
    let first = try codeUnit(bytes, at: &at)
    if let scalar = Unicode.Scalar(first) { return scalar }
    var next = at
    guard first < 0xDC00, next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\\"),
      bytes[next + 1] == UInt8(ascii: "u")
    else { throw .loneSurrogate }
    next += 2
    let second = try codeUnit(bytes, at: &next)
    guard (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00))
    else { throw .loneSurrogate }
    at = next
    return scalar
  }

  private static func codeUnit(_ bytes: Span<UInt8>, at: inout Int) throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard at < bytes.count, let digit = hexDigit(bytes[at]) else { throw .notHexadecimal }
      value = value << 4 | UInt32(digit)
      at += 1
    }
    return value
  }
}
