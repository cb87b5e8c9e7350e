import EventStore
import TestSupport
import Testing

@Suite("Simulated times")
struct SimulatedTimeTests {
  private let later = Instant(microseconds: Drafts.noon.microseconds + 86_400_000_000)

  private func request(_ number: UInt64, at instant: Instant?) -> AppendRequest {
    var append = Drafts.append("case", .any, Drafts.event(number))
    append.simulatedAt = instant
    return AppendRequest([append])
  }

  @Test(
    "A simulated log takes them, and they never run backwards", arguments: LogHarness.Kind.allCases)
  func taken(kind: LogHarness.Kind) throws {
    let harness = try LogHarness(kind)
    defer { harness.finish() }
    let first = try harness.log.appendAndWait(request(1, at: later))
    #expect(first.recordedAt == later)
    let before = try harness.log.appendAndWait(request(2, at: Drafts.noon))
    #expect(before.recordedAt == later)
    let without = try harness.log.appendAndWait(request(3, at: nil))
    #expect(without.recordedAt >= later)
  }

  @Test("A real log refuses them and writes nothing")
  func refused() throws {
    let directory = TemporaryDirectory()
    let data = try DataDirectory.create(directory.file("data"), origin: "real.example/log")
    let log = try data.openLog(.writer)
    defer { log.close() }
    let memory = InMemoryEventLog(origin: "real.example/log", clock: SystemClock())
    for log in [log as any EventLog, memory] {
      #expect(throws: AppendError.self) { _ = try log.appendAndWait(request(1, at: later)) }
      #expect(log.head == .start)
      _ = try log.appendAndWait(request(1, at: nil))
      #expect(log.head == Position(1))
    }
  }
}
