import Wire

extension TicketState {
  /// An event of the past with the due dates that other rules would have given it (假设重算).
  ///
  /// Nothing is refused: what was recorded happened. Where the rules' calendar does not cover the day, the event
  /// gives no due date.
  public func rejudged(
    _ event: any CaseEvent, by rules: RuleBook, at moment: Moment
  ) -> any CaseEvent {
    rejudgedOpened(event, by: rules, at: moment)
  }

  private func rejudgedOpened<E: CaseEvent>(
    _ event: E, by rules: RuleBook, at moment: Moment
  ) -> E {
    var event = event
    event.due = []
    event.due = (try? dueDates(of: event, rules, moment)) ?? []
    return event
  }
}
