private import Glibc
private import Synchronization

/// The kernel's random bytes, fetched a page at a time.
public final class SystemEntropy: EntropySource {
  private struct Pool {
    var bytes: [UInt8] = []
    var used = 0
  }

  private let pool = Mutex(Pool())

  /// A source of random bytes.
  public init() {}

  /// 32 random bytes; the context is not used.
  public func salt(for context: [UInt8]) -> Salt {
    pool.withLock { pool in
      if pool.bytes.count - pool.used < 32 {
        pool.bytes = randomBytes(32_768)
        pool.used = 0
      }
      defer { pool.used += 32 }
      return Digest(pool.bytes.span, at: pool.used)
    }
  }
}

/// Bytes that follow from a seed and the context, so that a run can be repeated; only for simulated logs.
public struct SeededEntropy: EntropySource {
  private let key: [UInt8]

  /// A source for this seed.
  public init(seed: UInt64) {
    var bytes = Array("anjuan seeded entropy".utf8)
    bytes.appendBigEndian(seed)
    key = sha256(bytes).bytes
  }

  /// SHA-256(key ‖ context).
  public func salt(for context: [UInt8]) -> Salt {
    sha256(key, context)
  }
}

// SAFETY: the path is a terminated literal, alive for the call.
/// Random bytes from the kernel.
package func randomBytes(_ count: Int) -> [UInt8] {
  let source = unsafe open("/dev/urandom", O_RDONLY | O_CLOEXEC)
  precondition(source >= 0, "/dev/urandom cannot be opened; the system has no random bytes")
  defer { close(source) }
  var bytes = [UInt8](repeating: 0, count: count)
  var filled = 0
  while filled < count {
    // SAFETY: the pointer and length stay inside `bytes`.
    let got = unsafe bytes.withUnsafeMutableBytes {
      unsafe read(source, $0.baseAddress.map { unsafe $0 + filled }, count - filled)
    }
    precondition(got > 0 || errno == EINTR, "/dev/urandom gives no bytes")
    filled += max(0, got)
  }
  return bytes
}
