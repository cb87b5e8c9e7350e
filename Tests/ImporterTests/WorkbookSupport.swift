import EventStore

/// Writes workbooks as small as they can be.
struct WorkbookMaker {
  /// Rows of a sheet: the XML between its `sheetData` tags.
  var sheets: [(name: String, rows: String)]
  /// Texts that cells share, as XML of their items.
  var shared: [String] = []
  /// Codes of number formats; the cells' style 1 is the first of them, style 0 a plain number.
  var codes: [String] = []
  /// Whether days are counted from 1904.
  var from1904 = false
  /// Parts put in the place of those that would be written.
  var replaced: [String: String] = [:]

  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

  /// The workbook's bytes.
  var bytes: [UInt8] {
    let tabs = sheets.enumerated().map { index, sheet in
      "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\" r:id=\"s\(index)\"/>"
    }
    var relations = sheets.indices.map {
      "<Relationship Id=\"s\($0)\" Type=\"\(Self.office)/worksheet\" Target=\"worksheets/sheet\($0).xml\"/>"
    }
    relations += [
      "<Relationship Id=\"t\" Type=\"\(Self.office)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>",
      "<Relationship Id=\"f\" Type=\"\(Self.office)/styles\" Target=\"../xl/styles.xml\"/>",
    ]
    let formats = codes.enumerated().map {
      "<numFmt numFmtId=\"\(200 + $0)\" formatCode=\"\($1)\"/>"
    }
    let styles = codes.indices.map { "<xf numFmtId=\"\(200 + $0)\"/>" }
    var parts: [(String, String)] = [
      (
        "_rels/.rels",
        "<Relationships><Relationship Id=\"r\" Type=\"\(Self.office)/officeDocument\" Target=\"xl/workbook.xml\"/>"
          + "</Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<x:workbook xmlns:x=\"\(Self.main)\" xmlns:r=\"\(Self.office)\"><x:workbookPr date1904=\"\(from1904 ? 1 : 0)\"/>"
          + "<x:sheets>\(tabs.joined().replacing("<sheet", with: "<x:sheet"))</x:sheets></x:workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", "<Relationships>\(relations.joined())</Relationships>"),
      ("xl/sharedStrings.xml", "<sst>\(shared.map { "<si>\($0)</si>" }.joined())</sst>"),
      (
        "xl/styles.xml",
        "<styleSheet><numFmts>\(formats.joined())</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
          + "<cellXfs><xf numFmtId=\"0\"/>\(styles.joined())</cellXfs></styleSheet>"
      ),
    ]
    for (index, sheet) in sheets.enumerated() {
      parts.append(
        (
          "xl/worksheets/sheet\(index).xml",
          "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(sheet.rows)</sheetData></worksheet>"
        ))
    }
    return Self.archive(
      parts.map { name, text in
        (name, Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\(replaced[name] ?? text)".utf8))
      })
  }

  /// A ZIP archive of parts that are not packed.
  static func archive(_ parts: [(name: String, content: [UInt8])]) -> [UInt8] {
    var bytes: [UInt8] = []
    var directory: [UInt8] = []
    for (name, content) in parts {
      let offset = UInt32(bytes.count)
      let about =
        littleEndian(UInt16(20)) + littleEndian(UInt32(0)) + littleEndian(UInt32(0x5821_0000))
        + littleEndian(crc32(content)) + littleEndian(UInt32(content.count))
        + littleEndian(UInt32(content.count)) + littleEndian(UInt16(name.utf8.count))
        + littleEndian(UInt16(0))
      bytes += Array("PK\u{3}\u{4}".utf8) + about + Array(name.utf8) + content
      directory +=
        Array("PK\u{1}\u{2}".utf8) + littleEndian(UInt16(20)) + about
        + [UInt8](repeating: 0, count: 10) + littleEndian(offset) + Array(name.utf8)
    }
    let count = littleEndian(UInt16(parts.count))
    return bytes + directory + Array("PK\u{5}\u{6}".utf8) + [0, 0, 0, 0] + count + count
      + littleEndian(UInt32(directory.count)) + littleEndian(UInt32(bytes.count)) + [0, 0]
  }

  /// Rows of texts that stand in their cells.
  static func rows(_ rows: [[String]]) -> String {
    rows.map { row in
      "<row>" + row.map { "<c t=\"inlineStr\"><is><t>\($0)</t></is></c>" }.joined() + "</row>"
    }.joined()
  }
}
