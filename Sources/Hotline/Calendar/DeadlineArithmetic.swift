public import Wire

/// When a limit ends, whether it was kept, and how much of it is left.
///
/// Pure and exact to the microsecond; nothing is allocated. A calendar is consulted only where a limit or a
/// convention asks for working days, so that limits by the clock on the wall hold outside its validity too.
///
///     let due = try DeadlineArithmetic.due(
///       start: received, limit: .workingDays(5), convention: convention, calendar: calendar)
///     DeadlineArithmetic.isMet(at: answered, due: due, convention: convention)
public enum DeadlineArithmetic {
  /// The instant at which a limit ends (到期时间).
  ///
  /// - Parameter start: when the event happened that starts the clock.
  /// - Throws: ``CalendarError/limitOutOfRange(_:)``, or ``CalendarError/dayNotCovered(calendar:version:day:first:last:)``
  ///   when counting leaves the calendar.
  public static func due(
    start: Instant, limit: TimeLimit, convention: CountingConvention, calendar: WorkCalendar
  ) throws(CalendarError) -> Instant {
    let received = try receipt(of: start, convention: convention, calendar: calendar)
    switch limit {
    case .seconds(let count):
      let begin = try begin(received, convention: convention, calendar: calendar)
      return try begin.instant(convention).adding(count, of: 1_000_000)
    case .minutes(let count):
      let begin = try begin(received, convention: convention, calendar: calendar)
      return try begin.instant(convention).adding(count, of: 60_000_000)
    case .hours(let count):
      let begin = try begin(received, convention: convention, calendar: calendar)
      return try begin.instant(convention).adding(count, of: 3_600_000_000)
    case .workingHours(let count):
      let begin = try begin(received, convention: convention, calendar: calendar)
      let amount = Int64(try checked(count)) * 3_600_000_000
      return try adding(workingTime: amount, to: begin, convention, calendar).instant(convention)
    case .calendarDays(let count):
      var day = received.day
      if try checked(count) > 0 {
        switch convention.begins {
        case .atOnce, .nextDay: day += Int64(count)
        case .nextWorkingDay: day = try calendar.workingDay(1, after: day) + Int64(count - 1)
        }
      }
      return try end(of: day, limit: limit, received.time, convention, calendar)
    case .workingDays(let count):
      let day =
        try checked(count) == 0
        ? calendar.firstWorkingDay(onOrAfter: received.day)
        : calendar.workingDay(count, after: received.day)
      return try end(of: day, limit: limit, received.time, convention, calendar)
    case .fixedTime(let daysAfter, let secondOfDay):
      guard (0...86_400).contains(secondOfDay) else { throw .limitOutOfRange(secondOfDay) }
      let time = min(Int64(secondOfDay) * 1_000_000, LocalTime.microsecondsPerDay - 1)
      let day = received.day + Int64(try checked(daysAfter))
      return LocalTime(day: day, time: time).instant(convention)
    }
  }

  /// Whether an act was on time. An act exactly at the due instant is, unless the convention excludes it.
  public static func isMet(
    at act: Instant, due: Instant, convention: CountingConvention
  ) -> Bool {
    convention.boundaryInclusive ? act <= due : act < due
  }

  /// A number within the limits of a limit.
  static func checked(_ count: Int) throws(CalendarError) -> Int {
    guard count >= 0, count <= TimeLimit.countMax else { throw .limitOutOfRange(count) }
    return count
  }

  /// The local time as of which something counts as received.
  static func receipt(
    of start: Instant, convention: CountingConvention, calendar: WorkCalendar
  ) throws(CalendarError) -> LocalTime {
    let came = LocalTime(start, convention)
    guard convention.afterHours == .nextOpening else { return came }
    return try opening(atOrAfter: came, convention, calendar)
  }

  /// The time itself when the office is open then, otherwise its next opening.
  static func opening(
    atOrAfter time: LocalTime, _ convention: CountingConvention, _ calendar: WorkCalendar
  ) throws(CalendarError) -> LocalTime {
    if try calendar.isWorkingDay(time.day),
      let opens = convention.opening.opening(atOrAfter: time.time)
    {
      return LocalTime(day: time.day, time: opens)
    }
    let day = try calendar.workingDay(1, after: time.day)
    return LocalTime(day: day, time: convention.opening.firstOpening)
  }

  /// Where a limit that is no count of days begins.
  static func begin(
    _ received: LocalTime, convention: CountingConvention, calendar: WorkCalendar
  ) throws(CalendarError) -> LocalTime {
    switch convention.begins {
    case .atOnce: return received
    case .nextDay: return LocalTime(day: received.day + 1, time: 0)
    case .nextWorkingDay:
      let day = try calendar.workingDay(1, after: received.day)
      return LocalTime(day: day, time: convention.opening.firstOpening)
    }
  }

  /// The instant at which the last day of a limit in days is over.
  static func end(
    of day: Int64, limit: TimeLimit, _ timeOfReceipt: Int64, _ convention: CountingConvention,
    _ calendar: WorkCalendar
  ) throws(CalendarError) -> Instant {
    var day = day
    if convention.lastDay == .nextWorkingDay, case .calendarDays = limit {
      day = try calendar.firstWorkingDay(onOrAfter: day)
    }
    let time: Int64 =
      switch convention.dueAt {
      case .sameTime: timeOfReceipt
      case .endOfDay: LocalTime.microsecondsPerDay - 1
      case .closing: convention.opening.closing
      }
    return LocalTime(day: day, time: min(time, LocalTime.microsecondsPerDay - 1))
      .instant(convention)
  }
}

extension Instant {
  fileprivate func adding(
    _ count: Int, of microseconds: Int64
  ) throws(CalendarError) -> Instant {
    adding(microseconds: Int64(try DeadlineArithmetic.checked(count)) * microseconds)
  }
}
