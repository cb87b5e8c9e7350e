import EventStore
import Projections
import Testing

@Suite("JSON output")
struct JSONWriterTests {
  @Test("Members keep their order, and every control character is escaped")
  func text() {
    let value = JSONValue.object([
      .init("b", .integer(-1)), .init("a", .array([.null, .bool(true), .unsigned(.max)])),
      .init("text", "案\"\\\n\r\t\u{1}\u{7F}"), .init("empty", .object([])),
    ])
    let expected =
      #"{"b":-1,"a":[null,true,18446744073709551615],"#
      + #""text":"案\"\\\n\r\t\u0001\u007f","empty":{}}"#
    #expect(JSONWriter.text(value) == expected)
  }

  @Test("Indented output puts each member on a line")
  func indented() {
    let value = JSONValue.object([.init("a", .array([.integer(1)])), .init("b", .array([]))])
    #expect(
      JSONWriter.text(value, isIndented: true) == "{\n  \"a\": [\n    1\n  ],\n  \"b\": []\n}")
  }

  @Test(
    "Base64 follows RFC 4648",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
  func base64Vectors(plain: String, encoded: String) {
    #expect(base64(Array(plain.utf8)) == encoded)
    #expect(base64Bytes(encoded) == Array(plain.utf8))
  }

  @Test(
    "What is not base64 is refused", arguments: ["Zg=", "Z===", "Zg==Zg==", "Zm\u{E9}", "Z g="])
  func badBase64(text: String) {
    #expect(base64Bytes(text) == nil)
  }
}
