import EventStore
import Hotline
import Testing
import Wire

@testable import Projections

@Suite("Events as CloudEvents")
struct EventJSONTests {
  @Test("A known type shows its fields, and every required attribute is there")
  func known() throws {
    var writer = WireWriter()
    IntakeRecorded(
      sourceID: "7", categoryText: "路燈", category: "streetlight", district: "daan",
      timePrecision: .day, marks: [IntakeMarks(.repeatedRow), IntakeMarks(.idTruncated)],
      occurrence: 2, provenance: ImportProvenance(importNumber: 0xAB, run: 1, file: 3, row: 12)
    ).encode(into: &writer)
    let event = try recorded(
      "IntakeRecorded", writer.bytes,
      tags: [try EventStore.Tag("unit:A 1%"), try EventStore.Tag("category:x")])
    let text = EventJSON.line(event, origin: "test.example/log")
    let head =
      #"{"specversion":"1.0","id":"00000000000000010000000000000002","#
      + #""source":"test.example/log","type":"IntakeRecorded","subject":"case-1","#
      + #""time":"2016-07-01T00:00:00.000000Z","position":1,"revision":1,"#
      + #""recordedat":"2026-01-01T00:00:00.000001Z","#
    #expect(text.hasPrefix(head))
    #expect(text.contains(#""tags":"category:x unit:A%201%25""#))
    #expect(text.contains(#""leafhash":"\#(event.leafHash.hex)""#))
    let tail =
      #""datacontenttype":"application/json","data":{"sourceId":"7","categoryText":"路燈","#
      + #""category":"streetlight","district":"daan","precision":"day","#
      + #""marks":["repeatedRow","idTruncated"],"occurrence":2,"provenance":{"#
      + #""import":"import-00000000000000ab","run":1,"file":3,"row":12}}}"#
    #expect(text.hasSuffix(tail))
  }

  @Test("An unknown type, or a payload that cannot be read, shows its bytes")
  func unknown() throws {
    for type in ["NoteAdded", "IntakeRecorded"] {
      let event = try recorded(type, [0xFF, 0xFE])
      let text = EventJSON.line(event, origin: "test.example/log")
      #expect(text.hasSuffix(#""datacontenttype":"application/protobuf","data_base64":"//4="}"#))
    }
  }

  @Test("Payloads of the importer's events are shown by name")
  func importEvents() throws {
    var writer = WireWriter()
    ImportStarted(
      mapping: "taipei-1999", mappingDigest: [1, 2], run: 1,
      files: [
        .init(name: "a.csv", digest: [3], byteCount: 10),
        .init(name: "b.csv", digest: [4], byteCount: 20),
      ], rowsPerRequest: 4096
    ).encode(into: &writer)
    let fields = PayloadFields.decode("ImportStarted", writer.bytes)
    let expected =
      #"{"mapping":"taipei-1999","mappingDigest":"0102","run":1,"files":["#
      + #"{"name":"a.csv","sha256":"03","bytes":10},{"name":"b.csv","sha256":"04","bytes":20}],"#
      + #""rowsPerRequest":4096}"#
    #expect(JSONWriter.text(.object(fields.fields)) == expected)
    writer = WireWriter()
    RowRejected(
      run: 1, file: 2, row: 3, line: 4, reason: .noDay, sentence: "no day", rowDigest: [9],
      rowBytes: 5
    ).encode(into: &writer)
    #expect(PayloadFields.decode("RowRejected", writer.bytes).text("reason") == "noDay")
    writer = WireWriter()
    FileImported(run: 1, file: 2, account: RowAccount(read: 5, accepted: 5), requests: 1)
      .encode(into: &writer)
    let account = PayloadFields.decode("FileImported", writer.bytes).text("account")
    #expect(account == "read 5, accepted 5")
  }

  @Test("A field that the schema does not name is shown by its number")
  func unknownField() {
    var writer = WireWriter()
    writer.field(1, string: "7")
    writer.field(99, uint64: 5)
    let fields = PayloadFields.decode("IntakeRecorded", writer.bytes)
    #expect(fields.text("sourceId") == "7")
    #expect(fields.text("field99") == "5")
  }

  private func recorded(
    _ type: String, _ payload: [UInt8], tags: [EventStore.Tag] = []
  ) throws -> RecordedEvent {
    let start = try #require(Instant(iso8601: "2026-01-01T00:00:00Z"))
    let log = InMemoryEventLog(origin: "test.example/log", clock: SimulatedClock(start: start))
    let draft = EventDraft(
      id: EventID(high: 1, low: 2), type: try EventType(type),
      occurredAt: try #require(Instant(iso8601: "2016-07-01T08:00:00+08:00")), actor: "tester",
      tags: tags, payload: payload)
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID("case-1"), events: [draft])]))
    return try #require(try log.withSnapshot { try $0.event(at: Position(1)) })
  }
}
