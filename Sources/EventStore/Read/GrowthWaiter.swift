private import Synchronization

/// One sleeper that growth or cancellation may wake, whichever comes first.
final class GrowthWaiter: Sendable {
  private enum State {
    case idle
    case waiting(CheckedContinuation<Void, Never>)
    case woken
  }

  private let state = Mutex(State.idle)

  /// Resumes the continuation once woken; at once when that was before.
  func wait(_ continuation: CheckedContinuation<Void, Never>) {
    let isWoken = state.withLock { state in
      if case .woken = state { return true }
      state = .waiting(continuation)
      return false
    }
    if isWoken { continuation.resume() }
  }

  /// Wakes the sleeper; later calls do nothing.
  func wake() {
    let sleeper: CheckedContinuation<Void, Never>? = state.withLock { state in
      defer { state = .woken }
      if case .waiting(let continuation) = state { return continuation }
      return nil
    }
    sleeper?.resume()
  }
}
