import EventStore

/// By which clock local times are told: a fixed offset from UTC, and another one in summer.
///
/// The rules stand in the mapping and not in a table of the machine, so that the same file gives the
/// same instants everywhere. A time that the clock passed over when it was put forward, and one that
/// it showed twice when it was put back, are read as RFC 5545 §3.3.5 says: by the offset before the
/// change.
struct LocalZone: Sendable {
  /// Minutes east of UTC, in winter where there is a summer time.
  var offsetMinutes: Int
  /// The summer time, or `nil` where there is none.
  var summer: SummerTime?

  /// The offset in summer, and when the summer begins and ends.
  struct SummerTime: Sendable {
    /// Minutes east of UTC.
    var offsetMinutes: Int
    /// First year for which the rule holds; earlier times cannot be read.
    var since: Int
    /// When the clock is put forward, by the time it shows before.
    var begins: Turn
    /// When the clock is put back, by the time it shows before.
    var ends: Turn
  }

  /// A Sunday on which the clock is put forward or back.
  struct Turn: Sendable {
    /// 1 to 12.
    var month: Int
    /// Which Sunday of the month, from 1; 0 for its last one.
    var sunday: Int
    /// The time of day.
    var secondOfDay: Int

    /// Seconds since the beginning of 1970 as the clock on the wall counts them.
    func wallSeconds(in year: Int) -> Int64? {
      let length = CivilDate.length(ofMonth: month, year: year)
      let anchor = sunday == 0 ? length - 6 : 1 + 7 * (sunday - 1)
      guard let date = CivilDate(year: year, month: month, day: anchor) else { return nil }
      // 1970-01-04 was a Sunday.
      let since = (date.daysSinceEpoch - 3) % 7
      let toSunday = (7 - (since + 7) % 7) % 7
      return (date.daysSinceEpoch + toSunday) * 86_400 + Int64(secondOfDay)
    }
  }

  /// Minutes east of UTC at a time on the wall, or `nil` before the rules begin.
  func offsetMinutes(on date: CivilDate, secondOfDay: Int) -> Int? {
    guard let summer else { return offsetMinutes }
    let year = date.components.year
    guard year >= summer.since, let begins = summer.begins.wallSeconds(in: year),
      let ends = summer.ends.wallSeconds(in: year)
    else { return nil }
    let wall = date.daysSinceEpoch * 86_400 + Int64(secondOfDay)
    let hasBegun = wall >= begins + Int64(summer.offsetMinutes - offsetMinutes) * 60
    let isOver = wall >= ends
    let isSummer = begins < ends ? hasBegun && !isOver : hasBegun || !isOver
    return isSummer ? summer.offsetMinutes : offsetMinutes
  }
}
