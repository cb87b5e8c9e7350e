import Wire

extension SupplementAdded: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }
}

extension ReminderReceived: CaseEvent {
  /// While somebody must act, and after.
  public static var transition: Transition { Transition(from: [.open, .settled]) }

  /// One more.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.reminders += 1
  }
}

extension MergedInto: CaseEvent {
  /// As long as no unit has reported.
  public static var transition: Transition {
    Transition(from: [StepSet(.received), .withUnit], to: StepSet(.merged))
  }

  /// It must say where it goes.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if into.isEmpty { throw .missing("into", Phrase("the case that goes on", "并入案件", "併入案件")) }
  }

  /// Goes on elsewhere.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.mergedInto = into
    ticket.depart(to: .merged, moment)
  }
}

extension MergeReceived: CaseEvent {
  /// While somebody must act.
  public static var transition: Transition { Transition(from: .open) }

  /// Clocks from the receipt move to the receipt that counts.
  public func furtherDue(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook
  ) throws(Refusal) -> [DueDate] {
    guard let receivedAt, let own = ticket.anchors.first(where: { $0.start == .receipt })?.at
    else { return [] }
    let counts = clock ?? rules.rules.mergeClock ?? .first
    let receipt = counts == .first ? min(own, receivedAt) : max(own, receivedAt)
    if receipt == own { return [] }
    return try ticket.restated(rules, cause: .merged) {
      (due, clock, running) throws(CalendarError) in
      guard clock.start == .receipt else { return nil }
      due.start = receipt
      return try rules.due(clock, from: receipt, movedLike: running)
    }
  }

  /// Another receipt may count from now on.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.related.append(from)
    guard let receivedAt else { return }
    for index in ticket.anchors.indices where ticket.anchors[index].start == .receipt {
      guard let own = ticket.anchors[index].at else { continue }
      ticket.anchors[index].at = clock == .last ? max(own, receivedAt) : min(own, receivedAt)
    }
  }
}

extension SplitInto: CaseEvent {
  /// As long as no unit has reported.
  public static var transition: Transition { Transition(from: [StepSet(.received), .withUnit]) }

  /// It must say into what.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if into.isEmpty { throw .missing("into", Phrase("the new cases", "新案件", "新案件")) }
  }

  /// The new cases are related.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.related += into
  }
}

extension Reclassified: CaseEvent {
  /// While somebody must act.
  public static var transition: Transition { Transition(from: .open) }
  /// Kind and category choose the clock.
  public static var changesFacts: Bool { true }

  /// Something must change.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if kind.isEmpty, category.isEmpty {
      throw .missing("kind", Phrase("new kind or category", "新的类型或类别", "新的類型或類別"))
    }
  }

  /// The matter is of another sort.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    if !kind.isEmpty {
      ticket.kind = kind
      ticket.kindEvent = moment.revision
    }
    if !category.isEmpty {
      ticket.category = category
      ticket.categoryEvent = moment.revision
    }
  }
}

extension UrgencySet: CaseEvent {
  /// As long as no unit has reported.
  public static var transition: Transition {
    Transition(from: [StepSet(.received, .returning), .withUnit])
  }
  /// Urgency chooses the clock.
  public static var changesFacts: Bool { true }

  /// It must say how urgent.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if urgency == nil { throw .missing("urgency", Phrase("urgency", "紧急程度", "緊急程度")) }
  }

  /// The urgency from now on.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.urgency = urgency
  }
}

extension DifficultySet: CaseEvent {
  /// As long as no unit has reported.
  public static var transition: Transition {
    Transition(from: [StepSet(.received, .returning), .withUnit])
  }
  /// Difficulty chooses the clock.
  public static var changesFacts: Bool { true }

  /// It must say how difficult, and who says so.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if difficulty == nil {
      throw .missing("difficulty", Phrase("difficulty", "难易程度", "難易程度"))
    }
    if authority.isEmpty { throw .missing("authority", .approver) }
  }

  /// The difficulty from now on.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.difficulty = difficulty
  }
}

extension ConfidentialityRequested: CaseEvent {
  /// While somebody must act.
  public static var transition: Transition { Transition(from: .open) }

  /// From now on.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.isConfidential = true
  }
}

extension ContactDetailsChanged: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// It must say which details.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if fields.isEmpty { throw .missing("fields", Phrase("which details", "变更项", "變更項")) }
  }
}

extension Phrase {
  static let approver = Phrase("who approved", "批准人", "核准人")
  static let unit = Phrase("unit", "单位", "單位")
}
