import EventStore
import Hotline
import Testing
import Wire

@testable import Projections

@Suite("The tickets projection")
struct TicketProjectionTests {
  @Test(
    "Live and rebuilt views have one digest at any batch size",
    arguments: [1, 2, 3, 7, 64, 997, 100_000])
  func batchSizes(batch: Int) throws {
    for seed in [UInt64(1), 2] {
      var generated = GeneratedLog(seed: seed)
      var live = ProjectionRunner<TicketProjection>()
      for step in [1, 5, 90, 200] {
        try generated.grow(by: step)
        try live.advance(generated.log, batch: batch)
      }
      var rebuilt = ProjectionRunner<TicketProjection>()
      try rebuilt.advance(generated.log)
      #expect(rebuilt.position == generated.log.head)
      #expect(live.position == rebuilt.position)
      #expect(try live.state.digest() == rebuilt.state.digest(), "seed \(seed)")
    }
  }

  @Test("A view read back from its bytes goes on like the view itself")
  func throughBytes() throws {
    var generated = GeneratedLog(seed: 4)
    try generated.grow(by: 300)
    var whole = ProjectionRunner<TicketProjection>()
    try whole.advance(generated.log)
    let bytes = whole.state.canonicalBytes()
    let state = try #require(TicketProjection(canonicalBytes: bytes))
    #expect(state.canonicalBytes() == bytes)
    var resumed = ProjectionRunner(state: state, position: whole.position)
    try generated.grow(by: 300)
    try whole.advance(generated.log)
    try resumed.advance(generated.log, batch: 11)
    #expect(try resumed.state.digest() == whole.state.digest())
  }

  @Test("A fold up to a position equals the fold of the log as it was then")
  func upToPosition() throws {
    var generated = GeneratedLog(seed: 5)
    try generated.grow(by: 120)
    var then = ProjectionRunner<TicketProjection>()
    try then.advance(generated.log)
    try generated.grow(by: 80)
    var later = ProjectionRunner<TicketProjection>()
    try later.advance(generated.log, upTo: Position(120))
    #expect(try later.state.digest() == then.state.digest())
  }

  @Test("The first intake makes the ticket, and a ticket names where it was imported from")
  func firstIntake() throws {
    let log = InMemoryEventLog(
      origin: "test.example/log", clock: SimulatedClock(start: GeneratedLog.start))
    let provenance = ImportProvenance(importNumber: 0xAB, run: 1, file: 3, row: 12)
    let first = IntakeRecorded(
      sourceID: "1", categoryText: "路燈", category: "streetlight", district: "daan",
      timePrecision: .day, marks: IntakeMarks(.dayRecoveredFromID), provenance: provenance)
    let second = IntakeRecorded(
      sourceID: "2", categoryText: "噪音", category: "noise", district: "xinyi")
    for intake in [first, second] {
      var writer = WireWriter()
      intake.encode(into: &writer)
      try append(log, writer.bytes)
    }
    var runner = ProjectionRunner<TicketProjection>()
    try runner.advance(log)
    let ticket = try #require(runner.state.ticket(StreamNumber(0)))
    #expect(ticket.category == "streetlight")
    #expect(ticket.district == "daan")
    #expect(ticket.isDayOnly)
    #expect(ticket.marks == CaseMarks(.dayRecoveredFromID))
    #expect(ticket.provenance == provenance)
    #expect(ticket.eventCount == 2)
    #expect(ticket.lastPosition == Position(2))
    #expect(runner.state.ticket(StreamNumber(1)) == nil)
    #expect(runner.state.countsByCategory().map(\.category) == ["streetlight"])
  }

  @Test("An intake that cannot be read is a ticket marked so")
  func unreadable() throws {
    let log = InMemoryEventLog(origin: "test.example/log")
    try append(log, [0xFF])
    var runner = ProjectionRunner<TicketProjection>()
    try runner.advance(log)
    #expect(runner.state.ticket(StreamNumber(0))?.marks == .unreadable)
  }

  @Test("A ticket takes 48 bytes")
  func size() {
    #expect(MemoryLayout<TicketCell>.stride == 48)
  }

  @Test("Bytes that are not a view are refused")
  func damagedBytes() throws {
    var generated = GeneratedLog(seed: 6)
    try generated.grow(by: 50)
    var runner = ProjectionRunner<TicketProjection>()
    try runner.advance(generated.log)
    let bytes = runner.state.canonicalBytes()
    for length in [0, 1, bytes.count / 2, bytes.count - 1] {
      #expect(TicketProjection(canonicalBytes: Array(bytes.prefix(length))) == nil)
    }
    #expect(TicketProjection(canonicalBytes: [0xFF, 0xFF]) == nil)
  }

  private func append(_ log: InMemoryEventLog, _ payload: [UInt8]) throws {
    let draft = EventDraft(
      id: EventID(high: 1, low: log.head.rawValue), type: try EventType("IntakeRecorded"),
      occurredAt: GeneratedLog.start, actor: "tester", payload: payload)
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID("case-1"), events: [draft])]))
  }
}
