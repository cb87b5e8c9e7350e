extension Vault {
  /// The directory of the vault.
  var directory: String { FileSystem.parent(of: path) }

  /// What is to be kept in mind of an erasure before its event is recorded.
  func intent(
    _ values: [ErasureRequest.Value], of stream: StreamNumber, request: EventID
  ) throws(LogError) -> ErasureIntent {
    guard keys != nil else { throw .unusable("\(path) was opened without its key") }
    var compacts = false
    var previous: Position?
    let sorted = values.sorted { ($0.position, $0.ordinal) < ($1.position, $1.ordinal) }
    for value in sorted where value.position != previous {
      previous = value.position
      if try content(at: value.position).hasOpenValues { compacts = true }
    }
    return ErasureIntent(
      request: request, stream: stream.rawValue, seed: CaseKeys.freshSeed(), compacts: compacts,
      values: sorted)
  }

  /// Destroys values, their salts and the key that sealed them; what else the stream has is sealed under a new key.
  ///
  /// It may be done again after a crash at any point in it.
  /// - Parameters:
  ///   - event: position of the event that records the erasure.
  ///   - positions: positions of all events of the stream that have disclosures.
  func erase(
    _ intent: ErasureIntent, by event: Position, _ positions: [Position]
  ) throws(LogError) {
    guard let keys else { throw .unusable("\(path) was opened without its key") }
    let newKey = keys.key(intent.seed, of: intent.stream)
    var places: [Position: [Int]] = [:]
    for value in intent.values { places[value.position, default: []].append(value.ordinal) }
    var isKeySpent = true
    var sealer = SealedValues.Sealer(origin: origin, boxes: positions.count)
    let store = self.store
    var changes: [VaultChange] = []
    for position in positions {
      let content = try content(at: position, otherKey: newKey)
      if content.ordinals.isEmpty { continue }
      let erased = places[position] ?? []
      guard !content.isDamaged || !erased.isEmpty else {
        throw .corrupt(position: position, "its value in the vault cannot be read")
      }
      var change = VaultChange(position, content, erasing: erased, by: event)
      if !change.kept.isEmpty {
        isKeySpent = false
        try sealer.seal(
          change.kept, at: position, of: intent.stream, newKey, into: &change.box)
      }
      changes.append(change)
    }
    do throws(LMDBError) {
      let transaction = try store.environment.beginWrite()
      for change in changes { try change.apply(to: store.values, transaction) }
      try store.environment.reserve(bytes: 1 << 20)
      try transaction.commit()
    } catch {
      throw LogError(error, path)
    }
    if intent.compacts { try compact() }
    try keys.replace(intent.stream, with: isKeySpent ? nil : intent.seed)
  }
}

/// What an erasure does to one event's entries.
private struct VaultChange {
  let position: Position
  let ordinals: [UInt16]
  var kept: [SealedValues.Item]
  var erased: [ErasedValue]
  var box: [UInt8] = []

  init(_ position: Position, _ content: VaultContent, erasing: [Int], by event: Position) {
    self.position = position
    ordinals = content.ordinals
    kept = content.items.filter { !erasing.contains(Int($0.ordinal)) }
    erased = content.erased
    for ordinal in erasing where !erased.contains(where: { $0.ordinal == ordinal }) {
      erased.append(ErasedValue(ordinal: ordinal, by: event))
    }
    erased.sort { $0.ordinal < $1.ordinal }
  }

  func apply(
    to table: Table, _ transaction: borrowing WriteTransaction
  ) throws(LMDBError) {
    for ordinal in ordinals { try transaction.remove(table, Key(position.rawValue, ordinal)) }
    if !box.isEmpty { try transaction.put(table, Key(position.rawValue, UInt16(0)), box.span) }
    if !erased.isEmpty {
      try transaction.put(
        table, Key(position.rawValue, ErasedValue.ordinal), ErasedValue.encode(erased).span)
    }
  }
}
