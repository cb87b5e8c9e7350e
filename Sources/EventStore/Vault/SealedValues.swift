import Crypto

/// The values of one event in one box: AES-256-GCM under the key of its stream.
///
/// `1 ‖ stream u64 ‖ nonce 12 ‖ ciphertext ‖ tag 16`. The box is bound to the log's origin, the event's position and the
/// stream. The nonce is a hash of all of these and of the content, salts included: one key never seals two different
/// contents under one nonce, also not after a crash.
enum SealedValues {
  static let format: UInt8 = 1

  /// A value and its place in the record.
  struct Item {
    var ordinal: UInt8
    var disclosure: Disclosure
  }

  /// Appends a box to `result`.
  static func seal(
    _ items: [Item], at position: Position, of stream: UInt64, origin: [UInt8], _ key: SealingKey,
    into result: inout [UInt8]
  ) throws(LogError) {
    var content: [UInt8] = []
    var size = 0
    for item in items {
      size += 38 + item.disclosure.path.utf8.count + item.disclosure.value.count
    }
    content.reserveCapacity(size)
    for item in items {
      let path = item.disclosure.path.utf8
      content.append(item.ordinal)
      content.append(UInt8(clamping: path.count))
      content.append(contentsOf: path)
      item.disclosure.salt.append(to: &content)
      content.appendBigEndian(UInt32(clamping: item.disclosure.value.count))
      content.append(contentsOf: item.disclosure.value)
    }
    let bound = associated(position, stream, origin)
    var hash = SHA256Stream()
    hash.update(bound)
    hash.update(content)
    let nonce = hash.finalize().bytes.prefix(12)
    do {
      let box = try AES.GCM.seal(
        content, using: key.secret, nonce: AES.GCM.Nonce(data: nonce), authenticating: bound)
      result.reserveCapacity(result.count + content.count + 37)
      result.append(format)
      result.appendBigEndian(stream)
      // Nonce, ciphertext and tag.
      guard let combined = box.combined else { throw LogError.closed }
      result.append(contentsOf: combined)
    } catch {
      throw .unusable("values of position \(position) cannot be sealed (\(error))")
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
    let bytes = [UInt8](copying: box)
    guard
      let sealed = try? AES.GCM.SealedBox(combined: bytes[9...]),
      let content = try? AES.GCM.open(
        sealed, using: key.secret, authenticating: associated(position, stream, origin))
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

  private static func associated(
    _ position: Position, _ stream: UInt64, _ origin: [UInt8]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(17 + origin.count)
    bytes.append(format)
    bytes.appendBigEndian(position.rawValue)
    bytes.appendBigEndian(stream)
    bytes.append(contentsOf: origin)
    return bytes
  }
}
