import EventStore
import Logging
import ServiceLifecycle
import Synchronization

/// Reads the whole log again and again in the background, slowly, and says how far it was found as it was written.
///
/// A log on disk is read by a child process: a file that is cut off or cannot be read ends that one by a signal, and the server goes
/// on and says so.
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

  /// How the log is read.
  enum Reading: Sendable {
    /// Here.
    case here
    /// By a child process of this program, which opens this data directory.
    case child(data: String, program: String)
  }

  private let log: any EventLog
  private let reading: Reading
  private let clock: any LogClock
  private let pause: Duration
  private let again: Duration
  private let logger: Logger
  private let state = Mutex(Status())

  /// A scrub of a log.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - reading: how it is read.
  ///   - clock: what time it is.
  ///   - pause: rest after each piece of ``EventStore/Scrub/step`` events.
  ///   - again: time after which a pass begins anew.
  ///   - logger: told what is damaged.
  init(
    log: any EventLog, reading: Reading = .here, clock: any LogClock,
    pause: Duration = .milliseconds(250), again: Duration = .seconds(86_400), logger: Logger
  ) {
    self.log = log
    self.reading = reading
    self.clock = clock
    self.pause = pause
    self.again = again
    self.logger = logger
  }

  /// What came of it so far.
  var status: Status { state.withLock { $0 } }

  /// Reads until graceful shutdown.
  func run() async throws {
    if case .child(let data, let program) = reading {
      // It ends by itself once nobody reads what it says.
      WorkerThread { [self] in readByChild(data, program) }.detach()
      try? await gracefulShutdown()
      return
    }
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
    do {
      var next = scrub
      let hasMore = try log.withSnapshot { (snapshot: borrowing LogSnapshot) throws in
        try next.advance(snapshot)
      }
      scrub = next
      take(.verified(next.verified, hasMore: hasMore))
    } catch LogError.closed {
      return
    } catch {
      take(.damaged("\(error)"))
    }
  }

  private func readByChild(_ data: String, _ program: String) {
    let arguments = [
      "scrub-worker", "--data", data, "--pause", "\(max(1, pause.inMicroseconds / 1_000))",
      "--again", "\(again.components.seconds)",
    ]
    do {
      let exit = try ChildProcess.run(executable: program, arguments: arguments) { line in
        if let message = ScrubMessage(line: line) { take(message) }
      }
      guard status.failure == nil else { return }
      let place = status.verified
      switch exit {
      case .signalled(let number):
        take(
          .damaged(
            "reading the log again was ended by signal \(number) after position \(place): the file is cut off "
              + "or cannot be read beyond it; stop the server, run `replay verify --full`, restore a backup"
          ))
      case .exited(let code):
        take(
          .damaged(
            "reading the log again stopped with code \(code) after position \(place); the journal says why"
          ))
      }
    } catch {
      take(.damaged("the log is not read again: \(error)"))
    }
  }

  private func take(_ message: ScrubMessage) {
    switch message {
    case .verified(let position, let hasMore):
      let now = clock.now(for: log.head.next)
      state.withLock { status in
        if position > status.verified, !hasMore { status.passes += 1 }
        status.verified = position
        status.at = now
      }
    case .damaged(let sentence):
      state.withLock { $0.failure = sentence }
      logger.critical("\(sentence)")
    }
  }
}
