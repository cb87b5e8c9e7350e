import EventStore
import Hotline
import Projections
import Testing

@testable import Importers

@Suite("Rows that become several events, and cases of several rows")
struct CaseImportTests {
  let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func run(
    _ log: any EventLog, _ files: [String], rowsPerRequest: Int = 3, dryRun: Bool = false
  ) throws -> ImportAccount {
    try importer(log, SmallCases.load(), rowsPerRequest: rowsPerRequest).run(
      files: files, dryRun: dryRun)
  }

  /// A whole case, an open one, a rejected row between, a repeated row, a case without due date.
  private func sample() throws -> String {
    try scratch.file(
      "acts.csv",
      SmallCases.header + SmallCases.closedCase.joined() + SmallCases.openCase
        + "c9,2026-03-02,,,x1,Three,2026-03-03 10:00,\n" + SmallCases.freeCase
        + SmallCases.freeCase)
  }

  @Test("One row becomes several events, several rows one case, and the closing comes last")
  func becomesEvents() throws {
    let log = simulatedLog()
    let account = try run(log, [try sample()])
    #expect(
      account.total == RowAccount(read: 7, accepted: 5, duplicate: 1, rejected: 1, repeated: 1))
    #expect(
      try SmallCases.types(log, "c1") == [
        "IntakeRecorded", "Dispatched", "ProgressReported", "LeadChanged", "ProgressReported",
        "ProgressReported", "Closed",
      ])
    #expect(
      try SmallCases.types(log, "c2") == ["IntakeRecorded", "Dispatched", "ProgressReported"])
    #expect(
      try SmallCases.types(log, "c3") == [
        "IntakeRecorded", "Dispatched", "ProgressReported", "CitizenNotified",
      ])
    #expect(try SmallCases.types(log, "c9").isEmpty)
    let rejected = try events(log, "RowRejected").map {
      try RowRejected(decoding: $0.payload)
    }
    #expect(rejected.map(\.reason) == [.unknownValue])
    #expect(rejected.map(\.row) == [5])
  }

  @Test("Payloads, times, tags and personal values come from the row")
  func content() throws {
    let log = simulatedLog()
    _ = try run(log, [try sample()])
    let intake = try #require(try events(log, "IntakeRecorded").first)
    #expect(intake.stream.text.hasPrefix("act-"))
    #expect(intake.stream.text.utf8.count == 17)
    #expect(intake.actor == "importer:acts")
    #expect(intake.occurredAt == Instant(iso8601: "2026-03-02T00:00:00+08:00"))
    #expect(intake.tags.map(\.text) == ["category:request"])
    #expect(intake.disclosures.map(\.path) == ["address"])
    let taken = try IntakeRecorded(decoding: intake.payload)
    #expect(taken.timePrecision == .day)
    #expect(taken.provenance?.row == 1)
    #expect(taken.occurrence == 1)
    #expect(taken.marks.isEmpty)
    let sent = try #require(try events(log, "Dispatched").first)
    #expect(sent.tags.map(\.text) == ["unit:u-1"])
    let dispatched = try Dispatched(decoding: sent.payload)
    #expect(dispatched.encoded == sent.payload)
    #expect(dispatched.way == .leader)
    let due = try #require(dispatched.due.first)
    #expect(due.due == Instant(iso8601: "2026-03-09T12:00:00+08:00"))
    #expect(due.start == intake.occurredAt)
    #expect(due.end == .closed && due.holder == .lead && due.boundaryExcluded)
    let acts = try events(log, "ProgressReported").map { $0.tags.map(\.text) }
    #expect(acts[0] == ["act:first", "unit:u-1"])
    #expect(acts[1] == ["act:other", "unit:u-2"])
    let free = try #require(try events(log, "Dispatched").last)
    #expect(try Dispatched(decoding: free.payload).due.isEmpty)
  }

  @Test("Imported again, under any name or cut anywhere, the same rows add nothing")
  func again() throws {
    let log = simulatedLog()
    let path = try sample()
    _ = try run(log, [path])
    let cases = try cases(log)
    let account = try run(log, [path])
    #expect(account.total == RowAccount(read: 7, duplicate: 6, rejected: 1, repeated: 1))
    for first in 0...2 {
      let cut = try scratch.file(
        "cut\(first).csv",
        SmallCases.header + SmallCases.closedCase[first...].joined() + SmallCases.freeCase)
      let account = try run(log, [cut], rowsPerRequest: first + 1)
      #expect(account.total.accepted == 0)
    }
    #expect(try self.cases(log) == cases)
  }

  @Test("A later export adds what is new of a case, and nothing else")
  func later() throws {
    let log = simulatedLog()
    let early = try scratch.file(
      "early.csv", SmallCases.header + SmallCases.closedCase[0] + SmallCases.openCase)
    _ = try run(log, [early])
    let late = try scratch.file(
      "late.csv",
      SmallCases.header.replacing("due", with: "limit") + SmallCases.closedCase.joined()
        + SmallCases.openCaseClosed)
    let account = try run(log, [late])
    #expect(account.total == RowAccount(read: 4, accepted: 3, duplicate: 1))
    #expect(
      try SmallCases.types(log, "c2") == [
        "IntakeRecorded", "Dispatched", "ProgressReported", "Closed",
      ])
    #expect(try SmallCases.types(log, "c1").filter { $0 == "ProgressReported" }.count == 3)
    #expect(try SmallCases.types(log, "c1").filter { $0 == "LeadChanged" }.count == 1)
    #expect(try run(log, [early]).total == RowAccount(read: 2, duplicate: 2))
  }

  @Test("A dry run counts what the import then does, and writes nothing")
  func dryRun() throws {
    let log = simulatedLog()
    let files = [try sample(), try scratch.file("b.csv", SmallCases.header + SmallCases.openCase)]
    let dry = try run(log, files, dryRun: true)
    #expect(log.head == .start)
    let account = try run(log, files)
    #expect(dry.files.map(\.account) == account.files.map(\.account))
    #expect(account.files.last?.account == RowAccount(read: 1, duplicate: 1))
    #expect(try run(log, files, dryRun: true).total.accepted == 0)
  }

  @Test(
    "An import that dies at any request ends, resumed, with exactly the events of one that did not",
    arguments: 0...9, FailingLog.Loss.allCases)
  func resume(_ after: Int, _ loss: FailingLog.Loss) throws {
    for rowsPerRequest in 1...3 {
      // The third file holds nothing new: its requests have no event and are not sent.
      let again = try scratch.file("again.csv", SmallCases.header + SmallCases.openCase)
      let files = [
        try sample(), again,
        try scratch.file("c.csv", SmallCases.header + SmallCases.openCaseClosed),
      ]
      let whole = simulatedLog()
      let expected = try run(whole, files, rowsPerRequest: rowsPerRequest)
      let log = simulatedLog()
      _ = try? run(
        FailingLog(log, after: after, loss: loss), files, rowsPerRequest: rowsPerRequest)
      let isDone = try !events(log, "ImportFinished").isEmpty
      let account = try run(log, files, rowsPerRequest: rowsPerRequest)
      if isDone {
        #expect(account.total.accepted == 0)
      } else {
        #expect(account.files.map(\.account) == expected.files.map(\.account))
        #expect(try Content(log) == Content(whole))
      }
    }
  }

  static let rejected: [(String, RowRejected.Reason, column: String?)] = [
    ("c1,2026-03-02,,,a1,Three,2026-03-03 09:00,", .unknownValue, "unit"),
    (",2026-03-02,,,a1,One,2026-03-03 09:00,", .badID, "case"),
    ("c1,2026-02-30,,,a1,One,2026-03-03 09:00,", .badDate, "opened"),
    ("c1,,,,a1,One,2026-03-03 09:00,", .badDate, "opened"),
    ("c1,2026-03-02,,,a1,One,2026-03-03 24:00,", .badTime, "at"),
    ("c1,2026-03-02,tomorrow,,a1,One,2026-03-03 09:00,", .badDate, "due"),
    ("c1,2026-03-02,,,a1,One,2026-03-03 09:00", .fieldCount, nil),
    ("c1,2026-03-02,,,a1,\"One\"s,2026-03-03 09:00,", .badQuote, nil),
    ("c1,2026-03-02,,,a1,One,2026-03-03 09:00,\u{0}", .nulByte, nil),
  ]

  @Test(
    "A row that lacks something is rejected whole, with its reason and place",
    arguments: rejected.indices)
  func rejections(_ index: Int) throws {
    let (row, reason, column) = Self.rejected[index]
    let log = simulatedLog()
    let account = try run(log, [try scratch.file("a.csv", SmallCases.header + row + "\n")])
    #expect(account.total == RowAccount(read: 1, rejected: 1))
    let kept = try events(log, "RowRejected").map { try RowRejected(decoding: $0.payload) }
    #expect(kept.map(\.reason) == [reason])
    let place = column.map { "column '\($0)': " } ?? ""
    #expect(kept.map(\.sentence) == [place + reason.sentence])
    #expect(try cases(log).isEmpty)
  }

  @Test("Cases are told apart by the due date and the hands they went through")
  func timeliness() throws {
    let log = simulatedLog()
    _ = try run(log, [try sample()])
    let ledger = try log.withSnapshot { try CaseLedger($0) }
    #expect(ledger.entries.map(\.ticket.sourceID) == ["c1", "c2", "c3"])
    let early = ledger.timeliness(asOf: Instant(microseconds: 0))
    // Closed at the due instant itself, which this mapping excludes.
    #expect([early.late, early.onTime, early.unfinished, early.overdue] == [1, 0, 2, 0])
    #expect(early.handovers == 1)
    let later = try #require(Instant(iso8601: "2026-04-01T00:00:00+08:00"))
    #expect(ledger.timeliness(asOf: later).overdue == 1)
  }

  /// The records of all cases.
  private func cases(_ log: any EventLog) throws -> [[UInt8]] {
    try log.withSnapshot { snapshot in
      try snapshot.events().filter { $0.record.stream.text.hasPrefix("act-") }.map(\.bytes)
    }
  }
}
