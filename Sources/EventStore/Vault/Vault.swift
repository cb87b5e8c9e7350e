private import Synchronization

/// Personal values, outside the log: the record of an event carries their digests, this file the values and salts.
///
/// The values of an event lie in one box, sealed under the key of its stream (``SealedValues``); the seeds of the keys lie
/// beside it (``CaseKeys``). Format byte 0 means a value of a log of version 0.1 that lies open.
final class Vault: Sendable {
  /// Where the file is in a data directory.
  static let filePath = "vault/vault.mdb"

  /// The opened file.
  struct Store: Sendable {
    let environment: Environment
    /// position ‖ ordinal → format byte ‖ content
    let values: Table
  }

  let path: String
  let origin: [UInt8]
  /// The key store; `nil` when the wrapping key is not at hand.
  let keys: CaseKeys?
  private let opened: Mutex<Store>
  private let options: Environment.Options
  private let faults: (any FaultPlan)?

  /// - Parameter keepsFiles: see ``CaseKeys``; a writer always does.
  init(
    _ path: String, origin: String, isReadOnly: Bool, faults: (any FaultPlan)?,
    keepsFiles: Bool = false
  ) throws(LogError) {
    self.path = path
    self.origin = Array(origin.utf8)
    self.faults = faults
    let directory = FileSystem.parent(of: path)
    if !FileSystem.exists(directory), !isReadOnly {
      throw .unusable(
        "\(directory) is missing, which holds the personal values and the secrets of this log; restore it from a backup"
      )
    }
    let keyDirectory = directory + "/" + CaseKeys.directoryName
    let isFirst = !isReadOnly && !FileSystem.exists(keyDirectory)
    if let wrapping = try WrappingKey.find(for: directory, create: isFirst) {
      if isFirst { try FileSystem.createDirectory(keyDirectory) }
      keys = CaseKeys(
        keyDirectory, wrapping, isReadOnly: isReadOnly, keepsFiles: !isReadOnly || keepsFiles)
    } else if isReadOnly {
      keys = nil
    } else {
      throw .unusable(
        "the key that opens \(keyDirectory) is not there; name its file in \(WrappingKey.variable)"
      )
    }
    let isNew = !FileSystem.exists(path)
    if !isNew {
      try Self.refuseShared(path, keyDirectory)
      try LMDBFile.check(path)
    }
    var options = Environment.Options()
    options.mapBytes = 256 << 30
    options.isReadOnly = isReadOnly
    self.options = options
    opened = Mutex(try Self.open(path, options, faults, isNew: isNew))
    if !isReadOnly { try refuseLostKeys() }
  }

  /// Refuses to go on where the file with the key of the oldest or of the newest sealed value is gone: a new one would take
  /// its place and hide that it is lost.
  private func refuseLostKeys() throws(LogError) {
    let streams: [UInt64]
    do throws(LMDBError) {
      let view = try ReadView(store.environment)
      let cursor = try view.cursor(store.values)
      let oldest = try Self.sealedStream(cursor, from: .first, .next)
      let newest = try Self.sealedStream(cursor, from: .last, .previous)
      streams = [oldest, newest].compactMap { $0 }
    } catch {
      throw LogError(error, path)
    }
    for stream in streams {
      guard let lost = keys?.missingFile(for: stream) else { continue }
      throw .unusable(
        "\(lost) is missing, without which values in \(path) cannot be read any more; restore it from a backup"
      )
    }
  }

  /// The stream of the first sealed value from one end on.
  private static func sealedStream(
    _ cursor: borrowing Cursor, from end: Cursor.Move, _ step: Cursor.Move
  ) throws(LMDBError) -> UInt64? {
    var move = end
    while let entry = try cursor.move(move) {
      if entry.value.count > 9, entry.value[0] == SealedValues.format {
        return entry.value.word(at: 1)
      }
      move = step
    }
    return nil
  }

  /// Refuses values, or seeds of their keys, that others may read: the system's file permissions are what keeps roles apart.
  ///
  /// A directory that is its owner's alone keeps them in, whatever the files say.
  private static func refuseShared(_ path: String, _ keys: String) throws(LogError) {
    let directory = FileSystem.parent(of: path)
    if let mode = FileSystem.mode(of: directory), mode & 0o077 == 0 { return }
    try FileSystem.refuseShared(path)
    if !FileSystem.isDirectory(keys) { return }
    for name in try FileSystem.list(keys) { try FileSystem.refuseShared(keys + "/" + name) }
  }

