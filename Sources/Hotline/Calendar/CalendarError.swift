public import Wire

/// Why a calendar cannot be made, or cannot answer.
public enum CalendarError: Error, Hashable, Sendable {
  /// A day is needed about which the calendar says nothing.
  case dayNotCovered(
    calendar: String, version: String, day: CivilDate, first: CivilDate, last: CivilDate)
  /// A limit's number is below zero or above ``TimeLimit/countMax``, or a time of day is no time of day.
  case limitOutOfRange(Int)
  /// The parts of a calendar do not fit together; the sentence says how to mend it.
  case invalid(calendar: String, reason: String)
}

extension CalendarError: CustomStringConvertible {
  /// One sentence: what, where and how to mend it.
  public var description: String { phrase.english }

  /// The sentence in every language.
  public var phrase: Phrase {
    switch self {
    case .dayNotCovered(let calendar, let version, let day, let first, let last):
      Phrase(
        "the calendar \(calendar) \(version) covers \(first) to \(last), not \(day); "
          + "adopt a newer one",
        "日历 \(calendar) \(version) 涵盖 \(first) 至 \(last)，不含 \(day)；请启用新版日历",
        "行事曆 \(calendar) \(version) 涵蓋 \(first) 至 \(last)，不含 \(day)；請啟用新版行事曆")
    case .limitOutOfRange(let number):
      Phrase(
        "\(number) is no limit that can be counted; use 0 to \(TimeLimit.countMax), "
          + "and a time of day from 0 to 86400 seconds",
        "\(number) 不能作为时限；请用 0 至 \(TimeLimit.countMax)，时刻用 0 至 86400 秒",
        "\(number) 不能作為時限；請用 0 至 \(TimeLimit.countMax)，時刻用 0 至 86400 秒")
    case .invalid(let calendar, let reason):
      Phrase(
        "the calendar \(calendar) \(reason)", "日历 \(calendar)：\(reason)",
        "行事曆 \(calendar)：\(reason)")
    }
  }
}
