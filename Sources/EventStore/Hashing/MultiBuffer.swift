private import CMultiBuffer
private import Synchronization

/// Intel's multi-buffer library, where it is there: SHA-256 of many messages side by side, and AES-256-GCM without ceremony.
///
/// It gives the bytes that swift-crypto gives; callers fall back to that when an answer is `nil` or `false`
/// (docs/decisions/0026).
enum MultiBuffer {
  /// Fewer messages than this are hashed one after the other.
  static let messagesMin = 4
  /// Longer messages are hashed by themselves: one of them would leave all other lanes empty.
  static let messageBytesMax = 8_192

  /// States that take turns, so that threads seldom wait for each other.
  private static let slots = [Slot(), Slot(), Slot(), Slot()]

  private final class Slot: Sendable {
    let engine = Mutex(Engine())
  }

  /// The library's state, made when it is first needed and let go with the process. Its address is kept as a number: a lock
  /// may hold that, and lend it.
  private struct Engine {
    private var isTried = false
    private var address: UInt = 0

    mutating func withState(_ body: (OpaquePointer) -> Bool) -> Bool {
      if !isTried {
        isTried = true
        // SAFETY: a state of its own, used under the lock of its slot only.
        address = unsafe UInt(bitPattern: multi_buffer_create())
      }
      // SAFETY: as above; zero is no state.
      guard let state = unsafe OpaquePointer(bitPattern: address) else { return false }
      return unsafe body(state)
    }
  }

  private static func withState(_ body: (OpaquePointer) -> Bool) -> Bool {
    for slot in slots {
      // SAFETY: the state is used by one thread at a time: its slot is locked.
      if let done = slot.engine.withLockIfAvailable({ unsafe $0.withState(body) }) { return done }
    }
    // SAFETY: as above.
    return slots[0].engine.withLock { unsafe $0.withState(body) }
  }

  /// Whether the library is there.
  static var isAvailable: Bool {
    // SAFETY: the state is not used.
    unsafe withState { _ in true }
  }

  /// Writes the digests of parts of a buffer.
  /// - Returns: whether it did.
  static func hash(
    _ parts: Span<HashPart>, of bytes: Span<UInt8>, into digests: inout [Digest]
  ) -> Bool {
    precondition(digests.count == parts.count, "one digest a message")
    // SAFETY: the parts are checked against the buffer by `BatchHash`; a digest is four words without padding, so that
    // `digests` has room for 4 × count words; the pointers are used inside the closures only.
    return unsafe withState { state in
      unsafe bytes.withUnsafeBufferPointer { bytes in
        unsafe parts.withUnsafeBytes { parts in
          unsafe digests.withUnsafeMutableBytes { digests in
            guard let base = bytes.baseAddress, let words = digests.baseAddress,
              let messages = parts.baseAddress
            else { return false }
            return unsafe multi_buffer_sha256(
              state, base, messages.assumingMemoryBound(to: multi_buffer_message.self),
              parts.count / MemoryLayout<multi_buffer_message>.stride,
              words.assumingMemoryBound(to: UInt64.self))
          }
        }
      }
    }
  }

  /// Writes the HMAC-SHA-256 of parts of a buffer.
  ///
  /// - Parameter pads: the key's two blocks (RFC 2104), one after the other.
  /// - Returns: whether it did.
  static func authenticate(
    _ parts: Span<HashPart>, of bytes: Span<UInt8>, _ pads: Span<UInt8>,
    into codes: inout [Digest]
  ) -> Bool {
    precondition(codes.count == parts.count, "one code a message")
    precondition(pads.count == 128, "two blocks of 64 bytes")
    // SAFETY: as for `hash`; `pads` has the length that the library reads.
    return unsafe withState { state in
      unsafe pads.withUnsafeBufferPointer { pads in
        unsafe bytes.withUnsafeBufferPointer { bytes in
          unsafe parts.withUnsafeBytes { parts in
            unsafe codes.withUnsafeMutableBytes { codes in
              guard let base = bytes.baseAddress, let words = codes.baseAddress,
                let messages = parts.baseAddress, let pads = pads.baseAddress
              else { return false }
              return unsafe multi_buffer_hmac(
                state, pads, base, messages.assumingMemoryBound(to: multi_buffer_message.self),
                parts.count / MemoryLayout<multi_buffer_message>.stride,
                words.assumingMemoryBound(to: UInt64.self))
            }
          }
        }
      }
    }
  }

