import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import Importers

private let boston = sharedDirectory.map { $0 + "/data/boston_311" }
private let coselog = sharedDirectory.map { $0 + "/data/event_logs/coselog_receipt.csv.gz" }

/// Counts that follow from the log must be those that the sources tell.
@Suite("What real files say about time")
struct RealCaseTests {
  /// Number and flag of every row, as the file gives them.
  private func flags(_ path: String, _ flag: String) throws -> [(id: String, flag: String)] {
    var scanner = try CSVScanner(try ByteSource(path))
    _ = try scanner.nextRow()
    var columns: [String: Int] = [:]
    for index in 0..<scanner.fieldCount {
      columns[String(decoding: [UInt8](block: scanner.field(index)), as: UTF8.self)] = index
    }
    let id = try #require(columns["case_enquiry_id"])
    let place = try #require(columns[flag])
    var result: [(id: String, flag: String)] = []
    while try scanner.nextRow() {
      result.append(
        (
          String(decoding: [UInt8](block: scanner.field(id)), as: UTF8.self),
          String(decoding: [UInt8](block: scanner.field(place)), as: UTF8.self)
        ))
    }
    return result
  }

  /// Imports a file and returns how many rows have another flag than the log gives them.
  private func check(
    _ path: String, flag: String, asOf: String, rows: Int, overdue: Int
  ) throws {
    let harness = try LogHarness(.lmdb)
    defer { harness.finish() }
    let account = try importer(harness.log, mapping: "boston-311", rowsPerRequest: 4096).run(
      files: [path])
    #expect(account.total == RowAccount(read: UInt64(rows), accepted: UInt64(rows)))
    let now = try #require(Instant(iso8601: asOf))
    let ledger = try harness.log.withSnapshot { try CaseLedger($0) }
    var computed: [String: String] = [:]
    for entry in ledger.entries {
      let isLate = entry.ticket.closingTimeliness(asOf: now).outcome == .late
      computed[entry.ticket.sourceID] = isLate ? "OVERDUE" : "ONTIME"
    }
    let told = try flags(path, flag)
    let different = told.filter { computed[$0.id] != $0.flag }.map(\.id)
    #expect(different.isEmpty)
    #expect(told.count == rows)
    #expect(told.filter { $0.flag == "OVERDUE" }.count == overdue)
  }

  static let years: [(String, String, Int, Int)] = [
    ("filtered_2013.csv.gz", "on_time", 3_095, 258),
    ("filtered_2014.csv.gz", "on_time", 5_268, 425),
    ("filtered_2015.csv.gz", "on_time", 6_221, 614),
    ("filtered_2016.csv.gz", "on_time", 7_494, 659),
    ("boston311-100.csv", "ontime", 100, 17),
  ]

  @Test(
    "Boston's flag follows from the log for every row",
    .enabled(if: boston != nil, "set ANJUAN_SHARED to the folder that holds data/"),
    arguments: years.indices)
  func bostonFlags(_ index: Int) throws {
    let (file, flag, rows, overdue) = Self.years[index]
    let folder = try #require(boston)
    guard FileSystem.exists(folder + "/" + file) else {
      print("skipped: data/boston_311/\(file) is not there")
      return
    }
    // The exports do not say when they were made; every open case with a target is flagged OVERDUE,
    // so each was made after the latest of those targets, 2017-04-28 and 2022-05-20.
    try check(
      folder + "/" + file, flag: flag, asOf: "2022-12-31T00:00:00Z", rows: rows, overdue: overdue)
  }

  @Test(
    "The Dutch cases closed on time, late and not, and their handings over, follow from the log",
    .enabled(if: coselog != nil, "set ANJUAN_SHARED to the folder that holds data/"))
  func coselogCounts() throws {
    let path = try #require(coselog)
    guard FileSystem.exists(path) else {
      print("skipped: data/event_logs/coselog_receipt.csv.gz is not there")
      return
    }
    let harness = try LogHarness(.lmdb)
    defer { harness.finish() }
    let log = harness.log
    let account = try importer(log, mapping: "coselog-receipt", rowsPerRequest: 1000).run(
      files: [path])
    #expect(account.total == RowAccount(read: 8_577, accepted: 8_577))
    let ledger = try log.withSnapshot { try CaseLedger($0) }
    let count = ledger.timeliness(asOf: startedAt)
    #expect(count.cases == 1_434)
    #expect(count.onTime == 952)
    #expect(count.late == 377)
    #expect(count.unfinished == 105)
    #expect(count.finished == 1_329)
    #expect(count.handovers == 5_440)
    let head = log.head
    let again = try importer(log, mapping: "coselog-receipt", rowsPerRequest: 700).run(
      files: [path])
    #expect(again.total == RowAccount(read: 8_577, duplicate: 8_577))
    // Only the import's own account of its second run is added.
    #expect(log.head.rawValue == head.rawValue + 3)
  }
}
