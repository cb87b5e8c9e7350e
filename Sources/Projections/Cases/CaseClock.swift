public import EventStore
public import Hotline
import Wire

/// A clock of a case, judged at an instant.
public struct CaseClock: Hashable, Sendable {
  /// How a clock stands at an instant.
  public enum Standing: String, Hashable, Sendable {
    /// The act is awaited, and there is time.
    case running
    /// The act is awaited, and the time is over.
    case overdue
    /// The act came in time.
    case met
    /// The act came late.
    case missed
    /// It stands still.
    case paused
    /// No rule asks for it any more.
    case withdrawn
    /// A late entry claims, against what was recorded, that the act was in time.
    case disputed

    /// In words.
    public var words: Phrase {
      switch self {
      case .overdue: Phrase("overdue", "已超时", "已逾時")
      case .running: ClockStatus.running.words
      case .met: ClockStatus.met.words
      case .missed: ClockStatus.missed.words
      case .paused: ClockStatus.paused.words
      case .withdrawn: ClockStatus.withdrawn.words
      case .disputed: ClockStatus.disputed.words
      }
    }
  }

  /// The clock.
  public var clock: TicketClock
  /// The rule's name and the count of its days.
  public var reason: CaseDueReason?
  /// Code of the unit that answers for it: kept when it ended or lapsed, else who would answer now.
  public var unit: String
  /// How it stands.
  public var standing: Standing
  /// Microseconds from the act, or from the instant of judging while it is awaited, to the due date;
  /// below zero when that is over. `nil` for a clock that was withdrawn or stands still.
  public var marginMicroseconds: Int64?
  /// Events that gave and moved the due date, oldest first.
  public var givenAt: [Position]

  init(
    clock: TicketClock, of ticket: TicketState, reason: CaseDueReason?, judgedAt: Instant?,
    givenAt: [Position]
  ) {
    self.clock = clock
    unit = ticket.answers(for: clock)
    self.reason = reason
    self.givenAt = givenAt
    let isOver = judgedAt.map { clock.due?.isMet(at: $0) == false } ?? false
    switch clock.status {
    case .running, nil: standing = isOver ? .overdue : .running
    case .met: standing = .met
    case .missed: standing = .missed
    case .paused: standing = .paused
    case .withdrawn: standing = .withdrawn
    case .disputed: standing = .disputed
    }
    let act: Instant? =
      switch standing {
      case .running, .overdue: judgedAt
      case .met, .missed, .disputed: clock.endedAt
      case .paused, .withdrawn: nil
      }
    if let act, let limit = clock.due?.due {
      marginMicroseconds = limit.microseconds.subtractingClamped(act.microseconds)
    }
  }
}
