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
    var content = VaultContent()
    for entry in try entries(from: position, through: position) {
      try take(entry, otherKey, into: &content) { stream throws(LogError) in
        try keys?.key(of: stream)
      }
    }
    return content
  }

  /// The values of the events in a range of positions that have any, in order; keys are found and made together.
  func contents(
    from first: Position, through last: Position
  ) throws(LogError) -> [(position: Position, content: VaultContent)] {
    let entries = try entries(from: first, through: last)
    let streams = Set(entries.compactMap { SealedValues.stream(of: $0.value.span) }).sorted()
    var known: [UInt64: SealingKey] = [:]
    if let keys {
      for (stream, key) in zip(streams, try keys.known(streams)) { known[stream] = key }
    }
    var result: [(position: Position, content: VaultContent)] = []
    for entry in entries {
      if result.last?.position != entry.position {
        result.append((entry.position, VaultContent()))
      }
      try take(entry, nil, into: &result[result.count - 1].content) { known[$0] }
    }
    return result
  }

  private func entries(
    from first: Position, through last: Position
  ) throws(LogError) -> [StoredEntry] {
    let store = self.store
    var stored: [StoredEntry] = []
    do throws(LMDBError) {
      let view = try ReadView(store.environment)
      let cursor = try view.cursor(store.values)
      var entry = try cursor.seek(Key(first.rawValue))
      while let found = entry, let position = found.key.word(at: 0), position <= last.rawValue {
        stored.append(
          StoredEntry(
            position: Position(position), ordinal: found.key.halfWord(at: 8) ?? 0,
            value: [UInt8](copying: found.value)))
        entry = try cursor.move(.next)
      }
    } catch {
      throw LogError(error, path)
    }
    return stored
  }

  private func take(
    _ entry: StoredEntry, _ otherKey: SealingKey?, into content: inout VaultContent,
    key: (UInt64) throws(LogError) -> SealingKey?
  ) throws(LogError) {
    let bytes = entry.value
    content.ordinals.append(entry.ordinal)
    switch bytes.first {
    case 0:
      guard let disclosure = Self.decodeOpen(bytes.span) else { break }
      content.hasOpenValues = true
      content.items.append(
        SealedValues.Item(ordinal: UInt8(clamping: entry.ordinal), disclosure: disclosure))
      return
    case SealedValues.format:
      guard keys != nil else {
        content.isLocked = true
        return
      }
      guard let stream = SealedValues.stream(of: bytes.span) else { break }
      if let otherKey,
        let items = SealedValues.open(bytes.span, at: entry.position, origin: origin, otherKey)
      {
        content.items += items
        return
      }
      guard let key = try key(stream),
        let items = SealedValues.open(bytes.span, at: entry.position, origin: origin, key)
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
}

/// What the vault has under a position.
private struct StoredEntry {
  var position: Position
  var ordinal: UInt16
  var value: [UInt8]
}
