/// How long somebody has (时限 / 時限).
public enum TimeLimit: Hashable, Sendable {
  /// Seconds by the clock on the wall, day and night.
  case seconds(Int)
  /// Minutes by the clock on the wall, day and night.
  case minutes(Int)
  /// Hours by the clock on the wall, day and night.
  case hours(Int)
  /// Hours of opening time on working days (工作时).
  case workingHours(Int)
  /// Days, holidays and weekends included (自然日 / 日曆天); 0 is the day of receipt.
  case calendarDays(Int)
  /// Working days (工作日 / 工作天); 0 is the day of receipt, or the next working day when that is none.
  case workingDays(Int)
  /// A time of day, a number of days after the day of receipt: "12:00 the next day" is 1 and 43,200.
  ///
  /// 86,400 is the end of the day (24:00). Days are counted from the day of receipt whatever the convention says.
  case fixedTime(daysAfter: Int, secondOfDay: Int)

  /// The largest number of a limit.
  public static let countMax = 10_000_000
}
