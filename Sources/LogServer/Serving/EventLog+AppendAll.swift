import EventStore
import Synchronization

extension EventLog {
  /// Appends requests in their order, several in one commit where they can be, and waits for all of them.
  func appendAll(_ requests: [AppendRequest]) async -> [Result<Receipt, AppendError>] {
    if requests.isEmpty { return [] }
    return await withCheckedContinuation { continuation in
      let collected = Collected(count: requests.count, continuation)
      for (index, request) in requests.enumerated() {
        submit(request) { collected.put($0, at: index) }
      }
    }
  }
}

/// Results that come one by one and are handed on together.
private final class Collected: Sendable {
  private struct State {
    var results: [Result<Receipt, AppendError>?]
    var missing: Int
  }

  private let state: Mutex<State>
  private let continuation: CheckedContinuation<[Result<Receipt, AppendError>], Never>

  init(
    count: Int, _ continuation: CheckedContinuation<[Result<Receipt, AppendError>], Never>
  ) {
    state = Mutex(State(results: Array(repeating: nil, count: count), missing: count))
    self.continuation = continuation
  }

  func put(_ result: Result<Receipt, AppendError>, at index: Int) {
    let all = state.withLock { state -> [Result<Receipt, AppendError>]? in
      state.results[index] = result
      state.missing -= 1
      return state.missing == 0 ? state.results.compactMap(\.self) : nil
    }
    if let all { continuation.resume(returning: all) }
  }
}
