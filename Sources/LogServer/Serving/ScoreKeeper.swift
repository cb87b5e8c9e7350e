import EventStore
import Projections
import ServiceLifecycle
import Synchronization

/// Keeps the scorecards close to the end of the log while nobody asks, and in a file for the next start.
///
/// It works on a thread of its own: the first fold of a long log takes minutes, which no task of the pool may block for.
final class ScoreKeeper: Service {
  private let desk: ScoreDesk
  private let city: LiveView<CityLedger>
  private let clock: any LogClock
  private let interval: Duration
  private let saveInterval: Duration
  private let isEnding = Mutex(false)

  /// A keeper of two views.
  /// - Parameters:
  ///   - desk: the scores of tickets.
  ///   - city: what happened beside them.
  ///   - clock: what time it is.
  ///   - interval: time between two looks at the log.
  ///   - saveInterval: time between two snapshots while the log grows.
  init(
    _ desk: ScoreDesk, _ city: LiveView<CityLedger>, clock: any LogClock,
    interval: Duration = .seconds(2),
    saveInterval: Duration = .seconds(600)
  ) {
    self.desk = desk
    self.city = city
    self.clock = clock
    self.interval = interval
    self.saveInterval = saveInterval
  }

  /// Follows until graceful shutdown, then keeps a last snapshot.
  func run() async throws {
    let (started, continuation) = AsyncStream.makeStream(of: Bool.self)
    let isRunning = await withGracefulShutdownHandler {
      var starting = start(continuation, started).makeAsyncIterator()
      let isRunning = await starting.next() ?? false
      if isRunning { await follow() }
      return isRunning
    } onGracefulShutdown: { [self] in
      isEnding.withLock { $0 = true }
      continuation.finish()
    }
    try? await gracefulShutdown()
    // A first fold that still runs is not waited for.
    await apart { [self] in save(isWaiting: isRunning) }
  }

  /// The first fold, or the snapshot and what came after it.
  /// - Returns: tells whether the view follows; ends without a word when shutdown comes first.
  private func start(
    _ continuation: AsyncStream<Bool>.Continuation, _ started: AsyncStream<Bool>
  ) -> AsyncStream<Bool> {
    WorkerThread { [self] in
      let isFollowing = desk.keepUp(clock) != nil
      continuation.yield(isFollowing)
      if isFollowing { desk.warm() }
      // Who asks for the city meanwhile reads it there and then. It stands later than the scores, which are kept already.
      city.follow()
      city.save()
    }.detach()
    return started
  }

  private func follow() async {
    let time = ContinuousClock()
    var savedAt: ContinuousClock.Instant?
    // A server that cannot listen cancels its services without a shutdown.
    while !isEnding.withLock({ $0 }), !Task.isCancelled {
      if savedAt.map({ time.now - $0 >= saveInterval }) ?? true {
        await apart { [self] in save() }
        savedAt = time.now
      }
      try? await cancelWhenGracefulShutdown { [interval] in try await Task.sleep(for: interval) }
      await apart { [self] in keepUp() }
    }
  }

  private func keepUp() {
    _ = desk.keepUp(clock)
    city.follow()
  }

  private func save(isWaiting: Bool = true) {
    desk.save(isWaiting: isWaiting)
    if isWaiting { city.save() }
  }

  private func apart<Output: Sendable>(
    _ work: @escaping @Sendable () -> Output
  ) async -> Output {
    await withCheckedContinuation { continuation in
      WorkerThread { continuation.resume(returning: work()) }.detach()
    }
  }
}
