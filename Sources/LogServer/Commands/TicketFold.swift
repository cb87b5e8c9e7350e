import EventStore
import Projections
import Synchronization

/// Brings the tickets view up to date on a thread of its own while an import writes, so that the command need not read
/// the log again at its end.
final class TicketFold: Sendable {
  private typealias Outcome = Result<ProjectionRunner<TicketProjection>?, any Error>

  /// Events that the log grows by before the view follows.
  private static let step: UInt64 = 65_536

  private let isEnding: EndMark
  private let wake: Rendezvous<Bool>
  private let outcome: Rendezvous<Outcome>
  private let worker: WorkerThread

  private final class EndMark: Sendable {
    let value = Mutex(false)
  }

  /// Starts from the stored snapshot where it fits the log.
  init(_ store: ProjectionStore<TicketProjection>, _ log: any EventLog) {
    let isEnding = EndMark()
    let wake = Rendezvous<Bool>()
    let outcome = Rendezvous<Outcome>()
    self.isEnding = isEnding
    self.wake = wake
    self.outcome = outcome
    worker = WorkerThread {
      outcome.put(Result { try TicketFold.follow(store, log, isEnding, wake) })
    }
  }

  /// Takes what is left of the log and ends.
  /// - Returns: the view at the log's head, or `nil` when the stored snapshot is there already.
  /// - Throws: ``EventStore/LogError`` when the log or the snapshot cannot be read.
  func finish() throws -> ProjectionRunner<TicketProjection>? {
    isEnding.value.withLock { $0 = true }
    wake.put(true)
    let result = outcome.take()
    worker.join()
    return try result.get()
  }

  private static func follow(
    _ store: ProjectionStore<TicketProjection>, _ log: any EventLog, _ isEnding: EndMark,
    _ wake: Rendezvous<Bool>
  ) throws -> ProjectionRunner<TicketProjection>? {
    var runner = try store.resume(for: log)
    let stored = runner.position
    while true {
      // Read before the log's head is: what is recorded before the end is asked for is in the view.
      let isLast = isEnding.value.withLock { $0 }
      try runner.advance(log, batch: Int(step))
      if isLast { return runner.position > stored ? runner : nil }
      log.onGrowth(beyond: Position(runner.position.rawValue + step)) { wake.put(true) }
      _ = wake.take()
    }
  }
}
