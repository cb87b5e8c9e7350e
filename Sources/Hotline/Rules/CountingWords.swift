/// 限期单位: how a limit is counted.
public enum LimitUnit: UInt8, Word {
  /// Wall clock.
  case seconds = 1
  /// Wall clock.
  case minutes = 2
  /// Wall clock.
  case hours = 3
  /// Opening hours of working days.
  case workingHours = 4
  /// Every day.
  case calendarDays = 5
  /// Working days of the calendar.
  case workingDays = 6
  /// A time of a later day.
  case fixedTime = 7

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .seconds: Phrase("seconds", "秒", "秒")
    case .minutes: Phrase("minutes", "分钟", "分鐘")
    case .hours: Phrase("hours", "小时", "小時")
    case .workingHours: Phrase("working hours", "工作小时", "工作小時")
    case .calendarDays: Phrase("calendar days", "自然日", "日曆天")
    case .workingDays: Phrase("working days", "工作日", "工作天")
    case .fixedTime: Phrase("fixed time", "固定时刻", "固定時刻")
    }
  }
}

/// 起算日: from when days are counted.
public enum CountingStart: UInt8, Word {
  /// From the instant; day one is the day of the start.
  case atOnce = 1
  /// The day of the start does not count.
  case nextDay = 2
  /// Counting begins with the next working day.
  case nextWorkingDay = 3

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .atOnce: Phrase("at once", "即时起算", "即時起算")
    case .nextDay: Phrase("from the next day", "次日起算", "次日起算")
    case .nextWorkingDay: Phrase("from the next working day", "次工作日起算", "次一工作日起算")
    }
  }
}

/// 非办公时间: what a start outside opening hours counts as.
public enum AfterHoursRule: UInt8, Word {
  /// The instant itself.
  case asReceived = 1
  /// The next opening.
  case nextOpening = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .asReceived: Phrase("as received", "按实际时间", "按實際時間")
    case .nextOpening: Phrase("next opening", "下一办公时间", "下一辦公時間")
    }
  }
}

/// 到期时刻: when on the last day a limit ends.
public enum DueMoment: UInt8, Word {
  /// The time of day of the start.
  case sameTime = 1
  /// Midnight at the end of the day.
  case endOfDay = 2
  /// The closing hour.
  case closing = 3

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .sameTime: Phrase("same time", "同一时刻", "同一時刻")
    case .endOfDay: Phrase("end of the day", "当日终了", "當日終了")
    case .closing: Phrase("closing hour", "下班时刻", "下班時刻")
    }
  }
}

/// 末日遇假: what becomes of a limit in calendar days whose last day is no working day.
public enum LastDayRule: UInt8, Word {
  /// It stands.
  case asCounted = 1
  /// The next working day takes its place.
  case nextWorkingDay = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .asCounted: Phrase("as counted", "照计", "照計")
    case .nextWorkingDay: Phrase("next working day", "顺延至下一工作日", "順延至次一工作日")
    }
  }
}

/// 办理方式: by one unit or by several.
public enum Handling: UInt8, Word {
  /// One unit.
  case single = 1
  /// A lead and co-handlers.
  case joint = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .single: Phrase("single", "单独办理", "單獨辦理")
    case .joint: Phrase("joint", "会办", "會辦")
    }
  }
}

/// 并案计时: whose clock counts when tickets are merged.
public enum MergeClock: UInt8, Word {
  /// The earliest receipt.
  case first = 1
  /// The latest receipt.
  case last = 2

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .first: Phrase("first receipt", "先受理者", "先受理者")
    case .last: Phrase("last receipt", "后受理者", "後受理者")
    }
  }
}

/// 回访问题: what the citizen is asked.
public enum CallbackQuestion: UInt8, Word {
  /// Whether the unit made contact.
  case contacted = 1
  /// How fast it was.
  case efficiency = 2
  /// How polite it was.
  case attitude = 3
  /// What came of it.
  case result = 4
  /// Whether it is solved.
  case solved = 5

  /// The word for people.
  public var words: Phrase {
    switch self {
    case .contacted: Phrase("contacted", "是否联系", "是否聯繫")
    case .efficiency: Phrase("efficiency", "办理效率", "辦理效率")
    case .attitude: Phrase("attitude", "办理态度", "辦理態度")
    case .result: Phrase("result", "办理结果", "辦理結果")
    case .solved: Phrase("solved", "是否解决", "是否解決")
    }
  }
}
