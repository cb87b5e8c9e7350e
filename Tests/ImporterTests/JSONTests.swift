import EventStore
import Testing

@testable import Importers

@Suite("Reading records of JSON")
struct JSONTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func rows(_ content: [UInt8], packed: Bool = false) throws -> [[String]] {
    let bytes = packed ? gzip(content, blockBytes: 5) : content
    let path = try scratch.file(packed ? "a.json.gz" : "a.json", bytes)
    var scanner = try CSVScanner(try ByteSource(path), format: .json)
    var rows: [[String]] = []
    while try scanner.nextRow() {
      #expect(scanner.line == UInt64(rows.count))
      rows.append(
        (0..<scanner.fieldCount).map {
          String(decoding: [UInt8](block: scanner.field($0)), as: UTF8.self)
        })
    }
    #expect(try scanner.finish() == sha256(bytes))
    return rows
  }

  private func rows(_ text: String) throws -> [[String]] { try rows(Array(text.utf8)) }

  private func message(_ text: String) -> String {
    do {
      return "\(try rows(text))"
    } catch {
      return "\(error)"
    }
  }

  static let shapes: [(String, [[String]])] = [
    ("", []),
    ("  \n", []),
    ("[]", []),
    (#"[{"a":"1","b":"2"}]"#, [["a", "b"], ["1", "2"]]),
    (#"{"a":"1"}"#, [["a"], ["1"]]),
    ("{\"a\":\"1\"}\n{\"a\":\"2\"}\r\n\n{\"a\":\"3\"}", [["a"], ["1"], ["2"], ["3"]]),
    (#" [ { "a" : "1" } , { "a" : "2" } ] "#, [["a"], ["1"], ["2"]]),
    ("\u{FEFF}[{\"a\":\"1\"}]", [["a"], ["1"]]),
    (
      #"[{"a":1.50,"b":-2e+3},{"a":true,"b":null},{"a":false,"b":12345678901234567890}]"#,
      [["a", "b"], ["1.50", "-2e+3"], ["true", ""], ["false", "12345678901234567890"]]
    ),
    (
      #"[{"a":"1","b":"2"},{"b":"4","c":"5","a":"3"},{"b":"6"},{}]"#,
      [["a", "b"], ["1", "2"], ["3", "4"], ["", "6"], ["", ""]]
    ),
    (
      #"[{"a":{"x":[1,"}\"]"]},"b":[ ]}]"#,
      [["a", "b"], [#"{"x":[1,"}\"]"]}"#, "[ ]"]]
    ),
    (
      #"[{"案件":"中山區 \"甲\", \u4e2d\uD83D\uDE00\n\t\/\\"}]"#,
      [["案件"], ["中山區 \"甲\", 中😀\n\t/\\"]]
    ),
    ("[{\"a\":\"one\ntwo\"},{\"a\":\"}{\"}]", [["a"], ["one\ntwo"], ["}{"]]),
  ]

  @Test("Lists and lines of objects give the rows that were meant", arguments: shapes.indices)
  func reading(_ index: Int) throws {
    let (text, expected) = Self.shapes[index]
    #expect(try rows(text) == expected)
    #expect(try rows(Array(text.utf8), packed: true) == expected)
  }

  @Test("Half a surrogate is no character, so that its row is rejected and not guessed at")
  func surrogate() throws {
    let path = try scratch.file("a.json", #"[{"a":"\ud83d","b":"\ude00x","c":"\ud83dA"}]"#)
    var scanner = try CSVScanner(try ByteSource(path), format: .json)
    _ = try scanner.nextRow()
    _ = try scanner.nextRow()
    #expect([UInt8](block: scanner.field(0)) == [0xFF])
    #expect([UInt8](block: scanner.field(1)) == [0xFF, UInt8(ascii: "x")])
    #expect([UInt8](block: scanner.field(2)) == [0xFF, UInt8(ascii: "A")])
  }

  static let faults: [(String, String)] = [
    ("a,b\n1,2\n", "line 1: it begins neither with a list nor with an object"),
    (#"[{"a":"1"}"#, "record 1 (line 1): the list is not closed"),
    ("[{\"a\":\"1\"},\n{\"a\":\"2\"", "record 2 (line 2): the object is not closed"),
    ("[{\"a\":\"1\"},\n{\"a\":\"2}]", "record 2 (line 2): the object is not closed"),
    (#"[{"a":"1"} {"a":"2"}]"#, "record 1 (line 1): a record is an object in braces"),
    (#"[{"a":"1"},]"#, "after a comma another object"),
    (#"[1]"#, "a record is an object in braces"),
    (#"{"a":"1"} x"#, "a record is an object in braces"),
    (#"[{"a":"1"}] x"#, "more text stands after the list"),
    (#"[{}]"#, "the first object has no members"),
    (#"[{"a":"1","a":"2"}]"#, "the member 'a' stands there twice"),
    (#"[{"a":1 "b":2}]"#, "a comma was expected after the member 'a'"),
    (#"[{"a" 1}]"#, "a colon was expected after the name 'a'"),
    (#"[{a:1}]"#, "a name in double quotes was expected"),
    (#"[{"a":01x}]"#, "'01x' is no value"),
    (#"[{"a":1.}]"#, "'1.' is no value"),
    (#"[{"a":}]"#, "'' is no value"),
    (#"[{"a":"\q"}]"#, "no escape"),
    (#"[{"a":"\u12g4"}]"#, "four hexadecimal digits"),
    (#"[{"a":[1}]"#, "is not closed"),
  ]

  @Test(
    "What is not JSON of this shape is refused with record, line and reason",
    arguments: faults.indices)
  func refusing(_ index: Int) {
    let (text, words) = Self.faults[index]
    let message = message(text)
    #expect(message.contains(words), "\(message)")
    #expect(message.contains("a.json"))
  }

  @Test("An object of more than the longest row is refused, with what may be the reason")
  func tooLong() {
    let long = "{\"result\":[" + String(repeating: "{\"a\":1},", count: 200_000) + "{}]}"
    #expect(message(long).contains("take it out of that"))
  }

  @Test("A list that does not fit into one buffer gives the rows of short ones")
  func manyRecords() throws {
    let records = (0..<20_000).map { "{\"number\":\($0),\"text\":\"第\($0) \\\"件\\\"\"}" }
    let expected = [["number", "text"]] + (0..<20_000).map { ["\($0)", "第\($0) \"件\""] }
    #expect(try rows("[" + records.joined(separator: ",\n") + "]") == expected)
    #expect(try rows(records.joined(separator: "\n")) == expected)
  }

  private static let columns = ["案件編號", "派工項目", "案件地址", "立案日期", "立案時間"]

  /// Rows of the Taipei hotline.
  private static let calls = [
    ["2016010100001", "路樹處理", "中山區南京東路1號", "20160101", "080000"],
    ["2016010200002", "路樹處理", "大安區\"甲\"路2號, 3樓", "20160102", "090000"],
  ]

  private func imported(_ file: String, format: String) throws -> (ImportAccount, [EventID]) {
    let known = try #require(BuiltInMappings.all.first { $0.name == "taipei-1999" })
    let yaml = known.yaml.replacing("format: csv", with: "format: \(format)")
    let log = simulatedLog()
    let account = try importer(log, try Mapping(yaml: yaml, file: "m.yaml")).run(files: [file])
    // Identities of the intakes: they follow from the content of a row alone.
    return (account, try events(log, "IntakeRecorded").map(\.id))
  }

  @Test("Records of JSON and rows of CSV with the same content become the same cases")
  func sameCases() throws {
    let csv = ([Self.columns] + Self.calls).map { row in
      row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
    }
    let json = Self.calls.map { row in
      "{"
        + zip(Self.columns, row).map { "\"\($0)\":\"\($1.replacing("\"", with: "\\\""))\"" }
        .joined(separator: ",") + "}"
    }
    let rows = try imported(
      try scratch.file("a.csv", csv.joined(separator: "\n")), format: "csv")
    let records = try imported(
      try scratch.file("a.json", "[" + json.joined(separator: ",") + "]"), format: "json")
    #expect(rows.0.total == records.0.total)
    #expect(rows.0.total.read == 2)
    #expect(rows.1 == records.1)
    #expect(rows.1.count == 2)
  }

  @Test(
    "A record that lacks a column of the mapping from the start is refused before anything is written"
  )
  func missingColumn() throws {
    let file = try scratch.file("a.json", #"[{"案件編號":"1"}]"#)
    #expect {
      _ = try imported(file, format: "json")
    } throws: { error in
      "\(error)".contains("lacks the column '派工項目'")
    }
  }

  @Test("A mapping of JSON in a legacy encoding is refused")
  func encoding() throws {
    let known = try #require(BuiltInMappings.all.first { $0.name == "taipei-1999" })
    let yaml = known.yaml.replacing("format: csv", with: "format: json\n  encoding: big5")
    #expect {
      _ = try Mapping(yaml: yaml, file: "m.yaml")
    } throws: { error in
      "\(error)".contains("must be utf-8")
    }
  }
}