  private static func open(
    _ path: String, _ options: Environment.Options, _ faults: (any FaultPlan)?, isNew: Bool
  ) throws(LogError) -> Store {
    do throws(LMDBError) {
      let environment = try Environment(path, options, faults: faults)
      let tables = try environment.openTables(["values"], create: isNew && !options.isReadOnly)
      return Store(environment: environment, values: tables[0])
    } catch {
      throw LogError(opening: path, error)
    }
  }

  /// The file as it is open now.
  var store: Store { opened.withLock { $0 } }

  /// Rewrites the file without what was removed from it, and goes on with the new one.
  func compact() throws(LogError) {
    let fresh = path + ".new"
    try FileSystem.remove(fresh)
    do throws(LMDBError) {
      try store.environment.copyCompactly(to: fresh)
    } catch {
      throw LogError(error, fresh)
    }
    try FileSystem.syncFile(fresh)
    try FileSystem.rename(fresh, to: path)
    try FileSystem.syncDirectory(of: path)
    // Readers of the old file keep its table of readers; the new file gets one of its own.
    try FileSystem.remove(path + "-lock")
    let reopened = try Self.open(path, options, faults, isNew: false)
    opened.withLock { $0 = reopened }
  }

  // MARK: Writing

  /// Values of one commit, in order of position.
  struct Batch {
    var entries: [Entry] = []
  }

  /// Values of one event.
  struct Entry {
    var position: Position
    var stream: StreamNumber
    var disclosures: [Disclosure]
  }

  /// Makes the values of a commit durable, keys first; called before the commit of the log itself.
  ///
  /// When the log's commit then fails, the values are left over and ``removeLeftovers(after:)`` takes them away.
  func append(_ batch: Batch) throws(LogError) {
    if batch.entries.isEmpty { return }
    guard let keys else { throw .unusable("\(path) was opened without its key") }
    let streams = Self.sortedStreams(batch)
    let found = try keys.keys(for: streams)
    let store = self.store
    do throws(LMDBError) {
      let transaction = try store.environment.beginWrite()
      let bytes = try put(batch, streams, found, store.values, transaction)
      try store.environment.reserve(bytes: UInt64(bytes))
      try transaction.commit()
    } catch {
      throw LogError(error, path)
    }
  }

  /// Seals the values and writes the boxes; returns their bytes, roughly.
  private func put(
    _ batch: Batch, _ streams: [UInt64], _ keys: [SealingKey], _ table: Table,
    _ transaction: borrowing WriteTransaction
  ) throws(LMDBError) -> Int {
    var bytes = 0
    var value: [UInt8] = []
    var sealer = SealedValues.Sealer(origin: origin, boxes: batch.entries.count)
    let writer = try transaction.writer(table)
    let entries = batch.entries.span
    for index in entries.indices {
      value.removeAll(keepingCapacity: true)
      let stream = entries[index].stream.rawValue
      // Streams that are new come in the order of their numbers, one event each.
      let place =
        index < streams.count && streams[index] == stream
        ? index : Self.index(of: stream, in: streams)
      do throws(LogError) {
        try sealer.seal(
          entries[index].disclosures.span, at: entries[index].position, of: stream, keys[place],
          into: &value)
      } catch {
        throw LMDBError(ioError, error.description)
      }
      bytes += value.count + 32
      try writer.put(
        Key(entries[index].position.rawValue, UInt16(0)), value.span, isLast: true)
    }
    return bytes
  }

  private static func sortedStreams(_ batch: Batch) -> [UInt64] {
    var streams = batch.entries.map(\.stream.rawValue)
    if zip(streams, streams.dropFirst()).contains(where: { $0 >= $1 }) {
      streams.sort()
      var last: UInt64?
      streams.removeAll { stream in
        defer { last = stream }
        return stream == last
      }
    }
    return streams
  }

  /// Where a stream is in a sorted list that has it.
  private static func index(of stream: UInt64, in streams: [UInt64]) -> Int {
    var low = 0
    var high = streams.count - 1
    while low < high {
      let middle = (low + high) / 2
      if streams[middle] < stream { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Removes values of events that the log does not have: the rest of a commit that a crash cut in two.
  func removeLeftovers(after head: Position) throws(LMDBError) {
    var keys: [(UInt64, UInt16)] = []
    let store = self.store
    do {
      let view = try ReadView(store.environment)
      let cursor = try view.cursor(store.values)
      var entry = try cursor.seek(Key(head.rawValue + 1))
      while let found = entry {
        if let position = found.key.word(at: 0), let ordinal = found.key.halfWord(at: 8) {
          keys.append((position, ordinal))
        }
        entry = try cursor.move(.next)
      }
    }
    if keys.isEmpty { return }
    let transaction = try store.environment.beginWrite()
    for (position, ordinal) in keys {
      try transaction.remove(store.values, Key(position, ordinal))
    }
    try transaction.commit()
  }
}
