private import Glibc

extension Span<UInt8> {
  /// Whether the bytes of both are equal.
  package func isEqual(to other: Span<UInt8>) -> Bool {
    if count != other.count { return false }
    // SAFETY: both buffers live for the closures, and memcmp reads `count` bytes of each.
    return unsafe withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right in
        guard let a = left.baseAddress, let b = right.baseAddress else { return true }
        return unsafe memcmp(a, b, left.count) == 0
      }
    }
  }

  /// Whether these bytes come before others; the beginning of a text comes before the text.
  package func precedes(_ other: Span<UInt8>) -> Bool {
    let common = Swift.min(count, other.count)
    // SAFETY: both buffers live for the closures, and memcmp reads the bytes that both have.
    let order = unsafe withUnsafeBytes { left in
      unsafe other.withUnsafeBytes { right -> Int32 in
        guard let a = left.baseAddress, let b = right.baseAddress else { return 0 }
        return unsafe memcmp(a, b, common)
      }
    }
    return order == 0 ? count < other.count : order < 0
  }

  /// Whether the bytes are these.
  package func isEqual(to bytes: [UInt8]) -> Bool { isEqual(to: bytes.span) }
}
