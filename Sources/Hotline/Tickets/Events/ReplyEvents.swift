import Wire

extension CitizenContacted: CaseEvent {
  /// While units have it; an earlier contact may be entered later.
  public static var transition: Transition {
    Transition(
      from: [.withUnit, StepSet(.returning, .suspended)],
      late: [StepSet(.reported, .accepted), .settled])
  }

  /// By a unit that handles the ticket.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    try ticket.checkHandler(unit)
  }

  /// A contact counts when the citizen was reached.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    guard reached else { return }
    ticket.wasContacted = true
    ticket.end(.contacted, moment)
  }
}

extension ArrivedOnSite: CaseEvent {
  /// While units have it; an earlier arrival may be entered later.
  public static var transition: Transition {
    Transition(from: .withUnit, late: [StepSet(.reported, .accepted), .settled])
  }

  /// By a unit that handles the ticket.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    try ticket.checkHandler(unit)
  }

  /// Somebody is there.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.end(.arrived, moment)
  }
}

extension ProgressReported: CaseEvent {
  /// While units have it; an earlier report may be entered later.
  public static var transition: Transition {
    Transition(
      from: [.withUnit, StepSet(.suspended)], late: [StepSet(.reported, .accepted), .settled])
  }

  /// By a unit that handles the ticket.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    try ticket.checkHandler(unit)
  }

  /// A report, and perhaps the end of the danger.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.end(.reportedBack, moment)
    if isHandled { ticket.end(.handled, moment) }
  }
}

extension ResultReported: CaseEvent {
  /// After the unit signed.
  public static var transition: Transition {
    Transition(from: StepSet(.inHand), to: StepSet(.reported))
  }
  /// The report.
  public static var starts: [ClockStart] { [.resultReported] }

  /// By a handler, with a grade where the rules ask for one.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    try ticket.checkHandler(unit)
    if rules?.rules.gradesResults == true, grade == nil {
      throw .missing("grade", Phrase("grade A or B", "甲类或乙类", "A級或B級"))
    }
    if isSolved == false, unsolvedReason.isEmpty {
      throw .missing(
        "unsolvedReason", Phrase("why it is not solved", "未解决原因", "未解決原因"))
    }
  }

  /// The unit's word, nothing more.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.grade = grade
    ticket.claimedSolved = isSolved
    ticket.resultEvent = moment.revision
    ticket.gradeEvent = moment.revision
    ticket.closingEvent = 0
    ticket.resultAt = moment.occurredAt
    ticket.pendingExtension = nil
    ticket.move(to: .reported, moment)
    ticket.hand(to: TicketState.centre, moment)
    ticket.end(anyOf: [.reportedBack, .handled, .resultReported, .answered], moment)
  }
}

extension ReviewDecided: CaseEvent {
  /// After a result.
  public static var transition: Transition {
    Transition(from: StepSet(.reported), to: StepSet(.accepted, .inHand))
  }
  /// Accepted, a callback may be due; sent back, the limits of handling run anew.
  public static var starts: [ClockStart] {
    [.reviewAccepted, .receipt, .dispatched, .firstDispatched]
  }

  /// Which of its starts it brings.
  public func begins(_ start: ClockStart) -> Bool { accepted == (start == .reviewAccepted) }

  /// Sent back with a reason.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if !accepted, reason.isEmpty { throw .missing("reason", .reason) }
  }

  /// To the callback, or back to the unit.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    if accepted {
      ticket.move(to: .accepted, moment)
    } else {
      ticket.redos += 1
      ticket.beginRound()
      ticket.move(to: .inHand, moment)
      ticket.hand(to: ticket.lead, moment)
    }
  }
}

extension CitizenNotified: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// The citizen knows.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    if isFinal { ticket.end(.citizenNotified, moment) }
  }
}

extension Closed: CaseEvent {
  /// After an answer or a result.
  public static var transition: Transition {
    Transition(from: StepSet(.answered, .reported, .accepted), to: StepSet(.closed))
  }
  /// The closing.
  public static var starts: [ClockStart] { [.closed] }

  /// Grade B stays on the follow-up list.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    if let grade {
      ticket.grade = grade
      ticket.gradeEvent = moment.revision
    }
    ticket.closingEvent = moment.revision
    ticket.needsFollowUp = ticket.grade == .b
    ticket.closedAt = moment.occurredAt
    ticket.move(to: .closed, moment)
    ticket.release(moment)
    ticket.end(.closed, moment)
  }
}

extension FollowedUp: CaseEvent {
  /// After the closing.
  public static var transition: Transition { Transition(from: StepSet(.closed)) }

  /// Only what is on the list.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if !ticket.needsFollowUp {
      throw Refusal(
        .nothingPending, rule: "grade-b", "the ticket is not on the follow-up list",
        "该工单不在后续跟进名单", "該案不在後續追蹤名單")
    }
  }

  /// Perhaps the end of it.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    if isFinished { ticket.needsFollowUp = false }
  }
}

extension Reopened: CaseEvent {
  /// After it was settled.
  public static var transition: Transition {
    Transition(from: .settled, to: StepSet(.received, .inHand))
  }
  /// The limits of handling run anew.
  public static var starts: [ClockStart] { [.receipt, .dispatched, .firstDispatched] }

  /// The receipt counts anew; a dispatch only where a unit gets it back.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if reason.isEmpty { throw .missing("reason", .reason) }
  }

  /// Back to the unit that had it, or to the centre.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.reopenings += 1
    ticket.needsFollowUp = false
    ticket.beginRound()
    ticket.move(to: ticket.lead.isEmpty ? .received : .inHand, moment)
    ticket.hand(to: ticket.lead.isEmpty ? TicketState.centre : ticket.lead, moment)
  }
}

extension Phrase {
  static let reason = Phrase("reason", "理由", "理由")
}
