import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("Reference data")
struct ReferenceDataTests {
  private func log() throws -> InMemoryEventLog {
    InMemoryEventLog(
      origin: "example.org/log",
      clock: SimulatedClock(
        start: try #require(Instant(iso8601: "2026-01-01T00:00:00Z")), stepMicroseconds: 1_000_000))
  }

  @discardableResult
  private func append<E: EventPayload>(
    _ payload: E, to stream: String, _ log: InMemoryEventLog
  ) throws -> Position {
    let draft = EventDraft(
      id: EventID(high: 1, low: log.head.rawValue), type: try EventType(E.typeName),
      occurredAt: Instant(microseconds: 0), actor: "test", payload: payload.encoded)
    return try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID(stream), events: [draft])])
    ).last
  }

  private func rules(_ version: UInt64, effective: UInt64 = 0) -> RuleSetAdopted {
    var adopted = RuleSetAdopted()
    var rules = RuleSet()
    rules.id = "test"
    rules.version = version
    rules.effectiveDay = effective
    adopted.rules = rules
    return adopted
  }

  private func load(_ log: InMemoryEventLog) throws -> ReferenceData {
    try log.withSnapshot { try ReferenceData.load(from: $0) }
  }

  @Test("A later version never removes the earlier one: each point of time has its own")
  func versions() throws {
    let log = try log()
    let first = try append(rules(1), to: "rules-test", log)
    try append(UnitCreated(), to: "unit-", log)
    let second = try append(rules(2), to: "rules-test", log)
    let data = try load(log)
    #expect(data.ruleSets.count == 2)
    #expect(data.ruleSet("test")?.content.rules?.version == 2)
    #expect(data.ruleSet("test", asOf: .position(first))?.content.rules?.version == 1)
    #expect(data.ruleSet("test", asOf: .position(second))?.content.rules?.version == 2)
    #expect(data.ruleSet("test", asOf: .position(.start)) == nil)
    let known = try #require(data.ruleSet("test", version: 2)?.recordedAt)
    let before = Instant(microseconds: known.microseconds - 1)
    #expect(data.ruleSet("test", asOf: .recorded(by: before))?.content.rules?.version == 1)
    #expect(data.ruleSet("test", asOf: .recorded(by: known))?.content.rules?.version == 2)
    #expect(data.ruleSet("other") == nil)
    #expect(data.ruleSets(asOf: .now).count == 1)
  }

  @Test("A version that takes effect later does not judge the cases before its day")
  func effective() throws {
    let log = try log()
    try append(rules(1), to: "rules-test", log)
    try append(rules(2, effective: 20_600), to: "rules-test", log)
    let data = try load(log)
    let before = CivilDate(daysSinceEpoch: 20_599)
    let then = CivilDate(daysSinceEpoch: 20_600)
    #expect(data.ruleSet("test", on: before)?.content.rules?.version == 1)
    #expect(data.ruleSet("test", on: then)?.content.rules?.version == 2)
    #expect(try data.ruleBook("test", on: before)?.rules.version == 1)
  }

  @Test("A calendar keeps what became known when, and its adoption is its version")
  func calendar() throws {
    let day = try #require(CivilDate(year: 2026, month: 5, day: 4))
    let announced = try #require(CivilDate(year: 2026, month: 4, day: 1))
    let calendar = try WorkCalendar(
      id: "cn", version: "2026.1", region: "CN",
      first: try #require(CivilDate(year: 2026, month: 1, day: 1)),
      last: try #require(CivilDate(year: 2026, month: 12, day: 31)),
      days: [
        SpecialDay(
          date: day, kind: .holiday,
          occasion: Occasion(code: "labour-day", name: Phrase("Labour Day", "劳动节", "勞動節")),
          knownFrom: announced),
        SpecialDay(
          date: CivilDate(daysSinceEpoch: day.daysSinceEpoch + 5), kind: .makeUpWorkday,
          occasion: Occasion(code: "labour-day", name: Phrase("Labour Day", "劳动节", "勞動節"))),
      ])
    let log = try log()
    var adopted = CalendarAdopted()
    adopted.calendar = CalendarList(calendar, version: 3)
    let position = try append(adopted, to: "calendar-cn", log)
    let data = try load(log)
    let known = try #require(try data.calendar("cn", knownOn: nil))
    #expect(known.version == "3")
    #expect(known.days == calendar.days)
    #expect(try known.isWorkingDay(day) == false)
    let earlier = CivilDate(daysSinceEpoch: announced.daysSinceEpoch - 1)
    #expect(try data.calendar("cn", knownOn: earlier)?.isWorkingDay(day) == true)
    #expect(try data.calendar("cn", knownOn: announced)?.isWorkingDay(day) == false)
    let before = Position(position.rawValue - 1)
    #expect(try data.calendar("cn", knownOn: nil, asOf: .position(before)) == nil)
  }

  @Test("Units are created, renamed and merged, each known from its event on")
  func units() throws {
    let log = try log()
    var police = UnitCreated()
    police.unit = "police"
    police.name = "Police"
    let created = try append(police, to: "unit-police", log)
    var renamed = UnitRenamed()
    renamed.unit = "police"
    renamed.name = "City Police"
    let named = try append(renamed, to: "unit-police", log)
    var merged = UnitMerged()
    merged.unit = "police"
    merged.into = "safety"
    try append(merged, to: "unit-police", log)
    let data = try load(log)
    #expect(data.units(asOf: .position(created)).first?.unit.name == "Police")
    #expect(data.units(asOf: .position(named)).first?.unit.name == "City Police")
    #expect(data.units(asOf: .position(named)).first?.mergedInto == "")
    #expect(data.units().first?.mergedInto == "safety")
    #expect(data.units(asOf: .position(.start)).isEmpty)
  }

  @Test("An event that cannot be read is noted and the rest stands")
  func unreadable() throws {
    let log = try log()
    try append(rules(1), to: "rules-test", log)
    let broken = EventDraft(
      id: EventID(high: 2, low: 2), type: try EventType(RuleSetAdopted.typeName),
      occurredAt: Instant(microseconds: 0), actor: "test", payload: [0x0A, 0xFF])
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID("rules-test"), events: [broken])]))
    let data = try load(log)
    #expect(data.unreadable == [Position(2)])
    #expect(data.ruleSet("test")?.content.rules?.version == 1)
  }
}
