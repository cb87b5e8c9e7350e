import EventStore
import Hotline

/// A CSV file of rejected rows: file, line, reason, sentence and the row as it stood, quoted.
///
/// Strangers wrote the rows, and spreadsheets open the file: what one would take for a formula has an apostrophe before it.
struct RejectsFile: ~Copyable {
  private let file: FileDescriptor
  private var pending: [UInt8] = []

  /// Creates the file, or empties an existing one.
  init(_ path: String) throws(ImportError) {
    let created = try FileDescriptor(creating: path)
    try created.write(Array("file,line,reason,sentence,row\n".utf8))
    file = created
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
