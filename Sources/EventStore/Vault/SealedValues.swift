import Crypto
private import Wire

/// The values of one event in one box: AES-256-GCM under the key of its stream.
///
/// `1 ‖ stream u64 ‖ nonce 12 ‖ ciphertext ‖ tag 16`. The box is bound to the log's origin, the event's position and the
/// stream. The nonce is random: a position may be sealed again after a crash, so that nothing counted would do.
enum SealedValues {
  static let format: UInt8 = 1

  /// A value and its place in the record.
  struct Item {
    var ordinal: UInt8
    var disclosure: Disclosure
  }

  /// Seals boxes one after the other in one buffer.
  struct Sealer {
    private let origin: [UInt8]
    /// What the box is bound to, then its content.
    private var buffer: [UInt8] = []
    private var nonces: [UInt8]
    private var used = 0

    /// - Parameter boxes: how many are about to be sealed.
    init(origin: [UInt8], boxes: Int) {
      self.origin = origin
      nonces = randomBytes(12 * boxes)
    }

    private mutating func nextNonce() -> ArraySlice<UInt8> {
      if nonces.count - used < 12 {
        nonces = randomBytes(12 * 64)
        used = 0
      }
      defer { used += 12 }
      return nonces[used..<(used + 12)]
    }

    /// Appends a box with these values to `result`.
    mutating func seal(
      _ items: some Sequence<Item>, at position: Position, of stream: UInt64, _ key: SealingKey,
      into result: inout [UInt8]
    ) throws(LogError) {
      let start = begin(position, stream)
      for item in items { item.disclosure.append(item.ordinal, to: &buffer) }
      try seal(from: start, position, stream, key, &result)
    }

    /// Appends a box with all values of an event to `result`.
    mutating func seal(
      _ values: Span<Disclosure>, at position: Position, of stream: UInt64, _ key: SealingKey,
      into result: inout [UInt8]
    ) throws(LogError) {
      let start = begin(position, stream)
      for index in values.indices {
        values[index].append(UInt8(clamping: index), to: &buffer)
      }
      try seal(from: start, position, stream, key, &result)
    }

    /// Writes what a box is bound to, and returns where its content begins.
    private mutating func begin(_ position: Position, _ stream: UInt64) -> Int {
      buffer.removeAll(keepingCapacity: true)
      SealedValues.bind(position, stream, origin, into: &buffer)
      return buffer.count
    }

    private mutating func seal(
      from start: Int, _ position: Position, _ stream: UInt64, _ key: SealingKey,
      _ result: inout [UInt8]
    ) throws(LogError) {
      let nonce = nextNonce()
      result.append(format)
      result.appendBigEndian(stream)
      result.append(contentsOf: nonce)
      let bytes = buffer.span
      let (bound, plain) = (bytes.extracting(..<start), bytes.extracting(start...))
      if MultiBuffer.seal(plain, bound: bound, key: key.bytes, nonce: nonce.span, into: &result) {
        return
      }
      do {
        let box = try AES.GCM.seal(
          buffer[start...], using: key.secret, nonce: AES.GCM.Nonce(data: nonce),
          authenticating: buffer[..<start])
        result.append(contentsOf: box.ciphertext)
        result.append(contentsOf: box.tag)
      } catch {
        throw .unusable("values of position \(position) cannot be sealed (\(error))")
      }
    }
  }

  /// The stream that a box names, or `nil` when it is none.
  static func stream(of box: Span<UInt8>) -> UInt64? {
    guard box.count >= 37, box[0] == format else { return nil }
    return box.word(at: 1)
  }

  /// Opens a box; `nil` when the key, the place or a byte is not the one it was sealed with.
  static func open(
    _ box: Span<UInt8>, at position: Position, origin: [UInt8], _ key: SealingKey
  ) -> [Item]? {
    guard let stream = stream(of: box) else { return nil }
    var bound: [UInt8] = []
    bind(position, stream, origin, into: &bound)
    if let plain = MultiBuffer.open(
      box.extracting(21...), bound: bound.span, key: key.bytes, nonce: box.extracting(9..<21))
    {
      return items(plain.span)
    }
    let bytes = [UInt8](copying: box)
    guard
      let sealed = try? AES.GCM.SealedBox(combined: bytes[9...]),
      let content = try? AES.GCM.open(
        sealed, using: key.secret, authenticating: bound)
    else { return nil }
    let plain = [UInt8](content)
    return items(plain.span)
  }

  private static func items(_ content: Span<UInt8>) -> [Item]? {
    var items: [Item] = []
    var place = 0
    while place < content.count {
      guard content.count - place >= 2 else { return nil }
      let ordinal = content[place]
      let pathEnd = place + 2 + Int(content[place + 1])
      guard content.count - pathEnd >= 36,
        let path = String(validating: content, (place + 2)..<pathEnd),
        let high = content.halfWord(at: pathEnd + 32), let low = content.halfWord(at: pathEnd + 34)
      else { return nil }
      let start = pathEnd + 36
      let end = start + Int(high) << 16 + Int(low)
      guard end <= content.count else { return nil }
      items.append(
        Item(
          ordinal: ordinal,
          disclosure: Disclosure(
            path: path, salt: Digest(content, at: pathEnd),
            value: [UInt8](copying: content, start..<end))))
      place = end
    }
    return items
  }

  private static func bind(
    _ position: Position, _ stream: UInt64, _ origin: [UInt8], into bytes: inout [UInt8]
  ) {
    bytes.append(format)
    bytes.appendBigEndian(position.rawValue)
    bytes.appendBigEndian(stream)
    bytes.append(copying: origin.span)
  }
}

extension Disclosure {
  /// Appends the value as it stands in a box.
  fileprivate func append(_ ordinal: UInt8, to content: inout [UInt8]) {
    let utf8 = path.utf8
    content.append(ordinal)
    content.append(UInt8(clamping: utf8.count))
    content.append(copying: utf8.span)
    salt.append(to: &content)
    content.appendBigEndian(UInt32(clamping: value.count))
    content.append(copying: value.span)
  }
}
