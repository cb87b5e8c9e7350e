import EventStore
import Hotline
import Testing
import Wire

@testable import Projections

@Suite("A case's history")
struct CaseHistoryTests {
  private static let start = Instant(microseconds: 1_780_000_000_000_000)
  private static let hour: Int64 = 3_600_000_000

  @Test("As of a time shows what was recorded by then, and hides what came later")
  func asOf() throws {
    let log = try sampleLog()
    let second = Instant(microseconds: Self.start.microseconds + 2 * Self.hour)
    let history = try #require(try load(log, .recorded(by: second)))
    #expect(history.events.map(\.event.position) == [Position(1), Position(2)])
    #expect(history.hiddenCount == 1)
    let before = Instant(microseconds: second.microseconds - 1)
    #expect(try load(log, .recorded(by: before))?.events.count == 1)
    #expect(try load(log, .position(Position(2)))?.events.count == 2)
    #expect(try load(log, .now)?.events.count == 3)
    #expect(
      try load(log, .recorded(by: Instant(microseconds: 0)))?.state.status == .notACase)
  }

  @Test("An unknown stream has no history")
  func unknown() throws {
    let log = try sampleLog()
    let history = try log.withSnapshot {
      try CaseHistory.load(try StreamID("nothing"), from: $0, origin: log.origin)
    }
    #expect(history == nil)
  }

  @Test("Late entries, claims of the future and events out of order are remarked")
  func remarks() throws {
    let history = try #require(try load(try sampleLog(), .now))
    #expect(history.events[0].remarks == [.late])
    #expect(history.events[1].remarks == [.claimsTheFuture])
    #expect(history.events[2].remarks == [.outOfOrder, .secondIntake])
    #expect(history.events[0].latenessMicroseconds == 49 * Self.hour)
    #expect(history.events[0].sincePreviousMicroseconds == nil)
    #expect(history.events[1].sincePreviousMicroseconds == 53 * Self.hour)
    #expect(history.state.sourceID == "2019010100001")
  }

  @Test("Personal values come from the vault only when asked for, and their digests are checked")
  func disclosures() throws {
    let log = try sampleLog()
    let hidden = try #require(try load(log, .now)?.events.first?.disclosures.first)
    #expect(hidden.path == "address")
    #expect(hidden.value == nil)
    let history = try load(log, .now, withValues: true)
    let shown = try #require(history?.events.first?.disclosures.first)
    #expect(shown.value == "大安區第三路12號")
    #expect(shown.isGenuine == true)
    #expect(shown.digest == hidden.digest)
  }

  @Test("Values are in the JSON only when revealed")
  func json() throws {
    let history = try #require(try load(try sampleLog(), .now, withValues: true))
    #expect(!JSONWriter.text(history.json()).contains("第三路"))
    #expect(JSONWriter.text(history.json(isRevealed: true)).contains("大安區第三路12號"))
    #expect(JSONWriter.text(history.json()) == JSONWriter.text(history.json()))
  }

  @Test(
    "A masked address keeps its district and nothing else",
    arguments: [
      ("address", "大安區第三路12號", "大安區＊＊＊"), ("address", "第三路12號", "＊＊＊"),
      ("address", "", "＊＊＊"), ("caller.phone", "大安區第三路", "＊＊＊"),
      ("site.address", "龙华镇1号", "龙华镇＊＊＊"),
    ])
  func masking(path: String, value: String, masked: String) {
    #expect(Masking.masked(value, path: path) == masked)
  }

  @Test("Cases are found by their source's number, all of them")
  func finder() throws {
    let log = try sampleLog()
    let again = try intake("2019010100001", 9, hours: 0)
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID("case-2"), events: [again])]))
    let (candidates, count) = try log.withSnapshot {
      try CaseFinder.find(sourceID: "2019010100001", in: $0)
    }
    #expect(count == 2)
    #expect(candidates.map(\.stream.text) == ["case-1", "case-2"])
    let (none, noneCount) = try log.withSnapshot { try CaseFinder.find(sourceID: "2019", in: $0) }
    #expect(none.isEmpty)
    #expect(noneCount == 0)
    let (first, all) = try log.withSnapshot {
      try CaseFinder.find(sourceID: "2019010100001", in: $0, limit: 1)
    }
    #expect(first.count == 1)
    #expect(all == 2)
  }

  @Test("Every mark has words in three languages")
  func words() {
    for language in Language.allCases {
      for mark in IntakeMark.allCases { #expect(!mark.words(language).isEmpty) }
    }
    #expect(
      IntakeMark.dayRecoveredFromID.words(.english)
        == "time lost in the source: the day was recovered from the case id")
    #expect(CaseMarks(IntakeMarks(rawValue: 1 << 40)) == .unknown)
    let two = CaseMarks([IntakeMarks(.textDamaged), IntakeMarks(.repeatedRow)])
    #expect(two.list.map(\.code) == ["repeatedRow", "textDamaged"])
  }

  private func sampleLog() throws -> InMemoryEventLog {
    let log = InMemoryEventLog(
      origin: "test.example/log",
      clock: SimulatedClock(start: Self.start, stepMicroseconds: Self.hour))
    let events = [
      try intake("2019010100001", 1, hours: -48), try note(hours: 5),
      try intake("other", 3, hours: 3),
    ]
    for event in events {
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(try StreamID("case-1"), events: [event])]))
    }
    return log
  }

  private func at(_ hours: Int64) -> Instant {
    Instant(microseconds: Self.start.microseconds + hours * Self.hour)
  }

  private func note(hours: Int64) throws -> EventDraft {
    EventDraft(
      id: EventID(high: 1, low: 2), type: try EventType("NoteAdded"), occurredAt: at(hours),
      actor: "tester", payload: [1, 2, 3])
  }

  private func intake(_ sourceID: String, _ number: UInt64, hours: Int64) throws -> EventDraft {
    var writer = WireWriter()
    IntakeRecorded(
      sourceID: sourceID, categoryText: "路燈故障", category: "streetlight", district: "daan"
    ).encode(into: &writer)
    let salt = SeededEntropy(seed: 1).salt(for: [1])
    return EventDraft(
      id: EventID(high: 1, low: number), type: try EventType("IntakeRecorded"),
      occurredAt: at(hours), actor: "tester", payload: writer.bytes,
      disclosures: [
        Disclosure(path: "address", salt: salt, value: Array("大安區第三路12號".utf8))
      ])
  }

  private func load(
    _ log: InMemoryEventLog, _ point: CasePoint, withValues: Bool = false
  ) throws -> CaseHistory? {
    try log.withSnapshot {
      try CaseHistory.load(
        try StreamID("case-1"), from: $0, origin: log.origin, point: point, withValues: withValues)
    }
  }
}
