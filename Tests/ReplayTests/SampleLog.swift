import EventStore
import Hotline
import Testing
import Wire

/// A small log in which every kind of remark occurs; the same to the last byte each time.
enum SampleLog {
  static let origin = "1999.example.gov/log"
  static let caseStream = "tpe-20190101-3k9xq7v2m0a1b"
  static let sourceID = "2019010100001"

  static func start() throws -> Instant {
    try #require(Instant(iso8601: "2026-05-04T09:00:00+08:00"))
  }

  /// The requests that make the log, in order.
  static func requests() throws -> [AppendRequest] {
    let importStream = "import-00000000000000ab"
    return [
      try one(importStream, "ImportStarted", "2026-05-04T09:00:00+08:00", importStarted()),
      try one(
        caseStream, "IntakeRecorded", "2019-01-01T00:03:00+08:00",
        intake(sourceID, marks: [], precision: .second), address: "大安區第三路一段12號"),
      try one(
        "tpe-20190102-9z8y7x6w5v4t3", "IntakeRecorded", "2019-01-02T00:00:00+08:00",
        intake(
          "2019010200007",
          marks: [
            IntakeMarks(.dayRecoveredFromID), IntakeMarks(.columnsShifted),
            IntakeMarks(.idTruncated),
          ], precision: .day), address: "某處"),
      try one(
        "tpe-20190101-copyofthesame0", "IntakeRecorded", "2019-01-01T08:00:00+08:00",
        intake(sourceID, marks: IntakeMarks(.repeatedRow), precision: .second),
        address: "大安區第三路一段12號"),
      try one(caseStream, "NoteAdded", "2026-05-04T09:04:30+08:00", [8, 1], actor: "operator:17"),
      try one(
        caseStream, "NoteAdded", "2026-05-05T12:00:00+08:00", [8, 2], actor: "operator:17"),
      try one(
        caseStream, "IntakeRecorded", "2026-05-01T12:00:00+08:00",
        intake("2019010199999", marks: [], precision: .second), address: "大安區第四路5號"),
      try one(caseStream, "IntakeRecorded", "2026-05-04T09:07:00+08:00", [0xFF]),
    ]
  }

  static func inMemory() throws -> InMemoryEventLog {
    let log = InMemoryEventLog(
      origin: origin, clock: SimulatedClock(start: try start(), stepMicroseconds: 60_000_000))
    for request in try requests() { _ = try log.appendAndWait(request) }
    return log
  }

  private static func one(
    _ stream: String, _ type: String, _ time: String, _ payload: [UInt8],
    address: String? = nil, actor: String = "importer:taipei-1999"
  ) throws -> AppendRequest {
    let digest = sha256(Array("\(stream) \(type) \(time)".utf8))
    let salt = SeededEntropy(seed: 7).salt(for: digest.bytes)
    let disclosures = address.map {
      [Disclosure(path: "address", salt: salt, value: Array($0.utf8))]
    }
    let draft = EventDraft(
      id: EventID(digest), type: try EventType(type),
      occurredAt: try #require(Instant(iso8601: time)), actor: actor,
      tags: [try EventStore.Tag("category:noise"), try EventStore.Tag("unit:TPE-012")],
      payload: payload,
      disclosures: disclosures ?? [])
    return AppendRequest([StreamAppend(try StreamID(stream), events: [draft])])
  }

  private static func intake(
    _ sourceID: String, marks: IntakeMarks, precision: TimePrecision
  ) -> [UInt8] {
    var writer = WireWriter()
    IntakeRecorded(
      sourceID: sourceID, categoryText: "場所與設施噪音舉發", category: "noise.premises",
      district: "daan", timePrecision: precision, marks: marks, occurrence: 1,
      provenance: ImportProvenance(importNumber: 0xAB, run: 1, file: 1, row: 12)
    ).encode(into: &writer)
    return writer.bytes
  }

  private static func importStarted() -> [UInt8] {
    var writer = WireWriter()
    ImportStarted(
      mapping: "taipei-1999", mappingDigest: sha256([1]).bytes, run: 1,
      files: [.init(name: "calls.csv", digest: sha256([2]).bytes, byteCount: 1234)],
      rowsPerRequest: 4096
    ).encode(into: &writer)
    return writer.bytes
  }
}
