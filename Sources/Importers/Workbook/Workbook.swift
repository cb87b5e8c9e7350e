import EventStore

/// A workbook of Office Open XML (ECMA-376; `.xlsx`) without its cells: which sheets it has, and what their cells refer to.
struct Workbook {
  /// One of its sheets.
  struct Sheet {
    /// As it stands on its tab.
    let name: String
    /// The part with its cells.
    let part: String
  }

  /// Its sheets of cells, in the order of their tabs.
  private(set) var sheets: [Sheet] = []
  /// Whether days are counted from 1904.
  private(set) var from1904 = false
  /// What the numbers of cells stand for, by the cells' style.
  private(set) var formats: [CellFormat] = []
  /// Texts that cells name by their number.
  private(set) var texts = SharedTexts()

  private let archive: ZipArchive
  private let path: String

  private struct Relation {
    let id: String
    let kind: Substring
    let part: String
  }

  /// Opens a workbook that lies in memory.
  /// - Parameter path: where it is from.
  /// - Throws: ``ImportError/file(_:)`` when it is none.
  init(_ content: [UInt8], path: String) throws(ImportError) {
    self.path = path
    if content.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
      throw .file(
        "\(path) is a workbook of the old kind (.xls), or one with a password; open it in a spreadsheet program and save it "
          + "as .xlsx without a password")
    }
    guard content.starts(with: Self.mark) else {
      throw .file(
        "\(path) is no workbook (.xlsx); check the mapping's source.format, or fetch it again")
    }
    do throws(ZipArchive.Damage) {
      archive = try ZipArchive(content)
    } catch {
      throw WorkbookPart.damaged(path, error.words)
    }
    let main = try relations(of: "").first { $0.kind == "officeDocument" }
    guard let main else {
      throw .file("\(path) is a ZIP archive and no workbook; unpack it, and import what is in it")
    }
    guard !main.part.hasSuffix(".bin") else {
      throw .file(
        "\(path) is a binary workbook (.xlsb); open it in a spreadsheet program and save it as .xlsx"
      )
    }
    let others = try relations(of: main.part)
    try readSheets(main.part, others)
    if let styles = others.first(where: { $0.kind == "styles" }) { try readStyles(styles.part) }
    if let shared = others.first(where: { $0.kind == "sharedStrings" }),
      var part = try open(shared.part)
    {
      try texts.read(&part)
    }
  }

  /// The first bytes of every ZIP archive that holds something.
  static let mark = Array("PK\u{3}\u{4}".utf8)

  /// The sheet with this name; without a name, the only one that has cells with something in them.
  /// - Throws: ``ImportError/file(_:)`` when there is no such sheet, or there are several.
  func sheet(_ name: String?) throws(ImportError) -> Sheet? {
    let all = sheets.map { "'\($0.name.printable)'" }.joined(separator: ", ")
    if let name {
      if let known = sheets.first(where: { $0.name == name }) { return known }
      throw .file("\(path) has no sheet '\(name)', only \(all); mend source.sheet in the mapping")
    }
    var filled: [Sheet] = []
    for sheet in sheets {
      guard let part = try open(sheet.part) else { continue }
      var cells = SheetCells(part, self)
      if try cells.next(after: 0) != nil { filled.append(sheet) }
    }
    if filled.count > 1 {
      let names = filled.map { "'\($0.name.printable)'" }.joined(separator: ", ")
      throw .file(
        "\(path) has several sheets that are not empty (\(names)); name in the mapping which of them is meant, as "
          + "source.sheet")
    }
    return filled.first
  }

  /// Opens one of its parts; `nil` when there is none of this name.
  func open(_ name: String) throws(ImportError) -> WorkbookPart? {
    try WorkbookPart(archive, name, path: path)
  }

  // MARK: Parts

  private mutating func readSheets(_ main: String, _ others: [Relation]) throws(ImportError) {
    guard var part = try open(main) else {
      throw WorkbookPart.damaged(path, "its part \(main) is missing")
    }
    while let token = try part.next() {
      guard case .start(let name, let attributes) = token else { continue }
      if part.isName(name, "workbookPr") {
        from1904 = ["1", "true"].contains(part.text("date1904", in: attributes) ?? "")
      } else if part.isName(name, "sheet") {
        let id = part.text("id", in: attributes)
        // Sheets of charts have no cells.
        guard let place = others.first(where: { $0.id == id }), place.kind == "worksheet" else {
          continue
        }
        sheets.append(Sheet(name: part.text("name", in: attributes) ?? "", part: place.part))
      }
    }
  }

  private mutating func readStyles(_ name: String) throws(ImportError) {
    guard var part = try open(name) else { return }
    var codes: [Int: CellFormat] = [:]
    var isInCells = false
    while let token = try part.next() {
      switch token {
      case .start(let name, let attributes) where part.isName(name, "numFmt"):
        if let number = part.number("numFmtId", in: attributes) {
          codes[number] = CellFormat(code: part.text("formatCode", in: attributes) ?? "")
        }
      case .start(let name, _) where part.isName(name, "cellXfs"): isInCells = true
      case .end(let name) where part.isName(name, "cellXfs"): isInCells = false
      case .start(let name, let attributes) where isInCells && part.isName(name, "xf"):
        let number = part.number("numFmtId", in: attributes) ?? 0
        formats.append(codes[number] ?? CellFormat(builtIn: number))
      default: break
      }
    }
  }

  /// What a part refers to; the empty name is that of the whole.
  private func relations(of name: String) throws(ImportError) -> [Relation] {
    let slash = name.lastIndex(of: "/").map { name.index(after: $0) } ?? name.startIndex
    let folder = name[..<slash]
    guard var part = try open("\(folder)_rels/\(name[slash...]).rels") else { return [] }
    var found: [Relation] = []
    while let token = try part.next() {
      guard case .start(let name, let attributes) = token, part.isName(name, "Relationship"),
        let target = part.text("Target", in: attributes)
      else { continue }
      let kind = part.text("Type", in: attributes) ?? ""
      found.append(
        Relation(
          id: part.text("Id", in: attributes) ?? "",
          kind: kind.split(separator: "/").last ?? "", part: Self.resolved(target, folder)))
    }
    return found
  }

  /// The name of a part that is told relative to a folder.
  private static func resolved(_ target: String, _ folder: Substring) -> String {
    var steps: [Substring] = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

/// Texts that a workbook keeps once, for all cells that have them.
struct SharedTexts {
  /// Most bytes of all texts together.
  static let bytesMax = 512 << 20

  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  /// Reads them from their part.
  mutating func read(_ part: inout WorkbookPart) throws(ImportError) {
    var text = RichText()
    while let token = try part.next() {
      if case .start(let name, _) = token, part.isName(name, "si") { text = RichText() }
      text.take(token, part)
      guard case .end(let name) = token, part.isName(name, "si") else { continue }
      bytes.append(contentsOf: text.bytes)
      ends.append(bytes.count)
      if bytes.count > Self.bytesMax {
        throw part.error("holds more than \(Self.bytesMax) bytes; split the workbook")
      }
    }
  }

  /// The text with this number, from 0; `nil` when there is none.
  func text(_ number: Int) -> ArraySlice<UInt8>? {
    guard ends.indices.contains(number) else { return nil }
    return bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }
}

/// A text that may come in runs of several looks, and with hints on how it is read aloud, which are no part of it.
struct RichText {
  /// What was taken so far.
  private(set) var bytes: [UInt8] = []
  private var isText = false
  private var isHint = false

  /// Takes the next token of the element that holds the text.
  mutating func take(_ token: XMLTokens.Token, _ part: WorkbookPart) {
    switch token {
    case .start(let name, _):
      if part.isName(name, "rPh") { isHint = true }
      if part.isName(name, "t") { isText = true }
    case .end(let name):
      if part.isName(name, "rPh") { isHint = false }
      if part.isName(name, "t") { isText = false }
    case .text(let range):
      if isText, !isHint { bytes.append(contentsOf: part[range]) }
    }
  }
}
