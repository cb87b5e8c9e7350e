import Wire

/// The words in which a due date is explained.
enum DeadlineWords {
  /// A heading and what follows from it.
  static func sentence(_ heading: Phrase, _ parts: [Phrase]) -> Phrase {
    let body = joined(parts, ("; ", "；"))
    return Phrase(
      "\(heading.english): \(body.english)", "\(heading.simplified)：\(body.simplified)",
      "\(heading.traditional)：\(body.traditional)")
  }

  /// What is counted, and from when.
  static func heading(
    _ limit: TimeLimit, begins: CountingConvention.Begins, received: LocalTime
  ) -> Phrase {
    if case .fixedTime(let daysAfter, let secondOfDay) = limit {
      return fixedTime(daysAfter, secondOfDay, received)
    }
    let amount = amount(limit)
    let from = from(begins, received: received)
    return Phrase(
      "\(amount.english) \(from.english)", "\(from.simplified) \(amount.simplified)",
      "\(from.traditional) \(amount.traditional)")
  }

  private static func amount(_ limit: TimeLimit) -> Phrase {
    switch limit {
    case .seconds(let count): counted(count, "second", "秒", "秒")
    case .minutes(let count): counted(count, "minute", "分钟", "分鐘")
    case .hours(let count): counted(count, "hour", "小时", "小時")
    case .workingHours(let count): counted(count, "working hour", "个工作小时", "個工作小時")
    case .calendarDays(let count): counted(count, "calendar day", "个自然日", "個日曆天")
    case .workingDays(let count): counted(count, "working day", "个工作日", "個工作天")
    case .fixedTime(_, let second): Phrase(clock(second), clock(second), clock(second))
    }
  }

  private static func counted(
    _ count: Int, _ unit: String, _ simplified: String, _ traditional: String
  ) -> Phrase {
    Phrase(
      "\(count) \(unit)\(count == 1 ? "" : "s")", "\(count) \(simplified)",
      "\(count) \(traditional)")
  }

  private static func from(
    _ begins: CountingConvention.Begins, received: LocalTime
  ) -> Phrase {
    let day = dayOfWeek(received.date)
    switch begins {
    case .atOnce:
      let time = "\(received.date) \(clock(received))"
      return Phrase("from \(time)", "自 \(time) 起", "自 \(time) 起")
    case .nextDay:
      return Phrase(
        "from the day after \(day.english)", "自 \(day.simplified)次日起",
        "自 \(day.traditional)次日起")
    case .nextWorkingDay:
      return Phrase(
        "from the next working day after \(day.english)", "自 \(day.simplified)后下一工作日起",
        "自 \(day.traditional)後次一工作天起")
    }
  }

  private static func fixedTime(
    _ daysAfter: Int, _ secondOfDay: Int, _ received: LocalTime
  ) -> Phrase {
    let time = clock(secondOfDay)
    let day = dayOfWeek(received.date)
    switch daysAfter {
    case 0:
      return Phrase(
        "\(time) of \(day.english)", "\(day.simplified)当日 \(time)",
        "\(day.traditional)當日 \(time)")
    case 1:
      return Phrase(
        "\(time) of the day after \(day.english)", "\(day.simplified)次日 \(time)",
        "\(day.traditional)次日 \(time)")
    default:
      return Phrase(
        "\(time), \(daysAfter) days after \(day.english)",
        "\(day.simplified)后第 \(daysAfter) 日 \(time)",
        "\(day.traditional)後第 \(daysAfter) 日 \(time)")
    }
  }

  /// A receipt outside opening hours.
  static func afterHours(_ came: LocalTime, countsAs received: LocalTime) -> Phrase {
    let came = "\(came.date) \(clock(came))"
    let counts = "\(received.date) \(clock(received))"
    return Phrase(
      "\(came) is outside opening hours and counts as \(counts)",
      "\(came) 在办公时间外，视为 \(counts) 收到", "\(came) 在辦公時間外，視為 \(counts) 收到")
  }

  /// A weekend day that is worked.
  static func makeUpWorkday(_ date: CivilDate, knownFrom: CivilDate?) -> Phrase {
    let day = dayOfWeek(date)
    let known = announced(knownFrom)
    return Phrase(
      "\(day.english) is a make-up working day\(known.english)",
      "\(day.simplified)为调休上班日\(known.simplified)",
      "\(day.traditional)為補行上班日\(known.traditional)")
  }

