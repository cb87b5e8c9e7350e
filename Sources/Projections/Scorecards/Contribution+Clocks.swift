import EventStore
import Hotline
import Wire

// Limits: met by the act, or passed without it; each is counted once, when that was decided.
extension Contribution {
  mutating func addClocks() {
    let clocks = held.span[0].state.clocks
    for index in clocks.indices {
      guard let limit = clocks.span[index].due?.due,
        let measure = Self.measure(endedBy: clocks.span[index].due?.end)
      else { continue }
      let status = clocks.span[index].status
      switch status {
      case .met, .missed, .disputed, .running: break
      // The limit had passed before a new round, a new dispatch or other facts withdrew it: that does not undo it.
      case .withdrawn where clocks.span[index].lapsed: break
      case .paused, .withdrawn, nil: continue
      }
      // Before anybody has it, and where the rule names the caller, it is the centre's.
      let named = held.span[0].state.answers(for: clocks.span[index])
      let unit = named.isEmpty ? TicketState.centre : named
      let act = clocks.span[index].endedAt
      addClock(measure, unit, limit, status, act, held.span[0].clockEvents[index])
    }
  }

  private mutating func addClock(
    _ measure: Measure, _ unit: String, _ limit: Instant, _ status: ClockStatus?, _ act: Instant?,
    _ events: TicketAccount.ClockEvents
  ) {
    let ended = EventTrail(events.given, events.ended)
    let isAwaited = status == .running
    if status == .met {
      let at = act ?? limit
      for part in [ScoreEntry.Part.denominator, .numerator] {
        append(
          ScoreEntry(
            measure: measure, part: part, unit: unit, at: at, amount: 1, trail: ended,
            isAwaited: isAwaited))
      }
      return
    }
    append(
      ScoreEntry(
        measure: measure, part: .denominator, unit: unit, at: limit, amount: 1, trail: ended,
        isAwaited: isAwaited))
    if measure != .onTime || (status == .withdrawn && act == nil) { return }
    addOverdue(isAwaited: isAwaited, act: isAwaited ? nil : act, since: limit, events)
  }

  /// In whose hands the ticket was open once a limit for its completion had passed: whoever leads it then, not who let
  /// the limit pass.
  private mutating func addOverdue(
    isAwaited: Bool, act: Instant?, since limit: Instant, _ events: TicketAccount.ClockEvents
  ) {
    for stretch in stretches {
      let since = facts[stretch.since]
      let until = stretch.until.map { facts[$0] }
      let start = max(limit, since.at)
      let handed = start == limit ? nil : since.position
      let end = [act, until?.at].compactMap { $0 }.min()
      if let end, end <= start { continue }
      func entry(_ at: Instant, _ amount: Int64, _ trail: EventTrail) {
        append(
          ScoreEntry(
            measure: .openOverdue, part: .stock, unit: since.unit, at: at, amount: amount,
            trail: trail, isAwaited: isAwaited && at == limit))
      }
      entry(start, 1, EventTrail(events.given, handed))
      guard let end else { continue }
      let ending = end == act ? events.ended : until?.position
      entry(end, -1, EventTrail(events.given, ending))
    }
  }

  /// The measure that a limit counts for.
  private static func measure(endedBy act: ClockEnd?) -> Measure? {
    switch act {
    case .dispatched: .dispatchInTime
    case .signedFor: .signIn
    case .contacted: .contact
    case .handled, .resultReported, .closed, .answered: .onTime
    case .arrived: .arrival
    case .reportedBack: .reportBack
    case .citizenNotified: .citizenNotice
    case .calledBack: .callbackInTime
    // Of calls, which the overview counts.
    case .callEnded, nil: nil
    }
  }
}
