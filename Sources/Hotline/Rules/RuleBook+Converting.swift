extension TimeLimit {
  /// The limit that a rule states, or `nil` when its unit is missing or its amount absurd.
  public init?(_ spec: LimitSpec?) {
    guard let spec, let unit = spec.unit, spec.amount <= 100_000 else { return nil }
    let amount = Int(spec.amount)
    switch unit {
    case .seconds: self = .seconds(amount)
    case .minutes: self = .minutes(amount)
    case .hours: self = .hours(amount)
    case .workingHours: self = .workingHours(amount)
    case .calendarDays: self = .calendarDays(amount)
    case .workingDays: self = .workingDays(amount)
    case .fixedTime:
      guard spec.secondOfDay < 86_400 else { return nil }
      self = .fixedTime(daysAfter: amount, secondOfDay: Int(spec.secondOfDay))
    }
  }

  /// Whether it counts days by a calendar.
  var needsCalendar: Bool {
    switch self {
    case .workingHours, .workingDays: true
    case .seconds, .minutes, .hours, .calendarDays, .fixedTime: false
    }
  }
}

extension CountingConvention {
  /// The convention that a rule states, with the opening hours and offset of its rule set; `nil` when
  /// the opening hours overlap.
  public init?(_ spec: Counting?, of rules: RuleSet) {
    let intervals = rules.opening.map {
      OpeningHours.Interval(opens: Int($0.fromSecond), closes: Int($0.untilSecond))
    }
    guard let opening = intervals.isEmpty ? .allDay : OpeningHours(intervals) else { return nil }
    self.init(
      begins: spec?.begins.map(Begins.init) ?? .atOnce,
      afterHours: spec?.afterHours == .nextOpening ? .nextOpening : .asReceived,
      dueAt: spec?.dueAt.map(DueAt.init) ?? .sameTime,
      lastDay: spec?.lastDay == .nextWorkingDay ? .nextWorkingDay : .asCounted,
      boundaryInclusive: spec?.boundaryExcluded != true, opening: opening,
      utcOffsetMinutes: Int(rules.utcOffsetMinutes))
  }
}

extension CountingConvention.Begins {
  fileprivate init(_ word: CountingStart) {
    switch word {
    case .atOnce: self = .atOnce
    case .nextDay: self = .nextDay
    case .nextWorkingDay: self = .nextWorkingDay
    }
  }
}

extension CountingConvention.DueAt {
  fileprivate init(_ word: DueMoment) {
    switch word {
    case .sameTime: self = .sameTime
    case .endOfDay: self = .endOfDay
    case .closing: self = .closing
    }
  }
}
