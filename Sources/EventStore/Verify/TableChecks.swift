private import Synchronization

/// The checks that need no record: of batches, of the places of events, and of what the index holds.
final class TableChecks: Sendable {
  private struct State: ~Copyable {
    var batches: BatchCheck
    var reader: IndexReader?
    var index: IndexCheck?
  }

  private let state: Mutex<State>
  /// The log that is verified; an index may already hold more.
  private let log: LogState

  init(_ segments: SegmentSet, _ state: LogState, _ reader: sending IndexReader?) {
    log = state
    self.state = Mutex(State(batches: BatchCheck(segments, state), reader: reader))
  }

  func checkAll() {
    checkBatches()
    checkIndex()
  }

  func checkBatches() { state.withLock { $0.batches.run() } }

  func checkIndex() {
    state.withLock {
      $0.index = $0.reader.map { reader in
        reader.state.position.rawValue > log.size
          ? IndexCheck(reader, through: Position(log.size), streams: log.streams)
          : IndexCheck(reader)
      }
    }
  }

  /// What was found of batches, and of the index when there is one.
  func results() -> (batches: VerificationReport, index: IndexCheck?) {
    state.withLock { ($0.batches.report, $0.index) }
  }
}
