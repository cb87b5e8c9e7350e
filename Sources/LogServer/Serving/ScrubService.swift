import EventStore
import Logging
import ServiceLifecycle
import Synchronization

/// Reads the whole log again and again in the background, slowly, and says how far it was found as it was written.
final class ScrubService: Service {
  /// What came of it so far.
  struct Status: Sendable {
    /// Every event up to here was read and found as it was written, in this pass.
    var verified = Position.start
    /// When the last piece was read.
    var at: Instant?
    /// Passes that reached the end of the log.
    var passes: UInt64 = 0
    /// What is damaged, and where; `nil` while nothing is.
    var failure: String?
  }

  private let log: any EventLog
  private let clock: any LogClock
  private let pause: Duration
  private let again: Duration
  private let logger: Logger
  private let state = Mutex(Status())

  /// A scrub of a log.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - clock: what time it is.
  ///   - pause: rest after each piece of ``EventStore/Scrub/step`` events.
  ///   - again: time after which a pass begins anew.
  ///   - logger: told what is damaged.
  init(
    log: any EventLog, clock: any LogClock, pause: Duration = .milliseconds(250),
    again: Duration = .seconds(86_400), logger: Logger
  ) {
    self.log = log
    self.clock = clock
    self.pause = pause
    self.again = again
    self.logger = logger
  }

  /// What came of it so far.
  var status: Status { state.withLock { $0 } }

  /// Reads until graceful shutdown.
  func run() async throws {
    await cancelWhenGracefulShutdown { [self] in
      var scrub = Scrub()
      var begun = ContinuousClock.now
      while !Task.isCancelled {
        if ContinuousClock.now - begun >= again {
          scrub = Scrub()
          begun = ContinuousClock.now
        }
        if status.failure == nil { read(&scrub) }
        try? await Task.sleep(for: pause)
      }
    }
  }

  private func read(_ scrub: inout Scrub) {
    let before = scrub.verified
    do {
      var next = scrub
      let hasMore = try log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
        try next.advance(snapshot)
      }
      scrub = next
      let now = clock.now(for: log.head.next)
      let isNew = next.verified > before
      state.withLock { status in
        status.verified = next.verified
        status.at = now
        if isNew, !hasMore { status.passes += 1 }
      }
    } catch LogError.closed {
      return
    } catch {
      state.withLock { $0.failure = "\(error)" }
      logger.critical("\(error)")
    }
  }
}
