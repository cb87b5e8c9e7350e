import EventStore
import ServiceLifecycle
import Synchronization

/// Keeps the scorecards close to the end of the log while nobody asks, and in a file for the next start.
///
/// It works on a thread of its own: the first fold of a long log takes minutes, which no task of the pool may block for.
final class ScoreKeeper: Service {
  private let desk: ScoreDesk
  private let clock: any LogClock
  private let interval: Duration
  private let saveInterval: Duration
  private let isEnding = Mutex(false)

  /// A keeper of a desk.
  /// - Parameters:
  ///   - clock: what time it is.
  ///   - interval: time between two looks at the log.
  ///   - saveInterval: time between two snapshots while the log grows.
  init(
    _ desk: ScoreDesk, clock: any LogClock, interval: Duration = .seconds(2),
    saveInterval: Duration = .seconds(600)
  ) {
    self.desk = desk
    self.clock = clock
    self.interval = interval
    self.saveInterval = saveInterval
  }

  /// Follows until graceful shutdown, then keeps a last snapshot.
  func run() async throws {
    let isRunning = await start()
    let time = ContinuousClock()
    var savedAt = time.now - saveInterval
    while isRunning, !isEnding.withLock({ $0 }) {
      if time.now - savedAt >= saveInterval {
        await apart { [self] in desk.save() }
        savedAt = time.now
      }
      try? await cancelWhenGracefulShutdown { [interval] in try await Task.sleep(for: interval) }
      await apart { [self] in _ = desk.keepUp(clock) }
    }
    try? await gracefulShutdown()
    await apart { [self] in desk.save() }
  }

  /// The first fold, or the snapshot and what came after it; a shutdown does not wait for it.
  /// - Returns: whether the view follows.
  private func start() async -> Bool {
    let (started, continuation) = AsyncStream.makeStream(of: Bool.self)
    WorkerThread { [self] in
      let isFollowing = desk.keepUp(clock) != nil
      continuation.yield(isFollowing)
      if isFollowing { desk.warm() }
    }.detach()
    return await withGracefulShutdownHandler {
      var signals = started.makeAsyncIterator()
      return await signals.next() ?? false
    } onGracefulShutdown: { [self] in
      isEnding.withLock { $0 = true }
      continuation.finish()
    }
  }

  private func apart<Output: Sendable>(
    _ work: @escaping @Sendable () -> Output
  ) async -> Output {
    await withCheckedContinuation { continuation in
      WorkerThread { continuation.resume(returning: work()) }.detach()
    }
  }
}
