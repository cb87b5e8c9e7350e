private import Dispatch
private import Synchronization

/// Who waits for the log to grow, and how far it has.
final class GrowthWatch: Sendable {
  private struct State {
    var head = Position.start
    var isClosed = false
    var isPolling = false
    var waiting: [(beyond: Position, action: @Sendable () -> Void)] = []
  }

  private let state = Mutex(State())

  /// Last position known to be durable.
  var head: Position { state.withLock { $0.head } }

  /// Notes that the log has grown and wakes whoever waited for it.
  func grow(to head: Position) {
    wake { $0.head = max($0.head, head) }
  }

  /// Wakes everybody for the last time.
  func close() {
    wake { $0.isClosed = true }
  }

  /// Calls `action` once the log is beyond `position` or closed.
  func wait(beyond position: Position, _ action: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if state.isClosed || state.head > position { return true }
      state.waiting.append((position, action))
      return false
    }
    if now { action() }
  }

  /// While somebody waits, asks for the head ten times a second: for logs that another process writes.
  func poll(_ head: @escaping @Sendable () -> Position) {
    let starts = state.withLock { state in
      if state.isPolling || state.waiting.isEmpty || state.isClosed { return false }
      state.isPolling = true
      return true
    }
    if starts { pollOnce(head) }
  }

  private func pollOnce(_ head: @escaping @Sendable () -> Position) {
    DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(100)) { [weak self] in
      guard let self else { return }
      grow(to: head())
      let goesOn = state.withLock { state in
        state.isPolling = !state.waiting.isEmpty && !state.isClosed
        return state.isPolling
      }
      if goesOn { pollOnce(head) }
    }
  }

  private func wake(_ change: (inout sending State) -> Void) {
    let woken = state.withLock { state in
      change(&state)
      let isClosed = state.isClosed
      let head = state.head
      let woken = state.waiting.filter { isClosed || $0.beyond < head }.map(\.action)
      state.waiting.removeAll { isClosed || $0.beyond < head }
      return woken
    }
    for action in woken { action() }
  }
}
