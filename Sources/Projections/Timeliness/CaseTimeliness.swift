public import Hotline
public import Wire

/// 时效: Whether a case was, or still can be, closed by its due date; as its events tell, never as a source's own
/// flag says.
public struct CaseTimeliness: Hashable, Sendable {
  /// What became of the time that a case had.
  public enum Outcome: Hashable, Sendable {
    /// 按时: closed by the due date, or open with the due date yet to come.
    case inTime
    /// 逾期: closed after the due date, or open though it is over.
    case late
    /// 有争议: closed in time by a late entry, after the lapse was recorded.
    case disputed
    /// 无时限: no due date asks for the closing.
    case noLimit
  }

  /// 已结: whether the case is closed.
  public let isFinished: Bool
  /// What became of its time.
  public let outcome: Outcome
}

extension TicketState {
  /// 时效: Whether the case was closed by its due date.
  ///
  /// Clocks that ask for another act than the closing, and those that were withdrawn, do not count; of several, one
  /// that is late makes the case late. A clock that stands still is in time.
  ///
  /// - Parameter now: the moment by which an open case is judged.
  public func closingTimeliness(asOf now: Instant) -> CaseTimeliness {
    var outcome = CaseTimeliness.Outcome.noLimit
    for clock in clocks {
      guard let due = clock.due, due.end == .closed, outcome != .late else { continue }
      switch clock.status {
      case .met, .paused: if outcome == .noLimit { outcome = .inTime }
      case .missed: outcome = .late
      case .disputed: outcome = .disputed
      case .running:
        if !due.isMet(at: now) {
          outcome = .late
        } else if outcome == .noLimit {
          outcome = .inTime
        }
      case .withdrawn, nil: break
      }
    }
    return CaseTimeliness(isFinished: step == .closed, outcome: outcome)
  }

  /// 移交次数: How often the case went from one unit's hands into another's. The hotline centre is no unit here: a case
  /// that it takes back and gives to the same unit again was not handed over.
  public var handovers: Int {
    var count = 0
    var last: String?
    for holding in hands where holding.unit != TicketState.centre {
      if let last, last != holding.unit { count += 1 }
      last = holding.unit
    }
    return count
  }
}
