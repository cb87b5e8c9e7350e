private import Wire

/// The derived side of the log: which events a stream, a tag or a type has, and which batch a request key.
///
/// Written without sync, thrown away and rebuilt whenever it is in doubt.
final class IndexEnvironment: Sendable {
  /// stream id → stream number
  let streamNames: Table
  /// `t` ‖ tag or `y` ‖ type → label number
  let labels: Table
  /// stream number ‖ revision → position
  let streams: Table
  /// label number ‖ first position → ``PostingBlock``
  let postings: Table
  /// digest of a request key → batch number
  let requests: Table
  /// 0 → ``IndexState``
  let meta: Table
  let environment: Environment
  let path: String

  private static let names = ["streams", "labels", "names", "postings", "requests", "meta"]

  /// Opens the file; creates it when it is missing and may be written.
  init(_ path: String, isReadOnly: Bool) throws(LogError) {
    self.path = path
    var options = Environment.Options()
    options.mapBytes = 256 << 30
    options.isReadOnly = isReadOnly
    options.isUnsynced = !isReadOnly
    if FileSystem.exists(path) { try LMDBFile.check(path) }
    do throws(LMDBError) {
      environment = try Environment(path, options)
      let tables = try environment.openTables(Self.names, create: !isReadOnly)
      streams = tables[0]
      labels = tables[1]
      streamNames = tables[2]
      postings = tables[3]
      requests = tables[4]
      meta = tables[5]
    } catch {
      throw .unusable("\(path) cannot be opened (\(error)); remove it, it will be rebuilt")
    }
  }

  /// Bytes under which a label is found.
  static func key(tag: Tag) -> [UInt8] { [UInt8(ascii: "t")] + Array(tag.text.utf8) }

  /// Bytes under which a label is found.
  static func key(type: EventType) -> [UInt8] { [UInt8(ascii: "y")] + Array(type.text.utf8) }
}

/// How far the index follows the log, and whether it can be trusted after a restart.
struct IndexState: Hashable {
  static let version: UInt64 = 1
  /// Last event it covers.
  var position: Position = .start
  /// Root of the tree at that event: the index belongs to this log and no other.
  var root: Digest = MerkleHash.emptyRoot
  /// Batches it covers.
  var batches: UInt64 = 0
  /// Labels given so far.
  var labels: UInt64 = 0
  /// The boot of the machine that wrote it last; pages not synced are lost with the boot.
  var boot: String = ""
  /// Synced at a clean stop.
  var isClean = false

  func encoded() -> [UInt8] {
    var writer = WireWriter(capacity: 128)
    writer.field(1, uint64: Self.version)
    writer.field(2, uint64: position.rawValue)
    writer.field(3, bytes: root.bytes)
    writer.field(4, uint64: batches)
    writer.field(5, uint64: labels)
    writer.field(6, string: boot)
    writer.field(7, bool: isClean)
    return Checked.seal(writer.bytes)
  }

  init() {}

  init?(decoding bytes: [UInt8]) {
    guard let content = Checked.open(bytes) else { return nil }
    var version: UInt64 = 0
    do {
      var reader = WireReader(content.span)
      while let field = try reader.nextField() {
        switch field.number {
        case 1: version = try reader.varint()
        case 2: position = Position(try reader.varint())
        case 3: root = Digest(try reader.byteArray()) ?? .zero
        case 4: batches = try reader.varint()
        case 5: labels = try reader.varint()
        case 6: boot = try reader.string()
        case 7: isClean = try reader.varint() != 0
        default: try reader.skip(field.type)
        }
      }
    } catch {
      return nil
    }
    if version != Self.version { return nil }
  }
}

/// Reads the index through one transaction.
final class IndexReader {
  let index: IndexEnvironment
  private let view: ReadView
  private(set) var state: IndexState

  init(_ index: IndexEnvironment) throws(LogError) {
    self.index = index
    do throws(LMDBError) {
      view = try ReadView(index.environment)
    } catch {
      throw LogError(error, index.path)
    }
    state = IndexState()
    state = try readState()
  }

  /// Takes the newest state of the index.
  func renew() throws(LogError) {
    do throws(LMDBError) {
      try view.renew()
    } catch {
      throw LogError(error, index.path)
    }
    state = try readState()
  }

  private func readState() throws(LogError) -> IndexState {
    var bytes: [UInt8]?
    do throws(LMDBError) {
      let view = self.view
      if let value = try view.get(index.meta, Key(0)) { bytes = [UInt8](copying: value) }
    } catch {
      throw LogError(error, index.path)
    }
    guard let bytes else { return IndexState() }
    guard let state = IndexState(decoding: bytes) else {
      throw damaged("its state does not fit its sum")
    }
    return state
  }

  /// What is told when entries contradict each other or the log.
  func damaged(_ what: String) -> LogError {
    .unusable(
      "the index is damaged (\(what)); stop the server and remove index/, it will be rebuilt")
  }

