private import Synchronization

/// Computes numbered pieces on several threads and hands the results over in order, a bounded number ahead.
enum OrderedPipeline {
  /// Runs it.
  ///
  /// - Parameters:
  ///   - count: pieces are numbered `0..<count`.
  ///   - helpers: threads beside the calling one, which computes too while it waits.
  ///   - beside: other work, done once: by the first helper before it computes, or before everything without helpers.
  ///   - compute: makes a piece; called on any of the threads.
  ///   - consume: takes the pieces on the calling thread, in order; `false` stops everything.
  static func run<Piece: Sendable>(
    count: Int, helpers: Int, beside: @escaping @Sendable () -> Void = {},
    compute: @escaping @Sendable (Int) -> Piece, consume: (Piece) -> Bool
  ) {
    let shared = Shared<Piece>(count: count, window: 8 * (helpers + 1))
    if helpers == 0 { beside() }
    let threads = (0..<helpers).map { helper in
      WorkerThread {
        if helper == 0 { beside() }
        while let number = shared.claim() { shared.put(number, compute(number)) }
      }
    }
    for number in 0..<count {
      var piece = shared.take(number)
      while piece == nil {
        if let claimed = shared.claimNow() {
          shared.put(claimed, compute(claimed))
          piece = shared.take(number)
        } else {
          piece = shared.waitFor(number)
        }
      }
      if let piece, !consume(piece) { break }
    }
    shared.stop()
    for thread in threads { thread.join() }
  }

  private final class Shared<Piece: Sendable>: Sendable {
    struct State {
      var next = 0
      var taken = 0
      var isStopped = false
      var ready: [Int: Piece] = [:]
    }

    let count: Int
    let window: Int
    private let state = Mutex(State())
    private let changed = EventCount()

    init(count: Int, window: Int) {
      self.count = count
      self.window = window
    }

    /// The next piece to compute; blocks while too many are ready, `nil` when none is left.
    func claim() -> Int? {
      while true {
        let ticket = changed.ticket()
        if state.withLock({ $0.isStopped || $0.next >= count }) { return nil }
        if let number = claimNow() { return number }
        changed.wait(after: ticket)
      }
    }

    func claimNow() -> Int? {
      state.withLock { state in
        guard !state.isStopped, state.next < count, state.next < state.taken + window else {
          return nil
        }
        state.next += 1
        return state.next - 1
      }
    }

    func put(_ number: Int, _ piece: Piece) {
      state.withLock { $0.ready[number] = piece }
      changed.notify()
    }

    func take(_ number: Int) -> Piece? {
      let piece = state.withLock { state in
        let piece = state.ready.removeValue(forKey: number)
        if piece != nil { state.taken = number + 1 }
        return piece
      }
      if piece != nil { changed.notify() }
      return piece
    }

    func waitFor(_ number: Int) -> Piece? {
      let ticket = changed.ticket()
      if let piece = take(number) { return piece }
      changed.wait(after: ticket)
      return take(number)
    }

    func stop() {
      state.withLock { $0.isStopped = true }
      changed.notify()
    }
  }
}
