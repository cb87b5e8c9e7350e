/// Where `recordedAt` comes from: read once per commit, at the edge, and nowhere else.
public protocol LogClock: Sendable {
  /// The time to give the event that will be recorded at `next`.
  func now(for next: Position) -> Instant

  /// The time to give it when its author asks for one (``StreamAppend/simulatedAt``).
  /// - Throws: ``AppendError/invalid(_:)`` when the clock is real and a time is asked for.
  func now(for next: Position, simulated: Instant?) throws(AppendError) -> Instant

  /// This clock for the events of one append, which are taken in together: a real clock stands still meanwhile.
  func atOnce() -> Self
}

extension LogClock {
  /// This clock's own time; nobody tells a real clock what time it is.
  public func now(for next: Position, simulated: Instant?) throws(AppendError) -> Instant {
    guard simulated == nil else {
      throw .invalid("only a simulated log takes times from outside; leave out the simulated time")
    }
    return now(for: next)
  }

  /// The clock itself, which goes by positions or by a script.
  public func atOnce() -> Self { self }
}

/// The machine's clock (UTC).
public struct SystemClock: LogClock {
  /// Where it was stopped for the events of one append.
  private var stopped: Instant?

  /// The machine's clock.
  public init() {}

  /// Now, or when it was stopped.
  public func now(for next: Position) -> Instant { stopped ?? systemNow() }

  /// The clock as it stands now: events of one append have one time, and the machine's is read once for all of them.
  public func atOnce() -> SystemClock {
    var clock = self
    clock.stopped = stopped ?? systemNow()
    return clock
  }
}

/// A clock that depends on the position alone, so that a run can be repeated to the last byte.
///
/// Only a log that was created as a simulation may use it; such a log says so for ever.
public struct SimulatedClock: LogClock {
  /// Time of position 0.
  public let start: Instant
  /// Microseconds from one event to the next.
  public let stepMicroseconds: Int64

  /// A clock that starts at `start` and moves one step an event.
  public init(start: Instant, stepMicroseconds: Int64 = 1) {
    self.start = start
    self.stepMicroseconds = stepMicroseconds
  }

  /// `start + position × step`.
  public func now(for next: Position) -> Instant {
    Instant(microseconds: start.microseconds &+ Int64(clamping: next.rawValue) &* stepMicroseconds)
  }

  /// The time asked for, or else `start + position × step`.
  public func now(for next: Position, simulated: Instant?) throws(AppendError) -> Instant {
    simulated ?? now(for: next)
  }
}

/// Where salts and fresh ids come from.
public protocol EntropySource: Sendable {
  /// 32 unpredictable bytes; a seeded source derives them from `context`, so that equal contexts give equal bytes.
  func salt(for context: [UInt8]) -> Salt
}
