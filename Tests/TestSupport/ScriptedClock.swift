import EventStore
import Wire

/// A clock that gives each position the time that a script says.
public struct ScriptedClock: LogClock {
  private let times: [Instant]

  /// Time of position 1, 2, …; the last one goes on for ever.
  public init(_ times: [Instant]) {
    self.times = times
  }

  /// The script's time.
  public func now(for next: Position) -> Instant {
    let index = Int(clamping: next.rawValue) - 1
    return times[min(max(0, index), times.count - 1)]
  }
}
