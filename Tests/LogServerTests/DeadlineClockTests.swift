import EventStore
import Hotline
import Logging
import Projections
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import LogServer

@Suite("The deadline clock")
struct DeadlineClockTests {
  private static let start = Drafts.noon

  private static func book() throws -> RuleBook {
    try RuleBook(SmallRules.ruleSet(), calendar: nil)
  }

  private static func deadlineClock(
    _ log: any EventLog, _ clock: any LogClock,
    store: ProjectionStore<OpenDeadlines>? = nil, interval: Duration = .milliseconds(5)
  ) throws -> DeadlineClock {
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    return DeadlineClock(
      log: log, broadcast: HeadBroadcast(log),
      view: LiveView(log: log, store: store, logger: logger), clock: clock, interval: interval,
      logger: logger)
  }

  /// A line for each event that the deadline clock recorded: hours after the start, stream, what.
  private static func lines(_ log: any EventLog) throws -> [String] {
    try log.all().filter { $0.record.actor == DeadlineClock.actor }.map { event in
      let hours = (event.record.occurredAt.microseconds - start.microseconds) / 3_600_000_000
      let fields = PayloadFields.decode(event.record.type.text, event.record.payload)
      let what = fields.text("clock") + (fields["colour"] == nil ? "" : " \(fields.text("rule"))")
      return "\(hours) \(event.record.stream) \(what)"
    }
  }

  /// Cases of every sort, written on the first day, and what a week without the deadline clock must bring.
  private static func week(_ log: any EventLog, _ clock: ManualClock, cases: Int) throws -> [String]
  {
    let writer = CaseWriter(log, rules: try book())
    try writer.adopt(SmallRules.adoption(), at: start)
    var expected: [(hour: Int, line: String)] = []
    func expect(_ hour: Int, _ stream: String, _ what: String...) {
      expected += what.map { (hour, "\(hour) \(stream) \($0)") }
    }
    for number in 0..<cases {
      let stream = "case-\(1000 + number)"
      try writer.open(stream, at: start)
      switch number % 5 {
      case 0:
        expect(24, stream, "CONTACT")
        expect(72, stream, "RESULT", "RESULT YELLOW")
        expect(120, stream, "RESULT RED")
      case 1:
        try writer.contact(stream, at: start.adding(hours: 5))
        try writer.report(stream, at: start.adding(hours: 20))
        expect(44, stream, "CALLBACK")
      case 2: try writer.suspend(stream, at: start.adding(hours: 5))
      default: break
      }
    }
    clock.advance(hours: 7 * 24)
    for number in 0..<cases where number % 5 > 2 {
      let stream = "case-\(1000 + number)"
      // Entered a week late: what happened in time, and what did not.
      try writer.contact(stream, at: start.adding(hours: 23), now: clock.now)
      let hour: Int64 = number % 5 == 3 ? 72 : 100
      try writer.report(stream, at: start.adding(hours: hour), now: clock.now)
      if hour == 100 { expect(72, stream, "RESULT", "RESULT YELLOW") }
      expect(Int(hour) + 24, stream, "CALLBACK")
    }
    let order = expected.enumerated().sorted {
      ($0.element.hour, $0.offset) < ($1.element.hour, $1.offset)
    }
    return order.map(\.element.line)
  }

  @Test("After a week's stop each lapse and card is recorded once, in the order of its time")
  func aWeek() async throws {
    let clock = ManualClock(Self.start)
    let log = InMemoryEventLog(origin: "example.org/log", clock: clock)
    let expected = try Self.week(log, clock, cases: 300)
    let deadlines = try Self.deadlineClock(log, clock)
    await deadlines.recordWhatFellDue()
    let lines = try Self.lines(log)
    #expect(lines.sorted() == expected.sorted())
    let hours = lines.map { Int($0.prefix { $0 != " " }) ?? 0 }
    #expect(hours == hours.sorted())
    #expect(deadlines.status.lapses + deadlines.status.cards == UInt64(lines.count))
    #expect(deadlines.status.waiting == 0 && deadlines.status.lastFailure == nil)

    // Neither the same clock nor another one after a restart has anything to add, also a year later.
    await deadlines.recordWhatFellDue()
    clock.advance(hours: 365 * 24)
    let head = log.head
    await deadlines.recordWhatFellDue()
    await (try Self.deadlineClock(log, clock)).recordWhatFellDue()
    #expect(log.head == head)
  }

