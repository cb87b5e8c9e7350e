import Synchronization
import TestSupport
import Testing

@testable import EventStore

/// Threads that append and wait do the writer's work themselves when nobody else is at it.
@Suite("Threads that wait for their own appends")
struct WaitingAppenderTests {
  private let directory = TemporaryDirectory()

  @Test("Every thread gets the receipt of its own request, beside requests that nobody waits for")
  func receipts() throws {
    let log = try DataDirectory.create(directory.file("data"), origin: "test.example/log")
      .openLog(.writer)
    let wrong = Mutex<[String]>([])
    let others = Mutex(0)
    let threads = (0..<6 as Range<UInt64>).map { thread in
      WorkerThread {
        for number in 0..<50 as Range<UInt64> {
          let id = thread << 32 | number
          let event = Drafts.event(id)
          log.submit(Drafts.request("other-\(id)", Drafts.event(id | 1 << 60))) { result in
            if case .success = result { others.withLock { $0 += 1 } }
          }
          do {
            let receipt = try log.appendAndWait(Drafts.request("case-\(id)", event))
            let found = try log.withSnapshot { try $0.event(at: receipt.first) }
            if found?.record.id != event.id { wrong.withLock { $0.append("\(id)") } }
          } catch {
            wrong.withLock { $0.append("\(id): \(error)") }
          }
        }
      }
    }
    for thread in threads { thread.join() }
    log.close()
    #expect(wrong.withLock { $0 } == [])
    #expect(others.withLock { $0 } == 300, "closing answers what was taken in")
    let again = try DataDirectory.open(directory.file("data")).openLog(.reader)
    defer { again.close() }
    #expect(again.head == Position(600))
  }

  @Test(
    "A log that is closed under threads that append answers each of them, and keeps what it acknowledged"
  )
  func closing() throws {
    for round in 0..<8 {
      let path = directory.file("data-\(round)")
      let log = try DataDirectory.create(path, origin: "test.example/log").openLog(.writer)
      let recorded = Mutex<[UInt64]>([])
      let threads = (0..<4 as Range<UInt64>).map { thread in
        WorkerThread {
          for number in 0... as PartialRangeFrom<UInt64> {
            let id = thread << 32 | number
            guard
              let receipt = try? log.appendAndWait(Drafts.request("c-\(id)", Drafts.event(id)))
            else { return }
            recorded.withLock { $0.append(receipt.first.rawValue) }
          }
        }
      }
      while log.head.rawValue < 20 { log.waitForGrowth(beyond: log.head) }
      log.close()
      for thread in threads { thread.join() }
      let again = try DataDirectory.open(path).openLog(.reader)
      defer { again.close() }
      #expect(recorded.withLock { $0.sorted() } == Array(1...again.head.rawValue))
      #expect(throws: AppendError.closed) {
        try log.appendAndWait(Drafts.request("late", Drafts.event(7)))
      }
    }
  }
}
