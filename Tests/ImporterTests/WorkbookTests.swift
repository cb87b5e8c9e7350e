import EventStore
import Testing

@testable import Importers

@Suite("Reading sheets of workbooks")
struct WorkbookTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func rows(
    _ bytes: [UInt8], _ choice: SheetChoice = SheetChoice()
  ) throws -> (lines: [UInt64], rows: [[String]]) {
    let path = try scratch.file("a.xlsx", bytes)
    var scanner = try CSVScanner(try ByteSource(path), format: .workbook(choice))
    var lines: [UInt64] = []
    var rows: [[String]] = []
    while try scanner.nextRow() {
      lines.append(scanner.line)
      rows.append(
        (0..<scanner.fieldCount).map {
          String(decoding: [UInt8](block: scanner.field($0)), as: UTF8.self)
        })
    }
    #expect(try scanner.finish() == sha256(bytes))
    return (lines, rows)
  }

  private func message(_ bytes: [UInt8], _ choice: SheetChoice = SheetChoice()) -> String {
    do {
      return "\(try rows(bytes, choice))"
    } catch {
      return "\(error)"
    }
  }

  private func maker(_ rows: String) -> WorkbookMaker {
    WorkbookMaker(sheets: [("Sheet1", rows)])
  }

  @Test("Cells of every kind give the texts that a person saw")
  func kinds() throws {
    var workbook = maker(
      """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
      <row r="2"><c r="A2" t="inlineStr"><is><t>one </t><t>two</t></is></c><c r="C2"><f>1+1</f><v>2</v></c></row>
      <row r="3"><c r="A3" t="b"><v>1</v></c><c r="B3" t="b"><v>0</v></c><c r="C3" t="str"><f>x()</f><v>y_x000D_z</v></c></row>
      <row r="4"><c r="B4" t="e"><v>#N/A</v></c><c r="C4" t="d"><v>2025-04-12T08:00:00</v></c></row>
      """)
    workbook.shared = [
      "<t>案件 &amp; \"編號\"</t>",
      "<r><rPr><b/></rPr><t>派工</t></r><r><t xml:space=\"preserve\"> 項目</t></r><rPh sb=\"0\" eb=\"1\"><t>不讀</t></rPh>",
      "<t>a_x000A_b_x005F_x000A_</t>",
    ]
    let read = try rows(workbook.bytes)
    #expect(
      read.rows == [
        ["案件 & \"編號\"", "派工 項目", "a\nb_x000A_"], ["one two", "", "2"], ["TRUE", "FALSE", "y\rz"],
        ["", "#N/A", "2025-04-12T08:00:00"],
      ])
    #expect(read.lines == [1, 2, 3, 4])
  }

  @Test(
    "Rows without anything in them are passed over and counted, cells without an address follow one another"
  )
  func gaps() throws {
    let workbook = maker(
      """
      <row r="3"><c t="inlineStr"><is><t>a</t></is></c><c t="inlineStr"><is><t>b</t></is></c></row>
      <row r="4"><c r="A4" s="0"/><c r="B4" t="inlineStr"><is><t/></is></c></row>
      <row r="7"><c r="B7"><v>1</v></c></row>
      <row><c><v>2</v></c></row>
      <row r="20"><c r="A20"><v>3</v></c><c r="AB20"><v>4</v></c></row>
      """)
    let read = try rows(workbook.bytes)
    #expect(read.lines == [3, 7, 8, 20])
    #expect(read.rows.prefix(3) == [["a", "b"], ["", "1"], ["2", ""]])
    #expect(read.rows[3].count == 28)
    #expect(read.rows[3][27] == "4")
  }

  static let numbers: [(code: String, value: String, text: String)] = [
    ("General", "20250400001", "20250400001"),
    ("General", "2.0250400001E10", "20250400001"),
    ("General", "0.10000000000000001", "0.1"),
    ("General", "-1.50", "-1.5"),
    ("0.00", "3", "3"),
    ("#,##0", "1234567", "1234567"),
    ("0.00E+00", "12345", "12345"),
    ("000000", "42", "000042"),
    ("@", "42", "42"),
    ("yyyy-mm-dd", "45759", "2025-04-12"),
    ("yyyy/m/d;@", "45759", "2025-04-12"),
    ("[$-404]e&quot;年&quot;m&quot;月&quot;d&quot;日&quot;", "45759", "2025-04-12"),
    ("yyyy-mm-dd", "45759.25", "2025-04-12 06:00:00"),
    ("yyyy-mm-dd hh:mm", "45759", "2025-04-12 00:00:00"),
    ("yyyy-mm-dd hh:mm:ss", "45759.354861111111", "2025-04-12 08:31:00"),
    ("yyyy-mm-dd hh:mm:ss", "45759.99999", "2025-04-12 23:59:59"),
    ("h:mm AM/PM", "0.5", "12:00:00"),
    ("h:mm:ss", "0.354861111111", "08:31:00"),
    ("上午/下午h&quot;时&quot;mm&quot;分&quot;", "0.75", "18:00:00"),
    ("mmm-yy", "45748", "2025-04-01"),
    ("[h]:mm:ss", "1.5", "36:00:00"),
    ("[Red]0.0", "1.5", "1.5"),
    ("0&quot; days&quot;", "3", "3"),
    ("yyyy-mm-dd", "1", "1900-01-01"),
    ("yyyy-mm-dd", "59", "1900-02-28"),
    ("yyyy-mm-dd", "60", "1900-02-29"),
    ("yyyy-mm-dd", "61", "1900-03-01"),
    ("yyyy-mm-dd", "2958465", "9999-12-31"),
    ("yyyy-mm-dd", "-5", "-5"),
    ("yyyy-mm-dd", "text", "text"),
  ]

  @Test("Numbers are what their formats say, to the second", arguments: numbers.indices)
  func number(_ index: Int) throws {
    let (code, value, text) = Self.numbers[index]
    var workbook = maker("<row><c s=\"1\"><v>\(value)</v></c></row>")
    workbook.codes = [code]
    #expect(try rows(workbook.bytes).rows == [[text]])
  }

  @Test(
    "Formats that every program knows need no code",
    arguments: [
      (0, "45759.5"), (14, "2025-04-12 12:00:00"), (22, "2025-04-12 12:00:00"),
      (31, "2025-04-12 12:00:00"), (46, "1098228:00:00"), (49, "45759.5"),
      (58, "2025-04-12 12:00:00"),
    ])
  func builtIn(_ number: Int, _ text: String) {
    let shown = CellFormat(builtIn: number).text(Array("45759.5".utf8)[...], from1904: false)
    #expect(String(decoding: shown, as: UTF8.self) == text)
  }

  @Test("Days counted from 1904 are four years and a day later")
  func from1904() throws {
    var workbook = maker(
      "<row><c s=\"1\"><v>44297</v></c><c s=\"1\"><v>0</v></c></row><row><c s=\"2\"><v>0.25</v></c></row>"
    )
    workbook.codes = ["yyyy-mm-dd", "hh:mm"]
    workbook.from1904 = true
    #expect(try rows(workbook.bytes).rows == [["2025-04-12", "1904-01-01"], ["06:00:00", ""]])
  }

  @Test("The only sheet that is not empty is meant; of several, one has to be named")
  func sheets() throws {
    let text = WorkbookMaker.rows([["a"], ["1"]])
    var workbook = WorkbookMaker(sheets: [("空白", ""), ("來電", text), ("Sheet3", "<row r=\"1\"/>")])
    #expect(try rows(workbook.bytes).rows == [["a"], ["1"]])
    workbook.sheets.append(("其他", WorkbookMaker.rows([["b"]])))
    #expect(message(workbook.bytes).contains("several sheets that are not empty ('來電', '其他')"))
    #expect(try rows(workbook.bytes, SheetChoice(name: "其他")).rows == [["b"]])
    let missing = message(workbook.bytes, SheetChoice(name: "来电"))
    #expect(missing.contains("has no sheet '来电', only '空白', '來電', 'Sheet3', '其他'"))
    #expect(try rows(WorkbookMaker(sheets: [("Sheet1", "")]).bytes).rows.isEmpty)
  }

  @Test("Titles above the header are passed over when the mapping says where it stands")
  func headerRow() throws {
    let text = WorkbookMaker.rows([["熱線 2025"], ["a", "b"], ["1", "2"]])
    let read = try rows(maker(text).bytes, SheetChoice(headerRow: 2))
    #expect(read.rows == [["a", "b"], ["1", "2"]])
    #expect(read.lines == [2, 3])
  }

  @Test(
    "A sheet that does not fit into one piece gives the rows of a short one, packed with gzip or not"
  )
  func manyRows() throws {
    let expected = (0..<20_000).map { ["\($0)", "第\($0) &quot;件&quot;"] }
    let bytes = maker(WorkbookMaker.rows(expected)).bytes
    let texts = expected.map { [$0[0], $0[1].replacing("&quot;", with: "\"")] }
    #expect(try rows(bytes).rows == texts)
    #expect(try rows(gzip(bytes)).rows == texts)
  }

  @Test("What is no workbook, or a damaged one, is refused with what to do")
  func refusing() throws {
    #expect(message(Array("a,b\n".utf8)).contains("no workbook (.xlsx); check the mapping"))
    #expect(
      message([0xD0, 0xCF, 0x11, 0xE0, 0xA1]).contains("save it as .xlsx without a password"))
    let archive = WorkbookMaker.archive([("a.csv", Array("a,b\n".utf8))])
    #expect(message(archive).contains("a ZIP archive and no workbook"))
    let whole = maker(WorkbookMaker.rows([["a"], ["1"]]))
    let long = String(repeating: "a", count: CSVScanner.rowBytesMax + 1)
    #expect(message(maker(WorkbookMaker.rows([[long]])).bytes).contains("has a cell of more than"))
    let path = try scratch.file("b.csv", whole.bytes)
    #expect(throws: ImportError.self) { _ = try CSVScanner(try ByteSource(path)) }
    #expect(message(whole.bytes.dropLast(30)).contains("is a damaged workbook"))
    var flipped = whole.bytes
    let place = try #require(flipped.firstRange(of: Array("inlineStr".utf8))).lowerBound
    flipped[place] ^= 1
    #expect(message(flipped).contains("its part xl/worksheets/sheet0.xml"))
  }

  static let faults: [(part: String, xml: String, words: String)] = [
    (
      "xl/worksheets/sheet0.xml", "<worksheet><row><c></row>",
      "is no XML: mismatched tag, at line 2"
    ),
    ("xl/worksheets/sheet0.xml", "<worksheet>", "is no XML"),
    (
      "xl/worksheets/sheet0.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><worksheet/>",
      "it declares a document type"
    ),
    (
      "xl/worksheets/sheet0.xml", "<worksheet><row r=\"2\"/><row r=\"1\"/></worksheet>",
      "has row 1 behind row 2"
    ),
    (
      "xl/worksheets/sheet0.xml", "<worksheet><row><c t=\"s\"><v>7</v></c></row></worksheet>",
      "has a cell in row 1 with a shared text that is not there"
    ),
    (
      "xl/worksheets/sheet0.xml", "<worksheet><row><c r=\"ZZZZ1\"><v>7</v></c></row></worksheet>",
      "in row 1"
    ),
    (
      "_rels/.rels",
      "<Relationships><Relationship Type=\"a/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>",
      "is a binary workbook (.xlsb)"
    ),
    ("_rels/.rels", "<Relationships/>", "a ZIP archive and no workbook"),
    (
      "xl/worksheets/sheet0.xml",
      "<worksheet><!--\(String(repeating: " ", count: 6 << 20))--></worksheet>",
      "it has a comment or a tag of more than 4 MiB"
    ),
  ]

  @Test(
    "Parts that are not what they should be are refused with their name", arguments: faults.indices)
  func damagedParts(_ index: Int) {
    let (part, xml, words) = Self.faults[index]
    var workbook = maker("")
    workbook.replaced[part] = xml
    let message = message(workbook.bytes)
    #expect(message.contains(words), "\(message)")
    #expect(message.contains("a.xlsx"))
  }

  @Test("No flipped bit of a workbook stops the program or gives another text without a word")
  func flips() throws {
    var workbook = maker(
      "<row><c t=\"s\"><v>0</v></c></row><row><c s=\"1\"><v>45759</v></c></row>")
    workbook.shared = ["<t>案件</t>"]
    workbook.codes = ["yyyy-mm-dd"]
    let bytes = workbook.bytes
    let expected = try rows(bytes).rows
    for bit in stride(from: 0, to: bytes.count * 8, by: 7) {
      var flipped = bytes
      flipped[bit / 8] ^= 1 << UInt8(bit % 8)
      guard let read = try? rows(flipped).rows else { continue }
      // A directory may name a part that is optional by another name; then cells lose their looks, or are refused.
      #expect(read == expected || read == [["案件"], ["45759"]] || read.isEmpty, "bit \(bit)")
    }
  }

  @Test("Rows of a workbook and rows of CSV with the same content become the same cases")
  func sameCases() throws {
    let known = try #require(BuiltInMappings.all.first { $0.name == "taipei-1999" })
    func imported(_ file: String, _ format: String) throws -> [EventID] {
      let yaml = known.yaml.replacing("format: csv", with: "format: \(format)")
      let log = simulatedLog()
      let account = try importer(log, try Mapping(yaml: yaml, file: "m.yaml")).run(files: [file])
      #expect(account.total.accepted == 2)
      return try events(log, "IntakeRecorded").map(\.id)
    }
    let calls = [
      ["案件編號", "派工項目", "案件地址", "立案日期", "立案時間"],
      ["2016010100001", "路樹處理", "中山區南京東路1號", "20160101", "080000"],
      ["2016010200002", "路樹處理", "大安區路2號", "20160102", "090000"],
    ]
    let csv = calls.map { $0.joined(separator: ",") + "\n" }.joined()
    let plain = try imported(try scratch.file("a.csv", csv), "csv")
    let sheet = try scratch.file("a.xlsx", maker(WorkbookMaker.rows(calls)).bytes)
    #expect(try imported(sheet, "xlsx") == plain)
    let titled = maker(WorkbookMaker.rows([["熱線 2016"]] + calls)).bytes
    let file = try scratch.file("b.xlsx", titled)
    #expect(try imported(file, "xlsx\n  headerRow: 2") == plain)
    let error = #expect(throws: ImportError.self) { try imported(file, "xlsx") }
    #expect("\(try #require(error))".contains("line 1 has: 熱線 2016); check that"))
    #expect("\(try #require(error))".contains("source.headerRow"))
  }

  @Test("Sheet and header row belong to workbooks, and a workbook has no encoding of its own")
  func mapping() throws {
    let known = try #require(BuiltInMappings.all.first { $0.name == "taipei-1999" })
    func message(_ source: String) -> String {
      let yaml = known.yaml.replacing("format: csv", with: source)
      do {
        return "\(try Mapping(yaml: yaml, file: "m.yaml").format)"
      } catch {
        return "\(error)"
      }
    }
    #expect(message("format: csv\n  sheet: A").contains("is for workbooks only"))
    #expect(message("format: json\n  headerRow: 2").contains("is for workbooks only"))
    #expect(message("format: ods").contains("must be csv, tsv, json or xlsx"))
    #expect(message("format: xlsx\n  headerRow: 0").contains("headerRow"))
    #expect(message("format: xlsx\n  sheet: 來電\n  headerRow: 3").contains("headerRow: 3"))
  }
}
