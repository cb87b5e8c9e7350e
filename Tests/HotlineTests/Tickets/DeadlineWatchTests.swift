import TestKit
import Testing
import Wire

@testable import Hotline

@Suite("What is kept of a case to know when time brings something")
struct DeadlineWatchTests {
  @Test("The watch never names a later instant than the whole case", arguments: 0..<60)
  func neverLater(seed: UInt64) throws {
    let rules = try TestRules.book()
    let life = try TicketPropertyTests.live(seed: seed, commands: 120, rules: rules)
    var ticket = TicketState()
    var watch = DeadlineWatch()
    for recorded in life.recorded {
      ticket.evolve(recorded: recorded.type, recorded.payload, recorded.moment)
      let type = try #require(CaseEventTypes.named(recorded.type))
      let event = try type.init(decoding: recorded.payload)
      if !watch.isEmpty || !event.due.isEmpty {
        watch.take(event, recorded.moment) { _ in rules }
      }
      guard let whole = ticket.nextDeadline(rules: { _ in rules }) else { continue }
      let kept = try #require(watch.next { _ in rules })
      #expect(kept <= whole, "seed \(seed): \(kept) after \(recorded.type), whole case \(whole)")
    }
    #expect(ticket.revision == UInt64(life.recorded.count))
  }

  @Test("A settled case leaves nothing behind")
  func forgets() throws {
    let book = try RuleBook(SmallRules.ruleSet(), calendar: nil)
    var ticket = TicketState()
    var watch = DeadlineWatch()
    var hours: Int64 = 0
    func take(_ event: any CaseEvent) throws {
      hours += 1
      let moment = Moment(at: Instant(microseconds: hours * 3_600_000_000))
      let decided = try ticket.decide(any: event, by: book, at: moment)
      ticket.evolve(decided, moment)
      watch.take(decided, moment) { _ in book }
    }
    try take(IntakeRecorded())
    #expect(watch.isEmpty)
    var dispatched = Dispatched()
    dispatched.lead = "U1"
    try take(dispatched)
    #expect(watch.clocks.compactMap { $0.due?.clock } == ["CONTACT", "RESULT"])
    var signed = SignedFor()
    signed.unit = "U1"
    try take(signed)
    var contacted = CitizenContacted()
    contacted.unit = "U1"
    contacted.reached = true
    try take(contacted)
    #expect(watch.clocks.compactMap { $0.due?.clock } == ["RESULT"])
    var result = ResultReported()
    result.unit = "U1"
    try take(result)
    #expect(watch.clocks.compactMap { $0.due?.clock } == ["CALLBACK"])
    var callback = CallbackAttempted()
    callback.outcome = CallbackOutcome.allCases.first
    try take(callback)
    #expect(watch.isEmpty && watch.next { _ in book } == nil)
  }

  @Test("Without the rules that a due date names, it lapses and brings no card")
  func unknownRules() {
    var due = DueDate()
    due.clock = "FOREIGN"
    due.due = Instant(microseconds: 1_000)
    due.consequence = .card
    var ticket = TicketState()
    let start = Instant(microseconds: 0)
    _ = ticket.install([due], Moment(occurredAt: start, recordedAt: start))
    let events = ticket.deadlineEvents(at: Instant(microseconds: 2_000)) { _ in nil }
    #expect(events.map(\.key) == ["lapse/FOREIGN/1000"])
    #expect(ticket.nextDeadline { _ in nil } == Instant(microseconds: 1_000))
  }
}