  /// Puts the parents of a row of nodes, two at a time, into its first half.
  /// - Returns: whether it did.
  static func hashPairs(_ row: inout [Digest]) -> Bool {
    let count = row.count / 2
    // SAFETY: a digest is four words without padding; the library reads 8 × count of them and writes 4 × count, and may do
    // so in the same memory.
    return unsafe withState { state in
      unsafe row.withUnsafeMutableBytes { row in
        guard let words = unsafe row.baseAddress?.assumingMemoryBound(to: UInt64.self) else {
          return false
        }
        return unsafe multi_buffer_nodes(state, words, count, words)
      }
    }
  }

  /// Appends a text sealed with AES-256-GCM, and its tag of 16 bytes.
  /// - Returns: whether it did.
  static func seal(
    _ plain: Span<UInt8>, bound: Span<UInt8>, key: Digest, nonce: Span<UInt8>,
    into result: inout [UInt8]
  ) -> Bool {
    precondition(nonce.count == 12, "a nonce of AES-GCM has 12 bytes")
    let start = result.count
    result.append(contentsOf: repeatElement(0, count: plain.count + 16))
    var secret = (
      key.words.0.bigEndian, key.words.1.bigEndian, key.words.2.bigEndian, key.words.3.bigEndian
    )
    // SAFETY: key and nonce have the lengths that the library reads, `result` the room that it writes; the pointers are used
    // inside the closures only.
    let isDone = unsafe withState { state in
      unsafe withUnsafeBytes(of: &secret) { secret in
        unsafe nonce.withUnsafeBytes { nonce in
          unsafe bound.withUnsafeBytes { bound in
            unsafe plain.withUnsafeBytes { plain in
              unsafe result.withUnsafeMutableBytes { result in
                guard let secret = secret.baseAddress, let nonce = nonce.baseAddress,
                  let boundBase = bound.baseAddress, let plainBase = plain.baseAddress,
                  let sealed = result.baseAddress
                else { return false }
                return unsafe multi_buffer_seal(
                  state, secret.assumingMemoryBound(to: UInt8.self),
                  nonce.assumingMemoryBound(to: UInt8.self),
                  boundBase.assumingMemoryBound(to: UInt8.self), bound.count,
                  plainBase.assumingMemoryBound(to: UInt8.self), plain.count,
                  sealed.assumingMemoryBound(to: UInt8.self) + start)
              }
            }
          }
        }
      }
    }
    if !isDone { result.removeLast(result.count - start) }
    return isDone
  }

  /// Opens a text and its tag of 16 bytes that were sealed with AES-256-GCM.
  /// - Returns: the text; `nil` when it is not what the key sealed, or the library is not there.
  static func open(
    _ sealed: Span<UInt8>, bound: Span<UInt8>, key: Digest, nonce: Span<UInt8>
  ) -> [UInt8]? {
    precondition(nonce.count == 12, "a nonce of AES-GCM has 12 bytes")
    if sealed.count <= 16 { return nil }
    let length = sealed.count - 16
    var plain = [UInt8](repeating: 0, count: length)
    var secret = (
      key.words.0.bigEndian, key.words.1.bigEndian, key.words.2.bigEndian, key.words.3.bigEndian
    )
    // SAFETY: key and nonce have the lengths that the library reads, `sealed` the tag behind `length` bytes, `plain` the room
    // that it writes; the pointers are used inside the closures only.
    let isGenuine = unsafe withState { state in
      unsafe withUnsafeBytes(of: &secret) { secret in
        unsafe nonce.withUnsafeBytes { nonce in
          unsafe bound.withUnsafeBytes { bound in
            unsafe sealed.withUnsafeBytes { sealed in
              unsafe plain.withUnsafeMutableBytes { plain in
                guard let secret = secret.baseAddress, let nonce = nonce.baseAddress,
                  let bytes = bound.baseAddress, let sealed = sealed.baseAddress,
                  let plain = plain.baseAddress
                else { return false }
                return unsafe multi_buffer_open(
                  state, secret.assumingMemoryBound(to: UInt8.self),
                  nonce.assumingMemoryBound(to: UInt8.self),
                  bytes.assumingMemoryBound(to: UInt8.self), bound.count,
                  sealed.assumingMemoryBound(to: UInt8.self), length,
                  plain.assumingMemoryBound(to: UInt8.self))
              }
            }
          }
        }
      }
    }
    return isGenuine ? plain : nil
  }
}
