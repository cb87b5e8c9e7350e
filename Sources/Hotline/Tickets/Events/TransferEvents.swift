import Wire

extension Dispatched: CaseEvent {
  /// From the centre's hands.
  public static var transition: Transition {
    Transition(from: StepSet(.received), to: StepSet(.dispatched))
  }
  /// The dispatch.
  public static var starts: [ClockStart] { [.dispatched, .firstDispatched] }
  /// A dispatch to several units is joint handling.
  public static var changesFacts: Bool { true }

  /// It must name one lead, and nobody twice.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if lead.isEmpty { throw .missing("lead", Phrase("lead unit", "主办单位", "主辦單位")) }
    if coHandlers.contains(lead) || Set(coHandlers).count != coHandlers.count {
      throw Refusal(
        .ruleForbids, rule: "one-lead",
        "a unit stands twice among lead and co-handlers; name each once",
        "主办与协办单位重复，请各填一次", "主辦與協辦單位重複，請各填一次")
    }
  }

  /// The unit has it.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.lead = lead
    ticket.coHandlers = coHandlers
    ticket.move(to: .dispatched, moment)
    ticket.hand(to: lead, moment)
    ticket.end(.dispatched, moment)
  }
}

extension SignedFor: CaseEvent {
  /// After the dispatch.
  public static var transition: Transition {
    Transition(from: StepSet(.dispatched), to: StepSet(.inHand))
  }

  /// By the unit it was handed to.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    try ticket.checkHandler(unit)
  }

  /// Work begins.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.move(to: .inHand, moment)
    ticket.end(.signedFor, moment)
  }
}

extension TicketState {
  /// Checks that a unit is among those that handle the ticket.
  func checkHandler(_ unit: String) throws(Refusal) {
    if unit.isEmpty { throw .missing("unit", .unit) }
    if unit != lead, !coHandlers.contains(unit) {
      let all = ([lead] + coHandlers).joined(separator: ", ")
      throw Refusal(
        .authority, rule: "handlers",
        "'\(unit)' does not handle this ticket; those who do: \(all)",
        "“\(unit)”不是本工单的承办单位；承办单位：\(all)", "「\(unit)」不是本案承辦單位；承辦單位：\(all)")
    }
  }
}

extension ReturnRequested: CaseEvent {
  /// While a unit has it.
  public static var transition: Transition {
    Transition(from: .withUnit, to: StepSet(.returning))
  }

  /// With a ground that counts, in time, and not after a final ruling.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    try ticket.checkHandler(unit)
    guard let ground else { throw .missing("ground", Phrase("ground", "退单理由", "退案理由")) }
    if ticket.returnsAreFinal {
      throw Refusal(
        .ruleForbids, rule: "returns",
        "a final ruling was given on this ticket; handle it, or appeal",
        "本工单已有终裁，不得再退", "本案已有終裁，不得再退")
    }
    guard let rules, let policy = rules.rules.returns else { return }
    if !policy.grounds.isEmpty, !policy.grounds.contains(ground) {
      throw Refusal(
        .ruleForbids, rule: "returns",
        "the rules do not know the ground '\(ground.words.english)'",
        "规则不认可该退单理由", "規則不認可該退案理由")
    }
    let isOver = try ticket.isOver(policy.within, moment, rules)
    if isOver {
      throw Refusal(
        .tooLate, rule: "returns", "the time in which a ticket may be returned is over",
        "已超过可退单期限", "已超過可退案期限")
    }
  }

  /// In the air: the clock goes on, charged to the unit that asked.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    var pending = PendingReturn()
    pending.unit = unit
    pending.ground = ground
    pending.at = moment.occurredAt
    pending.stepBefore = ticket.step
    ticket.pendingReturn = pending
    ticket.returns += 1
    ticket.move(to: .returning, moment)
    ticket.hand(to: unit, moment, inTheAir: true)
  }
}

