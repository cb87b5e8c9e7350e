import TestSupport
import Testing

@testable import EventStore

/// What stands in a segment's table of events, and where.
@Suite("The places of events")
struct PlacesTests {
  /// What may happen to entries of the table.
  enum Damage: CaseIterable {
    case lost, firstLost, lastLost, longerKey, added, before

    /// The position that a report has to name.
    var position: UInt64 {
      switch self {
      case .lost: 101
      case .firstLost, .before: 1
      case .lastLost: 300
      case .longerKey: 120
      case .added: 301
      }
    }

    func apply(_ transaction: borrowing WriteTransaction, _ events: Table) throws {
      let value = try transaction.get(events, Key(120)) ?? []
      switch self {
      case .lost, .firstLost, .lastLost: try transaction.remove(events, Key(position))
      case .longerKey:
        try transaction.remove(events, Key(120))
        try transaction.put(events, Key(120, UInt8(7)), value.span)
      case .added: try transaction.put(events, Key(301), value.span)
      case .before: try transaction.put(events, Key(0), value.span)
      }
    }
  }

  @Test(
    "An event that is lost, under another key, or one too many is named by the quick check and by the full one",
    arguments: Damage.allCases)
  func places(damage: Damage) throws {
    let directory = TemporaryDirectory()
    let data = try DataDirectory.create(directory.file("data"), origin: "test.example/log")
    let log = try data.openLog(.writer)
    for round in 0..<30 as Range<UInt64> {
      let events = (0..<10 as Range<UInt64>).map { Drafts.event(round * 10 + $0) }
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(try StreamID("case-\(round % 7)"), events: events)]))
    }
    log.close()
    #expect(Verification.run(directory: data.path, full: true).isSound)
    #expect(Verification.run(directory: data.path, full: false).isSound)
    do {
      let segment = try Segment(
        data.path + "/log/" + Segment.fileName(1), isSealed: false, isReadOnly: false, faults: nil)
      let transaction = try segment.environment.beginWrite()
      try damage.apply(transaction, segment.tables.events)
      try transaction.commit()
      try segment.environment.sync()
    }
    for full in [false, true] {
      let report = Verification.run(directory: data.path, full: full)
      #expect(
        report.findings.contains { $0.position == Position(damage.position) },
        "full \(full): \(report.findings)")
    }
  }
}
