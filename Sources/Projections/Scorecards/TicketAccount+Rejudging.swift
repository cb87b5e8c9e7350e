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
    // Between events that were recorded together no time passes: nothing lapses while a history is written down.
    case .recorded where moment.recordedAt == recordedAt: break
    case .recorded: passTime(to: moment.recordedAt, by: book)
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
  mutating func passTime(to now: Instant, by book: RuleBook) {
    while true {
      let due = state.deadlineEvents(by: book, at: now)
      if due.isEmpty { return }
      for event in due { assume(event.event, Moment(occurredAt: event.at, recordedAt: event.at)) }
    }
  }
}