  /// Holidays in a row.
  static func daysOff(
    _ first: CivilDate, _ last: CivilDate, occasions: [Phrase], knownFrom: CivilDate?
  ) -> Phrase {
    let names = joined(occasions, (", ", "、"))
    let known = announced(knownFrom)
    let english = span(first, last, " to ")
    let chinese = span(first, last, " 至 ")
    return Phrase(
      "\(english) (\(names.english)) not counted\(known.english)",
      "\(chinese)（\(names.simplified)）不计\(known.simplified)",
      "\(chinese)（\(names.traditional)）不計\(known.traditional)")
  }

  /// Saturdays and Sundays that no list names.
  static func weekendDays(_ count: Int) -> Phrase {
    Phrase(
      "\(count) weekend day\(count == 1 ? "" : "s") not counted", "另有 \(count) 个周末日不计",
      "另有 \(count) 個週末日不計")
  }

  /// A last day on which nobody works.
  static func noWorkingDay(_ number: Int64) -> Phrase {
    let day = dayOfWeek(CivilDate(daysSinceEpoch: number))
    return Phrase(
      "the last day, \(day.english), is no working day, so the next one takes its place",
      "末日 \(day.simplified)非工作日，顺延至下一工作日",
      "末日 \(day.traditional)非工作天，順延至次一工作天")
  }

  /// The result.
  static func due(_ due: LocalTime) -> Phrase {
    let time = "\(due.date) \(clock(due))"
    return Phrase("due \(time)", "\(time) 到期", "\(time) 到期")
  }

  private static func announced(_ knownFrom: CivilDate?) -> Phrase {
    guard let date = knownFrom else { return Phrase("", "", "") }
    return Phrase(" (announced \(date))", "（\(date) 公布）", "（\(date) 公布）")
  }

  private static func joined(
    _ parts: [Phrase], _ separator: (english: String, chinese: String)
  ) -> Phrase {
    Phrase(
      parts.map(\.english).joined(separator: separator.english),
      parts.map(\.simplified).joined(separator: separator.chinese),
      parts.map(\.traditional).joined(separator: separator.chinese))
  }
}

// Days and times of day.
extension DeadlineWords {
  private static let weekdays: [Phrase] = [
    Phrase("Sunday", "星期日", "星期日"), Phrase("Monday", "星期一", "星期一"),
    Phrase("Tuesday", "星期二", "星期二"), Phrase("Wednesday", "星期三", "星期三"),
    Phrase("Thursday", "星期四", "星期四"), Phrase("Friday", "星期五", "星期五"),
    Phrase("Saturday", "星期六", "星期六"),
  ]

  /// `2017-01-22 (Sunday)`.
  private static func dayOfWeek(_ date: CivilDate) -> Phrase {
    let name = weekdays[date.weekday]
    return Phrase(
      "\(date) (\(name.english))", "\(date)（\(name.simplified)）", "\(date)（\(name.traditional)）")
  }

  /// `2017-01-27 to 02-02`; the year again only when it changes.
  private static func span(_ first: CivilDate, _ last: CivilDate, _ to: String) -> String {
    if first == last { return "\(first)" }
    let end = "\(last)"
    let isSameYear = first.components.year == last.components.year
    return "\(first)\(to)\(isSameYear ? String(end.suffix(5)) : end)"
  }

  /// `09:00`, `17:59:59`, and `24:00` for the last microsecond of a day.
  private static func clock(_ time: LocalTime) -> String {
    if time.time == LocalTime.microsecondsPerDay - 1 { return "24:00" }
    let text = clock(Int(time.time / 1_000_000))
    let fraction = time.time % 1_000_000
    if fraction == 0 { return text }
    return "\(text.count == 5 ? text + ":00" : text).\(padded(Int(fraction), to: 6))"
  }

  private static func clock(_ secondOfDay: Int) -> String {
    let text = "\(padded(secondOfDay / 3600, to: 2)):\(padded(secondOfDay / 60 % 60, to: 2))"
    return secondOfDay % 60 == 0 ? text : "\(text):\(padded(secondOfDay % 60, to: 2))"
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension LocalTime {
  /// The day.
  var date: CivilDate { CivilDate(daysSinceEpoch: day) }
}
