import Synchronization
import TestSupport
import Testing

@testable import EventStore

@Suite("verify beside a writer")
struct VerifyWhileWrittenTests {
  /// Appends until it is told to stop, on a thread of its own: the programs that are run meanwhile block the others.
  private final class Writer: Sendable {
    private let isStopped = Atomic(false)
    private let failure = Mutex<String?>(nil)

    func run(_ log: LMDBEventLog) {
      do {
        for round in 0... as PartialRangeFrom<UInt64> {
          if isStopped.load(ordering: .relaxed) { return }
          let events = (0..<100 as Range<UInt64>).map { index in
            let value = Disclosure(path: "address", salt: sha256([1]), value: [UInt8(index)])
            return Drafts.event(
              round * 100 + index, disclosures: index % 10 == 0 ? [value] : [])
          }
          let stream = StreamAppend(try StreamID("case-\(round / 3)"), events: events)
          _ = try log.appendAndWait(AppendRequest([stream]))
        }
      } catch {
        failure.withLock { $0 = "\(error)" }
      }
    }

    /// - Returns: why it could not append.
    func stop() -> String? {
      isStopped.store(true, ordering: .relaxed)
      return failure.withLock { $0 }
    }
  }

  @Test(
    "A log that grows while it is verified is not called damaged, also when segments are sealed meanwhile",
    arguments: [Limits.eventsPerSegment, 3_000])
  func growing(eventsPerSegment: UInt64) throws {
    let temporary = TemporaryDirectory()
    let path = temporary.file("data")
    var configuration = LMDBEventLog.Configuration()
    configuration.eventsPerSegment = eventsPerSegment
    let log = try DataDirectory.create(path, origin: "test.example/log")
      .openLog(.writer, configuration: configuration)
    let tool = try Tool(directory: path)
    let writer = Writer()
    let thread = WorkerThread { writer.run(log) }
    for full in [true, false, true, false, true] {
      let wanted = log.head.rawValue + 1_000
      for _ in 0..<30_000 where log.head.rawValue < wanted { Terminal.pause(milliseconds: 1) }
      #expect(log.head.rawValue >= wanted, "the writer stands still")
      let arguments = full ? ["verify", "--full"] : ["verify"]
      let answer = try tool.runWithErrors(arguments)
      #expect(answer.code == 20, "\(arguments): \(answer.lines)")
    }
    #expect(writer.stop() == nil)
    thread.join()
    log.close()
    withExtendedLifetime(temporary) {}
  }
}
