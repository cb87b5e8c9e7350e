import Projections
import Testing

@testable import LogServer

@Suite("The strict JSON parser")
struct JSONParserTests {
  private func parse(_ text: String) throws(JSONError) -> JSONValue {
    try JSONParser.parse(Array(text.utf8))
  }

  @Test("Every kind of value is read, and members keep their order")
  func values() throws {
    let value = try parse(
      #" { "b" : [1, -2, 0, -0], "a": {"t": true, "f": false, "n": null}, "": "" } "#)
    #expect(
      value
        == .object([
          .init("b", .array([.integer(1), .integer(-2), .integer(0), .integer(0)])),
          .init(
            "a", .object([.init("t", .bool(true)), .init("f", .bool(false)), .init("n", .null)])),
          .init("", .string("")),
        ]))
    #expect(try parse("[]") == .array([]))
    #expect(try parse("{}") == .object([]))
  }

  @Test("Numbers reach both ends of 64 bits")
  func ends() throws {
    #expect(try parse("9223372036854775807") == .integer(.max))
    #expect(try parse("-9223372036854775808") == .integer(.min))
  }

  @Test("Escapes become characters, also those beyond the first plane")
  func escapes() throws {
    #expect(
      try parse(#""\"\\\/\b\f\n\r\t\u6848\uD83D\uDE00""#) == .string("\"\\/\u{8}\u{C}\n\r\t案😀"))
    #expect(try parse("\"案卷\"") == .string("案卷"))
  }

  @Test(
    "What two readers could understand differently is refused, with its place and the reason",
    arguments: [
      (#"{"a":1,"a":2}"#, 7, "twice"),
      (#"{"a":1,"\u0061":2}"#, 7, "twice"),
      (#"{"é":1,"\u0065\u0301":2}"#, 8, "twice"),
      (#"["\uD800"]"#, 2, "lone surrogate"),
      (#"["\uD800x"]"#, 2, "lone surrogate"),
      (#"["\uDC00\uD800"]"#, 2, "lone surrogate"),
      (#"["\uD800\uD800"]"#, 2, "lone surrogate"),
      (#"["a\u0000"]"#, 3, "NUL"),
      (#"["\u00G0"]"#, 2, "hexadecimal"),
      (#"["\x"]"#, 2, "escape"),
      ("[\"a\u{0}\"]", 3, "control character"),
      ("[\"a\nb\"]", 3, "control character"),
      ("[1e999]", 1, "whole numbers"),
      ("[1.5]", 1, "whole numbers"),
      ("[9223372036854775808]", 1, "64 bits"),
      ("[-9223372036854775809]", 1, "64 bits"),
      ("[99999999999999999999999999999]", 1, "64 bits"),
      ("[01]", 1, "zero"),
      ("[-01]", 1, "zero"),
      ("[-]", 2, "digit"),
      ("[+1]", 1, "value"),
      ("[NaN]", 1, "value"),
      ("[tru]", 4, "true"),
      ("[1,]", 3, "value"),
      ("[1 2]", 3, "comma"),
      (#"{"a" 1}"#, 5, "colon"),
      (#"{"a":1,}"#, 7, "member name"),
      ("{'a':1}", 1, "member name"),
      ("[1] x", 4, "after the value"),
      ("{} {}", 3, "after the value"),
      ("\u{FEFF}{}", 0, "byte order mark"),
      ("", 0, "ends"),
      ("  ", 2, "ends"),
      ("[", 1, "ends"),
      ("{\"a", 1, "closing quote"),
      ("[/* no */]", 1, "value"),
    ])
  func refusals(text: String, offset: Int, reason: String) {
    let error = #expect(throws: JSONError.self) { try parse(text) }
    #expect(error?.offset == offset)
    #expect(error?.reason.contains(reason) == true, "\(error?.reason ?? "accepted")")
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [
      [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE6, 0xA1],
    ] as [[UInt8]])
  func notUTF8(bytes: [UInt8]) {
    let error = #expect(throws: JSONError.self) { try JSONParser.parse([0x22] + bytes + [0x22]) }
    #expect(error?.reason.contains("UTF-8") == true)
  }

  @Test("Nesting is accepted up to the limit and refused one level deeper")
  func depth() throws {
    let deepest = String(repeating: "[", count: 32) + String(repeating: "]", count: 32)
    #expect(throws: Never.self) { try parse(deepest) }
    let error = #expect(throws: JSONError.self) { try parse("[" + deepest + "]") }
    #expect(error?.offset == 32)
    let bomb = String(repeating: "{\"a\":", count: 1_000_000)
    #expect(throws: JSONError.self) { try parse(bomb) }
  }

  @Test("A text of very many values is refused")
  func manyValues() {
    let error = #expect(throws: JSONError.self) {
      try JSONParser.parse(Array("[1,1,1,1]".utf8), limits: JSONLimits(valuesMax: 4))
    }
    #expect(error?.reason.contains("more than 4 values") == true)
  }

  @Test("Any prefix of a valid text is refused, never a trap")
  func prefixes() throws {
    let text = Array(#"{"a":[1,-2,{"b":"\uD83D\uDE00案"}],"c":true,"d":null}"#.utf8)
    #expect(throws: Never.self) { try JSONParser.parse(text) }
    for length in 0..<text.count {
      #expect(throws: JSONError.self) { try JSONParser.parse(Array(text[..<length])) }
    }
  }

  @Test(
    "Any single changed byte is read or refused, never a trap, and what is read can be written and read again"
  )
  func mutations() throws {
    let text = Array(#"{"a":[10,"\u6848",{"b":"案"}],"c":false}"#.utf8)
    var accepted = 0
    for index in text.indices {
      for byte in UInt8.min...UInt8.max {
        var changed = text
        changed[index] = byte
        guard let value = try? JSONParser.parse(changed) else { continue }
        accepted += 1
        var writer = JSONWriter()
        writer.write(value)
        #expect(try JSONParser.parse(writer.bytes) == value)
      }
    }
    #expect(accepted > text.count)
  }
}
