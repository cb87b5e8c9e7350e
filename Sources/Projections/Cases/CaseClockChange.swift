import EventStore
public import Hotline
import Wire

/// What an event did to one clock of its case.
public struct CaseClockChange: Hashable, Sendable {
  /// What happened to the clock.
  public enum Kind: String, Hashable, Sendable {
    /// A due date was given.
    case given
    /// The due date became another.
    case moved
    /// The due date stayed; another unit answers, or another rule asks.
    case reassigned
    /// No rule asks for it any more.
    case withdrawn
    /// The act came in time.
    case met
    /// The act came late.
    case missed
    /// A late entry claims that the act was in time, against what was recorded.
    case disputed
    /// It stands still.
    case paused
    /// It runs again, with the same due date.
    case resumed
    /// Its time was over without the act.
    case lapsed
  }

  /// What happened.
  public var kind: Kind
  /// Which of the ticket's clocks, in order of their first giving.
  public var index: Int
  /// The clock after the event.
  public var clock: TicketClock
  /// Name and due date before a move.
  public var was: DueDate?
  /// Why the due date is what it is, for one that was given or moved.
  public var reason: CaseDueReason?

  /// Microseconds from the act to the due date, below zero when it came late; `nil` without an act.
  public var marginMicroseconds: Int64? {
    guard let ended = clock.endedAt, let limit = clock.due?.due else { return nil }
    return limit.microseconds.subtractingClamped(ended.microseconds)
  }

  /// What an event changed, clock by clock, in the order of their first giving.
  static func changes(from before: TicketState, to after: TicketState) -> [CaseClockChange] {
    var changes: [CaseClockChange] = []
    for (index, clock) in after.clocks.enumerated() {
      guard index < before.clocks.count else {
        changes.append(CaseClockChange(kind: .given, index: index, clock: clock))
        if let kind = ending(clock.status) {
          changes.append(CaseClockChange(kind: kind, index: index, clock: clock))
        }
        continue
      }
      let old = before.clocks[index]
      if old == clock { continue }
      if clock.due != old.due {
        let kind: Kind = clock.due?.due == old.due?.due ? .reassigned : .moved
        changes.append(CaseClockChange(kind: kind, index: index, clock: clock, was: old.due))
      }
      if clock.lapsed, !old.lapsed {
        changes.append(CaseClockChange(kind: .lapsed, index: index, clock: clock))
      }
      guard clock.status != old.status else { continue }
      if let kind = ending(clock.status) {
        changes.append(CaseClockChange(kind: kind, index: index, clock: clock))
      } else if old.status == .paused, clock.due == old.due {
        changes.append(CaseClockChange(kind: .resumed, index: index, clock: clock))
      }
    }
    return changes
  }

  private static func ending(_ status: ClockStatus?) -> Kind? {
    switch status {
    case .met: .met
    case .missed: .missed
    case .disputed: .disputed
    case .paused: .paused
    case .withdrawn: .withdrawn
    case .running, nil: nil
    }
  }
}
