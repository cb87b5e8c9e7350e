import EventStore
import Hotline
import TestSupport
import Testing

@testable import Projections

@Suite("The cases for which time can bring something")
struct OpenDeadlinesTests {
  private static let start = Drafts.noon

  /// Forty cases, taken in an hour apart; every third was contacted, every fourth reported, every fifth stands still.
  private static func log() throws -> InMemoryEventLog {
    let log = InMemoryEventLog(origin: "example.org/log", clock: ManualClock(start))
    let writer = CaseWriter(log, rules: try RuleBook(SmallRules.ruleSet(), calendar: nil))
    try writer.adopt(SmallRules.adoption(), at: start)
    for number in 0..<40 {
      let stream = "case-\(100 + number)"
      let time = start.adding(hours: Int64(40 - number))
      try writer.open(stream, at: time)
      if number % 3 == 0 { try writer.contact(stream, at: time.adding(hours: 1)) }
      if number % 4 == 0 {
        try writer.report(stream, at: time.adding(hours: 2))
      } else if number % 5 == 0 {
        try writer.suspend(stream, at: time.adding(hours: 2))
      }
    }
    return log
  }

  private static func view(_ log: any EventLog, batch: Int = 1_000) throws -> OpenDeadlines {
    var runner = ProjectionRunner<OpenDeadlines>()
    try runner.advance(log, batch: batch)
    return runner.state
  }

  @Test("It names the cases in the order of their time, each at the first instant worth asking")
  func order() throws {
    let log = try Self.log()
    let view = try Self.view(log)
    let end = Self.start.adding(hours: 1_000)
    let due = view.due(by: end)
    #expect(due.map(\.at) == due.map(\.at).sorted() && due.first?.at == view.next)
    let expected = try (0..<40).compactMap { number -> OpenDeadlines.Case? in
      let stream = try StreamID("case-\(100 + number)")
      let file = try log.withSnapshot { try CaseFile.load(stream, from: $0) }
      guard let at = file?.ticket.nextDeadline(rules: { view.rules.book(for: $0) }) else {
        return nil
      }
      return due.first { $0.stream == stream && $0.at == at }
    }
    #expect(Set(expected) == Set(due) && !due.isEmpty)
    // Cases that stand still are kept without a time.
    #expect(view.count > due.count)
    let middle = due[due.count / 2].at
    #expect(view.due(by: middle).map(\.stream) == due.filter { $0.at <= middle }.map(\.stream))
  }

  @Test("The same log gives the same bytes at any batch size, and they are read back")
  func canonical() throws {
    let log = try Self.log()
    let whole = try Self.view(log)
    let bytes = whole.canonicalBytes()
    for batch in [1, 7, 64] {
      #expect(try Self.view(log, batch: batch).canonicalBytes() == bytes)
    }
    let again = try #require(OpenDeadlines(canonicalBytes: bytes))
    let end = Self.start.adding(hours: 1_000)
    #expect(again.canonicalBytes() == bytes && again.due(by: end) == whole.due(by: end))
    #expect(again.rules.ruleSets == ["small"])
    for cut in stride(from: 1, to: bytes.count, by: 97) {
      let damaged = OpenDeadlines(canonicalBytes: Array(bytes.prefix(cut)))
      #expect(damaged.map { $0.canonicalBytes() == bytes } != true)
    }
  }

  @Test("Rules that are adopted later are asked at once: a card that they bring is not missed")
  func laterRules() throws {
    let log = InMemoryEventLog(origin: "example.org/log", clock: ManualClock(Self.start))
    let writer = CaseWriter(log, rules: try RuleBook(SmallRules.ruleSet(), calendar: nil))
    try writer.open("case-1", at: Self.start)
    try writer.contact("case-1", at: Self.start)
    let before = try Self.view(log)
    #expect(before.next == Self.start.adding(hours: 72))
    var lapse = DeadlineLapsed()
    lapse.clock = "RESULT"
    lapse.dueAt = Self.start.adding(hours: 72)
    try writer.act("case-1", lapse, at: Self.start.adding(hours: 73))
    let waiting = try Self.view(log)
    #expect(waiting.count == 1 && waiting.next == nil)
    try writer.adopt(SmallRules.adoption(version: 1), at: Self.start)
    #expect(try Self.view(log).due(by: Self.start.adding(hours: 72)).count == 1)
  }

  @Test("The rules in force are the latest whose day has come where they apply")
  func inForce() throws {
    let log = InMemoryEventLog(origin: "example.org/log", clock: ManualClock(Self.start))
    let writer = CaseWriter(log, rules: nil)
    try writer.adopt(SmallRules.adoption(), at: Self.start)
    var later = SmallRules.adoption(version: 2)
    let day: Int64 = 86_400_000_000
    let local = Self.start.adding(hours: 8).microseconds / day + 10
    later.rules?.effectiveDay = UInt64(local)
    try writer.adopt(later, at: Self.start)
    let rules = try Self.view(log).rules
    let midnight = Instant(microseconds: local * day - 8 * 3_600_000_000)
    let eve = Instant(microseconds: midnight.microseconds - 1)
    #expect(try rules.book(inForce: "small", at: eve)?.rules.version == 1)
    #expect(try rules.book(inForce: "small", at: midnight)?.rules.version == 2)
    #expect(try rules.book(inForce: "other", at: midnight) == nil)
  }
}
