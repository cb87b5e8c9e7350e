import Wire

extension TicketState {
  /// Due dates of the clocks that run, given anew.
  ///
  /// - Parameter change: changes the due date and returns its new time, or `nil` to leave the clock.
  func restated(
    _ rules: RuleBook, cause: DueCause,
    _ change: (inout DueDate, RuleBook.PreparedClock, TicketClock) throws(CalendarError) -> Instant?
  ) throws(Refusal) -> [DueDate] {
    var given: [DueDate] = []
    for clock in clocks where clock.isPending {
      guard var due = clock.due, let rule = rules.clock(of: due) else { continue }
      do throws(CalendarError) {
        guard let time = try change(&due, rule, clock) else { continue }
        due.due = time
      } catch {
        throw Refusal(
          .noCalendar, rule: due.clock, error.phrase.english, error.phrase.simplified,
          error.phrase.traditional)
      }
      due.cause = cause
      given.append(due)
    }
    return given
  }
}
