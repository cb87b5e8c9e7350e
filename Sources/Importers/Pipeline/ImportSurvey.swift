import EventStore
import Hotline
import Projections

/// The files of an import, looked at before anything is written: readable and of the right shape to their end, and hashed.
struct ImportSurvey {
  /// One file as it lies.
  struct File: Sendable {
    var path: String
    var name: String
    var digest: Digest
    var stamp: FileStamp
  }

  /// The files, in the order they were named.
  private(set) var files: [File] = []
  /// Eight bytes that name the import: from the mapping's digest and the files' digests, in order.
  private(set) var importNumber: UInt64 = 0

  /// Looks at the files, two at a time: unpacking them takes longest.
  ///
  /// Complexity: reads each once.
  /// - Throws: ``ImportError`` when one cannot be imported.
  init(_ paths: [String], _ mapping: Mapping) throws(ImportError) {
    if paths.isEmpty { throw .usage("no file is named; name at least one file to import") }
    let names = Self.names(of: paths)
    let parts = try WorkShare.all(min(2, paths.count)) { share throws(ImportError) in
      var part: [File] = []
      for index in stride(from: share.index, to: paths.count, by: share.count) {
        part.append(try Self.look(at: paths[index], names[index], mapping))
      }
      return part
    }
    files = paths.indices.map { parts[$0 % parts.count][$0 / parts.count] }
    var hash = SHA256Stream()
    hash.update(mapping.digest.bytes)
    for file in files { hash.update(file.digest.bytes) }
    importNumber = hash.finalize().words.0
  }

  private static func look(
    at path: String, _ name: String, _ mapping: Mapping
  ) throws(ImportError) -> File {
    let source = try ByteSource(path)
    let stamp = source.stamp
    var scanner = try CSVScanner(source, format: mapping.format, encoding: mapping.encoding)
    guard try scanner.nextRow() else {
      throw .file("\(path) is empty; leave it out, or fetch it again")
    }
    _ = try RowInterpreter(mapping, header: scanner)
    // What cannot be read to its end is found here, before a row of it is recorded.
    try scanner.passRows()
    return File(path: path, name: name, digest: try scanner.finish(), stamp: stamp)
  }

  /// Bytes of all files.
  var byteCount: UInt64 { files.reduce(0) { $0 + $1.stamp.byteCount } }

  /// A short name for each file: the last part of its path, with as many of the folders before it as tell it from the others.
  static func names(of paths: [String]) -> [String] {
    let parts = paths.map { $0.split(separator: "/").filter { $0 != "." } }
    func name(_ index: Int, _ depth: Int) -> String {
      parts[index].suffix(depth).joined(separator: "/")
    }
    return parts.indices.map { index in
      let others = parts.indices.filter {
        parts[$0] != parts[index] && parts[$0].last == parts[index].last
      }
      let depth = (1...max(1, parts[index].count)).first { depth in
        !others.contains { name($0, depth) == name(index, depth) }
      }
      return name(index, depth ?? parts[index].count)
    }
  }
}

/// What the log knows of earlier runs over the same files.
struct ImportHistory {
  /// The last run; 0 when there was none.
  var run: UInt32 = 0
  /// Whether that run came to its end.
  var isFinished = true
  /// The time of its events.
  var startedAt = Instant(microseconds: 0)
  /// Its rows a request.
  var rowsPerRequest = 0
  /// Files it accounted for, in order.
  var done: [FileImported] = []
  /// What the import's stream must look like for the next run to start.
  var expected = ExpectedRevision.none

  /// Reads the import's stream.
  init(_ log: any EventLog, _ stream: StreamID) throws(ImportError) {
    do {
      self = try log.withSnapshot { snapshot in
        var history = ImportHistory()
        if let head = try snapshot.streamHead(stream) { history.expected = .exactly(head.revision) }
        try snapshot.scan(.stream(stream)) { view in
          try history.apply(RecordedEvent(view).record)
          return .next
        }
        return history
      }
    } catch {
      throw .log("the import's stream \(stream) cannot be read: \(error)")
    }
  }

  private init() {}

  private mutating func apply(_ record: Record) throws {
    switch record.type.text {
    case ImportStarted.typeName:
      let started = try ImportStarted(decoding: record.payload)
      run = started.run
      rowsPerRequest = Int(started.rowsPerRequest)
      startedAt = record.occurredAt
      isFinished = false
      done = []
    case FileImported.typeName: done.append(try FileImported(decoding: record.payload))
    case ImportFinished.typeName: isFinished = true
    default: break
    }
  }
}
