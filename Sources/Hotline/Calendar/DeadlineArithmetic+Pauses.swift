public import Wire

extension DeadlineArithmetic {
  /// The due instant after a clock stood still for a while (挂起 / 暫停).
  ///
  /// Limits by the clock on the wall move by the length of the pause; working hours by the opening time within it;
  /// days and fixed times keep their time of day and move by the days that began within the pause: working days for
  /// a limit in working days, all days otherwise. A pause within one day therefore moves no limit in days.
  /// A pause that begins after the due instant, or ends before it begins, changes nothing.
  ///
  /// - Parameters:
  ///   - due: what ``due(start:limit:convention:calendar:)`` or an earlier pause gave.
  ///   - pause: when the clock stopped; not before it started.
  ///   - resumption: when it went on.
  /// - Throws: ``CalendarError/dayNotCovered(calendar:version:day:first:last:)``.
  public static func extended(
    due: Instant, pausedFrom pause: Instant, to resumption: Instant, limit: TimeLimit,
    convention: CountingConvention, calendar: WorkCalendar
  ) throws(CalendarError) -> Instant {
    guard pause <= due, pause < resumption else { return due }
    switch limit {
    case .seconds, .minutes, .hours:
      let length = resumption.microseconds.subtractingReportingOverflow(pause.microseconds)
      return due.adding(microseconds: length.overflow ? .max : length.partialValue)
    case .workingHours:
      let lost = try workingTime(
        from: pause, to: resumption, convention: convention, calendar: calendar)
      let moved = try adding(
        workingTime: lost, to: LocalTime(due, convention), convention, calendar)
      return moved.instant(convention)
    case .workingDays:
      var moved = LocalTime(due, convention)
      let lost = try workingDays(from: pause, to: resumption, convention, calendar)
      if lost > 0 { moved.day = try calendar.workingDay(lost, after: moved.day) }
      return moved.instant(convention)
    case .calendarDays:
      let moved = moved(due, from: pause, to: resumption, convention)
      return try end(of: moved.day, limit: limit, moved.time, convention, calendar)
    case .fixedTime:
      return moved(due, from: pause, to: resumption, convention).instant(convention)
    }
  }

  /// How much of a limit is left, in its own unit.
  ///
  /// - Throws: ``CalendarError/dayNotCovered(calendar:version:day:first:last:)``, for limits in working time.
  public static func remaining(
    at now: Instant, due: Instant, limit: TimeLimit, convention: CountingConvention,
    calendar: WorkCalendar
  ) throws(CalendarError) -> TimeLeft {
    switch limit {
    case .seconds, .minutes, .hours, .fixedTime:
      let left = due.microseconds.subtractingReportingOverflow(now.microseconds)
      if left.overflow { return .time(microseconds: due < now ? .min : .max) }
      return .time(microseconds: left.partialValue)
    case .workingHours:
      return .workingTime(
        microseconds: try workingTime(
          from: now, to: due, convention: convention, calendar: calendar))
    case .workingDays:
      return .workingDays(try workingDays(from: now, to: due, convention, calendar))
    case .calendarDays:
      let days = LocalTime(due, convention).day - LocalTime(now, convention).day
      return .calendarDays(Int(days))
    }
  }

  private static func workingDays(
    from start: Instant, to end: Instant, _ convention: CountingConvention,
    _ calendar: WorkCalendar
  ) throws(CalendarError) -> Int {
    try calendar.workingDays(
      after: CivilDate(daysSinceEpoch: LocalTime(start, convention).day),
      through: CivilDate(daysSinceEpoch: LocalTime(end, convention).day))
  }

  private static func moved(
    _ due: Instant, from pause: Instant, to resumption: Instant, _ convention: CountingConvention
  ) -> LocalTime {
    var moved = LocalTime(due, convention)
    moved.day += LocalTime(resumption, convention).day - LocalTime(pause, convention).day
    return moved
  }
}
