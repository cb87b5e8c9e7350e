import EventStore

/// HMAC-SHA-256 (RFC 2104) with the key's blocks hashed once, not once a message.
struct KeyedHash: Sendable {
  private let inner: SHA256Stream
  private let outer: SHA256Stream
  /// The key's two blocks, one after the other.
  private let pads: [UInt8]
  private var scratch: [UInt8] = []

  /// A hash under this key.
  init(key: [UInt8]) {
    var block = key.count > 64 ? sha256(key).bytes : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    let innerBlock = block.map { $0 ^ 0x36 }
    let outerBlock = block.map { $0 ^ 0x5C }
    pads = innerBlock + outerBlock
    var inner = SHA256Stream()
    inner.update(innerBlock)
    var outer = SHA256Stream()
    outer.update(outerBlock)
    self.inner = inner
    self.outer = outer
  }

  /// The code of a message.
  mutating func digest(_ message: [UInt8]) -> Digest {
    var state = inner
    state.update(message)
    return finish(state)
  }

  /// The code of a message that lies elsewhere.
  mutating func digest(_ message: Span<UInt8>) -> Digest {
    var state = inner
    state.update(message)
    return finish(state)
  }

  /// The codes of many messages.
  mutating func digests(_ messages: MessageBatch) -> [Digest] {
    if let codes = messages.codes(pads) { return codes }
    return (0..<messages.count).map { digest(Array(messages[$0])) }
  }

  private mutating func finish(_ inner: SHA256Stream) -> Digest {
    scratch.removeAll(keepingCapacity: true)
    let words = inner.finalize().words
    scratch.append(word: words.0)
    scratch.append(word: words.1)
    scratch.append(word: words.2)
    scratch.append(word: words.3)
    var state = outer
    state.update(scratch)
    return state.finalize()
  }
}
