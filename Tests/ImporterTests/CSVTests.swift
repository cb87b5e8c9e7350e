import EventStore
import Testing

@testable import Importers

@Suite("Scanning CSV")
struct CSVTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  struct Row: Equatable {
    var fields: [String]
    var line: UInt64
    var isGood = true
  }

  private func scan(_ content: [UInt8], packed: Bool = false) throws -> [Row] {
    let path = try scratch.file(
      packed ? "a.csv.gz" : "a.csv", packed ? gzip(content, blockBytes: 7) : content)
    #expect(stop(path, passing: true) == stop(path, passing: false))
    var scanner = try CSVScanner(try ByteSource(path))
    var rows: [Row] = []
    while try scanner.nextRow() {
      let fields = (0..<scanner.fieldCount).map { index in
        let field = scanner.field(index)
        return String(decoding: [UInt8](block: field), as: UTF8.self)
      }
      rows.append(
        Row(
          fields: fields, line: scanner.line, isGood: !scanner.hasBadQuote && !scanner.hasNUL))
    }
    #expect(try scanner.finish() == sha256(packed ? gzip(content, blockBytes: 7) : content))
    return rows
  }

  /// What stops a reader of all rows, or one that passes over them.
  private func stop(_ path: String, passing: Bool) -> String? {
    do {
      var scanner = try CSVScanner(try ByteSource(path))
      if passing { try scanner.passRows() } else { while try scanner.nextRow() {} }
      return nil
    } catch {
      return "\(error)"
    }
  }

  private func scan(_ text: String) throws -> [Row] { try scan(Array(text.utf8)) }

  private func message(_ text: String) -> String {
    do {
      _ = try scan(text)
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  static let trapCases: [(String, [Row])] = [
    ("", []),
    ("a,b\n", [Row(fields: ["a", "b"], line: 1)]),
    ("a,b", [Row(fields: ["a", "b"], line: 1)]),
    ("a,\r\n,b\r\n", [Row(fields: ["a", ""], line: 1), Row(fields: ["", "b"], line: 2)]),
    ("\u{FEFF}a,b\n", [Row(fields: ["a", "b"], line: 1)]),
    ("\u{FEFF}\"a\",b\n", [Row(fields: ["a", "b"], line: 1)]),
    ("a\n\n\r\nb\n", [Row(fields: ["a"], line: 1), Row(fields: ["b"], line: 4)]),
    ("\"\"\nx\n", [Row(fields: [""], line: 1), Row(fields: ["x"], line: 2)]),
    ("\"a,b\",c\n", [Row(fields: ["a,b", "c"], line: 1)]),
    ("\"say \"\"hi\"\"\",c", [Row(fields: ["say \"hi\"", "c"], line: 1)]),
    ("\"\"\"\",\"\"\"a\"\n", [Row(fields: ["\"", "\"a"], line: 1)]),
    (
      "\"one\ntwo\r\nthree\",c\nd,e\n",
      [Row(fields: ["one\ntwo\r\nthree", "c"], line: 1), Row(fields: ["d", "e"], line: 4)]
    ),
    ("5\" pipe,b\n", [Row(fields: ["5\" pipe", "b"], line: 1)]),
    ("\"a\"b,c\n", [Row(fields: ["\"a\"b", "c"], line: 1, isGood: false)]),
    ("\"a\"\r\n", [Row(fields: ["a"], line: 1)]),
    (
      "a\u{0}b,c\nd\n",
      [
        Row(fields: ["a\u{0}b", "c"], line: 1, isGood: false), Row(fields: ["d"], line: 2),
      ]
    ),
    ("\"a\u{0}\"\n", [Row(fields: ["a\u{0}"], line: 1, isGood: false)]),
    (
      "a,b,c\nd\n,,,\n",
      [
        Row(fields: ["a", "b", "c"], line: 1), Row(fields: ["d"], line: 2),
        Row(fields: ["", "", "", ""], line: 3),
      ]
    ),
    ("a,\"b\rc\"\r\nd\r", [Row(fields: ["a", "b\rc"], line: 1), Row(fields: ["d"], line: 2)]),
  ]

  @Test("Every trap of CSV gives the rows that were meant", arguments: trapCases.indices)
  func traps(_ index: Int) throws {
    let (text, rows) = Self.trapCases[index]
    #expect(try scan(text) == rows)
    #expect(try scan(Array(text.utf8), packed: true) == rows)
  }

  @Test("An unclosed quote names the line on which it was opened")
  func unclosed() {
    #expect(message("a,b\nc,\"d\ne\nf").contains("the quote opened on line 2 is never closed"))
    #expect(message("\"a\nb\",\"c\n\nd").contains("the quote opened on line 2 is never closed"))
    #expect(message("\"a\"\"").contains("the quote opened on line 1 is never closed"))
  }

  @Test("A carriage return that ends no line is refused with its line, never read as part of a row")
  func loneReturns() {
    let files = [
      ("a,b\rc,d\re,f\r", 1), ("a,b\nc,d\re,f\r", 2), ("a\nb\rc\n", 2), ("a,b\r,c\n", 1),
      ("a,b\n\"c\",\"d\"\r\"e\",f\r", 2), ("a,b\r\r\nc,d\r\r\n", 1),
      ("a\n" + String(repeating: "x,y\r", count: 300_000), 2),
    ]
    for (text, line) in files {
      #expect(message(text).contains("line \(line) holds a carriage return (CR) without"))
    }
  }

  @Test("An endless row is refused with its line, in constant memory")
  func endless() {
    let long = String(repeating: "x", count: 1 << 20)
    #expect(message("a\nb," + long + "\n").contains("the row on line 2 is longer"))
    #expect(message("a\nb,\"" + long + long).contains("a quote opened on line 2 is not closed"))
  }

  @Test("A row of exactly the limit is read")
  func longest() throws {
    let long = String(repeating: "x", count: (1 << 20) - 2)
    let rows = try scan("a\nb," + long + "\nc\n")
    #expect(rows.map(\.fields.count) == [1, 2, 1])
    #expect(rows[1].fields[1].utf8.count == long.utf8.count)
  }

  @Test("Rows that lie across the ends of what is read at once stay whole")
  func acrossReads() throws {
    var text = ""
    var expected: [Row] = []
    for index in 0..<20_000 {
      let width = index * 7919 % 61
      let field = String(repeating: "字", count: width)
      if index % 3 == 0 {
        text += "\(index),\"\(field)\n\"\"\",z\n"
        expected.append(Row(fields: ["\(index)", field + "\n\"", "z"], line: 0))
      } else {
        text += "\(index),\(field),\r\n"
        expected.append(Row(fields: ["\(index)", field, ""], line: 0))
      }
    }
    let rows = try scan(text)
    #expect(rows.map(\.fields) == expected.map(\.fields))
    #expect(rows.last?.line == 26_667)
  }

  @Test("Any bytes are split or refused, never a trap (seeded)")
  func fuzz() throws {
    var state: UInt64 = 42
    let alphabet = Array("abc,\"\n\n\r\n\u{0}字".utf8)
    var read = 0
    for round in 0..<2_000 {
      var content: [UInt8] = []
      for _ in 0..<(round % 61) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        content.append(alphabet[Int(state >> 33) % alphabet.count])
      }
      let path = try scratch.file("f.csv", content)
      #expect(stop(path, passing: true) == stop(path, passing: false))
      var scanner = try CSVScanner(try ByteSource(path))
      while (try? scanner.nextRow()) == true {
        for index in 0..<scanner.fieldCount { read += scanner.field(index).count }
        read += scanner.rawRow().count
      }
    }
    #expect(read > 0)
  }
}
