/// Reads the rows of a sheet that have something in them.
struct SheetCells {
  /// Columns that a sheet can have (ECMA-376: up to XFD).
  static let columnsMax = 16_384
  /// Rows that a sheet can have.
  static let rowsMax = 1_048_576

  /// The fields of the row at hand, up to the last that is not empty.
  private(set) var fields: [[UInt8]] = []

  private var part: WorkbookPart
  private let workbook: Workbook

  /// A cell in the making.
  private struct Cell {
    var column = 0
    var kind = ""
    var style = 0
    var value: [UInt8] = []
    var text = RichText()
    var isValue = false
  }

  /// The cells of a sheet's part.
  init(_ part: WorkbookPart, _ workbook: Workbook) {
    self.part = part
    self.workbook = workbook
  }

  /// Reads the next row that has something in it into ``fields``.
  /// - Parameter row: the number of the row read before, 0 at first.
  /// - Returns: its number, from 1; `nil` at the end.
  mutating func next(after row: Int) throws(ImportError) -> Int? {
    var last = row
    while let token = try part.next() {
      guard case .start(let name, let attributes) = token, part.isName(name, "row") else {
        continue
      }
      let number = part.number("r", in: attributes) ?? last + 1
      guard number > last, number <= Self.rowsMax else {
        throw part.error("has row \(number) behind row \(last)")
      }
      last = number
      try readRow(number)
      if !fields.isEmpty { return number }
    }
    return nil
  }

  private mutating func readRow(_ number: Int) throws(ImportError) {
    fields.removeAll(keepingCapacity: true)
    var next = 0
    while let token = try part.next() {
      switch token {
      case .end(let name) where part.isName(name, "row"): return
      case .start(let name, let attributes) where part.isName(name, "c"):
        var cell = Cell()
        cell.column = try column(attributes, row: number) ?? next
        guard cell.column < Self.columnsMax else {
          throw part.error("has more than \(Self.columnsMax) columns in row \(number)")
        }
        cell.kind = part.text("t", in: attributes) ?? ""
        cell.style = part.number("s", in: attributes) ?? 0
        next = cell.column + 1
        try readCell(&cell, row: number)
        try put(cell, row: number)
      default: break
      }
    }
  }

  /// The column that a reference as `BC12` names, from 0.
  private func column(_ attributes: Range<Int>, row: Int) throws(ImportError) -> Int? {
    guard let reference = part.text("r", in: attributes) else { return nil }
    var column = 0
    for byte in reference.utf8.prefix(while: { $0 >= 0x40 }) {
      guard (0x41...0x5A).contains(byte), column < Self.columnsMax else {
        throw part.error("has a cell '\(reference.printable)' in row \(row)")
      }
      column = column * 26 + Int(byte - 0x40)
    }
    return column == 0 ? nil : column - 1
  }

  private mutating func readCell(_ cell: inout Cell, row: Int) throws(ImportError) {
    while let token = try part.next() {
      guard cell.value.count + cell.text.bytes.count <= CSVScanner.rowBytesMax else {
        throw part.error("has a cell of more than \(CSVScanner.rowBytesMax) bytes in row \(row)")
      }
      switch token {
      case .end(let name) where part.isName(name, "c"): return
      case .start(let name, _) where part.isName(name, "v"): cell.isValue = true
      case .end(let name) where part.isName(name, "v"): cell.isValue = false
      case .text(let range) where cell.isValue: cell.value.append(contentsOf: part[range])
      default: cell.text.take(token, part)
      }
    }
  }

  private mutating func put(_ cell: Cell, row: Int) throws(ImportError) {
    let text = try text(of: cell, row: row)
    if text.isEmpty { return }
    while fields.count <= cell.column { fields.append([]) }
    fields[cell.column] = text
  }

  private func text(of cell: Cell, row: Int) throws(ImportError) -> [UInt8] {
    switch cell.kind {
    case "s":
      let number = Int(String(decoding: cell.value, as: UTF8.self))
      guard let text = number.flatMap({ workbook.texts.text($0) }) else {
        throw part.error("has a cell in row \(row) with a shared text that is not there")
      }
      return Self.unescaped(text)
    case "inlineStr": return Self.unescaped(cell.text.bytes[...])
    case "str": return Self.unescaped(cell.value[...])
    case "b": return Array((cell.value == [UInt8(ascii: "1")] ? "TRUE" : "FALSE").utf8)
    case "e", "d": return cell.value
    default:
      if cell.value.isEmpty { return [] }
      let isKnown = workbook.formats.indices.contains(cell.style)
      let format = isKnown ? workbook.formats[cell.style] : .number
      return format.text(cell.value[...], from1904: workbook.from1904)
    }
  }

  /// A text with the characters that XML cannot hold, written as `_x000D_` (ECMA-376 part 1, §22.9.2.19).
  static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "_")) else { return Array(text) }
    var result: [UInt8] = []
    var rest = text
    while let byte = rest.first {
      if byte == UInt8(ascii: "_"), let scalar = escaped(rest) {
        result.append(contentsOf: UTF8.encode(scalar).map { Array($0) } ?? [])
        rest = rest.dropFirst(7)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  private static func escaped(_ text: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let code = Array(text.prefix(7))
    guard code.count == 7, code[1] == UInt8(ascii: "x"), code[6] == UInt8(ascii: "_"),
      code[2..<6].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    return UInt32(String(decoding: code[2..<6], as: UTF8.self), radix: 16)
      .flatMap { Unicode.Scalar($0) }
  }
}
