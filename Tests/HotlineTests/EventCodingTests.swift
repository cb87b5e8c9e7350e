import Hotline
import Testing
import Wire

@Suite("Payloads of the hotline's events")
struct EventCodingTests {
  static let intake = IntakeRecorded(
    sourceID: "2025083110365", categoryText: "路樹處理", category: "street-tree", district: "daan",
    channel: "phone", kind: "request", timePrecision: .day,
    marks: [IntakeMarks(.dayRecoveredFromID), IntakeMarks(.columnsShifted)], occurrence: 300,
    provenance: ImportProvenance(
      importNumber: 0xFEDC_BA98_7654_3210, run: 2, file: 123, row: 1_645_064))

  private func encoded(_ encode: (inout WireWriter) -> Void) -> [UInt8] {
    var writer = WireWriter()
    encode(&writer)
    return writer.bytes
  }

  @Test("An intake comes back as it was written")
  func intakeRoundTrip() throws {
    let bytes = encoded(Self.intake.encode)
    #expect(try IntakeRecorded(decoding: bytes) == Self.intake)
  }

  @Test(
    "A template writes the same bytes as the intake itself",
    arguments: [
      ImportProvenance(importNumber: 0xFEDC_BA98_7654_3210, run: 2, file: 123, row: 1_645_064),
      ImportProvenance(importNumber: 0, run: 0, file: 0, row: 0), nil,
    ])
  func template(_ provenance: ImportProvenance?) {
    var intake = Self.intake
    intake.provenance = provenance
    let template = IntakeTemplate(
      categoryText: intake.categoryText, category: intake.category, district: intake.district,
      channel: intake.channel, kind: intake.kind)
    let bytes = encoded { writer in
      template.encode(
        sourceID: Array(intake.sourceID.utf8), timePrecision: intake.timePrecision,
        marks: intake.marks, occurrence: intake.occurrence, provenance: intake.provenance,
        into: &writer)
    }
    #expect(bytes == encoded(intake.encode))
  }

  @Test("An intake without import fields is as small as proto3 allows")
  func smallIntake() throws {
    let intake = IntakeRecorded(sourceID: "1", categoryText: "", category: "", district: "")
    let bytes = encoded(intake.encode)
    #expect(bytes == [0x0A, 1, 0x31])
    #expect(try IntakeRecorded(decoding: bytes) == intake)
  }

  @Test("A view reads an intake in place")
  func view() throws {
    let bytes = encoded(Self.intake.encode)
    let view = try IntakeView(bytes.span)
    #expect(String(validating: view.district, 0..<view.district.count) == "daan")
    #expect(String(validating: view.category, 0..<view.category.count) == "street-tree")
    #expect(view.sourceID.count == 13)
    #expect(view.categoryText.count == 12)
    #expect(view.channel.count == 5)
    #expect(view.kind.count == 7)
    #expect(view.occurrence == 300)
    #expect(view.timePrecision == .day)
    #expect(view.marks.marks == [.dayRecoveredFromID, .columnsShifted])
    #expect(view.provenance?.importStream == "import-fedcba9876543210")
  }

  @Test("Fields and marks of a later version are passed over")
  func unknownFields() throws {
    var writer = WireWriter()
    Self.intake.encode(into: &writer)
    writer.field(99, string: "later")
    writer.field(8, uint64: 40)
    let intake = try IntakeRecorded(decoding: writer.bytes)
    #expect(intake.sourceID == Self.intake.sourceID)
    #expect(intake.marks.marks == Self.intake.marks.marks)
    #expect(intake.marks.rawValue & (1 << 40) != 0)
  }

  @Test("A field of another wire type is an error, not a trap")
  func wrongType() throws {
    var writer = WireWriter()
    writer.field(1, uint64: 7)
    let bytes = writer.bytes
    #expect(throws: WireError.wrongType(field: 1)) { try IntakeRecorded(decoding: bytes) }
    #expect(throws: WireError.wrongType(field: 1)) { try ImportStarted(decoding: bytes) }
  }

  @Test("Every cut and every flipped bit of a payload is decoded or refused, never a trap")
  func damage() throws {
    let bytes = encoded(Self.intake.encode)
    var refused = 0
    for end in 0..<bytes.count where (try? IntakeRecorded(decoding: Array(bytes[..<end]))) == nil {
      refused += 1
    }
    for bit in 0..<(bytes.count * 8) {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      if (try? IntakeRecorded(decoding: damaged)) == nil { refused += 1 }
    }
    #expect(refused > 0)
  }

  @Test("The start of an import comes back as it was written")
  func started() throws {
    let started = ImportStarted(
      mapping: "taipei-1999", mappingDigest: [UInt8](repeating: 9, count: 32), run: 3,
      files: [
        .init(name: "一月.csv", digest: [UInt8](repeating: 1, count: 32), byteCount: 1 << 40),
        .init(name: "b.csv.gz", digest: [UInt8](repeating: 2, count: 32), byteCount: 0),
      ], rowsPerRequest: 4096)
    #expect(try ImportStarted(decoding: encoded(started.encode)) == started)
  }

  @Test("A file's account comes back as it was written")
  func fileImported() throws {
    let account = RowAccount(
      read: 10, accepted: 6, duplicate: 3, rejected: 1, recovered: 2, repeated: 1)
    let imported = FileImported(run: 1, file: 7, account: account, requests: 2)
    #expect(try FileImported(decoding: encoded(imported.encode)) == imported)
    #expect(account.isBalanced)
    #expect(!RowAccount(read: 2, accepted: 1).isBalanced)
  }

  @Test("The end of an import comes back as it was written")
  func finished() throws {
    let finished = ImportFinished(
      run: 1, files: 123,
      account: RowAccount(read: 2, accepted: 2) + RowAccount(read: 1, rejected: 1))
    #expect(try ImportFinished(decoding: encoded(finished.encode)) == finished)
    #expect(finished.account.read == 3)
  }

  @Test("A rejected row comes back as it was written", arguments: RowRejected.Reason.allCases)
  func rejected(_ reason: RowRejected.Reason) throws {
    let rejected = RowRejected(
      run: 1, file: 2, row: 3, line: 4, reason: reason, sentence: "why",
      rowDigest: [UInt8](repeating: 5, count: 32), rowBytes: 99)
    #expect(try RowRejected(decoding: encoded(rejected.encode)) == rejected)
  }

  @Test("Marks have distinct numbers and names")
  func marks() {
    for mark in IntakeMark.allCases {
      #expect(IntakeMark(name: mark.name) == mark)
      #expect(IntakeMark(rawValue: mark.rawValue) == mark)
    }
    #expect(IntakeMark(name: "none") == nil)
  }
}
