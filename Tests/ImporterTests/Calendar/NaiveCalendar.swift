import EventStore
import Hotline

/// Working days by walking: one day at a time from the first day's known day of the week. Slow, and too simple to be wrong.
struct NaiveCalendar {
  private let first: Int
  private let isWorking: [Bool]

  /// - Parameter firstWeekday: the day of the week of the first day; 0 is Sunday.
  init(_ calendar: WorkCalendar, firstWeekday: Int) {
    var kinds: [String: SpecialDay.Kind] = [:]
    var knownFrom: [String: String] = [:]
    for special in calendar.days {
      let date = special.date.description
      let known = special.knownFrom?.description ?? ""
      if let other = knownFrom[date], other > known { continue }
      knownFrom[date] = known
      kinds[date] = special.kind
    }
    first = Int(calendar.first.daysSinceEpoch)
    var days: [Bool] = []
    var weekday = firstWeekday
    for number in first...Int(calendar.last.daysSinceEpoch) {
      let date = CivilDate(daysSinceEpoch: Int64(number)).description
      switch kinds[date] {
      case .holiday: days.append(false)
      case .makeUpWorkday: days.append(true)
      case .ordinary, nil: days.append(weekday != 0 && weekday != 6)
      }
      weekday = weekday == 6 ? 0 : weekday + 1
    }
    isWorking = days
  }

  var days: Range<Int> { first..<(first + isWorking.count) }

  func isWorkingDay(_ day: Int) -> Bool? {
    days.contains(day) ? isWorking[day - first] : nil
  }

  /// The n-th working day after a day, or `nil` beyond the last.
  func workingDay(_ number: Int, after start: Int) -> Int? {
    var day = start
    var left = number
    while left > 0 {
      day += 1
      guard let works = isWorkingDay(day) else { return nil }
      if works { left -= 1 }
    }
    return day
  }

  /// Day and second of the day after this many open seconds, or `nil` beyond the last day.
  func adding(
    openSeconds: Int, day start: Int, second: Int, hours: [(opens: Int, closes: Int)]
  ) -> (day: Int, second: Int)? {
    var left = openSeconds
    var day = start
    var now = second
    while true {
      guard let works = isWorkingDay(day) else { return nil }
      for interval in hours where works {
        let from = max(now, interval.opens)
        guard from < interval.closes else { continue }
        if left <= interval.closes - from { return (day, from + left) }
        left -= interval.closes - from
      }
      day += 1
      now = 0
    }
  }
}
