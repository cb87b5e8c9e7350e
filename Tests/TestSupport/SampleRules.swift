import Hotline
import Wire

/// A small rule set with an urgent clock, a reply clock for single and joint handling, a callback
/// clock, yellow cards and extensions, and its calendar.
public enum SampleRules {
  /// The rule set.
  /// - Parameter jointDays: working days of joint handling.
  public static func rules(version: UInt64, jointDays: UInt64) -> RuleSet {
    var rules = RuleSet()
    rules.id = "sample"
    rules.version = version
    rules.calendar = "tw"
    rules.utcOffsetMinutes = 480
    var hours = DayInterval()
    hours.fromSecond = 8 * 3600
    hours.untilSecond = 17 * 3600
    rules.opening = [hours]
    rules.counting = counting(.nextWorkingDay, .endOfDay)
    rules.clocks = [
      clock(
        "U-1", ("urgent: report back", "紧急件回报", "緊急案件回報"), .dispatched, .reportedBack, .hours, 1),
      clock("G-6", ("reply", "书面答复", "書面答覆"), .receipt, .resultReported, .workingDays, 6),
      clock(
        "G-10", ("reply, joint handling", "书面答复（会办）", "書面答覆（會辦）"), .receipt,
        .resultReported, .workingDays, jointDays),
      clock("C-1", ("callback", "回访", "回訪"), .reviewAccepted, .calledBack, .hours, 24),
    ]
    rules.clocks[0].when = urgent
    rules.clocks[0].counting = counting(.atOnce, .sameTime)
    rules.clocks[0].consequence = .card
    rules.clocks[1].when = handling(.single)
    rules.clocks[1].group = "reply"
    rules.clocks[2].when = handling(.joint)
    rules.clocks[2].group = "reply"
    rules.clocks[3].holder = .centre
    rules.clocks[3].counting = counting(.atOnce, .sameTime)
    var card = CardRule()
    card.id = "Y-1"
    card.colour = .yellow
    card.clocks = ["U-1"]
    rules.cards = [card]
    var extending = ExtensionRule()
    extending.authority = "director"
    extending.workingDaysMax = 5
    extending.timesMax = 1
    rules.extensions = [extending]
    return rules
  }

  /// The calendar of 2026, with two holidays.
  public static var calendar: CalendarList {
    var list = CalendarList()
    list.id = "tw"
    list.version = 1
    list.region = "TW"
    list.firstDay = 20_454
    list.lastDay = 20_818
    list.days = [day(20_574, "labour-day"), day(20_623, "dragon-boat")]
    return list
  }

  /// Ready to decide by.
  public static func book(version: UInt64, jointDays: UInt64) throws -> RuleBook {
    try RuleBook(
      rules(version: version, jointDays: jointDays), calendar: try calendar.calendar())
  }

  private static func day(_ number: UInt64, _ occasion: String) -> ListedDay {
    var day = ListedDay()
    day.day = number
    day.occasion = occasion
    return day
  }

  private static func clock(
    _ id: String, _ title: (String, String, String), _ start: ClockStart, _ end: ClockEnd,
    _ unit: LimitUnit, _ amount: UInt64
  ) -> ClockRule {
    var clock = ClockRule()
    clock.id = id
    clock.title = RuleText(Phrase(title.0, title.1, title.2))
    clock.start = start
    clock.end = end
    var limit = LimitSpec()
    limit.unit = unit
    limit.amount = amount
    clock.limit = limit
    clock.holder = .lead
    return clock
  }

  private static func counting(_ begins: CountingStart, _ due: DueMoment) -> Counting {
    var counting = Counting()
    counting.begins = begins
    counting.dueAt = due
    return counting
  }

  private static var urgent: RuleCase {
    var when = RuleCase()
    when.urgency = .urgent
    return when
  }

  private static func handling(_ handling: Handling) -> RuleCase {
    var when = RuleCase()
    when.handling = handling
    return when
  }
}
