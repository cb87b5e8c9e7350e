public import Wire

extension RuleBook {
  /// Facts by which rules choose.
  struct Facts {
    var kind: String
    var category: String
    var channel: String
    var urgency: Urgency
    var difficulty: Difficulty
    var handling: Handling

    init(_ ticket: TicketState) {
      kind = ticket.kind
      category = ticket.category
      channel = ticket.channel
      urgency = ticket.urgency ?? .normal
      difficulty = ticket.difficulty ?? .general
      handling = ticket.coHandlers.isEmpty ? .single : .joint
    }
  }

  /// The first clock of each group that a start brings for a ticket.
  func clocks(for facts: Facts, start: ClockStart, at instant: Instant) -> [PreparedClock] {
    var found: [PreparedClock] = []
    if !hasClocks(startingWith: start) { return found }
    let second = secondOfDay(instant)
    for clock in clocksByStart[Int(start.rawValue)] {
      if found.contains(where: { $0.group == clock.group }) { continue }
      if !clock.isConditional || Self.fits(clock.rule.when, facts, second) { found.append(clock) }
    }
    return found
  }

  /// The route of a matter that comes in at an instant; the first that fits, or `nil`.
  public func route(for ticket: TicketState, at instant: Instant) -> RouteRule? {
    let facts = Facts(ticket)
    let second = secondOfDay(instant)
    return rules.routes.first { Self.fits($0.when, facts, second) }
  }

  /// Whether a matter does not count, and on which ground.
  public func excludedMatter(_ ticket: TicketState, measure: Measure) -> ExclusionGround? {
    let facts = Facts(ticket)
    return rules.excludedMatters.first {
      ($0.measure.isEmpty || measure.belongs(to: $0.measure)) && Self.fits($0.when, facts, 0)
    }?.ground
  }

  static func fits(_ when: RuleCase?, _ facts: Facts, _ second: UInt64) -> Bool {
    guard let when else { return true }
    return fits(when.kinds, facts.kind) && fits(when.categories, facts.category)
      && fits(when.channels, facts.channel)
      && (when.urgency == nil || when.urgency == facts.urgency)
      && (when.difficulty == nil || when.difficulty == facts.difficulty)
      && (when.handling == nil || when.handling == facts.handling)
      && (when.window?.contains(second) ?? true)
  }

  private static func fits(_ list: [String], _ code: String) -> Bool {
    list.isEmpty || list.contains(code)
  }
}

extension DayInterval {
  /// Whether a second of the day is inside; a window whose end is not after its start passes midnight.
  public func contains(_ second: UInt64) -> Bool {
    fromSecond < untilSecond
      ? second >= fromSecond && second < untilSecond
      : second >= fromSecond || second < untilSecond
  }
}
