import EventStore

/// HMAC-SHA-256 (RFC 2104) with the key's blocks hashed once, not once a message.
struct KeyedHash: Sendable {
  private let inner: SHA256Stream
  private let outer: SHA256Stream
  /// What many messages are hashed with: each has this block before it.
  let innerBlock: [UInt8]
  private let outerBlock: [UInt8]
  private var scratch: [UInt8] = []

  /// A hash under this key.
  init(key: [UInt8]) {
    var block = key.count > 64 ? sha256(key).bytes : key
    block += [UInt8](repeating: 0, count: 64 - block.count)
    innerBlock = block.map { $0 ^ 0x36 }
    outerBlock = block.map { $0 ^ 0x5C }
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

  /// The codes of many messages, each with ``innerBlock`` before it.
  func digests(_ messages: MessageBatch) -> [Digest] {
    var outer = MessageBatch()
    outer.reserve(messages.count, bytes: messages.count * (outerBlock.count + 32))
    for digest in messages.digests() {
      outer.add { bytes in
        bytes.append(block: outerBlock.span)
        digest.append(to: &bytes)
      }
    }
    return outer.digests()
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
