import Wire

extension IntakeRecorded: CaseEvent {
  /// Opens a case.
  public static var transition: Transition { Transition(from: .unopened, to: StepSet(.received)) }
  /// The receipt.
  public static var starts: [ClockStart] { [.receipt] }

  /// A case has facts from its intake.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    guard ticket.step == nil else { return }
    ticket.round = 1
    ticket.intakeEvent = moment.revision
    ticket.sourceID = sourceID
    ticket.kind = kind
    ticket.category = category
    ticket.district = district
    ticket.channel = channel
    ticket.urgency = urgency
    ticket.isConfidential = confidential
    if !repeats.isEmpty { ticket.related.append(repeats) }
    ticket.move(to: .received, moment)
    ticket.hand(to: TicketState.centre, moment)
  }
}

extension CallEnded: CaseEvent {
  /// At any step: the call that brought the matter may end after it was dispatched.
  public static var transition: Transition { Transition(from: .any) }
  /// The end of the call.
  public static var starts: [ClockStart] { [.callEnded] }

  /// What is charged and how long it lasted must be what the rules say.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    guard let calls = rules?.rules.calls, let talked = talkedSeconds else { return }
    let charge = calls.chargedSeconds(talked: talked)
    if chargedSeconds != charge {
      throw Refusal(
        .ruleForbids, rule: "calls",
        "of \(talked) s, \(charge) s are charged by the rules, not \(chargedSeconds) s",
        "通话 \(talked) 秒，按规则计费 \(charge) 秒，而非 \(chargedSeconds) 秒",
        "通話 \(talked) 秒，依規則計費 \(charge) 秒，而非 \(chargedSeconds) 秒")
    }
    if calls.exceedsCutOff(talked: talked) {
      throw Refusal(
        .ruleForbids, rule: "calls",
        "calls are cut off after \(calls.cutOffSeconds) s; this one is said to have lasted \(talked) s",
        "通话满 \(calls.cutOffSeconds) 秒自动切断，而所记为 \(talked) 秒",
        "通話滿 \(calls.cutOffSeconds) 秒自動切斷，而所記為 \(talked) 秒")
    }
  }

  /// Ends limits on the call.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.end(.callEnded, moment)
  }
}

extension CallCutOff: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// Ends limits on the call.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.end(.callEnded, moment)
  }
}

extension CallTransferred: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }
}

extension ThreeWayCallHeld: CaseEvent {
  /// While somebody must act.
  public static var transition: Transition { Transition(from: .open, late: .settled) }

  /// The unit has spoken with the citizen.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.wasContacted = true
    ticket.end(.contacted, moment)
  }
}

extension ServiceRefused: CaseEvent {
  /// Before the matter is handed on.
  public static var transition: Transition {
    Transition(from: StepSet(.received), to: StepSet(.refused))
  }

  /// Dissuasion comes first.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if dissuasions == 0 {
      throw Refusal(
        .ruleForbids, rule: "refusal-after-dissuasion",
        "service may be refused only after dissuasion failed; give the number of dissuasions",
        "须先劝阻无效方可拒绝服务，请填写劝阻次数", "須先勸阻無效方可拒絕服務，請填寫勸阻次數")
    }
  }

  /// The end of it.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.depart(to: .refused, moment)
  }
}

extension ReferredToEmergency: CaseEvent {
  /// As long as no unit has reported.
  public static var transition: Transition { .referral }

  /// Leaves the departments.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.depart(to: .referred, moment)
  }
}

extension ReferredToDiscipline: CaseEvent {
  /// As long as no unit has reported.
  public static var transition: Transition { .referral }

  /// Leaves the departments.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.depart(to: .referred, moment)
  }
}

extension ReferredToLegalProcedure: CaseEvent {
  /// As long as no unit has reported.
  public static var transition: Transition { .referral }

  /// Leaves the departments.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.depart(to: .referred, moment)
  }
}

extension Transition {
  static let referral = Transition(
    from: [StepSet(.received), .withUnit], to: StepSet(.referred))
}

extension TicketState {
  /// Leaves the departments: nobody holds it, and no clock runs.
  mutating func depart(to step: TicketStep, _ moment: Moment) {
    move(to: step, moment)
    release(moment)
    for index in clocks.indices where clocks.span[index].isPending {
      clocks[index].status = .withdrawn
    }
  }
}

extension AnsweredFromKnowledge: CaseEvent {
  /// Before the matter is handed on.
  public static var transition: Transition {
    Transition(from: StepSet(.received), to: StepSet(.answered))
  }

  /// The matter is settled.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.end(.answered, moment)
    ticket.end(.citizenNotified, moment)
    ticket.depart(to: .answered, moment)
  }
}
