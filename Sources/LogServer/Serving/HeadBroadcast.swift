import EventStore
import Synchronization

/// Tells any number of listeners that the log has grown, with one subscription to the log.
final class HeadBroadcast: Sendable {
  /// Why a listener is woken.
  enum Signal: Sendable {
    /// The log may have grown.
    case growth
    /// The listener's own interval has passed.
    case tick
  }

  /// One listener's wakes.
  struct Signals: Sendable {
    /// The wakes; several may come as one.
    let stream: AsyncStream<Signal>
    private let continuation: AsyncStream<Signal>.Continuation

    fileprivate init(
      _ stream: AsyncStream<Signal>, _ continuation: AsyncStream<Signal>.Continuation
    ) {
      self.stream = stream
      self.continuation = continuation
    }

    /// Ends the stream.
    func stop() {
      continuation.finish()
    }
  }

  private struct State {
    var nextNumber = 0
    var listeners: [Int: AsyncStream<Signal>.Continuation] = [:]
    var isClosed = false
  }

  private let log: any EventLog
  private let state = Mutex(State())

  /// A broadcast of a log's growth; ends when the log closes.
  init(_ log: any EventLog) {
    self.log = log
    arm(beyond: log.head)
  }

  /// Wakes the listener after the log has grown and every `interval`.
  ///
  /// The stream ends when its task is cancelled or the log closes. The first signal comes at once.
  func signals(every interval: Duration) -> Signals {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Signal.self, bufferingPolicy: .bufferingNewest(1))
    let number = state.withLock { state -> Int? in
      guard !state.isClosed else { return nil }
      state.nextNumber += 1
      state.listeners[state.nextNumber] = continuation
      return state.nextNumber
    }
    guard let number else {
      continuation.finish()
      return Signals(stream, continuation)
    }
    let ticker = Task {
      while (try? await Task.sleep(for: interval)) != nil { continuation.yield(.tick) }
    }
    continuation.onTermination = { [weak self] _ in
      ticker.cancel()
      self?.state.withLock { _ = $0.listeners.removeValue(forKey: number) }
    }
    continuation.yield(.growth)
    return Signals(stream, continuation)
  }

  private func arm(beyond position: Position) {
    log.onGrowth(beyond: position) { [weak self] in self?.fire(after: position) }
  }

  private func fire(after position: Position) {
    let head = log.head
    let isClosed = head <= position
    let listeners = state.withLock { state in
      state.isClosed = isClosed
      return Array(state.listeners.values)
    }
    for listener in listeners {
      if isClosed { listener.finish() } else { listener.yield(.growth) }
    }
    if !isClosed { arm(beyond: head) }
  }
}
