public import Wire

extension DeadlineArithmetic {
  /// Opening time between two instants, in microseconds: nights, holidays and weekends left out. Below zero when `end` is before `start`.
  ///
  /// - Throws: ``CalendarError/dayNotCovered(calendar:version:day:first:last:)``.
  public static func workingTime(
    from start: Instant, to end: Instant, convention: CountingConvention, calendar: WorkCalendar
  ) throws(CalendarError) -> Int64 {
    let ends = try openTime(before: LocalTime(end, convention), convention, calendar)
    return ends - (try openTime(before: LocalTime(start, convention), convention, calendar))
  }

  /// Opening time since the calendar's first day.
  static func openTime(
    before time: LocalTime, _ convention: CountingConvention, _ calendar: WorkCalendar
  ) throws(CalendarError) -> Int64 {
    let whole =
      Int64(try calendar.workingDays(before: time.day)) * convention.opening.microsecondsPerDay
    guard try calendar.isWorkingDay(time.day) else { return whole }
    return whole + convention.opening.openTime(before: time.time)
  }

  /// The earliest time by which this much opening time has passed; the time itself for nothing.
  ///
  /// A full working day's time thus ends at a closing, not at the opening that follows it.
  static func adding(
    workingTime amount: Int64, to start: LocalTime, _ convention: CountingConvention,
    _ calendar: WorkCalendar
  ) throws(CalendarError) -> LocalTime {
    guard amount > 0 else { return start }
    let perDay = convention.opening.microsecondsPerDay
    let target = try openTime(before: start, convention, calendar) + amount
    let number = (target - 1) / perDay
    let day = try calendar.workingDay(numbered: Int(number))
    let time = convention.opening.time(afterOpenTime: target - number * perDay)
    return LocalTime(day: day, time: time)
  }
}
