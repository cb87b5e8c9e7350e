public import Wire

extension DeadlineArithmetic {
  /// Why a limit ends when it does, in words: what is counted from when, which days count although they fall on a
  /// weekend, which do not, and the due instant.
  ///
  ///     5 working days from the next working day after 2017-01-20 (Friday): 2017-01-22 (Sunday) is a make-up
  ///     working day; 2 weekend days not counted; due 2017-01-26 24:00
  ///
  /// Times are local to the convention. Complexity: linear in the days between start and end.
  ///
  /// - Throws: what ``due(start:limit:convention:calendar:)`` throws.
  public static func explanation(
    start: Instant, limit: TimeLimit, convention: CountingConvention, calendar: WorkCalendar
  ) throws(CalendarError) -> Phrase {
    let due = LocalTime(
      try due(start: start, limit: limit, convention: convention, calendar: calendar), convention)
    let came = LocalTime(start, convention)
    let received = try receipt(of: start, convention: convention, calendar: calendar)
    var parts: [Phrase] = []
    if received != came { parts.append(DeadlineWords.afterHours(came, countsAs: received)) }
    switch limit {
    case .workingDays:
      parts += DayAccount.parts(after: received.day, through: due.day, in: calendar)
    case .workingHours:
      let begin = try begin(received, convention: convention, calendar: calendar)
      parts += DayAccount.parts(after: begin.day - 1, through: due.day, in: calendar)
    case .calendarDays:
      if convention.lastDay == .nextWorkingDay {
        parts += try movedLastDay(
          start: start, limit: limit, convention: convention, calendar: calendar, due: due)
      }
    case .seconds, .minutes, .hours, .fixedTime: break
    }
    parts.append(DeadlineWords.due(due))
    let heading = DeadlineWords.heading(limit, begins: convention.begins, received: received)
    return DeadlineWords.sentence(heading, parts)
  }

  /// That the last day counted was no working day, if so.
  private static func movedLastDay(
    start: Instant, limit: TimeLimit, convention: CountingConvention, calendar: WorkCalendar,
    due: LocalTime
  ) throws(CalendarError) -> [Phrase] {
    var unmoved = convention
    unmoved.lastDay = .asCounted
    let counted = LocalTime(
      try self.due(start: start, limit: limit, convention: unmoved, calendar: calendar), convention)
    if counted.day == due.day { return [] }
    return [DeadlineWords.noWorkingDay(counted.day)]
  }
}
