import EventStore
import Glibc
import Hotline
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing

@testable import LogServer
@testable import Projections

@Suite("The scores view between two starts")
struct ScoreKeeperTests {
  private func append(_ number: Int, to log: any EventLog) async throws {
    _ = try await log.append(try request(number))
  }

  private func request(_ number: Int) throws -> AppendRequest {
    let at = Instant(microseconds: 1_480_000_000_000_000 + Int64(number) * 3_600_000_000)
    var dispatched = Dispatched()
    dispatched.lead = number % 2 == 0 ? "U1" : "U2"
    let payloads: [any CaseEvent] = [IntakeRecorded(), dispatched]
    let events = try payloads.enumerated().map { index, payload in
      EventDraft(
        id: EventID(high: UInt64(index), low: UInt64(number)),
        type: try EventType(type(of: payload).typeName), occurredAt: at, actor: "op",
        payload: payload.encoded)
    }
    return AppendRequest([StreamAppend(try StreamID("c-\(number)"), events: events)])
  }

  private func received(_ desk: ScoreDesk, _ clock: any LogClock) throws -> [String] {
    try desk.ask(Viewpoint(), rules: nil, now: clock.now(for: Position(1))) { view, now in
      let card = try view.scorecard(try view.period("2016", at: now), at: now)
      return try card.rows.map { row in
        let why = try view.explain(
          "received", unit: row.unit, try view.period("2016", at: now), at: now)
        return "\(row.unit) \(row.measures[.received]) \(why.tickets.map(\.stream))"
      }
    }
  }

  private func city(of log: any EventLog) -> LiveView<CityLedger> {
    LiveView(log: log, store: nil, logger: HTTPService.logger())
  }