  @Test("Lapse, card and what comes after stand in their order in each case")
  func orderInACase() async throws {
    let clock = ManualClock(Self.start)
    let log = InMemoryEventLog(origin: "example.org/log", clock: clock)
    _ = try Self.week(log, clock, cases: 1)
    await (try Self.deadlineClock(log, clock)).recordWhatFellDue()
    #expect(
      try Self.lines(log) == [
        "24 case-1000 CONTACT", "72 case-1000 RESULT", "72 case-1000 RESULT YELLOW",
        "120 case-1000 RESULT RED",
      ])
    let file = try log.withSnapshot { try CaseFile.load(try StreamID("case-1000"), from: $0) }
    #expect(file?.ticket.cards.map(\.isRevoked) == [true, false])
    #expect(file?.ticket.clocks.allSatisfy { $0.lapsed && $0.unit == "U1" } == true)
  }

  @Test("Killed after any append, the next start records the rest and nothing twice")
  func killed() async throws {
    let clock = ManualClock(Self.start)
    let whole = InMemoryEventLog(origin: "example.org/log", clock: clock)
    let expected = try Self.week(whole, clock, cases: 10)
    for appends in 0...expected.count {
      let clock = ManualClock(Self.start)
      let log = InMemoryEventLog(origin: "example.org/log", clock: clock)
      _ = try Self.week(log, clock, cases: 10)
      let dying = DyingLog(log, appends: appends)
      let first = try Self.deadlineClock(dying, clock)
      await first.recordWhatFellDue()
      #expect(try Self.lines(log).count == appends)
      #expect((first.status.lastFailure == nil) == (appends == expected.count))
      await (try Self.deadlineClock(log, clock)).recordWhatFellDue()
      #expect(try Self.lines(log).sorted() == expected.sorted(), "killed after \(appends)")
    }
  }

  @Test("It falls due the instant after the due time, not at it")
  func boundary() async throws {
    let clock = ManualClock(Self.start)
    let log = InMemoryEventLog(origin: "example.org/log", clock: clock)
    let writer = CaseWriter(log, rules: try Self.book())
    try writer.adopt(SmallRules.adoption(), at: Self.start)
    try writer.open("case-1", at: Self.start)
    let deadlines = try Self.deadlineClock(log, clock)
    clock.advance(hours: 24)
    await deadlines.recordWhatFellDue()
    #expect(try Self.lines(log).isEmpty)
    clock.advance(hours: 0, microseconds: 1)
    await deadlines.recordWhatFellDue()
    #expect(try Self.lines(log) == ["24 case-1 CONTACT"])
    // A clock that goes back changes nothing.
    clock.advance(hours: -500)
    await deadlines.recordWhatFellDue()
    #expect(try Self.lines(log).count == 1)
  }

  @Test("A log without rules brings nothing, and a due date of unknown rules lapses without a card")
  func withoutRules() async throws {
    let clock = ManualClock(Self.start)
    let log = InMemoryEventLog(origin: "example.org/log", clock: clock)
    try CaseWriter(log, rules: nil).open("case-1", at: Self.start)
    let deadlines = try Self.deadlineClock(log, clock)
    clock.advance(hours: 1_000)
    await deadlines.recordWhatFellDue()
    #expect(try Self.lines(log).isEmpty)
    #expect(deadlines.view.read { $0.count } == 0)
    try CaseWriter(log, rules: try Self.book()).open("case-2", at: Self.start.adding(hours: 1_000))
    clock.advance(hours: 1_000)
    await deadlines.recordWhatFellDue()
    #expect(try Self.lines(log) == ["1024 case-2 CONTACT", "1072 case-2 RESULT"])
  }

  @Test("As a service it records at the due time, keeps its view, and stops with the server")
  func service() async throws {
    let directory = TemporaryDirectory()
    let clock = ManualClock(Self.start)
    let log = InMemoryEventLog(origin: "example.org/log", clock: clock)
    let store = ProjectionStore<OpenDeadlines>(directory: directory.path)
    let writer = CaseWriter(log, rules: try Self.book())
    try writer.adopt(SmallRules.adoption(), at: Self.start)
    let deadlines = try Self.deadlineClock(log, clock, store: store)
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let group = ServiceGroup(configuration: .init(services: [deadlines], logger: logger))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      try writer.open("case-1", at: Self.start)
      clock.advance(hours: 100)
      try await eventually { deadlines.status.cards >= 1 }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
    #expect(
      try Self.lines(log)
        == ["24 case-1 CONTACT", "72 case-1 RESULT", "72 case-1 RESULT YELLOW"])
    guard case .found(_, let header) = try store.load(for: log) else {
      Issue.record("the view was not kept")
      return
    }
    #expect(header.position == log.head)
    let resumed = try Self.deadlineClock(log, clock, store: store)
    clock.advance(hours: 100)
    await resumed.recordWhatFellDue()
    #expect(try Self.lines(log).last == "120 case-1 RESULT RED")
  }

  @Test(
    "Others may write to the same cases at the same time, and a second server finds nothing left")
  func concurrent() async throws {
    let directory = TemporaryDirectory()
    let data = try DataDirectory.create(directory.file("data"), origin: "example.org/log")
    let now = SystemClock().now(for: .start)
    let begin = now.adding(hours: -7 * 24)
    var log = try data.openLog(.writer)
    let writer = CaseWriter(log, rules: try Self.book())
    try writer.adopt(SmallRules.adoption(), at: begin)
    let streams = (0..<40).map { "case-\($0)" }
    for stream in streams { try writer.open(stream, at: begin, now: now) }
    let deadlines = try Self.deadlineClock(log, SystemClock())
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { await deadlines.recordWhatFellDue() }
      for part in 0..<4 {
        tasks.addTask {
          try await onThread {
            for round in 0..<80 {
              try writer.act(
                streams[(part * 10 + round) % streams.count], ReminderReceived(), at: begin,
                now: now)
            }
          }
        }
      }
      try await tasks.waitForAll()
    }
    await deadlines.recordWhatFellDue()
    let recorded = try Self.lines(log).map {
      $0.split(separator: " ").dropFirst().joined(separator: " ")
    }
    let what = ["CONTACT", "RESULT", "RESULT YELLOW", "RESULT RED"]
    #expect(recorded.sorted() == streams.flatMap { one in what.map { "\(one) \($0)" } }.sorted())
    let head = log.head
    log.close()
    log = try data.openLog(.writer)
    await (try Self.deadlineClock(log, SystemClock())).recordWhatFellDue()
    #expect(log.head == head)
    log.close()
  }
}

/// A log that takes so many appends and then no more, as when the process is killed.
final class DyingLog: EventLog {
  private let log: InMemoryEventLog
  private let left: Mutex<Int>

  init(_ log: InMemoryEventLog, appends: Int) {
    self.log = log
    left = Mutex(appends)
  }

  var origin: String { log.origin }
  var head: Position { log.head }

  func submit(
    _ request: AppendRequest, completion: @escaping @Sendable (Result<Receipt, AppendError>) -> Void
  ) {
    let isAlive = left.withLock { left in
      left -= 1
      return left >= 0
    }
    if isAlive {
      log.submit(request, completion: completion)
    } else {
      completion(.failure(.closed))
    }
  }

  func withSnapshot<Output>(_ body: (borrowing LogSnapshot) throws -> Output) throws -> Output {
    try log.withSnapshot(body)
  }

  func onGrowth(beyond position: Position, _ action: @escaping @Sendable () -> Void) {
    log.onGrowth(beyond: position, action)
  }
}
