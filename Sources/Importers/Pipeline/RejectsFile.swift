import EventStore
import Hotline

/// A CSV file of rejected rows: file, line, reason, sentence and the row as it stood, quoted.
///
/// Strangers wrote the rows, and spreadsheets open the file: what one would take for a formula has an apostrophe before it.
struct RejectsFile: ~Copyable {
  private let file: FileDescriptor
  private var pending: [UInt8] = []

  /// The first line, by which a file of an earlier run is known.
  static let header = "file,line,reason,sentence,row\n"

  /// Creates the file, or empties one of an earlier run.
  ///
  /// - Parameter inputs: the files that are imported.
  /// - Throws: ``ImportError/usage(_:)`` when anything else is there, which stays as it is.
  init(_ path: String, apartFrom inputs: [FileStamp]) throws(ImportError) {
    let file = try FileDescriptor(writing: path)
    // Pipes and devices hold nothing that could be lost.
    if let stamp = try file.regularStamp() {
      let isInput = inputs.contains { $0.device == stamp.device && $0.inode == stamp.inode }
      let isOurs = try stamp.byteCount > 0 ? Self.isEarlier(path) : true
      guard isOurs, !isInput else {
        throw .usage(
          "\(path) is \(isInput ? "one of the files to import" : "there and holds no rejected rows"), and --rejects "
            + "would overwrite it; name another file for the rejected rows")
      }
      try file.empty()
    }
    try file.write(Array(Self.header.utf8))
    self.file = file
  }

  private static func isEarlier(_ path: String) throws(ImportError) -> Bool {
    var start = [UInt8](repeating: 0, count: header.utf8.count)
    let count = try FileDescriptor(reading: path).read(into: &start, at: 0, upTo: start.count)
    return count == start.count && start.elementsEqual(header.utf8)
  }

  /// Adds a row.
  mutating func add(
    file name: String, line: UInt64, reason: String, sentence: String, row: Span<UInt8>
  ) throws(ImportError) {
    quote(Array(name.utf8).span)
    pending.append(contentsOf: ",\(line),\(reason),".utf8)
    quote(Array(sentence.utf8).span)
    pending.append(UInt8(ascii: ","))
    quote(row)
    pending.append(UInt8(ascii: "\n"))
    if pending.count > 65_536 { try flush() }
  }

  /// Adds the rows that an interrupted run rejected in its first `files` files.
  ///
  /// They come out of the vault, and anything may be in them: `look` records that before they are read, and nothing is
  /// written when it throws. Rows that the run itself reads were never sealed when they are written.
  mutating func add(
    recordedIn log: any EventLog, _ stream: StreamID, run: UInt32, files: [String],
    look: (StreamID, Position) throws -> Void
  ) throws(ImportError) {
    var rows: [(RowRejected, [UInt8])] = []
    do {
      rows = try log.withSnapshot { snapshot in
        var rows: [(RowRejected, [UInt8])] = []
        var found: [(RowRejected, Position)] = []
        try snapshot.scan(.stream(stream)) { view in
          let event = try RecordedEvent(view)
          guard event.record.type.text == RowRejected.typeName else { return .next }
          let row = try RowRejected(decoding: event.record.payload)
          if row.run == run, Int(row.file) <= files.count { found.append((row, event.position)) }
          return .next
        }
        if let last = found.last { try look(stream, last.1) }
        for (row, position) in found {
          let value = try snapshot.disclosures(at: position).first { $0.path == "row" }?.value
          rows.append((row, value ?? []))
        }
        return rows
      }
    } catch {
      throw .log("the rejected rows of \(stream) cannot be read: \(error)")
    }
    for (row, bytes) in rows where row.file > 0 {
      try add(
        file: files[Int(row.file) - 1], line: row.line, reason: row.reason?.name ?? "unknown",
        sentence: row.sentence, row: bytes.span)
    }
  }

  /// Writes what is waiting.
  mutating func flush() throws(ImportError) {
    try file.write(pending)
    pending.removeAll(keepingCapacity: true)
  }

  /// Bytes with which a spreadsheet takes a cell for a formula.
  private static let formulaMarks = Array("=+-@\t\r".utf8)

  private mutating func quote(_ bytes: Span<UInt8>) {
    pending.append(UInt8(ascii: "\""))
    if bytes.count > 0, Self.formulaMarks.contains(bytes[0]) {
      pending.append(UInt8(ascii: "'"))
    }
    for index in 0..<bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") { pending.append(byte) }
      pending.append(byte)
    }
    pending.append(UInt8(ascii: "\""))
  }
}
