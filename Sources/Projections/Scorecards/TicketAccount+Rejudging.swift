import EventStore
import Hotline
import Wire

// What a ticket would be under other rules: the acts are those that were recorded, the limits and what their
// passing brings are made anew.
extension TicketAccount {
  /// Takes the ticket's next event as other rules would have taken it.
  mutating func retake(
    _ payload: (any EventPayload)?, at position: Position, _ moment: Moment, by actor: String,
    _ retelling: ScoreLedger.Retelling
  ) {
    let book = retelling.book
    switch retelling.order {
    case .recorded:
      // What is entered in one go long after it happened: limits that had passed when they were given lapse only once
      // anything else was recorded, as the deadline clock records them.
      let isInOneGo =
        position.rawValue == self.position.rawValue + 1 && !(payload is DeadlineLapsed)
      passTime(to: moment.recordedAt, after: isInOneGo ? recordedAt : nil, by: book)
    // A history that was imported long after it happened would lapse as a whole at its first event.
    case .occurred: passTime(to: moment.occurredAt, by: book)
    }
    switch payload {
    case is DeadlineLapsed: take(nil, at: position, moment)
    case let card as CardIssued where !card.clock.isEmpty: take(nil, at: position, moment)
    case let act as any CaseEvent:
      take(state.rejudged(act, by: book, at: moment), at: position, moment, by: actor)
    default: take(payload, at: position, moment, by: actor)
    }
  }

  /// Lapses and cards that those rules bring by a moment; their event is the ticket's latest.
  /// - Parameter earlier: what fell due by then is left for later; `nil` for nothing.
  mutating func passTime(to now: Instant, after earlier: Instant? = nil, by book: RuleBook) {
    while true {
      var due = state.deadlineEvents(by: book, at: now)
      if let earlier { due.removeAll { $0.at <= earlier } }
      if due.isEmpty { return }
      for event in due { assume(event.event, Moment(occurredAt: event.at, recordedAt: event.at)) }
    }
  }
}
