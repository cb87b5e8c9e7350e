private import Synchronization

/// Hashes the pieces of one commit at a time, and the tree over them: the first piece where it is asked to, what follows on a
/// thread of its own, while those before are written.
final class LeafHasher: Sendable {
  /// A commit's events with their leaf hashes, and what they made of the tree.
  struct Hashed: Sendable {
    /// Its events, in order.
    var events: [SequencedEvent] = []
    /// The tree after them.
    var edge: TreeEdge
    /// Completed groups of the tree: position of the last leaf, tile level, root; in the order of their keys.
    var nodes: [(last: UInt64, level: UInt8, hash: Digest)] = []
  }

  private struct State {
    /// Pieces to be hashed, the last first.
    var waiting: [CommitPiece] = []
    /// Pieces to be handed out, in order, and how many were.
    var ready: [CommitPiece] = []
    var handedOut = 0
    var pieces = 0
    /// Leaf hashes of the first piece.
    var leaves: [Digest] = []
    var hashed = Hashed(edge: TreeEdge())
    var isComplete = true
    /// Whether the thread is to hash what waits.
    var isHandedOver = false
    var isClosing = false
  }

  private let state = Mutex(State())
  /// Where the thread waits for pieces.
  private let work = EventCount()
  /// Where the writer waits for what was hashed.
  private let progress = EventCount()
  private let worker = Mutex<WorkerThread?>(nil)

  /// Fewer events are hashed at once: waking a thread takes as long.
  static let eventsMin = 64

  /// Starts the thread.
  init() {
    worker.withLock { $0 = WorkerThread { [self] in run() } }
  }

  /// Begins with a commit; the one before must have been taken to its end.
  ///
  /// - Parameters:
  ///   - pieces: its pieces, in order; they are left empty.
  ///   - edge: the tree before it.
  ///   - isAlone: whether nothing is to be hashed on another thread.
  func begin(_ pieces: inout [CommitPiece], after edge: TreeEdge, isAlone: Bool) {
    var pieces = take(&pieces)
    let events = pieces.reduce(0) { $0 + $1.events.count }
    let count = pieces.count
    pieces.reverse()
    var first = pieces.popLast()
    first?.hash(after: [])
    let leaves = first?.events.map(\.leafHash) ?? []
    let waiting = pieces
    let ready = first.map { [$0] } ?? []
    let isHandedOver = !isAlone && events >= Self.eventsMin
    state.withLock { state in
      state.waiting = waiting
      state.ready = ready
      state.leaves = leaves
      state.handedOut = 0
      state.pieces = count
      state.hashed = Hashed(events: ready.first?.events ?? [], edge: edge)
      state.isComplete = false
      state.isHandedOver = isHandedOver
    }
    if isHandedOver { work.notify() } else { complete() }
  }

  /// The next piece, hashed, or `nil` after the last; blocks until there is one.
  func next() -> CommitPiece? {
    wait { state in
      if state.handedOut == state.pieces { return .some(nil) }
      guard !state.ready.isEmpty else { return nil }
      state.handedOut += 1
      return state.ready.removeFirst()
    }
  }

  /// What all pieces gave; blocks until they are hashed. They can still be asked for.
  func end() -> Hashed { wait { $0.isComplete ? $0.hashed : nil } }

  /// Ends the thread.
  func close() {
    state.withLock { $0.isClosing = true }
    work.notify()
    worker.withLock { $0.take() }?.join()
  }

  private func run() {
    while true {
      let ticket = work.ticket()
      let (hasWork, isClosing) = state.withLock { state in
        defer { state.isHandedOver = false }
        return (state.isHandedOver, state.isClosing)
      }
      if hasWork {
        complete()
      } else if isClosing {
        return
      } else {
        work.wait(after: ticket)
      }
    }
  }

  /// Hashes what waits, and the tree. One thread at a time does.
  private func complete() {
    var (edge, leaves) = state.withLock { ($0.hashed.edge, take(&$0.leaves)) }
    while var piece = state.withLock({ $0.waiting.popLast() }) {
      piece.hash(after: leaves)
      for event in piece.events { leaves.append(event.leafHash) }
      let hashed = piece
      state.withLock { state in
        state.hashed.events.append(contentsOf: hashed.events)
        state.ready.append(hashed)
      }
      progress.notify()
    }
    var nodes: [(last: UInt64, level: UInt8, hash: Digest)] = []
    edge.append(contentsOf: leaves) { level, index, hash in
      nodes.append((TreeGroup.lastPosition(level: level, index: index), UInt8(level), hash))
    }
    // Groups come level by level; the table of nodes is written in the order of its keys.
    nodes.sort { ($0.last, $0.level) < ($1.last, $1.level) }
    let (grown, groups) = (edge, nodes)
    state.withLock { state in
      state.hashed.edge = grown
      state.hashed.nodes = groups
      state.isComplete = true
    }
    progress.notify()
  }

  private func wait<Output>(_ ready: (inout sending State) -> Output?) -> Output {
    while true {
      let ticket = progress.ticket()
      if let output = state.withLock({ ready(&$0) }) { return output }
      progress.wait(after: ticket)
    }
  }
}

/// Takes an array's content and leaves it empty, so that what is changed has one owner and is not copied.
private func take<Element>(_ array: inout [Element]) -> [Element] {
  defer { array = [] }
  return array
}
