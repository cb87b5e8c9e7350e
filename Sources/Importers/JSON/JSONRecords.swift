import EventStore

/// Reads the records of a JSON file as the rows of a CSV file, in constant memory.
///
/// The file is one list of objects, or one object after the other (JSON Lines). The members of the first object are the
/// header; in later ones they may stand in any order, be missing (the field is empty) or be others (passed over). Texts give their
/// characters, numbers and `true` and `false` what is written, `null` nothing, lists and objects their JSON as it stands.
struct JSONRecords: RowConverter {
  private static let readBytes = 65_536

  private var raw: [UInt8] = []
  private var filled = 0
  private var next = 0
  private var sourceEnded = false
  private var text = CSVText()
  private var place = Place.start
  private var record = JSONRecord()
  private var records: UInt64 = 0
  private var line: UInt64 = 1
  private let path: String

  /// Where in the file reading stands.
  private enum Place {
    case start
    /// In the list, before its first record.
    case listBegun
    /// In the list, after a record.
    case inList
    /// Between records that follow one another.
    case amongLines
    case end
  }

  /// A reader of the file at a path, which errors name.
  init(path: String) {
    self.path = path
  }

  // Errors name record and line where the file is not JSON of this shape.
  mutating func read(
    _ source: inout ByteSource, into buffer: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(ImportError) -> Int {
    while text.isEmpty, place != .end { try fill(&source) }
    return text.give(into: &buffer, at: offset, upTo: count)
  }

  private mutating func fill(_ source: inout ByteSource) throws(ImportError) {
    while !text.isFull, place != .end { try step(&source) }
  }

  /// Takes a record, or what stands before one.
  private mutating func step(_ source: inout ByteSource) throws(ImportError) {
    guard let byte = try peek(&source) else {
      switch place {
      case .start, .amongLines: place = .end
      default: throw error("the list is not closed; the file was cut off, fetch it again")
      }
      return
    }
    switch (place, byte) {
    case (.start, 0xEF):
      try skipMark(&source)
    case (.start, UInt8(ascii: "[")):
      next += 1
      place = .listBegun
    case (.start, UInt8(ascii: "{")), (.amongLines, UInt8(ascii: "{")):
      try take(&source)
      place = .amongLines
    case (.listBegun, UInt8(ascii: "{")):
      try take(&source)
      place = .inList
    case (.listBegun, UInt8(ascii: "]")), (.inList, UInt8(ascii: "]")):
      next += 1
      try finish(&source)
    case (.inList, UInt8(ascii: ",")):
      next += 1
      guard try peek(&source) == UInt8(ascii: "{") else {
        throw error("after a comma another object was expected")
      }
      try take(&source)
    case (.start, _):
      throw error("it begins neither with a list nor with an object; check that the file is JSON")
    default:
      throw error("a record is an object in braces, and a comma stands between two in a list")
    }
  }

  /// Passes over a byte order mark.
  private mutating func skipMark(_ source: inout ByteSource) throws(ImportError) {
    while filled - next < 3, !sourceEnded { try refill(&source) }
    guard filled - next >= 3, raw[next + 1] == 0xBB, raw[next + 2] == 0xBF else {
      throw error("it is not UTF-8")
    }
    next += 3
  }

  private mutating func finish(_ source: inout ByteSource) throws(ImportError) {
    if try peek(&source) != nil { throw error("more text stands after the list; take it out") }
    place = .end
  }

  /// Takes the record that begins here.
  private mutating func take(_ source: inout ByteSource) throws(ImportError) {
    records += 1
    let end = try endOfRecord(&source)
    let bytes = raw
    if let fault = record.read(bytes.span.extracting(next..<end), isFirst: records == 1) {
      throw error(fault)
    }
    if records == 1 { text.add(record.names) }
    text.add(record.values)
    pass(to: end)
  }

  /// Where the object that begins here ends; reads on until it does.
  private mutating func endOfRecord(_ source: inout ByteSource) throws(ImportError) -> Int {
    var length = 0
    var depth = 0
    var isText = false
    while true {
      if next + length == filled {
        if sourceEnded {
          throw error(
            "the object is not closed; the file was cut off, or a brace or quote is missing")
        }
        if length > CSVScanner.rowBytesMax {
          throw error(
            "the object is longer than \(CSVScanner.rowBytesMax) bytes; where the list of records stands inside an "
              + "object, take it out of that")
        }
        try refill(&source)
        continue
      }
      let byte = raw[next + length]
      length += 1
      switch byte {
      case UInt8(ascii: "\\") where isText:
        // What is escaped may lie beyond what was read so far.
        if next + length == filled, !sourceEnded { try refill(&source) }
        length += next + length < filled ? 1 : 0
      case UInt8(ascii: "\""): isText.toggle()
      case UInt8(ascii: "{") where !isText: depth += 1
      case UInt8(ascii: "}") where !isText:
        depth -= 1
        if depth == 0 { return next + length }
      default: break
      }
    }
  }

  /// The next byte that is no space; `nil` at the end of the file.
  private mutating func peek(_ source: inout ByteSource) throws(ImportError) -> UInt8? {
    while true {
      while next < filled, JSONRecord.isSpace(raw[next]) { pass(to: next + 1) }
      if next < filled { return raw[next] }
      if sourceEnded { return nil }
      try refill(&source)
    }
  }

  /// Moves on and counts the lines passed.
  private mutating func pass(to end: Int) {
    for index in next..<end where raw[index] == UInt8(ascii: "\n") { line += 1 }
    next = end
  }

  /// Moves what is left to the front and reads more behind it.
  private mutating func refill(_ source: inout ByteSource) throws(ImportError) {
    raw.removeFirst(next)
    filled -= next
    next = 0
    if raw.count < filled + Self.readBytes {
      raw.append(contentsOf: repeatElement(0, count: filled + Self.readBytes - raw.count))
    }
    let got = try source.read(into: &raw, at: filled, upTo: raw.count - filled)
    filled += got
    if got == 0 { sourceEnded = true }
  }

  private func error(_ fault: String) -> ImportError {
    let position = records == 0 ? "line \(line)" : "record \(records) (line \(line))"
    return .file("\(path): \(position): \(fault)")
  }
}
