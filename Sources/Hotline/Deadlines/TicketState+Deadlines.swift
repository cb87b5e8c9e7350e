public import Wire

extension TicketState {
  /// Lapses and cards that fell due by a moment and are not recorded yet, in order of their time.
  ///
  /// Pure: the deadline clock of a running server, a simulation and a check after a week's stop all
  /// ask this one function, and recording what it returns makes it return nothing.
  ///
  /// - Parameters:
  ///   - rules: the rules in force.
  ///   - now: the moment to which deadlines are looked at.
  /// - Returns: events with the instants at which they fell due, their `occurredAt`.
  public func deadlineEvents(by rules: RuleBook, at now: Instant) -> [DeadlineEvent] {
    var events: [DeadlineEvent] = []
    for clock in clocks {
      guard let due = clock.due, let limit = due.due, clock.isOver(at: now) else { continue }
      if !clock.lapsed {
        var lapse = DeadlineLapsed()
        lapse.clock = due.clock
        lapse.rule = String(due.ruleID)
        lapse.dueAt = limit
        lapse.unit = answers(for: clock)
        events.append(
          DeadlineEvent(event: lapse, at: limit, key: "lapse/\(due.clock)/\(limit.microseconds)"))
      }
      events += cards(for: clock, due, limit, rules, now)
    }
    return events.sorted { $0.at < $1.at }
  }

  /// The next instant after which ``deadlineEvents(by:at:)`` has something to say, or `nil`.
  public func nextDeadline(by rules: RuleBook) -> Instant? {
    var next: Instant?
    func consider(_ instant: Instant?) {
      if let instant { next = next.map { min($0, instant) } ?? instant }
    }
    for clock in clocks {
      guard let due = clock.due, let limit = due.due else { continue }
      if clock.status == .running || clock.status == .missed, !clock.lapsed { consider(limit) }
      for rule in rules.cards(for: due) where !hasCard(rule, due) && reminders >= rule.remindersMin
      {
        guard let at = rules.instant(of: rule, after: limit), clock.isOpen(at: at) else { continue }
        consider(at)
      }
    }
    return next
  }

  private func cards(
    for clock: TicketClock, _ due: DueDate, _ limit: Instant, _ rules: RuleBook, _ now: Instant
  ) -> [DeadlineEvent] {
    rules.cards(for: due).compactMap { rule in
      guard !hasCard(rule, due), reminders >= rule.remindersMin,
        let at = rules.instant(of: rule, after: limit), at < now,
        clock.isOpen(at: at)
      else { return nil }
      var card = CardIssued()
      card.colour = rule.colour
      card.unit = answers(for: clock)
      card.rule = rule.id
      card.clock = due.clock
      card.replaces = rule.replaces
      return DeadlineEvent(
        event: card, at: at, key: "card/\(rule.id)/\(due.clock)/\(limit.microseconds)")
    }
  }

  /// Code of who answers for a clock: kept when it ended, else who would answer now.
  @inlinable
  public func answers(for clock: borrowing TicketClock) -> String {
    clock.answering(leader: lead)
  }

  private func hasCard(_ rule: CardRule, _ due: DueDate) -> Bool {
    cards.contains { $0.rule == rule.id && $0.clock == due.clock }
  }
}

/// Something that the passing of time brings.
public struct DeadlineEvent: Sendable {
  /// What is to be recorded.
  public let event: any CaseEvent
  /// When it fell due: its `occurredAt`.
  public let at: Instant
  /// Names it within its case for ever, so that it is recorded once.
  public let key: String
}

extension TicketClock {
  /// Code of who answers for it while a unit leads.
  @inlinable
  func answering(leader: String) -> String {
    if !unit.isEmpty { return unit }
    switch due?.holder {
    case .lead: return leader
    case .centre: return TicketState.centre
    case .caller, nil: return ""
    }
  }

  /// Whether its time is over at an instant without the act having come in time.
  func isOver(at now: Instant) -> Bool {
    guard let due else { return false }
    switch status {
    case .running: return !due.isMet(at: now)
    case .missed: return true
    case .met, .paused, .withdrawn, .disputed, nil: return false
    }
  }

  /// Whether the act had not come by an instant.
  func isOpen(at instant: Instant) -> Bool {
    switch status {
    case .running: true
    case .missed: endedAt.map { $0 > instant } ?? true
    case .met, .paused, .withdrawn, .disputed, nil: false
    }
  }
}

extension RuleBook {
  /// Card rules that a clock falls under.
  func cards(for due: DueDate) -> [CardRule] {
    if rules.cards.isEmpty { return [] }
    let id = String(due.ruleID)
    return rules.cards.filter {
      $0.clocks.isEmpty ? due.consequence == .card : $0.clocks.contains(id)
    }
  }

  /// When a card falls due, for a limit that passed.
  func instant(of rule: CardRule, after limit: Instant) -> Instant? {
    guard let after = rule.after else { return limit }
    return try? due(after, from: limit)
  }
}
