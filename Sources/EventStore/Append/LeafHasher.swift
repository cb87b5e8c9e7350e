private import Synchronization

/// Hashes the pieces of one commit after another, and the tree over each, on a thread of its own: beside whoever decides the
/// events that follow and writes those before.
final class LeafHasher: Sendable {
  private struct State {
    /// Pieces that are not hashed yet.
    var waiting: [CommitPiece] = []
    /// Pieces that are hashed and were not handed out.
    var ready: [CommitPiece] = []
    /// What the hashed pieces gave; in the hands of the thread while it is at a piece.
    var hashed = HashedCommit(after: TreeEdge())
    /// The tree before the commit.
    var start = TreeEdge()
    /// Whether the thread is at a piece.
    var isBusy = false
    /// Whether the last piece was given.
    var isWhole = true
    var isClosing = false

    var isIdle: Bool { waiting.isEmpty && !isBusy }

    /// Lends what the hashed pieces gave to whom adds to it; the state lets go of it, so that it is not copied.
    mutating func takeHashed() -> HashedCommit {
      isBusy = true
      defer { hashed = HashedCommit(after: start) }
      return hashed
    }
  }

  private let state = Mutex(State())
  /// Where the thread waits for work.
  private let work = EventCount()
  /// Where others wait for the thread.
  private let progress = EventCount()
  private let worker = Mutex<WorkerThread?>(nil)

  /// Starts the thread.
  init() {
    worker.withLock { $0 = WorkerThread { [self] in run() } }
  }

  /// Begins with a commit; all pieces of the one before must have been handed out.
  /// - Parameter edge: the tree before it.
  func begin(after edge: TreeEdge) {
    state.withLock { state in
      state.waiting = []
      state.ready = []
      state.start = edge
      state.hashed = HashedCommit(after: edge)
      state.isWhole = false
    }
  }

  /// Takes the commit's next piece, which others follow.
  func add(_ piece: CommitPiece) {
    state.withLock { $0.waiting.append(piece) }
    work.notify()
  }

  /// Gives the newest pieces back, the oldest of them first.
  /// - Parameter count: how many it keeps.
  func takeBack(to count: Int) -> [CommitPiece] {
    wait { state in
      guard state.isIdle else { return nil }
      let pieces = Array(state.ready.dropFirst(count))
      state.ready.removeLast(pieces.count)
      // The tree is grown anew over what is kept: a large request is seldom refused after so much of it.
      state.hashed = HashedCommit(after: state.start)
      for index in state.ready.indices { state.ready[index].hash(after: &state.hashed) }
      return pieces
    }
  }

  /// Takes the commit's last piece. A commit of no more than that is hashed here and now: waking a thread takes as long.
  func end(_ piece: consuming CommitPiece?) {
    let isOnly = state.withLock { state in
      state.isWhole = true
      return state.isIdle && state.ready.isEmpty
    }
    guard var last = piece.take() else { return }
    if isOnly {
      var hashed = state.withLock { $0.takeHashed() }
      last.hash(after: &hashed)
      put(last, hashed)
    } else {
      add(last)
    }
  }

  /// The next piece, hashed, or `nil` after the last; blocks until there is one.
  func next() -> CommitPiece? {
    wait { state in
      if !state.ready.isEmpty { return .some(state.ready.removeFirst()) }
      return state.isWhole && state.isIdle ? .some(nil) : nil
    }
  }

  /// What all pieces gave; blocks until they are hashed.
  func result() -> HashedCommit { wait { $0.isWhole && $0.isIdle ? $0.hashed : nil } }

  /// Ends the thread.
  func close() {
    state.withLock { $0.isClosing = true }
    work.notify()
    worker.withLock { $0.take() }?.join()
  }

  private func run() {
    while var (piece, hashed) = wait(at: work, Self.take) {
      piece.hash(after: &hashed)
      put(piece, hashed)
    }
  }

  /// What the thread hashes next; outer `nil` when there is nothing yet, inner at the end.
  private static func take(_ state: inout State) -> (CommitPiece, HashedCommit)?? {
    if state.waiting.isEmpty { return state.isClosing ? .some(nil) : nil }
    return (state.waiting.removeFirst(), state.takeHashed())
  }

  private func put(_ piece: CommitPiece, _ hashed: HashedCommit) {
    state.withLock { state in
      state.ready.append(piece)
      state.hashed = hashed
      state.isBusy = false
    }
    progress.notify()
  }

  private func wait<Output>(
    at change: EventCount? = nil, _ ready: (inout State) -> Output?
  ) -> Output {
    let change = change ?? progress
    while true {
      let ticket = change.ticket()
      if let output = state.withLock({ ready(&$0) }) { return output }
      change.wait(after: ticket)
    }
  }
}
