import Wire

extension TicketState {
  /// Due dates that an event gives: clocks that start, clocks that changed facts replace, and its own.
  func dueDates<E: CaseEvent>(
    of event: E, _ rules: RuleBook, _ moment: Moment
  ) throws -> [DueDate] {
    var due = try event.furtherDue(self, moment, rules)
    let isStart = E.starts.contains { rules.hasClocks(startingWith: $0) && event.begins($0) }
    if !isStart, !E.changesFacts || !hasClocks(by: rules) { return due }
    var after = self
    after.evolve(event, moment)
    let facts = RuleBook.Facts(after)
    for start in E.starts where event.begins(start) {
      if start == .firstDispatched, anchors.contains(where: { $0.start == start }),
        round == after.round
      {
        continue
      }
      for clock in rules.clocks(for: facts, start: start, at: moment.occurredAt) {
        due.append(
          try after.dueDate(clock, from: moment.occurredAt, .started, rules))
      }
    }
    if E.changesFacts { due += try after.dueDatesOfChangedFacts(facts, rules, besides: due) }
    return due
  }

  /// Whether changed facts can matter: something started clocks of these rules, or one is awaited.
  private func hasClocks(by rules: RuleBook) -> Bool {
    for anchor in anchors {
      if let start = anchor.start, rules.hasClocks(startingWith: start) { return true }
    }
    return clocks.contains { $0.isPending }
  }

  /// What the facts ask for now against the clocks that run: another rule of the same group moves
  /// the due date, from the same start.
  private func dueDatesOfChangedFacts(
    _ facts: RuleBook.Facts, _ rules: RuleBook, besides given: [DueDate]
  ) throws -> [DueDate] {
    var due: [DueDate] = []
    for anchor in anchors {
      guard let start = anchor.start, let at = anchor.at else { continue }
      for clock in rules.clocks(for: facts, start: start, at: at) {
        if given.contains(where: { $0.group == clock.group }) { continue }
        let current = clocks.last { $0.due?.group == clock.group }
        if let current, !current.isPending { continue }
        if let current, current.due?.isOf(clock.rule.id) == true {
          continue
        }
        var moved = try dueDate(clock, from: at, current == nil ? .started : .factsChanged, rules)
        if var current {
          // Days were granted for the limit of before; time in which nobody could act counts for no limit.
          current.granted = 0
          moved.due = try rules.due(clock, from: at, movedLike: current)
        }
        due.append(moved)
      }
    }
    for clock in clocks where clock.isPending {
      guard var old = clock.due, let rule = rules.clock(of: old), let start = old.start else {
        continue
      }
      let stillAsked = rules.clocks(for: facts, start: rule.start, at: start)
        .contains { $0.group == rule.group }
      let replaced = (due + given).contains { $0.group == old.group }
      if !stillAsked, !replaced {
        old.cause = .withdrawn
        due.append(old)
      }
    }
    return due
  }

  /// A due date by a rule.
  func dueDate(
    _ clock: RuleBook.PreparedClock, from start: Instant, _ cause: DueCause, _ rules: RuleBook
  ) throws(CalendarError) -> DueDate {
    var due = DueDate()
    due.clock = clockName(clock.rule.id)
    due.group = clock.group
    due.ruleSet = rules.rules.id
    due.ruleVersion = rules.rules.version
    if clock.limit.needsCalendar || clock.convention.begins == .nextWorkingDay,
      let calendar = rules.calendar
    {
      due.calendar = calendar.id
      due.calendarVersion = UInt64(calendar.version) ?? 0
    }
    due.start = start
    due.due = try rules.due(clock, from: start)
    due.end = clock.rule.end
    due.holder = clock.rule.holder ?? .centre
    due.boundaryExcluded = !clock.convention.boundaryInclusive
    due.pausable = clock.rule.pausable
    due.cause = cause
    due.consequence = clock.rule.consequence
    return due
  }

  /// The rule's id, with a number when clocks of that rule ended before.
  private func clockName(_ rule: String) -> String {
    var ended = 0
    for index in clocks.indices where !clocks.span[index].isPending {
      if clocks.span[index].due?.isOf(rule) == true { ended += 1 }
    }
    return ended == 0 ? rule : "\(rule)#\(ended + 1)"
  }

  /// Stands for the hotline centre among the units.
  public static let centre = "centre"
}
