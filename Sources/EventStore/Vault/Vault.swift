/// Personal values, outside the log: the record of an event carries their digests, this file the values and salts.
///
/// Format byte 0 means the value lies open; sealing under case keys takes another byte when it comes.
final class Vault: Sendable {
  /// Where the file is in a data directory.
  static let filePath = "vault/vault.mdb"

  let environment: Environment
  /// position ‖ ordinal → format byte ‖ path length ‖ path ‖ salt ‖ value
  let values: Table
  let path: String

  init(_ path: String, isReadOnly: Bool, faults: (any FaultPlan)?) throws(LogError) {
    self.path = path
    let isNew = !FileSystem.exists(path)
    if !isNew { try LMDBFile.check(path) }
    var options = Environment.Options()
    options.mapBytes = 256 << 30
    options.isReadOnly = isReadOnly
    do throws(LMDBError) {
      environment = try Environment(path, options, faults: faults)
      values = try environment.openTables(["values"], create: isNew && !isReadOnly)[0]
    } catch {
      throw .unusable("\(path) cannot be opened (\(error)); restore it from a backup")
    }
  }

  /// Values of one commit, in order of position.
  struct Batch {
    var entries: [Entry] = []
  }

  /// Values of one event.
  struct Entry {
    var position: Position
    var disclosures: [Disclosure]
  }

  /// Makes the values of a commit durable; called before the commit of the log itself.
  ///
  /// When the log's commit then fails, the values are left over and ``removeLeftovers(after:)`` takes them away.
  func append(_ batch: Batch) throws(LMDBError) {
    if batch.entries.isEmpty { return }
    let transaction = try environment.beginWrite()
    var value: [UInt8] = []
    var bytes = 0
    let entries = batch.entries.span
    for index in entries.indices {
      let position = entries[index].position.rawValue
      let disclosures = entries[index].disclosures.span
      for ordinal in disclosures.indices {
        let path = disclosures[ordinal].path.utf8
        value.removeAll(keepingCapacity: true)
        value.append(0)
        value.append(UInt8(clamping: path.count))
        value.append(contentsOf: path)
        disclosures[ordinal].salt.append(to: &value)
        value.append(contentsOf: disclosures[ordinal].value)
        bytes += value.count + 32
        try transaction.append(
          values, Key(position, UInt16(clamping: ordinal)), value.span)
      }
    }
    try environment.reserve(bytes: UInt64(bytes))
    try transaction.commit()
  }

  /// Removes values of events that the log does not have: the rest of a commit that a crash cut in two.
  func removeLeftovers(after head: Position) throws(LMDBError) {
    var keys: [(UInt64, UInt16)] = []
    do {
      let view = try ReadView(environment)
      let cursor = try view.cursor(values)
      var entry = try cursor.seek(Key(head.rawValue + 1))
      while let found = entry {
        if let position = found.key.word(at: 0), let ordinal = found.key.halfWord(at: 8) {
          keys.append((position, ordinal))
        }
        entry = try cursor.move(.next)
      }
    }
    if keys.isEmpty { return }
    let transaction = try environment.beginWrite()
    for (position, ordinal) in keys { try transaction.remove(values, Key(position, ordinal)) }
    try transaction.commit()
  }

  /// The values of one event.
  func disclosures(at position: Position) throws(LogError) -> [Disclosure] {
    var result: [Disclosure] = []
    do throws(LMDBError) {
      let view = try ReadView(environment)
      let cursor = try view.cursor(values)
      var entry = try cursor.seek(Key(position.rawValue))
      while let found = entry, found.key.word(at: 0) == position.rawValue {
        if let disclosure = Self.decode(found.value) { result.append(disclosure) }
        entry = try cursor.move(.next)
      }
    } catch {
      throw LogError(error, path)
    }
    return result
  }

  static func decode(_ value: Span<UInt8>) -> Disclosure? {
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
