import EventStore

/// HMAC-SHA-256 (RFC 2104) with the key's blocks hashed once, not once a message.
struct KeyedHash: Sendable {
  private let inner: SHA256Stream
  private let outer: SHA256Stream

  /// A hash under this key.
  init(key: [UInt8]) {
    var block = key.count > 64 ? sha256(key).bytes : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    var inner = SHA256Stream()
    inner.update(block.map { $0 ^ 0x36 })
    var outer = SHA256Stream()
    outer.update(block.map { $0 ^ 0x5C })
    self.inner = inner
    self.outer = outer
  }

  /// The code of a message; `scratch` is memory to work in.
  func digest(_ message: Span<UInt8>, scratch: inout [UInt8]) -> Digest {
    var state = inner
    state.update(message)
    scratch.removeAll(keepingCapacity: true)
    let words = state.finalize().words
    scratch.appendBigEndian(words.0)
    scratch.appendBigEndian(words.1)
    scratch.appendBigEndian(words.2)
    scratch.appendBigEndian(words.3)
    state = outer
    state.update(scratch.span)
    return state.finalize()
  }
}
