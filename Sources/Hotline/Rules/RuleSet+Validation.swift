public import Wire

extension RuleSet {
  /// Everything in the rule set that cannot be used; empty for a sound one. Pure: the same rule set
  /// gives the same findings in the same order.
  public var findings: [RuleFinding] {
    var check = RuleCheck()
    if id.isEmpty { check.find(.key("id"), reason: "is empty; name the rule set") }
    if utcOffsetMinutes > 14 * 60 {
      check.find(.key("offset"), reason: "is more than +14:00; give the local offset from UTC")
    }
    checkOpening(&check)
    check.findRepeated(clocks.map(\.id)) { [.key("clocks"), .item($0), .key("id")] }
    checkCards(&check)
    checkClocks(&check)
    checkRoutes(&check)
    checkHandling(&check)
    checkCalls(&check)
    checkScoring(&check)
    checkCalendarNamed(&check)
    return check.findings
  }

  private func checkOpening(_ check: inout RuleCheck) {
    var end: UInt64 = 0
    for (index, interval) in opening.enumerated() {
      let place: [PlaceStep] = [.key("opening"), .item(index)]
      if interval.fromSecond >= interval.untilSecond || interval.untilSecond > 86_400 {
        check.find(at: place, "must end after it begins and by 24:00; exchange or correct the two")
      } else if index > 0, interval.fromSecond <= end {
        check.find(
          at: place, "begins before the interval above has ended; order them and join what touches")
      }
      end = max(end, interval.untilSecond)
    }
  }

  private func checkCalls(_ check: inout RuleCheck) {
    guard let calls else { return }
    if calls.connectPermille > 1_000 {
      check.find(.key("calls"), .key("connect-rate"), reason: "is more than 100 %; lower it")
    }
    let longest: UInt64 = 86_400
    if calls.freeSeconds > longest || calls.cutOffSeconds > longest
      || calls.answerWithinSeconds > longest
    {
      check.find(.key("calls"), reason: "has a time of more than a day; shorten it")
    }
    if calls.cutOffSeconds > 0, calls.freeSeconds > calls.cutOffSeconds {
      check.find(
        .key("calls"), .key("free"), reason: "is longer than the call lasts before it is cut off")
    }
  }

  /// Each rule that needs a calendar, when the rule set names none.
  private func checkCalendarNamed(_ check: inout RuleCheck) {
    guard calendar.isEmpty else { return }
    for use in calendarUses {
      check.find(
        at: use.place,
        "counts by working days, and the rule set names no calendar; add 'calendar: cn'")
    }
  }

  /// Rules whose counting asks a calendar, with the working days that they may reach.
  private var calendarUses: [(place: [PlaceStep], days: UInt64)] {
    var uses: [(place: [PlaceStep], days: UInt64)] = []
    for (index, clock) in clocks.enumerated() {
      if let days = clock.limit?.calendarDaysNeeded(clock.counting ?? counting) {
        uses.append(([.key("clocks"), .item(index), .key("limit")], days))
      }
    }
    for (index, card) in cards.enumerated() {
      if let days = card.after?.calendarDaysNeeded(counting) {
        uses.append(([.key("cards"), .item(index), .key("after")], days))
      }
    }
    for (index, rule) in extensions.enumerated() where rule.workingDaysMax > 0 {
      // An extension may reach into a year whose list is not out yet: the calendar must only be there.
      uses.append(([.key("extensions"), .item(index)], 0))
    }
    if let days = returns?.within?.calendarDaysNeeded(counting) {
      uses.append(([.key("returns"), .key("within")], days))
    }
    return uses
  }

  /// What a calendar lacks for judging cases from a day on by these rules; empty when it suffices, or
  /// when no rule needs one.
  ///
  /// - Parameters:
  ///   - calendar: the calendar in force, or `nil` when none of its name is.
  ///   - day: the day of adoption; the rule set's own effective day goes before it.
  public func calendarFindings(_ calendar: WorkCalendar?, adoptedOn day: CivilDate) -> [RuleFinding]
  {
    let uses = calendarUses
    guard !uses.isEmpty, !self.calendar.isEmpty else { return [] }
    let place: [PlaceStep] = [.key("calendar")]
    guard let calendar else {
      return [
        RuleFinding(place, "names '\(self.calendar)', which is not adopted; adopt its file first")
      ]
    }
    guard calendar.id.utf8.elementsEqual(self.calendar.utf8) else {
      return [RuleFinding(place, "names '\(self.calendar)', and '\(calendar.id)' was given")]
    }
    let first = effectiveDay == 0 ? day : CivilDate(daysSinceEpoch: Int64(clamping: effectiveDay))
    do {
      _ = try calendar.isWorkingDay(first)
    } catch {
      return [
        RuleFinding(
          place,
          "'\(calendar.id)' covers \(calendar.first) to \(calendar.last), not \(first), from which "
            + "these rules hold; adopt a calendar that does")
      ]
    }
    for use in uses where use.days > 0 {
      let reached = try? calendar.workingDay(Int(clamping: use.days), after: first)
      if reached == nil {
        return [
          RuleFinding(
            use.place,
            "reaches past \(calendar.last), where the calendar '\(calendar.id)' ends; adopt a calendar "
              + "that covers \(use.days) working days after \(first)")
        ]
      }
    }
    return []
  }
}

extension LimitSpec {
  /// Working days that counting it may pass, or `nil` when it asks no calendar.
  func calendarDaysNeeded(_ counting: Counting?) -> UInt64? {
    switch unit {
    case .workingDays: amount
    case .workingHours: amount / 4 + 1
    case .seconds, .minutes, .hours, .calendarDays, .fixedTime, nil:
      counting?.begins == .nextWorkingDay && unit != .fixedTime
        || counting?.afterHours == .nextOpening
        || (counting?.lastDay == .nextWorkingDay && unit == .calendarDays) ? 1 : nil
    }
  }

  /// The longest that a limit of a unit may be: about three years, and what seconds and minutes are for.
  static func amountMax(_ unit: LimitUnit) -> UInt64 {
    switch unit {
    case .seconds, .minutes: 100_000
    case .hours: 26_280
    case .workingHours: 6_000
    case .calendarDays: 1_100
    case .workingDays: 750
    case .fixedTime: 366
    }
  }

  /// What is wrong with it, or `nil`.
  public var flaw: String? {
    guard let unit else { return "has no unit; write it as '6 working days' or '12:00 next day'" }
    if unit != .fixedTime, amount == 0 {
      return "is no time at all; it must be more than 0"
    }
    if amount > Self.amountMax(unit) {
      return "is \(amount) \(unit.words.english), and at most \(Self.amountMax(unit)) make sense; "
        + "correct the number or use a larger unit"
    }
    if unit == .fixedTime, secondOfDay >= 86_400 {
      return "has no time of day; write it as '12:00 next day', from 00:00 to 23:59"
    }
    return nil
  }
}
