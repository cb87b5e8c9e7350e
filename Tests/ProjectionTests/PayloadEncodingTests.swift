import Projections
import Testing

@Suite("Payloads written by name")
struct PayloadEncodingTests {
  private static let account = JSONValue.object([
    .init("read", .unsigned(3)), .init("accepted", .unsigned(2)), .init("rejected", .unsigned(1)),
  ])

  @Test(
    "What is encoded decodes to the same fields",
    arguments: [
      (
        "IntakeRecorded",
        [
          .init("sourceId", "2016070100001"), .init("categoryText", "路燈不亮或損壞"),
          .init("category", "street-light-out"), .init("precision", "day"),
          .init("marks", .array(["dayRecoveredFromID", "repeatedRow"])),
          .init("occurrence", .unsigned(2)),
          .init(
            "provenance",
            .object([
              .init("import", "import-f00000000000000f"), .init("run", .unsigned(1)),
              .init("file", .unsigned(3)), .init("row", .unsigned(1 << 40)),
            ])),
        ]
      ),
      (
        "ImportStarted",
        [
          .init("mapping", "taipei-1999"), .init("mappingDigest", "00ff"),
          .init("run", .unsigned(1)),
          .init(
            "files",
            .array([
              .object([.init("name", "a.csv"), .init("sha256", "0a"), .init("bytes", .unsigned(9))]
              ),
              .object([.init("name", "b.csv")]),
            ])),
        ]
      ),
      ("FileImported", [.init("run", .unsigned(1)), .init("account", account)]),
      ("ImportFinished", [.init("files", .unsigned(2)), .init("account", account)]),
    ] as [(String, [JSONValue.Member])])
  func inverse(type: String, fields: [JSONValue.Member]) throws {
    let bytes = try PayloadFields.encode(type, .object(fields))
    #expect(PayloadFields.decode(type, bytes).fields == fields)
    let reversed = try PayloadFields.encode(type, .object(fields.reversed()))
    #expect(reversed == bytes)
  }

  @Test(
    "What does not fit the schema is refused at its place",
    arguments: [
      ("Unknown", .object([]), "", "no schema"),
      ("IntakeRecorded", .array([]), "", "object"),
      ("IntakeRecorded", .object([.init("color", "red")]), "/color", "no such field"),
      ("IntakeRecorded", .object([.init("sourceId", .integer(1))]), "/sourceId", "string"),
      ("IntakeRecorded", .object([.init("precision", "hour")]), "/precision", "'day'"),
      (
        "IntakeRecorded", .object([.init("marks", .array(["repeatedRow", "x"]))]), "/marks/1",
        "one of"
      ),
      ("IntakeRecorded", .object([.init("occurrence", .integer(-1))]), "/occurrence", "0 or more"),
      (
        "IntakeRecorded",
        .object([.init("provenance", .object([.init("import", "import-F")]))]),
        "/provenance/import", "stream"
      ),
      ("ImportStarted", .object([.init("mappingDigest", "0")]), "/mappingDigest", "hexadecimal"),
      ("ImportStarted", .object([.init("files", .object([]))]), "/files", "array"),
    ] as [(String, JSONValue, String, String)])
  func refusals(type: String, value: JSONValue, pointer: String, part: String) {
    let error = #expect(throws: PayloadEncodingError.self) {
      try PayloadFields.encode(type, value)
    }
    #expect(error?.pointer == pointer)
    #expect(error?.reason.contains(part) == true, "\(error?.reason ?? "accepted")")
  }
}
