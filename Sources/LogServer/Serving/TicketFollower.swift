import EventStore
import Logging
import Projections
import ServiceLifecycle
import Synchronization

/// The live tickets projection: follows the log, and keeps a snapshot so that the next start is quick.
final class TicketFollower: Service {
  private struct State {
    var runner: ProjectionRunner<TicketProjection>
    var savedPosition: Position
    var failure: String?
  }

  private let log: any EventLog
  private let broadcast: HeadBroadcast
  private let store: ProjectionStore<TicketProjection>?
  private let saveInterval: Duration
  private let logger: Logger
  private let state: Mutex<State>

  /// A follower that goes on from the stored snapshot where it fits the log.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - broadcast: its growth.
  ///   - store: where the snapshot is kept; `nil` keeps none.
  ///   - saveInterval: time between two snapshots while the log grows.
  ///   - logger: told when a snapshot cannot be kept.
  /// - Throws: ``LogError`` when the log or the snapshot's file cannot be read.
  init(
    log: any EventLog, broadcast: HeadBroadcast, store: ProjectionStore<TicketProjection>?,
    saveInterval: Duration = .seconds(30), logger: Logger
  ) throws {
    self.log = log
    self.broadcast = broadcast
    self.store = store
    self.saveInterval = saveInterval
    self.logger = logger
    let runner = try store?.resume(for: log) ?? ProjectionRunner()
    state = Mutex(State(runner: runner, savedPosition: runner.position))
  }

  /// Last event the view has taken.
  var position: Position { state.withLock { $0.runner.position } }

  /// Why the view stopped following, or `nil`.
  var failure: String? { state.withLock { $0.failure } }

  /// Follows until graceful shutdown, then keeps a last snapshot.
  func run() async throws {
    let clock = ContinuousClock()
    let signals = broadcast.signals(every: saveInterval)
    await withGracefulShutdownHandler {
      var savedAt = clock.now
      for await _ in signals.stream {
        await catchUp()
        if clock.now - savedAt >= saveInterval {
          save()
          savedAt = clock.now
        }
      }
    } onGracefulShutdown: {
      signals.stop()
    }
    // The signals also end when the log closes; the service goes on, so that reads are answered.
    try? await gracefulShutdown()
    await catchUp()
    save()
  }

  /// Takes every event recorded so far, in steps short enough that nobody waits long for the view.
  func catchUp(progress: (Position) -> Void = { _ in }) async {
    while !Task.isCancelled, step() {
      progress(position)
      await Task.yield()
    }
  }

  private func step() -> Bool {
    state.withLock { state in
      guard state.failure == nil else { return false }
      do {
        let taken = try log.withSnapshot { snapshot in
          try state.runner.advance(snapshot, limit: 32_768)
        }
        return taken > 0
      } catch {
        state.failure = "the tickets view stopped after position \(state.runner.position): \(error)"
        return false
      }
    }
  }

  /// Writes the snapshot when the view has moved since the last one.
  func save() {
    guard let store else { return }
    let runner = state.withLock { state -> ProjectionRunner<TicketProjection>? in
      state.runner.position > state.savedPosition && state.failure == nil ? state.runner : nil
    }
    guard let runner else { return }
    do {
      try store.save(runner, of: log)
      state.withLock { $0.savedPosition = runner.position }
    } catch {
      logger.warning("the snapshot of the tickets view cannot be kept: \(error)")
    }
  }
}
