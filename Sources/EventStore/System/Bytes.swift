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

  /// Whether the bytes are these.
  package func isEqual(to bytes: [UInt8]) -> Bool { isEqual(to: bytes.span) }
}
