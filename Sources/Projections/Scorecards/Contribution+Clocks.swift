import EventStore
import Hotline
import Wire

// Limits: met by the act, or passed without it; each is counted once, when that was decided.
extension Contribution {
  mutating func addClocks() {
    for (index, clock) in account.state.clocks.enumerated() {
      guard let due = clock.due, let limit = due.due, let measure = Self.measure(of: due) else {
        continue
      }
      let events = account.clockEvents[index]
      let given = events.given
      let ended = EventTrail(given, events.ended)
      // Before anybody has it, and where the rule names the caller, it is the centre's.
      let named = account.state.answers(for: clock)
      let unit = named.isEmpty ? TicketState.centre : named
      func entry(
        _ measure: Measure, _ part: ScoreEntry.Part, _ at: Instant, _ events: EventTrail,
        _ amount: Int64 = 1
      ) {
        append(
          ScoreEntry(
            measure: measure, part: part, unit: unit, at: at, amount: amount, trail: events,
            isAwaited: clock.status == .running))
      }
      switch clock.status {
      case .met:
        let at = clock.endedAt ?? limit
        entry(measure, .denominator, at, ended)
        entry(measure, .numerator, at, ended)
      case .missed, .disputed, .running:
        entry(measure, .denominator, limit, ended)
        guard measure == .onTime else { continue }
        entry(.openOverdue, .stock, limit, EventTrail(given))
        if clock.status != .running {
          entry(.openOverdue, .stock, max(limit, clock.endedAt ?? limit), ended, -1)
        } else if let end = endOfWork(after: limit) {
          entry(.openOverdue, .stock, end.at, EventTrail(end.position), -1)
        }
      // The limit had passed before a new round withdrew it: sending a ticket back does not undo that.
      case .withdrawn where clock.lapsed: entry(measure, .denominator, limit, ended)
      case .paused, .withdrawn, nil: continue
      }
    }
  }

  /// When a ticket with a running clock left the table otherwise: closed, merged or referred.
  private func endOfWork(after limit: Instant) -> (at: Instant, position: Position)? {
    guard account.state.step.map({ Self.isOver($0) }) ?? false else { return nil }
    let end = account.facts.last { [.closed, .merged, .referred].contains($0.kind) }
    return end.map { (max(limit, $0.at), $0.position) }
  }

  private static func isOver(_ step: TicketStep) -> Bool {
    [.closed, .merged, .referred, .refused, .answered].contains(step)
  }

  /// The measure that a limit counts for.
  static func measure(of due: DueDate) -> Measure? {
    switch due.end {
    case .dispatched: .dispatchInTime
    case .signedFor: .signIn
    case .contacted: .contact
    case .handled, .resultReported, .closed, .answered: .onTime
    case .arrived, .reportedBack, .citizenNotified, .calledBack, .callEnded, nil: nil
    }
  }
}
