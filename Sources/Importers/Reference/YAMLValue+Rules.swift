import Hotline

// Values of rule files.
extension YAMLValue {
  /// A number from 0 to a million.
  func count() throws(ImportError) -> UInt64 { UInt64(try number(0...1_000_000)) }

  /// An offset that is not west of UTC.
  func eastOfUTC() throws(ImportError) -> UInt64 {
    let minutes = try offsetMinutes()
    guard minutes >= 0 else {
      throw error("must not be west of UTC; rule sets know +00:00 to +14:00")
    }
    return UInt64(minutes)
  }

  /// A day, in days since 1970-01-01.
  func dayFromEpoch() throws(ImportError) -> UInt64 {
    let day = try day()
    guard day.daysSinceEpoch > 0 else { throw error("must be after 1970-01-01") }
    return UInt64(day.daysSinceEpoch)
  }

  /// `95 %` or `99.5 %`, in thousandths.
  func permille() throws(ImportError) -> UInt64 {
    let text = try text()
    let parts = text.split(separator: " ", omittingEmptySubsequences: false)
    let digits = (parts.first ?? "").split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1] == "%", (1...2).contains(digits.count),
      let whole = Self.decimal(digits[0]), whole <= 100,
      let tenths = digits.count == 1 ? 0 : Self.decimal(digits[1]),
      digits.count == 1 || digits[1].utf8.count == 1
    else { throw error("must be a share such as '95 %' or '99.5 %'") }
    return whole * 10 + tenths
  }

  /// A time of day `HH:MM` as a second of the day; 24:00 is its end.
  static func secondOfDay(_ text: Substring) -> UInt64? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ $0.utf8.count == 2 }),
      let hours = decimal(parts[0]), let minutes = decimal(parts[1]), minutes < 60,
      hours < 24 || (hours == 24 && minutes == 0)
    else { return nil }
    return hours * 3_600 + minutes * 60
  }

  /// Digits and nothing else.
  static func decimal(_ text: Substring) -> UInt64? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return UInt64(text)
  }

  /// `08:00-18:00`.
  func interval() throws(ImportError) -> DayInterval {
    let parts = try text().split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let from = Self.secondOfDay(parts[0]),
      let until = Self.secondOfDay(parts[1])
    else { throw error("must be a stretch of the day such as 08:00-18:00") }
    var interval = DayInterval()
    interval.fromSecond = from
    interval.untilSecond = until
    return interval
  }

  /// A duration by the clock, such as `12 minutes`, in seconds.
  func seconds() throws(ImportError) -> UInt64 {
    let limit = try limit()
    switch limit.unit {
    case .seconds: return limit.amount
    case .minutes: return limit.amount * 60
    case .hours where limit.amount <= 24: return limit.amount * 3_600
    default: throw error("must be in seconds, minutes or hours, and no more than a day")
    }
  }

  /// `6 working days`, `24 hours`, `12:00 next day`.
  func limit() throws(ImportError) -> LimitSpec {
    let words = try name().split(separator: " ")
    var limit = LimitSpec()
    let first = words.first ?? ""
    let rest = words.dropFirst().joined(separator: " ")
    if first.contains(":") {
      limit.unit = .fixedTime
      guard let second = Self.secondOfDay(first), let days = Self.daysAfter(rest) else {
        throw error(
          "must be a fixed time such as '12:00 next day', '17:00 same day' or '09:00 after 3 days'")
      }
      limit.secondOfDay = second
      limit.amount = days
    } else if Self.daysAfter(words.joined(separator: " ")) != nil {
      throw error("is a fixed time without its time of day; write '12:00 next day'")
    } else {
      guard let amount = Self.decimal(first) else {
        throw error(
          "must begin with a whole number above 0 or with a time of day, such as '6 working days' or "
            + "'12:00 next day'")
      }
      guard let unit = Self.units.first(where: { $0.names.contains(rest) })?.unit else {
        throw error("has the unit '\(rest)', which is not known; use one of \(Self.unitNames)")
      }
      limit.unit = unit
      limit.amount = amount
    }
    if let flaw = limit.flaw { throw error(flaw) }
    return limit
  }

  private static func daysAfter(_ text: String) -> UInt64? {
    switch text {
    case "same day": return 0
    case "next day": return 1
    default:
      let words = text.split(separator: " ")
      guard words.count == 3, words[0] == "after", words[2] == "days" else { return nil }
      return decimal(words[1])
    }
  }

  private static let units: [(unit: LimitUnit, names: [String])] = [
    (.seconds, ["seconds", "second"]), (.minutes, ["minutes", "minute"]),
    (.hours, ["hours", "hour"]), (.workingHours, ["working hours", "working hour"]),
    (.calendarDays, ["days", "day", "calendar days", "calendar day"]),
    (.workingDays, ["working days", "working day"]),
  ]

  private static let unitNames =
    units.map { $0.names[0] }.joined(separator: ", ") + ", or a fixed time such as '12:00 next day'"

  /// Conventions, each of which may be left as it is.
  func counting(over base: Counting) throws(ImportError) -> Counting {
    try only(["begins", "after-hours", "due", "boundary", "last-day"])
    var counting = base
    if let value = optional("begins") { counting.begins = try value.word() }
    if let value = optional("after-hours") { counting.afterHours = try value.word() }
    if let value = optional("due") { counting.dueAt = try value.word() }
    if let value = optional("last-day") { counting.lastDay = try value.word() }
    if let value = optional("boundary") {
      switch try value.text() {
      case "on-time": counting.boundaryExcluded = false
      case "late": counting.boundaryExcluded = true
      default:
        throw value.error("must be on-time or late: what an act at the due instant itself is")
      }
    }
    return counting
  }

  /// When a rule applies.
  func ruleCase() throws(ImportError) -> RuleCase {
    try only(["kind", "category", "channel", "urgency", "difficulty", "handling", "time"])
    var when = RuleCase()
    when.kinds = try optional("kind")?.codes() ?? []
    when.categories = try optional("category")?.codes() ?? []
    when.channels = try optional("channel")?.codes() ?? []
    when.urgency = try optional("urgency")?.word()
    when.difficulty = try optional("difficulty")?.word()
    when.handling = try optional("handling")?.word()
    when.window = try optional("time")?.interval()
    return when
  }
}
