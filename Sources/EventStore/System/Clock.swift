/// Where `recordedAt` comes from: read once per commit, at the edge, and nowhere else.
public protocol LogClock: Sendable {
  /// The time to give the event that will be recorded at `next`.
  func now(for next: Position) -> Instant
}

/// The machine's clock (UTC).
public struct SystemClock: LogClock {
  /// The machine's clock.
  public init() {}

  /// Now.
  public func now(for next: Position) -> Instant { systemNow() }
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
}

/// Where salts and fresh ids come from.
public protocol EntropySource: Sendable {
  /// 32 unpredictable bytes; a seeded source derives them from `context`, so that equal contexts give equal bytes.
  func salt(for context: [UInt8]) -> Salt
}
