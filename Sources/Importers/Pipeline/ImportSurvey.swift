import EventStore
import Hotline

/// The files of an import, looked at before anything is written: readable, of the right shape, and
/// hashed.
struct ImportSurvey {
  /// One file as it lies.
  struct File {
    var path: String
    var name: String
    var digest: Digest
    var stamp: FileStamp
  }

  /// The files, in the order they were named.
  private(set) var files: [File] = []
  /// Eight bytes that name the import: from the mapping's digest and the files' digests, in order.
  private(set) var importNumber: UInt64 = 0

  /// Looks at the files. Complexity: reads each once.
  /// - Throws: ``ImportError`` when one cannot be imported.
  init(_ paths: [String], _ mapping: Mapping) throws(ImportError) {
    if paths.isEmpty { throw .usage("no file is named; name at least one file to import") }
    var hash = SHA256Stream()
    hash.update(mapping.digest.bytes)
    for path in paths {
      let source = try ByteSource(path)
      let stamp = source.stamp
      var scanner = try CSVScanner(
        source, format: mapping.format, encoding: mapping.encoding)
      guard try scanner.nextRow() else {
        throw .file("\(path) is empty; leave it out, or fetch it again")
      }
      _ = try RowInterpreter(mapping, header: scanner)
      let digest = try scanner.finish()
      hash.update(digest.bytes)
      files.append(File(path: path, name: Self.name(of: path), digest: digest, stamp: stamp))
    }
    importNumber = hash.finalize().words.0
  }

  /// Bytes of all files.
  var byteCount: UInt64 { files.reduce(0) { $0 + $1.stamp.byteCount } }

  private static func name(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
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
