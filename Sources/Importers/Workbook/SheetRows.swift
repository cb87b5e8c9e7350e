import EventStore

/// Which rows of a workbook are meant.
struct SheetChoice: Hashable, Sendable {
  /// Name of the sheet; `nil` when it is the only one that is not empty.
  var name: String?
  /// The first row that may hold the names of the columns; rows above it are a title and passed over.
  var headerRow = 1
}

/// Reads a sheet of a workbook as the rows of a CSV file.
///
/// Empty rows become empty lines, so that lines are the sheet's rows. The workbook is held in memory as it lies, with the
/// texts that it keeps once; cells are read as they are asked for.
struct SheetRows: RowConverter {
  /// Longest workbook, packed as it is.
  static let workbookBytesMax = 512 << 20

  private let path: String
  private let choice: SheetChoice
  private var cells: SheetCells?
  private var text = CSVText()
  private var row = 0
  private var width = 0
  private var isOpened = false

  /// A reader of the workbook at a path, which errors name.
  init(_ choice: SheetChoice, path: String) {
    self.choice = choice
    self.path = path
  }

  mutating func read(
    _ source: inout ByteSource, into buffer: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(ImportError) -> Int {
    if !isOpened {
      isOpened = true
      try open(&source)
    }
    while text.isEmpty, cells != nil { try fill() }
    return text.give(into: &buffer, at: offset, upTo: count)
  }

  private mutating func open(_ source: inout ByteSource) throws(ImportError) {
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 262_144)
    while true {
      let got = try source.read(into: &piece, at: 0, upTo: piece.count)
      if got == 0 { break }
      content.append(contentsOf: piece[..<got])
      guard content.count <= Self.workbookBytesMax else {
        throw .file(
          "\(path) is larger than \(Self.workbookBytesMax >> 20) MiB; split the workbook, or save it as CSV"
        )
      }
    }
    let workbook = try Workbook(content, path: path)
    guard let sheet = try workbook.sheet(choice.name) else { return }
    guard let part = try workbook.open(sheet.part) else {
      throw WorkbookPart.damaged(path, "its part \(sheet.part) is missing")
    }
    cells = SheetCells(part, workbook)
  }

  private mutating func fill() throws(ImportError) {
    while !text.isFull {
      guard let next = try cells?.next(after: row), let fields = cells?.fields else {
        cells = nil
        return
      }
      for _ in (row + 1)..<next { text.addBlank() }
      row = next
      if next < choice.headerRow {
        text.addBlank()
      } else {
        // The header says how many fields a row has; a row may have more, and is told of as one of a CSV file would be.
        if width == 0 { width = fields.count }
        text.add(fields + repeatElement([], count: max(0, width - fields.count)))
      }
    }
  }
}
