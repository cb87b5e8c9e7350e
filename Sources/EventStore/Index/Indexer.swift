private import Synchronization

/// Follows the log with the index on a thread of its own, many commits at a time.
final class Indexer: Sendable {
  private struct State {
    var queue: [IndexBatch] = []
    var queuedEvents = 0
    /// Last event handed over.
    var handed: Position
    /// Last event the index covers.
    var done: Position
    var isClosing = false
    /// Callers that wait for the index to catch up.
    var drains = 0
    var failure: String?
  }

  private let state: Mutex<State>
  private let changed = EventCount()
  private let worker = Mutex<WorkerThread?>(nil)

  /// Events after which the index is committed although more are coming.
  static let eventsPerCommit = 65_536
  /// While the log is busy, the index waits so long for more before it commits.
  static let patienceMilliseconds = 40

  /// Starts at what `writer` covers.
  init(_ writer: IndexWriter) {
    state = Mutex(State(handed: writer.state.position, done: writer.state.position))
    worker.withLock {
      $0 = WorkerThread { [self] in run(writer) }
    }
  }

  /// Last event the index covers.
  var position: Position { state.withLock { $0.done } }

  /// Why the index stopped following, if it did; the log goes on and readers scan instead.
  var failure: String? { state.withLock { $0.failure } }

  /// Hands a durable commit over.
  func add(_ batch: IndexBatch) {
    let isAwaited = state.withLock { state in
      if state.failure != nil { return false }
      let isFirst = state.queue.isEmpty
      state.queue.append(batch)
      state.queuedEvents += batch.entries.count
      state.handed = batch.position
      return isFirst || state.queuedEvents >= Self.eventsPerCommit || state.drains > 0
    }
    // After the first of several commits the index waits for time to pass, not for the next.
    if isAwaited { changed.notify() }
  }

  /// Blocks while the index is too far behind.
  func waitForRoom() {
    wait { state in
      state.failure != nil || state.handed.rawValue - state.done.rawValue < Limits.indexLagMax
        ? true : nil
    }
  }

  /// Blocks until everything handed over is indexed.
  func drain() {
    state.withLock { $0.drains += 1 }
    changed.notify()
    wait { state in state.failure != nil || state.done == state.handed ? true : nil }
    state.withLock { $0.drains -= 1 }
  }

  /// Indexes what is left, marks the index complete and ends the thread.
  func close() {
    state.withLock { $0.isClosing = true }
    changed.notify()
    worker.withLock { $0.take() }?.join()
  }

  private func run(_ start: IndexWriter) {
    var writer = start
    do throws(LMDBError) {
      while let batches = next() {
        try writer.apply(batches)
        state.withLock { $0.done = writer.state.position }
        changed.notify()
      }
      try writer.close()
    } catch {
      state.withLock {
        $0.failure = error.description
        $0.queue = []
      }
      changed.notify()
    }
  }

  /// The next commits to index, or `nil` when closing and nothing is left.
  private func next() -> [IndexBatch]? {
    var deadline: Int64?
    while true {
      let ticket = changed.ticket()
      let now = systemNow().microseconds
      let step: [IndexBatch]?? = state.withLock { state in
        if state.queue.isEmpty { return state.isClosing ? .some(nil) : nil }
        let isDue = deadline.map { now >= $0 } ?? false
        let isFull = state.queuedEvents >= Self.eventsPerCommit
        guard isDue || isFull || state.isClosing || state.drains > 0 else { return nil }
        defer {
          state.queue = []
          state.queuedEvents = 0
        }
        return .some(state.queue)
      }
      if let step { return step }
      if state.withLock({ $0.queue.isEmpty }) {
        deadline = nil
        changed.wait(after: ticket)
      } else {
        let due = deadline ?? now + Int64(Self.patienceMilliseconds) * 1000
        deadline = due
        changed.wait(after: ticket, milliseconds: max(1, Int(due - now) / 1000))
      }
    }
  }

  private func wait(_ ready: (inout sending State) -> Bool?) {
    while true {
      let ticket = changed.ticket()
      if state.withLock({ ready(&$0) }) != nil { return }
      changed.wait(after: ticket)
    }
  }
}
