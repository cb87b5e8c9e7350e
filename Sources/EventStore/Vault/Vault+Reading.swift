/// Everything the vault has of one event, as stored.
struct VaultContent {
  var items: [SealedValues.Item] = []
  var erased: [ErasedValue] = []
  /// Ordinals under which something is stored.
  var ordinals: [UInt16] = []
  /// Whether a value lies open.
  var hasOpenValues = false
  /// Whether something is sealed and its key is not at hand.
  var isLocked = false
  /// Whether something is stored that cannot be read with the key at hand.
  var isDamaged = false

  /// For readers.
  var entry: VaultEntry {
    var entry = VaultEntry()
    entry.values = items.map(\.disclosure)
    entry.erased = erased
    entry.isLocked = isLocked
    return entry
  }
}

extension Vault {
  /// The values of one event.
  func content(
    at position: Position, otherKey: SealingKey? = nil
  ) throws(LogError) -> VaultContent {
    let store = self.store
    var content = VaultContent()
    var stored: [(UInt16, [UInt8])] = []
    do throws(LMDBError) {
      let view = try ReadView(store.environment)
      let cursor = try view.cursor(store.values)
      var entry = try cursor.seek(Key(position.rawValue))
      while let found = entry, found.key.word(at: 0) == position.rawValue {
        stored.append((found.key.halfWord(at: 8) ?? 0, [UInt8](copying: found.value)))
        entry = try cursor.move(.next)
      }
    } catch {
      throw LogError(error, path)
    }
    for (ordinal, bytes) in stored {
      try take(bytes, at: position, ordinal, otherKey, into: &content)
    }
    return content
  }

  private func take(
    _ bytes: [UInt8], at position: Position, _ ordinal: UInt16, _ otherKey: SealingKey?,
    into content: inout VaultContent
  ) throws(LogError) {
    content.ordinals.append(ordinal)
    switch bytes.first {
    case 0:
      guard let disclosure = Self.decodeOpen(bytes.span) else { break }
      content.hasOpenValues = true
      content.items.append(
        SealedValues.Item(ordinal: UInt8(clamping: ordinal), disclosure: disclosure))
      return
    case SealedValues.format:
      guard let keys else {
        content.isLocked = true
        return
      }
      guard let stream = SealedValues.stream(of: bytes.span) else { break }
      if let otherKey,
        let items = SealedValues.open(bytes.span, at: position, origin: origin, otherKey)
      {
        content.items += items
        return
      }
      guard let key = try keys.key(of: stream),
        let items = SealedValues.open(bytes.span, at: position, origin: origin, key)
      else { break }
      content.items += items
      return
    case ErasedValue.format:
      guard let erased = ErasedValue.decode(bytes.span) else { break }
      content.erased += erased
      return
    default: break
    }
    content.isDamaged = true
  }

  /// A value of format 0: `0 ‖ path length u8 ‖ path ‖ salt 32 ‖ value`.
  static func decodeOpen(_ value: Span<UInt8>) -> Disclosure? {
    guard value.count >= 2, value[0] == 0 else { return nil }
    let pathEnd = 2 + Int(value[1])
    guard value.count >= pathEnd + 32, let path = String(validating: value, 2..<pathEnd) else {
      return nil
    }
    return Disclosure(
      path: path, salt: Digest(value, at: pathEnd),
      value: [UInt8](copying: value, (pathEnd + 32)..<value.count))
  }

  /// Calls `body` with each position that has something, in order.
  func forEachPosition(_ body: (Position) throws -> Void) throws {
    let store = self.store
    let view = try ReadView(store.environment)
    let cursor = try view.cursor(store.values)
    var entry = try cursor.move(.first)
    var current = Position.start
    while let found = entry {
      let position = Position(found.key.word(at: 0) ?? 0)
      if position != current { try body(position) }
      current = position
      entry = try cursor.move(.next)
    }
  }
}
