import Wire

@testable import Hotline

/// A small rule set that uses every kind of clock, and a calendar of plain weeks.
enum TestRules {
  static let calendar = try? WorkCalendar(
    id: "plain", version: "1", region: "", first: CivilDate(daysSinceEpoch: 16_000),
    last: CivilDate(daysSinceEpoch: 20_000), days: [])

  static func clock(
    _ id: String, group: String = "", start: ClockStart, end: ClockEnd, _ unit: LimitUnit,
    _ amount: UInt64, when: RuleCase? = nil, holder: ClockHolder = .lead, pausable: Bool = true
  ) -> ClockRule {
    var rule = ClockRule()
    rule.id = id
    rule.group = group
    rule.start = start
    rule.end = end
    var limit = LimitSpec()
    limit.unit = unit
    limit.amount = amount
    rule.limit = limit
    rule.when = when
    rule.holder = holder
    rule.pausable = pausable
    rule.consequence = .card
    return rule
  }

  static func when(
    kind: String? = nil, urgency: Urgency? = nil, difficulty: Difficulty? = nil,
    handling: Handling? = nil
  ) -> RuleCase {
    var when = RuleCase()
    when.kinds = kind.map { [$0] } ?? []
    when.urgency = urgency
    when.difficulty = difficulty
    when.handling = handling
    return when
  }

  static var ruleSet: RuleSet {
    var rules = RuleSet()
    rules.id = "test"
    rules.version = 1
    rules.calendar = "plain"
    rules.utcOffsetMinutes = 480
    var counting = Counting()
    counting.begins = .nextWorkingDay
    counting.dueAt = .endOfDay
    rules.counting = counting
    rules.clocks = [
      clock("CALL", start: .callEnded, end: .dispatched, .seconds, 120, holder: .centre),
      clock("CONTACT", start: .dispatched, end: .contacted, .workingDays, 1),
      clock(
        "URGENT", group: "handle", start: .receipt, end: .handled, .hours, 2,
        when: when(urgency: .urgent), pausable: false),
      clock(
        "HARD", group: "handle", start: .receipt, end: .resultReported, .workingDays, 15,
        when: when(difficulty: .difficult)),
      clock(
        "JOINT", group: "handle", start: .receipt, end: .resultReported, .workingDays, 10,
        when: when(handling: .joint)),
      clock("PLAIN", group: "handle", start: .receipt, end: .resultReported, .workingDays, 6),
      clock(
        "CALLBACK", start: .resultReported, end: .calledBack, .hours, 24, holder: .centre,
        pausable: false),
    ]
    var yellow = CardRule()
    yellow.id = "YELLOW"
    yellow.colour = .yellow
    yellow.clocks = ["PLAIN", "JOINT", "HARD"]
    var red = yellow
    red.id = "RED"
    red.colour = .red
    var after = LimitSpec()
    after.unit = .workingDays
    after.amount = 5
    red.after = after
    rules.cards = [yellow, red]
    var small = ExtensionRule()
    small.authority = "head"
    small.workingDaysMax = 3
    small.timesMax = 1
    var large = small
    large.authority = "office"
    large.workingDaysMax = 10
    rules.extensions = [small, large]
    rules.exclusions = [.noJurisdiction, .forceMajeure]
    return rules
  }

  static func book() throws -> RuleBook {
    try RuleBook(ruleSet, calendar: calendar)
  }
}
