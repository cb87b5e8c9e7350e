import EventStore

/// Splits CSV (RFC 4180), or what other formats give as CSV, into rows of byte ranges, in constant memory.
///
/// Rows end at LF, CRLF or the end of the file; a byte order mark and empty lines are passed over;
/// a quote is special only as the first byte of a field. Where a CR stands alone outside quotes, nobody knows how many
/// rows there are, and the file is refused. No text is made: a field is a range of one
/// buffer that is used again and again.
struct CSVScanner: ~Copyable {
  /// Longest row, in bytes with its quotes.
  static let rowBytesMax = 1 << 20

  private static let readBytes = 262_144
  private static let padding = 8

  private var source: ByteSource
  /// Makes CSV of what the file holds, when it is none.
  private var converter: (any RowConverter)?
  /// Whether texts may go over several lines of the file.
  private let hasLines: Bool
  private var buffer: [UInt8]
  private var filled = 0
  private var next = 0
  private var sourceEnded = false
  private var nextLine: UInt64
  private var shape: CSVRow

  /// Line on which the current row begins, from 1; in a file without lines the number of the record, or of the sheet's row.
  private(set) var line: UInt64 = 0

  /// A scanner at the start of a file's content.
  ///
  /// - Parameter encoding: the content's; rows are UTF-8 whatever it is.
  init(
    _ source: consuming ByteSource, format: SourceFormat = .separated(by: UInt8(ascii: ",")),
    encoding: TextEncoding = .utf8
  ) throws(ImportError) {
    self.source = source
    // The header of records is no record.
    nextLine = format == .json ? 0 : 1
    buffer = [UInt8](repeating: 0, count: Self.rowBytesMax + Self.readBytes + Self.padding)
    shape = CSVRow(delimiter: format.delimiter)
    switch format {
    case .separated:
      hasLines = true
      if encoding != .utf8 { converter = try LegacyDecoder(encoding) }
    case .json:
      hasLines = false
      converter = JSONRecords(path: self.source.path)
    case .workbook(let choice):
      hasLines = false
      converter = SheetRows(choice, path: self.source.path)
    }
    while filled < Workbook.mark.count, !sourceEnded { try refill() }
    if hasLines, buffer[..<filled].starts(with: Workbook.mark) {
      throw .file(
        "\(self.source.path) is a workbook or another ZIP archive and no text; for a workbook (.xlsx) the mapping's "
          + "source.format is xlsx, anything else has to be unpacked first")
    }
    if buffer[..<filled].starts(with: ByteSource.gzipMark) {
      throw .file(
        "\(self.source.path) is packed twice with gzip; unpack it once (gunzip) and import that")
    }
    if filled >= 3, buffer[0] == 0xEF, buffer[1] == 0xBB, buffer[2] == 0xBF { next = 3 }
  }

  /// The file's path.
  var path: String { source.path }
  /// Number of fields of the current row.
  var fieldCount: Int { shape.fieldCount }
  /// Whether text follows a closing quote in the current row.
  var hasBadQuote: Bool { shape.hasBadQuote }
  /// Whether the current row holds a NUL byte.
  var hasNUL: Bool { shape.hasNUL }
  /// Bytes of the file that were read so far, packed or not.
  var bytesRead: UInt64 { source.bytesRead }

  /// Moves to the next row.
  /// - Returns: `false` at the end of the file.
  /// - Throws: ``ImportError/file(_:)`` for an unclosed quote, a line end of CR alone or an endless row, with the line.
  mutating func nextRow() throws(ImportError) -> Bool {
    while true {
      if next >= filled {
        if sourceEnded { return false }
        try refill()
        continue
      }
      let outcome = shape.scan(
        buffer, from: next, to: filled, isWhole: sourceEnded, line: nextLine)
      switch outcome {
      case .row, .blank:
        if shape.hasLoneReturn { throw loneReturn(nextLine) }
        line = nextLine
        nextLine += 1
        // A record or a sheet's row is one, however many lines its texts have.
        if hasLines { nextLine += shape.innerLines }
        next = shape.end
        guard case .row = outcome else { continue }
        if shape.range.count > Self.rowBytesMax { throw tooLong(line, nil) }
        return true
      case .incomplete(let openQuoteLine):
        if shape.hasLoneReturn { throw loneReturn(nextLine) }
        if sourceEnded { throw unclosed(openQuoteLine ?? nextLine) }
        if filled - next > Self.rowBytesMax { throw tooLong(nextLine, openQuoteLine) }
        try refill()
      }
    }
  }

  /// Moves to the end of the file and throws as ``nextRow()`` would on the way, without looking at fields.
  mutating func passRows() throws(ImportError) {
    while true {
      if hasLines {
        let plain = CSVRow.plainLines(buffer.span, from: next, to: filled)
        // Only the first of them can have begun before the last refill and be too long.
        if plain.firstBytes <= Self.rowBytesMax {
          nextLine += plain.count
          next = plain.end
        }
      }
      guard try nextRow() else { return }
    }
  }

  /// The content of a field of the current row, unquoted.
  @_lifetime(borrow self)
  @inline(__always)
  borrowing func field(_ index: Int) -> Span<UInt8> {
    let field = shape.field(index)
    let range = Int(field.lower)..<Int(field.upper)
    return field.inScratch
      ? shape.scratch.span.extracting(range) : buffer.span.extracting(range)
  }

  /// The current row as it stands in the file, without its line end.
  @_lifetime(borrow self)
  borrowing func rawRow() -> Span<UInt8> {
    buffer.span.extracting(shape.range)
  }

  /// Closes the file.
  /// - Returns: SHA-256 of the file as it lies.
  /// - Throws: ``ImportError/file(_:)`` when the file was changed in the meantime.
  consuming func finish() throws(ImportError) -> Digest {
    try source.finish()
  }

  /// Moves what is left of the buffer to its front and reads more behind it.
  private mutating func refill() throws(ImportError) {
    let left = filled - next
    if next > 0 {
      for index in 0..<left { buffer[index] = buffer[next + index] }
      next = 0
      filled = left
    }
    let room = min(Self.readBytes, buffer.count - Self.padding - filled)
    var got = try converter?.read(&source, into: &buffer, at: filled, upTo: room)
    if got == nil { got = try source.read(into: &buffer, at: filled, upTo: room) }
    filled += got ?? 0
    if got == 0 { sourceEnded = true }
  }

  private func unclosed(_ line: UInt64) -> ImportError {
    .file(
      "\(source.path): the quote opened on line \(line) is never closed; "
        + "close it in the file, or remove it")
  }

  private func loneReturn(_ line: UInt64) -> ImportError {
    .file(
      "\(source.path): line \(line) holds a carriage return (CR) without a line feed (LF), with which old Macintosh "
        + "programs end rows; write the file with LF or CRLF (tr '\\r' '\\n' < OLD > NEW), or put a field that "
        + "holds a CR into quotes")
  }

  private func tooLong(_ line: UInt64, _ openQuoteLine: UInt64?) -> ImportError {
    let culprit = openQuoteLine.map { "a quote opened on line \($0) is not closed, or " } ?? ""
    return .file(
      "\(source.path): \(culprit)the row on line \(line) is longer than \(Self.rowBytesMax) bytes; "
        + "mend that line, or check that the file is CSV")
  }
}