  /// Whether it has as many entries as its state and its streams ask for: one for each event, name and label.
  func isComplete() throws(LogError) -> Bool {
    do throws(LMDBError) {
      let view = self.view
      let streams = try view.cursor(index.streams)
      let last = try streams.move(.last)?.key.word(at: 0)
      guard try view.count(index.streams) == state.position.rawValue else { return false }
      guard try view.count(index.streamNames) == last.map({ $0 &+ 1 }) ?? 0 else { return false }
      return try view.count(index.labels) == state.labels
    } catch {
      throw LogError(error, index.path)
    }
  }

  /// Number of a stream, or `nil` when the index does not know it.
  func streamNumber(_ stream: StreamID) throws(LogError) -> StreamNumber? {
    try number(index.streamNames, stream.text.utf8.span).map { StreamNumber($0) }
  }

  /// Number of a tag or type, or `nil` when the index does not know it.
  func label(_ key: [UInt8]) throws(LogError) -> UInt64? {
    try number(index.labels, key.span)
  }

  private func number(_ table: Table, _ key: Span<UInt8>) throws(LogError) -> UInt64? {
    do throws(LMDBError) {
      let view = self.view
      return try view.get(table, key)?.word(at: 0)
    } catch {
      throw LogError(error, index.path)
    }
  }

  /// Last revision and position of a stream that the index has a name for.
  ///
  /// Streams are numbered without gaps, so that the next one's first event follows, or nothing does.
  func head(of stream: StreamNumber) throws(LogError) -> StreamHead {
    var head: StreamHead?
    if stream.rawValue < .max {
      do throws(LMDBError) {
        let view = self.view
        let cursor = try view.cursor(index.streams)
        let next = stream.rawValue + 1
        var isLast = true
        if let after = try cursor.seek(Key(next, UInt64(0))) {
          isLast = after.key.word(at: 0) == next && after.key.word(at: 8) == 1
        }
        if let entry = try cursor.seekBefore(Key(next, UInt64(0))), isLast,
          entry.key.word(at: 0) == stream.rawValue, let revision = entry.key.word(at: 8),
          revision > 0, revision < .max, let position = entry.value.word(at: 0)
        {
          head = StreamHead(
            number: stream, revision: Revision(revision), position: Position(position))
        }
      } catch {
        throw LogError(error, index.path)
      }
    }
    guard let head else { throw damaged("the end of stream number \(stream.rawValue) is missing") }
    return head
  }

  /// Position of the event of a stream with a revision, or `nil`.
  func position(of stream: StreamNumber, revision: UInt64) throws(LogError) -> Position? {
    do throws(LMDBError) {
      let view = self.view
      return try view.get(index.streams, Key(stream.rawValue, revision))?.word(at: 0)
        .map { Position($0) }
    } catch {
      throw LogError(error, index.path)
    }
  }

  /// Batch that answered a request key, or `nil`.
  func batch(ofRequest digest: EventID) throws(LogError) -> UInt64? {
    do throws(LMDBError) {
      let view = self.view
      return try view.get(index.requests, Key(digest.high, digest.low))?.word(at: 0)
    } catch {
      throw LogError(error, index.path)
    }
  }

  /// The block of a label that may hold a position: the last that begins at or before it, or the first.
  func block(_ label: UInt64, around position: UInt64) throws(LogError) -> [UInt64]? {
    do {
      let view = self.view
      let cursor = try view.cursor(index.postings)
      if position < .max, let entry = try cursor.seekBefore(Key(label, position + 1)),
        entry.key.word(at: 0) == label, let first = entry.key.word(at: 8)
      {
        return try PostingBlock.decode(first: first, entry.value)
      }
      return try block(cursor, atOrAfter: Key(label, position), label)
    } catch let error as LMDBError {
      throw LogError(error, index.path)
    } catch {
      throw damaged("a block of tags or types cannot be read")
    }
  }

  /// The first block of a label that begins after a position.
  func block(_ label: UInt64, after position: UInt64) throws(LogError) -> [UInt64]? {
    guard position < .max else { return nil }
    do {
      let view = self.view
      let cursor = try view.cursor(index.postings)
      return try block(cursor, atOrAfter: Key(label, position + 1), label)
    } catch let error as LMDBError {
      throw LogError(error, index.path)
    } catch {
      throw damaged("a block of tags or types cannot be read")
    }
  }

  private func block(
    _ cursor: borrowing Cursor, atOrAfter key: Key, _ label: UInt64
  ) throws -> [UInt64]? {
    guard let entry = try cursor.seek(key), entry.key.word(at: 0) == label,
      let first = entry.key.word(at: 8)
    else { return nil }
    return try PostingBlock.decode(first: first, entry.value)
  }

  /// Calls `body` for every entry of a table; for verification.
  func forEach(
    _ table: Table, _ body: (_ key: Span<UInt8>, _ value: Span<UInt8>) throws -> Void
  ) throws {
    let view = self.view
    let cursor = try view.cursor(table)
    var entry = try cursor.move(.first)
    while let found = entry {
      try body(found.key, found.value)
      entry = try cursor.move(.next)
    }
  }
}
