import EventStore
import Foundation
import TestSupport
import Testing

@Suite("Times of recording, real and simulated")
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

  @Test("Events of one append have one time, and a real clock goes on between appends")
  func together() throws {
    let directory = TemporaryDirectory()
    let data = try DataDirectory.create(directory.file("data"), origin: "real.example/log")
    let log = try data.openLog(.writer)
    defer { log.close() }
    let memory = InMemoryEventLog(origin: "real.example/log", clock: SystemClock())
    for log in [log as any EventLog, memory] {
      let receipts = try (0..<2).map { round in
        defer { Thread.sleep(forTimeInterval: 0.002) }
        return try log.appendAndWait(
          AppendRequest(
            try (0..<50).map { number in
              StreamAppend(
                try StreamID("case-\(number)"),
                events: (0..<10).map { Drafts.event(UInt64(round * 500 + number * 10 + $0)) })
            }))
      }
      let events = try log.all()
      #expect(Set(events.prefix(500).map(\.record.recordedAt)) == [receipts[0].recordedAt])
      #expect(Set(events.dropFirst(500).map(\.record.recordedAt)) == [receipts[1].recordedAt])
      #expect(receipts[0].recordedAt < receipts[1].recordedAt)
    }
  }
}
