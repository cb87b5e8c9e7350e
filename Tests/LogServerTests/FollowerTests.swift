import EventStore
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("A view that follows the log")
struct FollowerTests {
  private func intake(_ number: Int) throws -> AppendRequest {
    let event = EventDraft(
      id: EventID(high: 0, low: UInt64(number)), type: try EventType("IntakeRecorded"),
      occurredAt: Instant(microseconds: Int64(number)), actor: "op",
      payload: try PayloadFields.encode(
        "IntakeRecorded", .object([.init("sourceId", .string("\(number)"))])))
    return AppendRequest([StreamAppend(try StreamID("c-\(number)"), events: [event])])
  }

  @Test(
    "It follows, keeps a snapshot, and goes on from there; its digest is that of a rebuild")
  func followAndResume() async throws {
    let directory = TemporaryDirectory()
    let log = InMemoryEventLog(origin: "example.org/log")
    let store = ProjectionStore<TicketProjection>(directory: directory.path)
    for round in 0..<3 {
      let view = LiveView(log: log, store: store, logger: HTTPService.logger())
      view.follow()
      #expect(view.position == Position(UInt64(round * 20)))
      for number in 0..<20 { _ = try await log.append(try intake(round * 20 + number)) }
      await view.catchUp()
      view.save()
      guard case .found(let kept, let header) = try store.load(for: log) else {
        Issue.record("the snapshot was not kept")
        return
      }
      #expect(header.position == log.head)
      #expect(kept.caseCount == (round + 1) * 20)
      var rebuilt = ProjectionRunner<TicketProjection>()
      try rebuilt.advance(log)
      #expect(try rebuilt.state.digest() == header.digest)
    }
  }

  @Test("A question is answered as of its position, also when the view has gone further")
  func asks() async throws {
    let log = InMemoryEventLog(origin: "example.org/log")
    for number in 0..<20 { _ = try await log.append(try intake(number)) }
    let view = LiveView<TicketProjection>(
      log: log, store: nil, logger: HTTPService.logger())
    #expect(try view.ask(upTo: Position(7)) { $0.caseCount } == 7)
    #expect(view.position == Position(7))
    view.follow()
    #expect(view.position == Position(20))
    #expect(try view.ask(upTo: Position(12)) { $0.caseCount } == 12)
    #expect(view.position == Position(20))
  }

  @Test("What keeps a view from being read may pass: it follows then, and says nothing more of it")
  func passing() async throws {
    let directory = TemporaryDirectory()
    let log = InMemoryEventLog(origin: "example.org/log")
    for number in 0..<5 { _ = try await log.append(try intake(number)) }
    let store = ProjectionStore<TicketProjection>(directory: directory.path)
    // A directory in the place of its snapshot.
    try FileSystem.createDirectory(store.path)
    let view = LiveView(log: log, store: store, logger: HTTPService.logger())
    view.follow()
    #expect(view.health.failure?.isLasting == false && view.position == .start)
    #expect(throws: ViewFailure.self) { try view.ask(upTo: log.head) { $0.caseCount } }
    try FileSystem.removeTree(store.path)
    #expect(try view.ask(upTo: log.head) { $0.caseCount } == 5)
    #expect(view.failure == nil)
  }

  @Test("Listeners are woken by growth, and end when the log closes")
  func broadcast() async throws {
    let log = InMemoryEventLog(origin: "example.org/log")
    let broadcast = HeadBroadcast(log)
    let signals = broadcast.signals(every: .seconds(3600))
    var heads: [Position] = []
    for await _ in signals.stream {
      heads.append(log.head)
      if heads.count < 5 { _ = try await log.append(try intake(heads.count)) } else { log.close() }
    }
    #expect(heads == (0..<5).map { Position($0) })
    var late = 0
    for await _ in broadcast.signals(every: .seconds(3600)).stream { late += 1 }
    #expect(late == 0)
  }
}
