import EventStore
import Hotline

/// Turns the YAML of a rule file into a ``/Hotline/RuleSet``, key by key.
struct RuleReader {
  let root: YAMLValue
  /// Conventions for limits by the clock and for limits in days, where a clock states none.
  private var byTheClock = Counting()
  private var byDays = Counting()

  init(root: YAMLValue) {
    self.root = root
  }

  private static let keys = [
    "id", "title", "source", "offset", "calendar", "effective", "opening", "counting", "kinds",
    "channels", "languages", "queues", "clocks", "routes", "cards", "extensions", "returns",
    "merge-clock", "callback", "periods", "calls", "spot-checks", "exclusions", "not-assessed",
    "grades-results", "scoring", "notes",
  ]

  mutating func read() throws(ImportError) -> RuleSet {
    try root.only(Self.keys)
    var rules = RuleSet()
    rules.id = try root.required("id").code()
    rules.title = try root.required("title").title()
    rules.source = try root.required("source").name()
    let offset = try root.required("offset")
    rules.utcOffsetMinutes = try offset.eastOfUTC()
    if let calendar = root.optional("calendar") { rules.calendar = try calendar.code() }
    if let effective = root.optional("effective") {
      rules.effectiveDay = try effective.dayFromEpoch()
    }
    try readCounting(&rules)
    try readLists(&rules)
    rules.clocks = try items("clocks", readClock)
    rules.routes = try items("routes", readRoute)
    rules.cards = try items("cards", readCard)
    try readHandling(&rules)
    try readSurvey(&rules)
    rules.scoring = try root.optional("scoring").map(RuleFile.scoring) ?? []
    return rules
  }

  /// Each item of a list, or none when the key is not there.
  func items<Item>(
    _ key: String, _ read: (YAMLValue) throws(ImportError) -> Item
  ) throws(ImportError) -> [Item] {
    var items: [Item] = []
    guard let value = root.optional(key) else { return items }
    for item in try value.list() { items.append(try read(item)) }
    return items
  }

  private mutating func readCounting(_ rules: inout RuleSet) throws(ImportError) {
    byTheClock.begins = .atOnce
    byTheClock.afterHours = .asReceived
    byTheClock.dueAt = .sameTime
    byDays.begins = .nextDay
    byDays.afterHours = .asReceived
    byDays.dueAt = .endOfDay
    if let counting = root.optional("counting") {
      try counting.only(["hours", "days"])
      byTheClock = try counting.optional("hours")?.counting(over: byTheClock) ?? byTheClock
      byDays = try counting.optional("days")?.counting(over: byDays) ?? byDays
    }
    rules.counting = byTheClock
    rules.opening = try items("opening") { value throws(ImportError) in try value.interval() }
  }

  private func readLists(_ rules: inout RuleSet) throws(ImportError) {
    rules.kinds = try root.optional("kinds")?.codes() ?? []
    rules.channels = try root.optional("channels")?.codes() ?? []
    rules.languages = try root.optional("languages")?.codes() ?? []
    rules.notes = try items("notes") { value throws(ImportError) in try value.name() }
    rules.queues = try items("queues") { value throws(ImportError) in
      try value.only(["id", "title"])
      var queue = CallQueue()
      queue.id = try value.required("id").code()
      queue.title = try value.required("title").title()
      return queue
    }
    if let grades = root.optional("grades-results") { rules.gradesResults = try grades.flag() }
  }

  private func readClock(_ value: YAMLValue) throws(ImportError) -> ClockRule {
    try value.only([
      "id", "title", "group", "when", "start", "end", "limit", "counting", "holder", "pausable",
      "consequence", "source",
    ])
    var clock = ClockRule()
    clock.id = try value.required("id").identifier()
    clock.title = try value.required("title").title()
    if let group = value.optional("group") { clock.group = try group.code() }
    clock.when = try value.optional("when")?.ruleCase()
    clock.start = try value.required("start").word()
    clock.end = try value.required("end").word()
    let limit = try value.required("limit").limit()
    clock.limit = limit
    let convention = limit.unit == .workingDays || limit.unit == .calendarDays ? byDays : byTheClock
    clock.counting = try value.optional("counting")?.counting(over: convention) ?? convention
    clock.holder = try value.required("holder").word()
    if let pausable = value.optional("pausable") { clock.pausable = try pausable.flag() }
    clock.consequence = try value.required("consequence").word()
    clock.source = try value.required("source").name()
    return clock
  }

  private func readRoute(_ value: YAMLValue) throws(ImportError) -> RouteRule {
    try value.only(["id", "when", "lead", "co-handlers", "referral", "next", "source"])
    var route = RouteRule()
    route.id = try value.required("id").identifier()
    route.when = try value.optional("when")?.ruleCase()
    if let lead = value.optional("lead") { route.lead = try lead.code() }
    route.coHandlers = try value.optional("co-handlers")?.codes() ?? []
    route.referral = try value.optional("referral")?.word()
    if let next = value.optional("next") { route.next = try next.identifier() }
    route.source = try value.required("source").name()
    return route
  }

  private func readCard(_ value: YAMLValue) throws(ImportError) -> CardRule {
    try value.only([
      "id", "title", "colour", "clocks", "after", "reminders", "replaces", "source",
    ])
    var card = CardRule()
    card.id = try value.required("id").identifier()
    card.title = try value.required("title").title()
    card.colour = try value.required("colour").word()
    if let clocks = value.optional("clocks") {
      for clock in try clocks.list() { card.clocks.append(try clock.identifier()) }
    }
    card.after = try value.optional("after")?.limit()
    if let reminders = value.optional("reminders") { card.remindersMin = try reminders.count() }
    if let replaces = value.optional("replaces") { card.replaces = try replaces.flag() }
    card.source = try value.required("source").name()
    return card
  }
}
