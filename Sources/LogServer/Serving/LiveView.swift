import EventStore
import Logging
import Projections
import Synchronization

/// A projection that follows the log, with a snapshot so that the next start is quick.
final class LiveView<View: Projection>: Sendable {
  private struct State {
    /// `nil` until it is needed for the first time.
    var runner: ProjectionRunner<View>?
    var savedPosition = Position.start
    var failure: ViewFailure?
    var meter = RateMeter()
  }

  private let log: any EventLog
  private let store: ProjectionStore<View>?
  private let logger: Logger
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let state = Mutex(State())
  /// Held while the snapshot is written: two threads may want to.
  private let saving = Mutex(())

  /// A view that goes on from the stored snapshot where it fits the log; the snapshot is read when the view is first
  /// needed.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - store: where the snapshot is kept; `nil` keeps none.
  ///   - logger: told when a snapshot cannot be kept.
  init(log: any EventLog, store: ProjectionStore<View>?, logger: Logger) {
    self.log = log
    self.store = store
    self.logger = logger
    start = clock.now
  }

  /// Last event the view has taken.
  var position: Position { state.withLock { $0.runner?.position ?? .start } }

  /// Why the view stopped following, or `nil`.
  var failure: String? { state.withLock { $0.failure?.sentence } }

  /// How it keeps up with the log.
  var health: ViewHealth {
    let now = clock.now - start
    return state.withLock { state in
      ViewHealth(
        name: View.name, version: View.version, position: state.runner?.position,
        eventsPerSecond: state.meter.eventsPerSecond(at: now), failure: state.failure)
    }
  }

  /// Reads the view as it is now.
  func read<Output: Sendable>(_ body: (View) throws -> Output) rethrows -> Output {
    try state.withLock { try body($0.runner?.state ?? View()) }
  }

  /// Takes every event recorded so far, in steps short enough that nobody waits long for the view.
  func catchUp() async {
    while !Task.isCancelled, step() { await Task.yield() }
  }

  /// Takes every event up to a position, or up to the log's end, on the caller's thread.
  func follow(upTo position: Position = .end) {
    while step(upTo: position) {}
  }

  /// Puts a question to the view of the log up to a position; takes what it lacks for it.
  /// - Throws: ``ViewFailure`` when the view has stopped, ``LogError``, and what `body` throws.
  func ask<Output>(upTo position: Position, _ body: (View) throws -> Output) throws -> Output {
    follow(upTo: position)
    let output = try state.withLock { state -> Output? in
      if let failure = state.failure { throw failure }
      // It may have followed the log further than the question goes.
      guard let runner = state.runner, runner.position <= position else { return nil }
      return try body(runner.state)
    }
    if let output { return output }
    var runner = ProjectionRunner<View>()
    try runner.advance(log, upTo: position)
    return try body(runner.state)
  }

  private func step(upTo position: Position = .end) -> Bool {
    state.withLock { state in
      if let failure = state.failure, failure.isLasting { return false }
      do {
        var runner = try runner(&state)
        guard runner.position < min(position, log.head) else {
          state.failure = nil
          return false
        }
        // Changed in place: nothing else may hold it meanwhile.
        state.runner = nil
        defer { state.runner = runner }
        let taken = try log.withSnapshot { snapshot in
          try runner.advance(snapshot, upTo: position, limit: 32_768, isStrict: true)
        }
        state.failure = nil
        if taken > 0 { state.meter.note(taken, at: clock.now - start) }
        return taken > 0
      } catch {
        let last = state.runner?.position ?? .start
        let failure = ViewFailure(of: View.name, after: last, error)
        if failure != state.failure { logger.error("\(failure.sentence)") }
        state.failure = failure
        return false
      }
    }
  }

  private func runner(_ state: inout State) throws -> ProjectionRunner<View> {
    if let runner = state.runner { return runner }
    let runner = try store?.resume(for: log) ?? ProjectionRunner()
    state.runner = runner
    state.savedPosition = runner.position
    return runner
  }

  /// Writes the snapshot when the view has moved since the last one.
  func save() {
    saving.withLock { _ in keep() }
  }

  private func keep() {
    guard let store else { return }
    let runner = state.withLock { state -> ProjectionRunner<View>? in
      guard let runner = state.runner, state.failure == nil else { return nil }
      return runner.position > state.savedPosition ? runner : nil
    }
    guard let runner else { return }
    do {
      try store.save(runner, of: log)
      state.withLock { $0.savedPosition = runner.position }
    } catch {
      logger.warning("the snapshot of the \(View.name) view cannot be kept: \(error)")
    }
  }
}
