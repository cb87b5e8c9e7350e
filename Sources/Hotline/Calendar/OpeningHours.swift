/// The hours of a working day in which an office is open (办公时间), such as 09:00–12:00 and 13:00–18:00.
public struct OpeningHours: Hashable, Sendable {
  /// From a second of the day up to, and not including, a later one.
  public struct Interval: Hashable, Sendable {
    /// Opening, in seconds after 00:00.
    public let opens: Int
    /// Closing, in seconds after 00:00; at most 86,400 (24:00).
    public let closes: Int

    /// The seconds `opens ..< closes` of a day.
    public init(opens: Int, closes: Int) {
      self.opens = opens
      self.closes = closes
    }
  }

  /// The intervals, at least one, in the order of the day and apart from each other.
  public let intervals: [Interval]
  /// Opening time of a whole day, in microseconds.
  let microsecondsPerDay: Int64

  /// Opening hours.
  ///
  /// - Returns: `nil` without an interval, or when one is empty, begins before the one before it has ended, or
  ///   reaches out of the day.
  public init?(_ intervals: [Interval]) {
    var end = 0
    for (index, interval) in intervals.enumerated() {
      guard interval.opens >= end, index == 0 || interval.opens > end,
        interval.opens < interval.closes, interval.closes <= 86_400
      else { return nil }
      end = interval.closes
    }
    if intervals.isEmpty { return nil }
    self.init(checked: intervals)
  }

  private init(checked intervals: [Interval]) {
    self.intervals = intervals
    microsecondsPerDay = intervals.reduce(0) { $0 + Int64($1.closes - $1.opens) * 1_000_000 }
  }

  /// 00:00–24:00.
  public static let allDay = OpeningHours(checked: [Interval(opens: 0, closes: 86_400)])
}

// Times of day are microseconds after 00:00.
extension OpeningHours {
  /// The last closing of a day.
  var closing: Int64 {
    Int64(intervals[intervals.count - 1].closes) * 1_000_000
  }

  /// The first opening of a day.
  var firstOpening: Int64 { Int64(intervals[0].opens) * 1_000_000 }

  /// The time itself when the office is open then, otherwise the next opening of that day, or `nil` after the last closing.
  func opening(atOrAfter time: Int64) -> Int64? {
    for interval in intervals where time < Int64(interval.closes) * 1_000_000 {
      return max(time, Int64(interval.opens) * 1_000_000)
    }
    return nil
  }

  /// Opening time of a day before a time of day.
  func openTime(before time: Int64) -> Int64 {
    var sum: Int64 = 0
    for interval in intervals {
      let opens = Int64(interval.opens) * 1_000_000
      if time <= opens { break }
      sum += min(time, Int64(interval.closes) * 1_000_000) - opens
    }
    return sum
  }

  /// The earliest time of day by which this much opening time has passed.
  ///
  /// - Parameter elapsed: more than 0, at most a whole day's.
  func time(afterOpenTime elapsed: Int64) -> Int64 {
    var left = elapsed
    for interval in intervals {
      let length = Int64(interval.closes - interval.opens) * 1_000_000
      if left <= length { return Int64(interval.opens) * 1_000_000 + left }
      left -= length
    }
    return closing
  }
}
