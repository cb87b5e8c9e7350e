/// One LMDB file of the log: the events of a range of positions, and everything that was committed with them.
final class Segment: Sendable {
  /// Where the segment begins.
  let start: LogState
  /// Path of the data file.
  let path: String
  let environment: Environment
  let tables: Tables
  /// Nobody writes it any more: copied compactly, read-only, named in the manifest.
  let isSealed: Bool

  /// The tables of a segment. Keys of each only grow, so that every put is on the right-most leaf.
  struct Tables {
    /// position → u16 length ‖ leaf hash ‖ record, cut at ``Segment/inlineBytesMax``
    let events: Table
    /// position ‖ chunk number → the rest of a long record, in pieces that fill a page
    let payloads: Table
    /// position of the last leaf ‖ tile level → root of a completed group of 256
    let nodes: Table
    /// batch number → ``BatchRecord``
    let batches: Table
    /// tree size → signed note
    let checkpoints: Table
    /// 0 → ``LogState`` after the last commit, 1 → the state in which the segment began
    let meta: Table

    static let names = ["events", "payloads", "nodes", "batches", "checkpoints", "meta"]

    init(_ list: [Table]) {
      events = list[0]
      payloads = list[1]
      nodes = list[2]
      batches = list[3]
      checkpoints = list[4]
      meta = list[5]
    }
  }

  /// Record bytes kept in `events`: a value over about 2,000 bytes would take a page of its own.
  static let inlineBytesMax = 1_950
  /// Bytes of a payload chunk: with its header it fills one 4 KiB page.
  static let chunkBytes = 4_080
  /// Bytes of an `events` value before the record.
  static let prefixBytes = 34

  /// Opens an existing segment.
  init(_ path: String, isSealed: Bool, isReadOnly: Bool, faults: (any FaultPlan)?) throws(LogError)
  {
    try LMDBFile.check(path)
    var options = Environment.Options()
    options.isReadOnly = isReadOnly
    options.isSealed = isSealed
    do throws(LMDBError) {
      environment = try Environment(path, options, faults: faults)
      tables = Tables(try environment.openTables(Tables.names, create: false))
    } catch {
      throw LogError(opening: path, error)
    }
    self.path = path
    self.isSealed = isSealed
    start = try Segment.state(1, environment, tables)
  }

  /// The state after the last commit.
  func currentState() throws(LogError) -> LogState {
    try Segment.state(0, environment, tables)
  }

  /// The state that a view sees.
  func state(in view: ReadView) throws(LogError) -> LogState {
    try Segment.state(0, view, tables, path)
  }

  private static func state(
    _ key: UInt64, _ environment: Environment, _ tables: Tables
  ) throws(LogError) -> LogState {
    let view: ReadView
    do throws(LMDBError) {
      view = try ReadView(environment)
    } catch {
      throw LogError(error, environment.path)
    }
    return try state(key, view, tables, environment.path)
  }

  private static func state(
    _ key: UInt64, _ view: ReadView, _ tables: Tables, _ path: String
  ) throws(LogError) -> LogState {
    let bytes: [UInt8]?
    do throws(LMDBError) {
      if let value = try view.get(tables.meta, Key(key)) {
        bytes = [UInt8](copying: value)
      } else {
        bytes = nil
      }
    } catch {
      throw LogError(error, path)
    }
    guard let bytes else {
      throw .unusable("\(path) has no state record; restore it from a backup")
    }
    return try LogState(decoding: bytes, path: path)
  }

  /// Creates a segment file whole: in a temporary file, synced, then renamed.
  static func create(_ path: String, start: LogState) throws(LogError) {
    let temporary = path + ".new"
    try FileSystem.remove(temporary)
    try FileSystem.remove(temporary + "-lock")
    do throws(LMDBError) {
      let environment = try Environment(temporary, Environment.Options())
      let tables = Tables(try environment.openTables(Tables.names, create: true))
      let transaction = try environment.beginWrite()
      let state = start.encoded()
      try transaction.put(tables.meta, Key(0), state.span)
      try transaction.put(tables.meta, Key(1), state.span)
      try transaction.commit()
      try environment.sync()
    } catch {
      throw LogError(error, temporary)
    }
    try FileSystem.rename(temporary, to: path)
    try FileSystem.remove(temporary + "-lock")
    try FileSystem.syncDirectory(of: path)
  }

  /// Name of the data file of a segment.
  static func fileName(_ number: UInt64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".mdb"
  }
}

extension LogError {
  /// A data file that cannot be opened.
  init(opening path: String, _ error: LMDBError) {
    let what = "\(path) cannot be opened (\(error))"
    if error.isRefusal {
      self = .denied(
        "\(what); nothing is known about it: readers, too, write \(path)-lock, so see that this user may, "
          + "or take write permission from all of a copy's files")
    } else {
      self = .unusable("\(what); restore it from a backup")
    }
  }

  /// An LMDB failure while reading.
  init(_ error: LMDBError, _ path: String) {
    if error.isReadersFull {
      self = .tooManyReaders
    } else if error.isCutShort {
      self = .cutShort(
        "\(path): \(error.description); stop the server and restore it from a backup")
    } else {
      let advice =
        ": the file is damaged; run `replay verify --full` to see where, and restore it from a backup"
      self = .system("\(path): \(error.description)" + (error.isDamage ? advice : ""))
    }
  }
}
