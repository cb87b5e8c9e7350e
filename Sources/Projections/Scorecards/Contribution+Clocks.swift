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
        addOverdue(clock, since: limit, events)
      // The limit had passed before a new round withdrew it: sending a ticket back does not undo that.
      case .withdrawn where clock.lapsed: entry(measure, .denominator, limit, ended)
      case .paused, .withdrawn, nil: continue
      }
    }
  }

  /// In whose hands the ticket was open once a limit for its completion had passed: whoever leads it then, not who let
  /// the limit pass.
  private mutating func addOverdue(
    _ clock: TicketClock, since limit: Instant, _ events: TicketAccount.ClockEvents
  ) {
    let isAwaited = clock.status == .running
    let act = isAwaited ? nil : clock.endedAt
    for stretch in OpenStretch.all(of: rounds) {
      let start = max(limit, stretch.since.at)
      let handed = start == limit ? nil : stretch.since.position
      let end = [act, stretch.until?.at].compactMap { $0 }.min()
      if let end, end <= start { continue }
      func entry(_ at: Instant, _ amount: Int64, _ trail: EventTrail) {
        append(
          ScoreEntry(
            measure: .openOverdue, part: .stock, unit: stretch.since.unit, at: at, amount: amount,
            trail: trail, isAwaited: isAwaited && at == limit))
      }
      entry(start, 1, EventTrail(events.given, handed))
      guard let end else { continue }
      let ending = end == act ? events.ended : stretch.until?.position
      entry(end, -1, EventTrail(events.given, ending))
    }
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