  /// Runs the keeper while `body` runs, and stops it.
  private func keeping(
    _ desk: ScoreDesk, _ log: any EventLog, _ body: () async throws -> Void
  ) async throws {
    let keeper = ScoreKeeper(
      desk, city(of: log), clock: SystemClock(), interval: .milliseconds(10))
    let group = ServiceGroup(
      configuration: .init(services: [keeper], logger: HTTPService.logger()))
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      try await body()
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test(
    "It follows without being asked, keeps what it has, and goes on from there with the same figures"
  )
  func followAndResume() async throws {
    let directory = TemporaryDirectory()
    let log = InMemoryEventLog(origin: "example.org/log")
    let store = ProjectionStore<ScoreView>(directory: directory.path)
    for round in 0..<3 {
      let desk = ScoreDesk(log, store: store)
      try await keeping(desk, log) {
        for number in 0..<20 { try await append(round * 20 + number, to: log) }
        try await eventually { desk.health.position == log.head }
      }
      guard case .found(let kept, let header) = try store.load(for: log) else {
        Issue.record("the snapshot was not kept")
        return
      }
      #expect(header.position == log.head)
      #expect(kept.ledger.caseCount == (round + 1) * 20)
      let fresh = ScoreDesk(log, store: store)
      let folded = try received(ScoreDesk(log), SystemClock())
      #expect(try received(fresh, SystemClock()) == folded && folded.count > 1)
      fresh.warm()
      #expect(try received(fresh, SystemClock()) == folded)
    }
  }

  @Test(
    "It ends when it is cancelled, as by a server that cannot listen", .timeLimit(.minutes(1)))
  func cancelled() async throws {
    let log = InMemoryEventLog(origin: "example.org/log")
    try await append(1, to: log)
    let desk = ScoreDesk(log)
    let keeper = ScoreKeeper(desk, city(of: log), clock: SystemClock())
    let task = Task { try await keeper.run() }
    try await eventually { desk.health.position == log.head }
    task.cancel()
    try? await task.value
    #expect(task.isCancelled)
  }

  @Test("Its health is told while a question or a first fold holds the view")
  func healthMeanwhile() async throws {
    let log = InMemoryEventLog(origin: "example.org/log")
    let desk = ScoreDesk(log)
    for number in 0..<3 { try await append(number, to: log) }
    #expect(desk.health.position == nil)
    let position = try desk.ask(Viewpoint(), rules: nil, now: SystemClock().now(for: Position(1))) {
      _, _ in desk.health.position
    }
    #expect(position == log.head)
  }

  @Test(
    "A first question by another division holds up no other and misses nothing that came meanwhile")
  func divisionMeanwhile() async throws {
    let memory = InMemoryEventLog(origin: "example.org/log")
    for number in 0..<3 { try await append(number, to: memory) }
    let log = WatchedLog(memory)
    let desk = ScoreDesk(log)
    _ = try received(desk, SystemClock())
    let answers = Mutex(0)
    log.watch(times: 6) {
      // Whenever the question reads the log, a ticket comes in and somebody asks for figures by unit.
      let before = answers.withLock { $0 }
      WorkerThread {
        let next = Int(memory.head.rawValue)
        guard let request = try? request(next), (try? memory.appendAndWait(request)) != nil,
          (try? received(desk, SystemClock())) != nil
        else { return }
        answers.withLock { $0 += 1 }
      }.detach()
      let end = ContinuousClock().now.advanced(by: .milliseconds(300))
      while answers.withLock({ $0 }) == before, ContinuousClock().now < end {
        usleep(1_000)
      }
    }
    _ = try byCategory(desk)
    let answered = answers.withLock { $0 }
    #expect(answered > 0)
    try await eventually { try byCategory(desk) == byCategory(ScoreDesk(memory)) }
    #expect(try byCategory(desk).count == 1)
  }

  /// Tickets received, by category.
  private func byCategory(_ desk: ScoreDesk) throws -> [String] {
    let now = SystemClock().now(for: Position(1))
    return try desk.ask(Viewpoint(), rules: nil, ScoreRows(by: .category), now: now) { view, now in
      #expect(view.division.dimension == .category)
      return view.cube.sums(try view.period("2016", at: now), at: now).map {
        "\($0.unit): \($0.period[.received, .numerator])"
      }
    }
  }

  @Test(
    "A snapshot that is damaged, or of a log that goes on otherwise, is folded anew and never believed"
  )
  func damaged() async throws {
    let directory = TemporaryDirectory()
    let log = InMemoryEventLog(origin: "example.org/log")
    let store = ProjectionStore<ScoreView>(directory: directory.path)
    for number in 0..<20 { try await append(number, to: log) }
    try await keeping(ScoreDesk(log, store: store), log) {
      try await eventually {
        (try? store.load(for: log)).map { "\($0)".hasPrefix("found") } ?? false
      }
    }
    let folded = try received(ScoreDesk(log), SystemClock())
    var bytes = try FileSystem.read(store.path)
    bytes[bytes.count / 2] ^= 1
    try FileSystem.replace(store.path, durable: false) { try $0(bytes.span) }
    #expect(try received(ScoreDesk(log, store: store), SystemClock()) == folded)

    let other = InMemoryEventLog(origin: "example.org/log")
    for number in 20..<50 { try await append(number, to: other) }
    let ofOther = try received(ScoreDesk(other), SystemClock())
    bytes[bytes.count / 2] ^= 1
    try FileSystem.replace(store.path, durable: false) { try $0(bytes.span) }
    #expect(try received(ScoreDesk(other, store: store), SystemClock()) == ofOther)
    #expect(ofOther != folded)
  }
}

/// Tells some times that somebody reads it; the reading of others meanwhile is not told.
private final class WatchedLog: EventLog {
  private struct Watcher {
    var body: (@Sendable () -> Void)?
    var left = 0
    var isTelling = false
  }

  private let log: InMemoryEventLog
  private let watcher = Mutex(Watcher())

  init(_ log: InMemoryEventLog) {
    self.log = log
  }

  func watch(times: Int, _ body: @escaping @Sendable () -> Void) {
    watcher.withLock { $0 = Watcher(body: body, left: times) }
  }

  var origin: String { log.origin }
  var head: Position { log.head }

  func submit(
    _ request: AppendRequest, completion: @escaping @Sendable (Result<Receipt, AppendError>) -> Void
  ) {
    log.submit(request, completion: completion)
  }

  func withSnapshot<Output>(_ body: (borrowing LogSnapshot) throws -> Output) throws -> Output {
    let told: (@Sendable () -> Void)? = watcher.withLock { watcher in
      guard !watcher.isTelling, watcher.left > 0 else { return nil }
      watcher.left -= 1
      watcher.isTelling = true
      return watcher.body
    }
    if let told {
      told()
      watcher.withLock { $0.isTelling = false }
    }
    return try log.withSnapshot(body)
  }

  func onGrowth(beyond position: Position, _ action: @escaping @Sendable () -> Void) {
    log.onGrowth(beyond: position, action)
  }
}