extension TicketState {
  /// Whether the time for a return is over, counted from the dispatch.
  fileprivate func isOver(
    _ within: LimitSpec?, _ moment: Moment, _ rules: RuleBook
  ) throws(Refusal) -> Bool {
    guard let within, let dispatched = anchors.first(where: { $0.start == .dispatched })?.at
    else { return false }
    do throws(CalendarError) {
      return moment.occurredAt > (try rules.due(within, from: dispatched))
    } catch {
      throw Refusal(
        .noCalendar, rule: "returns", error.phrase.english, error.phrase.simplified,
        error.phrase.traditional)
    }
  }
}

extension ReturnDecided: CaseEvent {
  /// While a return waits.
  public static var transition: Transition {
    Transition(from: StepSet(.returning), to: StepSet(.received, .dispatched, .inHand))
  }

  /// A ruling, by somebody.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if ruling == nil { throw .missing("ruling", Phrase("ruling", "裁定", "裁定")) }
    if authority.isEmpty { throw .missing("authority", .approver) }
  }

  /// Granted: back to the centre. Refused: back to where it was.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    let pending = ticket.pendingReturn
    ticket.pendingReturn = nil
    if isFinal { ticket.returnsAreFinal = true }
    if ruling == .improper { ticket.improperReturns += 1 }
    if ruling == .granted {
      ticket.lead = ""
      ticket.coHandlers = []
      ticket.move(to: .received, moment)
      ticket.hand(to: TicketState.centre, moment)
    } else {
      ticket.move(to: pending?.stepBefore ?? .inHand, moment)
      ticket.hand(to: pending?.unit ?? ticket.lead, moment)
    }
  }
}

extension CoHandlerAdded: CaseEvent {
  /// While units have it.
  public static var transition: Transition { Transition(from: .withUnit) }
  /// Joint handling chooses another clock.
  public static var changesFacts: Bool { true }

  /// A unit that does not handle it yet.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if unit.isEmpty { throw .missing("unit", .unit) }
    if unit == ticket.lead || ticket.coHandlers.contains(unit) {
      throw Refusal(
        .alreadyDone, rule: "handlers", "'\(unit)' handles this ticket already",
        "“\(unit)”已是承办单位", "「\(unit)」已是承辦單位")
    }
  }

  /// One more.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.coHandlers.append(unit)
  }
}

extension LeadChanged: CaseEvent {
  /// While a unit has it.
  public static var transition: Transition {
    Transition(from: .withUnit, to: StepSet(.dispatched))
  }

  /// Another lead, by somebody.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if lead.isEmpty { throw .missing("lead", Phrase("lead unit", "主办单位", "主辦單位")) }
    if authority.isEmpty { throw .missing("authority", .approver) }
  }

  /// The new lead has yet to sign; clocks go on, and it answers for those that run.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.coHandlers.removeAll { $0 == lead }
    ticket.lead = lead
    ticket.move(to: .dispatched, moment)
    ticket.hand(to: lead, moment)
  }
}

extension LeaderDispatched: CaseEvent {
  /// From the centre's hands.
  public static var transition: Transition {
    Transition(from: StepSet(.received), to: StepSet(.dispatched))
  }
  /// The dispatch.
  public static var starts: [ClockStart] { [.dispatched, .firstDispatched] }

  /// It must name leader and unit.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if lead.isEmpty { throw .missing("lead", Phrase("lead unit", "主办单位", "主辦單位")) }
    if leader.isEmpty { throw .missing("leader", Phrase("leader", "批示领导", "批示首長")) }
  }

  /// The unit has it.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.lead = lead
    ticket.move(to: .dispatched, moment)
    ticket.hand(to: lead, moment)
    ticket.end(.dispatched, moment)
  }
}

extension GridDispatched: CaseEvent {
  /// While somebody must act.
  public static var transition: Transition { Transition(from: .open) }
}

extension ExternalTicketLinked: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }
}
