import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("The history of a case that was handled")
struct RichCaseTests {
  @Test(
    "The fold ends where the ticket's own state machine ends, and counts what happened on the way")
  func state() throws {
    let history = try history()
    let ticket = history.state.ticket
    #expect(ticket.step == .closed)
    #expect(history.state.standing == TicketStep.closed.words)
    #expect(ticket.lead == "PWD")
    #expect(ticket.coHandlers == [])
    #expect([ticket.returns, ticket.improperReturns, ticket.redos] == [1, 1, 1])
    #expect(ticket.contradictions == 1)
    #expect(ticket.cards.count == 1)
    #expect(history.unknownCount == 1)
    #expect(history.unreadableCount == 0)
  }

  @Test("Each contradiction and hint is found once, at its event, with what it stands against")
  func findings() throws {
    let found = try history().findings
    #expect(
      found.map(\.code) == [
        .lateContradictsRecord, .pingPong, .contactChangedBeforeCallback,
        .claimContradictsCallback, .closedWithCallback,
      ])
    #expect(found[0].position == Position(13))
    #expect(found[0].against == Position(8))
    #expect(
      found[0].words.english.contains("U-1 was recorded as not done by 2026-05-04 10:12 (#8)"))
    #expect(found[1].words.english == "sent back and forth: 工務局 → 水利處 → 工務局")
    #expect(found[3].words.english.contains("the citizen says that it is not"))
  }

  @Test(
    "A co-handler moves the due date, and the history says from what to what, why and by which rule"
  )
  func moved() throws {
    let entry = try #require(try history().events.first { $0.event.position == Position(12) })
    let change = try #require(entry.clockChanges.first)
    #expect(entry.clockChanges.count == 1)
    #expect(change.kind == .moved)
    #expect(change.was?.due.map { WallClock.deadline($0) } == "2026-05-12 24:00")
    #expect(change.clock.due?.due.map { WallClock.deadline($0) } == "2026-05-18 24:00")
    #expect(change.clock.due?.cause == .factsChanged)
    #expect(change.reason?.recomputed == change.clock.due?.due)
    #expect(change.reason?.words?.english.contains("10 working days") == true)
  }

  @Test(
    "Rules adopted later never change a due date already given: as of before and after, it is one")
  func laterRules() throws {
    let before = try history(.position(Position(SampleCase.secondRules - 1)))
    let after = try history(.position(Position(SampleCase.secondRules)))
    let reply = [before, after].map { $0.clocks.first { $0.clock.due?.group == "reply" } }
    #expect(reply[0]?.clock == reply[1]?.clock)
    #expect(reply[0]?.reason == reply[1]?.reason)
    #expect(reply[0]?.clock.due?.ruleVersion == 1)
    // What starts after the adoption is counted by the new rules.
    let redone = try history().clocks.last { $0.clock.due?.group == "reply" }
    #expect(redone?.clock.due?.ruleVersion == 2)
    #expect(redone?.givenAt == [Position(22)])
  }

  @Test("As of a time the due date is the one known then, and the clock is judged at that time")
  func asOf() throws {
    let morning = try instant("2026-05-04T12:00:00+08:00")
    let history = try history(.recorded(by: morning))
    #expect(history.judgedAt == morning)
    let reply = try #require(history.clocks.first { $0.clock.due?.clock == "G-6" })
    #expect(reply.standing == .running)
    #expect(reply.clock.due?.due.map { WallClock.deadline($0) } == "2026-05-12 24:00")
    #expect(reply.givenAt == [Position(5)])
    // Nobody knew yet that the act is claimed to have come in time.
    let urgent = try #require(history.clocks.first { $0.clock.due?.clock == "U-1" })
    #expect(urgent.standing == .overdue)
    #expect(urgent.marginMicroseconds == -6480 * 1_000_000)
    #expect(history.findings.isEmpty)
    let later = try self.history(.recorded(by: try instant("2026-06-30T00:00:00+08:00")))
    #expect(later.hiddenCount == 0)
  }

  @Test("Told by occurrence, the late entry stands in its place and contradicts nothing")
  func byOccurrence() throws {
    let history = try history(.now, .occurred)
    let times = history.events.map(\.event.record.occurredAt)
    #expect(times == times.sorted())
    #expect(history.clocks.first { $0.clock.due?.clock == "U-1" }?.standing == .met)
    #expect(!history.findings.contains { $0.code == .lateContradictsRecord })
    let entry = try #require(history.events.first { $0.event.position == Position(13) })
    #expect(entry.isLateEntry)
  }

  @Test("Time in hands adds up to the case's whole time, and the air is charged to who asked")
  func custody() throws {
    let history = try history()
    let custody = history.custody
    let first = try #require(history.events.first?.event.record.occurredAt)
    let closed = try #require(history.state.ticket.closedAt)
    let sum = custody.shares.reduce(0) { $0 + $1.heldMicroseconds }
    #expect(sum == closed.microseconds - first.microseconds)
    #expect(sum == custody.stretches.reduce(0) { $0 + $1.heldMicroseconds })
    let works = try #require(custody.shares.first { $0.unit == "PWD" })
    #expect(works.inTheAirMicroseconds == 4 * 3_600_000_000)
    #expect(custody.shares.reduce(0) { $0 + $1.perMille } >= 998)
    #expect(custody.workingDayMicroseconds == Int64(9 * 3_600_000_000))
  }

  @Test("Every event of a case has a sentence in every language, however empty its fields")
  func sentences() {
    for type in Vocabulary.types where type is any CaseEvent.Type {
      let sentence = EventSentence.of(type.init(), CaseNames())
      for language in Language.allCases {
        #expect(sentence.map { $0(language) }?.isEmpty == false, "\(type.typeName) says nothing")
        #expect(sentence?(language).contains("{") == false, "\(type.typeName)")
      }
    }
  }

  @Test("What is not in the log cannot explain: the due date stands without words")
  func withoutRules() throws {
    var due = DueDate()
    due.clock = "X-1"
    due.ruleSet = "gone"
    due.cause = .started
    let moment = Moment(at: Instant(microseconds: 0))
    let reason = CaseDueReason.explain(
      due, at: Position(1), before: TicketState(), moment, CaseReference())
    #expect(reason == CaseDueReason())
  }

  @Test("The JSON says the same facts each time")
  func json() throws {
    let text = JSONWriter.text(try history().json())
    #expect(text == JSONWriter.text(try history().json()))
    for fact in [
      "\"clockChanges\"", "\"lateContradictsRecord\"", "\"explanation\"", "\"perMille\"",
    ] {
      #expect(text.contains(fact), "\(fact) is missing")
    }
    #expect(!text.contains("0900000002"))
  }

  private func history(
    _ point: CasePoint = .now, _ order: CaseOrder = .recorded
  ) throws -> CaseHistory {
    let log = try SampleCase.log()
    return try #require(
      try log.withSnapshot {
        try CaseHistory.load(
          try StreamID(SampleCase.stream), from: $0, origin: log.origin, point: point,
          order: order)
      })
  }

  private func instant(_ text: String) throws -> Instant {
    try #require(Instant(iso8601: text))
  }
}
