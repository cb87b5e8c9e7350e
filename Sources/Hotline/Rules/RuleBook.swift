import Wire

/// A rule set made ready to decide by: limits converted, clocks grouped, the calendar at hand.
///
/// Never changes: the same book gives the same due dates on every machine. Shared, since every decision is handed it.
public final class RuleBook: Sendable {
  /// The rule set.
  public let rules: RuleSet
  /// Its calendar as known when decisions are made; `nil` when no rule counts working days.
  public let calendar: WorkCalendar?
  let clocks: [PreparedClock]
  /// The same by what starts them, in the order of the rule set.
  let clocksByStart: [[PreparedClock]]
  private let days: WorkCalendar

  /// A clock with its limit and convention converted; shared, since decisions hand it about.
  final class PreparedClock: Sendable {
    let rule: ClockRule
    let start: ClockStart
    let limit: TimeLimit
    let convention: CountingConvention
    /// Its group, or its id where it stands alone.
    let group: String
    /// Whether it is for some matters only.
    let isConditional: Bool

    init(
      _ rule: ClockRule, start: ClockStart, limit: TimeLimit, convention: CountingConvention
    ) {
      self.rule = rule
      self.start = start
      self.limit = limit
      self.convention = convention
      group = rule.group.isEmpty ? rule.id : rule.group
      isConditional = rule.when != nil
    }
  }

  /// Makes a rule set ready.
  /// - Throws: ``RuleBookError`` that names the rule that cannot be used and why.
  public init(_ rules: RuleSet, calendar: WorkCalendar?) throws(RuleBookError) {
    self.rules = rules
    self.calendar = calendar
    var prepared: [PreparedClock] = []
    for rule in rules.clocks {
      guard let start = rule.start, rule.end != nil, let limit = TimeLimit(rule.limit) else {
        throw RuleBookError(
          rule: rule.id, reason: "lacks its start, its end or its limit; give all three")
      }
      if limit.needsCalendar, calendar == nil {
        throw RuleBookError(
          rule: rule.id,
          reason: "counts working days, and no calendar was given; adopt '\(rules.calendar)'")
      }
      guard let convention = CountingConvention(rule.counting ?? rules.counting, of: rules) else {
        throw RuleBookError(
          rule: rule.id, reason: "has opening hours that overlap or end before they begin")
      }
      prepared.append(
        PreparedClock(rule, start: start, limit: limit, convention: convention))
    }
    clocks = prepared
    let numbers = ClockStart.allCases.reduce(1) { max($0, Int($1.rawValue) + 1) }
    clocksByStart = (0..<numbers).map { number in
      prepared.filter { Int($0.start.rawValue) == number }
    }
    if let calendar { days = calendar } else { days = try Self.noDays(rules) }
  }

  /// Stands where no rule counts days: it covers none.
  private static func noDays(_ rules: RuleSet) throws(RuleBookError) -> WorkCalendar {
    let day = CivilDate(daysSinceEpoch: 0)
    do throws(CalendarError) {
      return try WorkCalendar(
        id: "none", version: "0", region: "", first: day, last: day, days: [])
    } catch {
      throw RuleBookError(rule: rules.id, reason: error.description)
    }
  }

  /// Whether any clock starts with this.
  func hasClocks(startingWith start: ClockStart) -> Bool {
    !clocksByStart[Int(start.rawValue)].isEmpty
  }

  /// When a clock ends that starts at an instant.
  func due(_ clock: PreparedClock, from start: Instant) throws(CalendarError) -> Instant {
    try DeadlineArithmetic.due(
      start: start, limit: clock.limit, convention: clock.convention, calendar: days)
  }

  /// When a clock ends that starts at an instant and was given the days, and stood still for the times, of another.
  func due(
    _ clock: PreparedClock, from start: Instant, movedLike other: TicketClock
  ) throws(CalendarError) -> Instant {
    var time = try due(clock, from: start)
    if other.granted > 0 {
      time = try moved(time, clock, byWorkingDays: Int(clamping: other.granted))
    }
    guard clock.rule.pausable else { return time }
    for pause in other.pauses {
      guard let from = pause.from, let until = pause.until else { continue }
      time = try moved(time, clock, pausedFrom: max(from, start), to: until)
    }
    return time
  }

  /// When a limit of a policy ends, by the rule set's own convention.
  func due(_ spec: LimitSpec, from start: Instant) throws(CalendarError) -> Instant {
    guard let limit = TimeLimit(spec),
      let convention = CountingConvention(rules.counting, of: rules)
    else { return start }
    return try DeadlineArithmetic.due(
      start: start, limit: limit, convention: convention, calendar: days)
  }

  /// Where a due date moves when its clock stood still for a while.
  func moved(
    _ due: Instant, _ clock: PreparedClock, pausedFrom pause: Instant, to end: Instant
  ) throws(CalendarError) -> Instant {
    try DeadlineArithmetic.extended(
      due: due, pausedFrom: pause, to: end, limit: clock.limit, convention: clock.convention,
      calendar: days)
  }

  /// Where a due date moves by some working days more: the same time of a later working day.
  func moved(
    _ due: Instant, _ clock: PreparedClock, byWorkingDays count: Int
  ) throws(CalendarError) -> Instant {
    let offset = Int64(clock.convention.utcOffsetMinutes) * 60_000_000
    let local = due.microseconds &+ offset
    let inDay = (local % Self.day + Self.day) % Self.day
    let date = CivilDate(daysSinceEpoch: (local - inDay) / Self.day)
    let later = try days.workingDay(count, after: date)
    return Instant(microseconds: later.daysSinceEpoch * Self.day + inDay - offset)
  }

  private static let day: Int64 = 86_400_000_000

  /// The clock of a due date, by its rule's id.
  func clock(of due: DueDate) -> PreparedClock? {
    clocks.first { due.isOf($0.rule.id) }
  }

  /// Second of the local day.
  func secondOfDay(_ instant: Instant) -> UInt64 {
    let shifted = instant.microseconds &+ Int64(rules.utcOffsetMinutes) * 60_000_000
    let inDay = shifted % 86_400_000_000
    return UInt64((inDay < 0 ? inDay + 86_400_000_000 : inDay) / 1_000_000)
  }
}

/// Why a rule set cannot be used.
public struct RuleBookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Id of the rule, or of the rule set.
  public let rule: String
  /// What is wrong and how to mend it.
  public let reason: String

  /// A sentence.
  public var description: String { "\(rule) \(reason)" }
}

extension DueDate {
  /// Id of the clock's rule: ``clock`` without its number.
  public var ruleID: Substring {
    clock[..<(clock.utf8.firstIndex(of: Self.numberSign) ?? clock.endIndex)]
  }

  /// Whether a rule gave it.
  func isOf(_ rule: String) -> Bool { ruleID.utf8.elementsEqual(rule.utf8) }

  private static let numberSign = UInt8(ascii: "#")
}
