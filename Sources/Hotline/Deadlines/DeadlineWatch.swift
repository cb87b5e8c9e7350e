public import Wire

/// 待办时限: What must be kept of a case to know when time will bring something: its clocks that can
/// still lapse or bring a card, and the cards given for them.
///
/// It is never later than the case itself: ``next(by:)`` names an instant at which
/// ``TicketState/deadlineEvents(at:rules:)`` of the whole case is worth asking, not what it says.
public struct DeadlineWatch: Hashable, Sendable {
  /// Clocks that can still bring something, or stand still and may go on.
  public private(set) var clocks: [TicketClock] = []
  /// Cards given for those clocks.
  public private(set) var cards: [TicketCard] = []

  /// Nothing to wait for.
  public init() {}

  /// A watch from its parts, as they were kept.
  public init(clocks: [TicketClock], cards: [TicketCard]) {
    self.clocks = clocks
    self.cards = cards
  }

  /// Whether time can bring nothing.
  public var isEmpty: Bool { clocks.isEmpty }

  /// Takes an event of the case and forgets what can bring nothing any more.
  ///
  /// - Parameters:
  ///   - event: the event; events that come while nothing is watched and that give no due date may
  ///     be left out.
  ///   - moment: when it happened and was recorded.
  ///   - rules: the rules that a due date names, or `nil` when they are not known.
  public mutating func take(
    _ event: any CaseEvent, _ moment: Moment, rules: (DueDate) -> RuleBook?
  ) {
    var ticket = ticket(clocks)
    ticket.evolve(event, moment)
    cards = ticket.cards
    clocks = ticket.clocks.filter { clock in
      clock.status == .paused || self.ticket([clock]).nextDeadline(rules: rules) != nil
        || clock.awaitsRules(rules)
    }
    cards.removeAll { card in !clocks.contains { $0.due?.clock == card.clock } }
  }

  /// The next instant after which the case may lapse or get a card, or `nil`.
  public func next(by rules: (DueDate) -> RuleBook?) -> Instant? {
    ticket(clocks).nextDeadline(rules: rules)
  }

  /// A ticket of which nothing is known but this; it counts as reminded, since earlier reminders are
  /// forgotten and a card must not be missed for that.
  private func ticket(_ clocks: [TicketClock]) -> TicketState {
    var ticket = TicketState()
    ticket.clocks = clocks
    ticket.cards = cards
    ticket.reminders = .max / 2
    return ticket
  }
}

extension TicketState {
  /// Lapses and cards that fell due by a moment and are not recorded yet, in order of their time,
  /// each judged by the rules that its due date names.
  ///
  /// - Parameters:
  ///   - now: the moment to which deadlines are looked at.
  ///   - rules: the rules that a due date names; without them it can lapse, and brings no card.
  public func deadlineEvents(
    at now: Instant, rules: (DueDate) -> RuleBook?
  ) -> [DeadlineEvent] {
    var events: [DeadlineEvent] = []
    var part = self
    for clock in clocks {
      guard let due = clock.due, let book = rules(due) ?? RuleBook.empty else { continue }
      part.clocks = [clock]
      events += part.deadlineEvents(by: book, at: now)
    }
    return events.sorted { $0.at < $1.at }
  }

  /// The next instant after which ``deadlineEvents(at:rules:)`` has something to say, or `nil`.
  public func nextDeadline(rules: (DueDate) -> RuleBook?) -> Instant? {
    var part = self
    return clocks.compactMap { clock -> Instant? in
      guard let due = clock.due, let book = rules(due) ?? RuleBook.empty else { return nil }
      part.clocks = [clock]
      return part.nextDeadline(by: book)
    }.min()
  }
}

extension TicketClock {
  /// Whether its rules are not known yet, so that it may bring a card once they are.
  fileprivate func awaitsRules(_ rules: (DueDate) -> RuleBook?) -> Bool {
    guard let due, !due.ruleSet.isEmpty, status == .running || status == .missed else {
      return false
    }
    return rules(due) == nil
  }
}

extension RuleBook {
  /// A book without rules: what it is asked about brings no card.
  static let empty: RuleBook? = try? RuleBook(RuleSet(), calendar: nil)
}
