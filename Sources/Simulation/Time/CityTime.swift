import Wire

/// Lengths of time in microseconds.
enum Length {
  static let second: Int64 = 1_000_000
  static let minute = 60 * second
  static let hour = 60 * minute
  static let day = 24 * hour

  static func seconds(_ count: Int) -> Int64 { Int64(count) * second }
  static func minutes(_ count: Int) -> Int64 { Int64(count) * minute }
  static func hours(_ count: Int) -> Int64 { Int64(count) * hour }
}

/// Civil time of the cities: all are eight hours east of UTC, without summer time.
enum CityTime {
  static let offsetMinutes = 480
  private static let offset = Int64(offsetMinutes) * Length.minute

  /// Days since 1970-01-01, local.
  static func day(_ time: Int64) -> Int64 {
    let local = time + offset
    return local >= 0 ? local / Length.day : (local - Length.day + 1) / Length.day
  }

  /// Microseconds since local midnight.
  static func timeOfDay(_ time: Int64) -> Int64 { time + offset - day(time) * Length.day }

  /// Local midnight at the beginning of a day.
  static func midnight(_ day: Int64) -> Int64 { day * Length.day - offset }

  static func date(_ time: Int64) -> CivilDate { CivilDate(daysSinceEpoch: day(time)) }

  /// The first instant of a day, so many months later.
  static func date(_ first: CivilDate, plusMonths months: Int) -> CivilDate? {
    let (year, month, day) = first.components
    let count = year * 12 + month - 1 + months
    let nextYear = count / 12
    let nextMonth = count % 12 + 1
    let length = CivilDate.length(ofMonth: nextMonth, year: nextYear)
    return CivilDate(year: nextYear, month: nextMonth, day: min(day, length))
  }

  /// Moves a time of any hour into the office hours of its day, later hours later.
  static func inOffice(_ time: Int64) -> Int64 {
    let ofDay = timeOfDay(time)
    // Nine hours for the day's twenty-four.
    return time - ofDay + Length.minutes(8 * 60 + 30) + ofDay * 3 / 8
  }
}
