import EventStore
import Hotline
import Importers
import Testing
import Wire

/// One case walked through a city's own rules: given its rule file and calendar, when things happen
/// at local times, then clocks stand where the rules say.
struct Scenario {
  private(set) var ticket = TicketState()
  let rules: RuleBook

  /// A case under the rules of `fixtures/rules/<city>.yaml`.
  init(_ city: String) throws {
    let set = try RuleFile.read(yaml: Self.text("rules/\(city).yaml"), file: city)
    let calendar =
      set.calendar.isEmpty
      ? nil
      : try CalendarFile.read(
        yaml: Self.text("calendars/\(set.calendar).yaml"), file: set.calendar)
    rules = try RuleBook(set, calendar: calendar)
  }

  /// Something happens and is recorded at once; `time` is local, such as `2017-01-20 09:00:00`.
  mutating func at(
    _ time: String, _ event: some CaseEvent, from caller: [String] = ["caller.phone"]
  )
    throws
  {
    let moment = Moment(at: try Self.instant(time))
    ticket.evolve(
      try ticket.decide(event, by: rules, at: moment, disclosed: caller), moment)
  }

  /// Something that happened earlier is recorded now.
  mutating func at(_ time: String, late recorded: String, _ event: some CaseEvent) throws {
    let moment = Moment(
      occurredAt: try Self.instant(time), recordedAt: try Self.instant(recorded))
    ticket.evolve(try ticket.decide(event, by: rules, at: moment), moment)
  }

  /// Time passes: lapses and cards are recorded as the deadline clock would.
  mutating func until(_ time: String) throws {
    let now = try Self.instant(time)
    while true {
      let events = ticket.deadlineEvents(by: rules, at: now)
      if events.isEmpty { return }
      for event in events {
        let moment = Moment(occurredAt: event.at, recordedAt: now)
        ticket.evolve(try ticket.decide(any: event.event, by: rules, at: moment), moment)
      }
    }
  }

  /// The latest clock of a rule.
  func clock(_ rule: String) throws -> TicketClock {
    try #require(
      ticket.clocks.last { $0.due.map { $0.ruleID == rule } ?? false },
      "no clock \(rule); there are \(ticket.clocks.compactMap { $0.due?.clock })")
  }

  /// Whether a rule gave this case a clock at all.
  func has(_ rule: String) -> Bool {
    ticket.clocks.contains { $0.due.map { $0.ruleID == rule } ?? false }
  }

  /// When a clock is due, in local time; a day's end reads `24:00:00`.
  func due(_ rule: String) throws -> String {
    let due = try #require(try clock(rule).due?.due)
    // The end of a day is its last microsecond.
    if (due.microseconds + 28_800_000_000 + 1) % 86_400_000_000 == 0 {
      return due.iso8601(offsetMinutes: 480).prefix(10) + " 24:00:00"
    }
    return String(due.iso8601(offsetMinutes: 480).prefix(19)).replacing("T", with: " ")
  }

  /// What became of a clock.
  func status(_ rule: String) throws -> ClockStatus? { try clock(rule).status }

  static func instant(_ time: String) throws -> Instant {
    try #require(Instant(iso8601: time.replacing(" ", with: "T") + "+08:00"), "\(time) is no time")
  }

  private static func text(_ name: String) throws -> String {
    // Tests/ScenarioTests/Scenario.swift
    let root = FileSystem.parent(of: FileSystem.parent(of: FileSystem.parent(of: #filePath)))
    return String(decoding: try FileSystem.read("\(root)/fixtures/\(name)"), as: UTF8.self)
  }
}

/// Events with what the scenarios say about them.
enum Given {
  static func intake(
    _ kind: String, _ category: String = "", urgency: Urgency? = nil
  ) -> IntakeRecorded {
    var event = IntakeRecorded(
      sourceID: "1", categoryText: "", category: category, district: "", kind: kind)
    event.urgency = urgency
    return event
  }

  static func dispatched(_ lead: String, _ coHandlers: [String] = []) -> Dispatched {
    var event = Dispatched()
    event.lead = lead
    event.coHandlers = coHandlers
    return event
  }

  static func signed(_ unit: String) -> SignedFor {
    var event = SignedFor()
    event.unit = unit
    return event
  }

  static func contacted(_ unit: String, reached: Bool = true) -> CitizenContacted {
    var event = CitizenContacted()
    event.unit = unit
    event.reached = reached
    return event
  }

  static func arrived(_ unit: String) -> ArrivedOnSite {
    var event = ArrivedOnSite()
    event.unit = unit
    return event
  }

  static func progress(_ unit: String, handled: Bool) -> ProgressReported {
    var event = ProgressReported()
    event.unit = unit
    event.isHandled = handled
    return event
  }

  static func result(_ unit: String, _ grade: HandlingGrade? = nil) -> ResultReported {
    var event = ResultReported()
    event.unit = unit
    event.grade = grade
    event.isSolved = true
    return event
  }

  static func accepted() -> ReviewDecided {
    var event = ReviewDecided()
    event.accepted = true
    return event
  }

  static func calledBack() -> CallbackAttempted {
    var event = CallbackAttempted()
    event.outcome = .answered
    return event
  }

  static func joined(_ unit: String) -> CoHandlerAdded {
    var event = CoHandlerAdded()
    event.unit = unit
    return event
  }

  static func difficult() -> DifficultySet {
    var event = DifficultySet()
    event.difficulty = .difficult
    event.authority = "centre"
    return event
  }
}
