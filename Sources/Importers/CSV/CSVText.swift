import EventStore

/// What gives the content of a file as UTF-8 rows of CSV.
protocol RowConverter {
  /// Reads up to `count` bytes into `buffer` from `offset` on; 0 at the end.
  /// - Throws: ``ImportError/file(_:)`` where the file is not what it should be.
  mutating func read(
    _ source: inout ByteSource, into buffer: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(ImportError) -> Int
}

/// Rows of CSV that wait to be read.
struct CSVText {
  /// Rows made ahead of their reader, in bytes.
  static let aheadBytes = 65_536
  /// What stands between two fields.
  static let delimiter = UInt8(ascii: ",")

  private var bytes: [UInt8] = []
  private var given = 0

  /// Whether everything was read.
  var isEmpty: Bool { given == bytes.count }
  /// Whether there is enough for now.
  var isFull: Bool { bytes.count >= Self.aheadBytes }

  /// Adds a row, each field in quotes.
  mutating func add(_ fields: some Collection<[UInt8]>) {
    var isFirst = true
    for field in fields {
      if !isFirst { bytes.append(Self.delimiter) }
      isFirst = false
      bytes.append(UInt8(ascii: "\""))
      for byte in field {
        if byte == UInt8(ascii: "\"") { bytes.append(byte) }
        bytes.append(byte)
      }
      bytes.append(UInt8(ascii: "\""))
    }
    addBlank()
  }

  /// Adds an empty line.
  mutating func addBlank() { bytes.append(UInt8(ascii: "\n")) }

  /// Gives up to `count` bytes of what is left.
  mutating func give(into buffer: inout [UInt8], at offset: Int, upTo count: Int) -> Int {
    let part = min(count, bytes.count - given)
    for index in 0..<part { buffer[offset + index] = bytes[given + index] }
    given += part
    if isEmpty {
      bytes.removeAll(keepingCapacity: true)
      given = 0
    }
    return part
  }
}
