import EventStore
import Hotline
import Testing

@testable import Importers

@Suite("What a row of Taipei's files becomes")
struct RowTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private struct Result {
    var record: Record
    var intake: IntakeRecorded
    var address: String
  }

  /// Imports one row and returns its event, or the reason of its rejection.
  private func read(_ row: String) throws -> (Result?, RowRejected.Reason?) {
    let log = simulatedLog()
    let account = try importer(log).run(files: [try scratch.file("a.csv", header + row + "\n")])
    #expect(account.total.read == 1)
    #expect(account.total.isBalanced)
    if let rejected = try events(log, "RowRejected").first {
      return (nil, try RowRejected(decoding: rejected.payload).reason)
    }
    return try log.withSnapshot { snapshot in
      let event = try #require(
        try snapshot.events(.matching(types: [EventType("IntakeRecorded")])).first)
      let value = try snapshot.disclosures(at: event.position).first { $0.path == "address" }?.value
      return (
        Result(
          record: event.record, intake: try IntakeRecorded(decoding: event.record.payload),
          address: String(decoding: value ?? [], as: UTF8.self)), nil
      )
    }
  }

  @Test("A whole row keeps its number, its time to the second, and its codes")
  func whole() throws {
    let result = try #require(try read("2025083110365,路樹處理,大安區一號,20250831,235959").0)
    #expect(result.record.occurredAt == Instant(iso8601: "2025-08-31T23:59:59+08:00"))
    #expect(result.record.stream.text.hasPrefix("tpe-20250831-"))
    #expect(result.record.stream.text.utf8.count == 26)
    #expect(result.record.actor == "importer:taipei-1999")
    #expect(result.record.tags.map(\.text) == ["category:street-tree", "district:daan"])
    #expect(result.record.disclosures.map(\.path) == ["address"])
    #expect(result.address == "大安區一號")
    #expect(result.intake.sourceID == "2025083110365")
    #expect(result.intake.categoryText == "路樹處理")
    #expect(result.intake.timePrecision == .second)
    #expect(result.intake.marks.isEmpty)
    #expect(result.intake.occurrence == 1)
    #expect(result.intake.channel.isEmpty)
    #expect(result.intake.provenance?.file == 1)
    #expect(result.intake.provenance?.row == 1)
  }

  @Test("A value may be as long as the log takes one, and no longer")
  func longest() throws {
    for (count, isTaken) in [(65_535, true), (65_536, false)] {
      let value = String(repeating: "x", count: count)
      let (result, reason) = try read("2025083110365,路樹處理,\(value),20250831,235959")
      #expect((result?.address == value) == isTaken)
      #expect((reason == .tooLong) == !isTaken)
    }
  }

  @Test("The address is in no record")
  func privacy() throws {
    let log = simulatedLog()
    let content = header + "2025083110365,路樹處理,大安區隱藏路九號,20250831,235959\n,壞,隱藏路,,\n"
    _ = try importer(log).run(files: [try scratch.file("a.csv", content)])
    let secret = Array("隱藏路".utf8)
    let bytes = try Content(log).records
    #expect(bytes.count == 5)
    #expect(
      !bytes.contains { record in
        record.indices.contains { record[$0...].starts(with: secret) }
      })
  }

  static let marked: [(String, String, [IntakeMark])] = [
    ("202408051,路樹處理,大安區,20240805,000000", "2024-08-05T00:00:00+08:00", [.idTruncated]),
    ("2.02504E+12,路樹處理,大安區,20250401,120000", "2025-04-01T12:00:00+08:00", [.idDamagedByExcel]),
    ("2024080510001,路樹處理,大安區,20240805,000400.0", "2024-08-05T00:04:00+08:00", [.timeWasFloat]),
    // The date column wins over the number.
    ("2024080510001,路樹處理,大安區,20240806,000001", "2024-08-06T00:00:01+08:00", []),
    (
      "2024080510001,河濱公園自??道及堤外?道破損、散?物、油漬及樹倒,大安區,20240805,000001",
      "2024-08-05T00:00:01+08:00", [.textDamaged]
    ),
    (
      "2024080510001,河濱公園自\u{FA08}\u{F902}道及堤外\u{F965}道破損、散\u{F918}物、油漬及樹倒,大安區,20240805,000001",
      "2024-08-05T00:00:01+08:00", []
    ),
    ("2025022810001,路樹處理,大安區甲,乙,20250228", "2025-02-28T00:00:00+08:00", [.columnsShifted]),
    (
      "202502281,路樹處理,大安區甲,乙, 丙", "2025-02-28T00:00:00+08:00",
      [.dayRecoveredFromID, .idTruncated, .columnsShifted]
    ),
  ]

  @Test("What is damaged is mended and marked", arguments: marked.indices)
  func marks(_ index: Int) throws {
    let (row, time, marks) = Self.marked[index]
    let result = try #require(try read(row).0)
    #expect(result.record.occurredAt == Instant(iso8601: time))
    #expect(result.intake.marks.marks == marks)
    #expect(result.intake.district == "daan")
    #expect(
      result.intake.timePrecision == (marks.contains(.columnsShifted) ? .day : .second))
  }

  @Test("The parts of an address that shifted are joined with their commas")
  func address() throws {
    #expect(try read("2025022810001,路樹處理,大安區甲,乙,20250228").0?.address == "大安區甲,乙")
    #expect(try read("202502281,路樹處理,大安區甲,乙, 丙").0?.address == "大安區甲,乙, 丙")
    #expect(
      try read("2025022810001,路樹處理,\"大安區\"\"甲\"\", 乙\",20250228,010203").0?.address
        == "大安區\"甲\", 乙")
    #expect(try read("2025022810001,路樹處理,,20250228,010203").0?.address == "")
  }

  @Test(
    "A district is the address's first three characters, else other",
    arguments: [("北投區某處", "beitou"), ("三重區某處", "other"), ("北投", "other"), ("", "other")])
  func districts(_ address: String, _ code: String) throws {
    let result = try #require(try read("2025022810001,路樹處理,\(address),20250228,010203").0)
    #expect(result.intake.district == code)
  }

  static let rejected: [(String, RowRejected.Reason)] = [
    (",5/12/2020 9:22,,nan,", .badID),
    ("x025022810001,路樹處理,大安區,20250228,010203", .badID),
    ("2025022810001,路樹處理,大安區,20250228", .fieldCount),
    ("2025022810001,路樹處理,大安區,20250228,010203,more", .fieldCount),
    ("2025022810001,\"路樹\"處理,大安區,20250228,010203", .badQuote),
    ("2025022810001,路樹處理,大安\u{0}區,20250228,010203", .nulByte),
    ("2025022810001,無此項目,大安區,20250228,010203", .unknownCategory),
    ("2025022810001,路樹處理,大安區,20250230,010203", .badDate),
    ("2025022810001,路樹處理,大安區,20250228,240000", .badTime),
    ("2025022810001,路樹處理,大安區,20250228,", .badTime),
    ("2025022810001,路樹處理,大安區甲,乙,20250301", .dayDisagrees),
    ("2.02504E+12,路樹處理,大安區甲,乙,丙", .noDay),
    ("2.02504E+12,路樹處理,大安區甲,乙,20250401", .noDay),
    ("2025023010001,路樹處理,大安區甲,乙,丙", .noDay),
  ]

  @Test("What cannot be read for certain is rejected with its reason", arguments: rejected.indices)
  func rejections(_ index: Int) throws {
    let (row, reason) = Self.rejected[index]
    #expect(try read(row).1 == reason)
  }

  @Test("Invalid UTF-8 and values beyond the limit are rejected")
  func badValues() throws {
    let log = simulatedLog()
    var content = Array((header + "2025022810001,路樹處理,大").utf8)
    content += [0xE5, 0xA4] + Array(",20250228,010203\n".utf8)
    content += Array(
      "2025022810001,路樹處理,\(String(repeating: "x", count: 65_600)),20250228,010203\n".utf8)
    let account = try importer(log).run(files: [try scratch.file("a.csv", content)])
    #expect(account.total == RowAccount(read: 2, rejected: 2))
    let reasons = try events(log, "RowRejected").map {
      try RowRejected(decoding: $0.payload).reason
    }
    #expect(reasons == [.badText, .tooLong])
  }

  @Test("An identity is HMAC-SHA-256 of version, lengths, fields and occurrence")
  func identity() throws {
    let row = ["2025083110365", "路樹處理", "大安區一號", "20250831", "235959"]
    let result = try #require(try read(row.joined(separator: ",")).0)
    var message: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 5]
    for field in row { message += [0, 0, 0, UInt8(field.utf8.count)] }
    for field in row { message += Array(field.utf8) }
    message += [0, 0, 0, 1]
    let digest = hmacSHA256(key: identityKey, message)
    #expect(result.record.id.bytes == Array(digest.bytes[16...]))
    let other = hmacSHA256(key: [1], message)
    #expect(other != digest)
  }
}
