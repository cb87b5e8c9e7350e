import EventStore
import Logging
import Projections
import ServiceLifecycle

/// Records an inventory of the cases from time to time while the log grows.
final class InventoryService: Service {
  private let log: any EventLog
  private let clock: any LogClock
  private let interval: Duration
  private let pause: Duration
  private let logger: Logger

  /// A service for a log.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - clock: the log's own clock.
  ///   - interval: age of the last inventory, by that clock, at which another is taken.
  ///   - pause: how often that is looked at.
  ///   - logger: told when none could be taken.
  init(
    log: any EventLog, clock: any LogClock, interval: Duration, pause: Duration = .seconds(60),
    logger: Logger
  ) {
    self.log = log
    self.clock = clock
    self.interval = interval
    self.pause = pause
    self.logger = logger
  }

  /// Looks until graceful shutdown.
  func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      while !Task.isCancelled {
        await take()
        try? await Task.sleep(for: pause)
      }
    }
  }

  /// Takes an inventory when one is due, on a thread of its own: a scan of the log blocks.
  private func take() async {
    await withCheckedContinuation { continuation in
      let worker = WorkerThread { [self] in
        do {
          if try isOld() {
            try InventoryTaking.record(log, as: "log-server serve", clock: clock)
          }
        } catch LogError.closed {
          // The server is stopping.
        } catch {
          logger.error("no inventory was taken: \(error)")
        }
        continuation.resume()
      }
      worker.detach()
    }
  }

  /// Whether the last inventory, or else the log's first event, is older than the interval.
  private func isOld() throws -> Bool {
    let since = try log.withSnapshot { snapshot in
      let last = try Inventories.latest(snapshot)
      return try snapshot.event(at: last?.position ?? Position(1))?.record.recordedAt
    }
    guard let since else { return false }
    let age = clock.now(for: log.head.next).microseconds &- since.microseconds
    return Duration.microseconds(age) >= interval
  }
}
