import Wire

extension UrgedBySupervision: CaseEvent {
  /// While somebody must act.
  public static var transition: Transition { Transition(from: .open) }
}

extension JointSupervisionOpened: CaseEvent {
  /// While somebody must act, and after a closing that satisfied nobody.
  public static var transition: Transition { Transition(from: [.open, .settled]) }

  /// By whom it is allowed.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if authority.isEmpty { throw .missing("authority", .approver) }
  }

  /// One is open.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.jointSupervisions += 1
  }
}

extension JointSupervisionClosed: CaseEvent {
  /// While somebody must act, and after.
  public static var transition: Transition { Transition(from: [.open, .settled]) }

  /// One must be open.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if ticket.jointSupervisions == 0 {
      throw Refusal(
        .nothingPending, rule: "joint-supervision", "no joint supervision is open", "没有进行中的联合督办",
        "沒有進行中的聯合督辦")
    }
  }

  /// One less.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    if ticket.jointSupervisions > 0 { ticket.jointSupervisions -= 1 }
  }
}

extension SiteSupervised: CaseEvent {
  /// While somebody must act.
  public static var transition: Transition { Transition(from: .open) }
}

extension CardIssued: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// For a clock whose lapse is recorded, once by each rule.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if colour == nil { throw .missing("colour", Phrase("colour", "颜色", "顏色")) }
    if !ticket.clocks.contains(where: { $0.due?.clock == clock && $0.lapsed }) {
      throw Refusal(
        .tooEarly, rule: rule, "no lapse of the clock '\(clock)' is recorded", "该时限未记录逾期",
        "該時限未記錄逾期")
    }
    if ticket.cards.contains(where: { $0.rule == rule && $0.clock == clock }) {
      throw Refusal(
        .alreadyDone, rule: rule, "this card was given for that clock already", "已就该时限发牌",
        "已就該時限發牌")
    }
  }

  /// One more; a red card may take the place of the yellow one.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    var card = TicketCard()
    card.colour = colour
    card.unit = unit
    card.rule = rule
    card.clock = clock
    if replaces {
      for index in ticket.cards.indices where ticket.cards[index].clock == clock {
        ticket.cards[index].isRevoked = true
      }
    }
    ticket.cards.append(card)
  }
}

extension CardRevoked: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// A card that stands, and somebody who takes it back.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if authority.isEmpty { throw .missing("authority", .approver) }
    if reason.isEmpty { throw .missing("reason", .reason) }
    if place(in: ticket) == nil {
      throw Refusal(
        .unknown, rule: "cards", "the unit has no such card on this ticket", "该单位在本工单无此牌",
        "該單位在本案無此牌")
    }
  }

  private func place(in ticket: TicketState) -> Int? {
    ticket.cards.lastIndex { !$0.isRevoked && $0.unit == unit && $0.colour == colour }
  }

  /// It counts no more.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    if let place = place(in: ticket) { ticket.cards[place].isRevoked = true }
  }
}

extension ExclusionRequested: CaseEvent {
  /// While somebody must act, and after.
  public static var transition: Transition { Transition(from: [.open, .settled]) }

  /// On a ground that this city knows.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    guard let ground else { throw .missing("ground", Phrase("ground", "剔除理由", "剔除理由")) }
    if let rules, !rules.rules.exclusions.contains(ground) {
      throw Refusal(
        .ruleForbids, rule: "exclusions",
        "the rules do not know the ground '\(ground.words.english)'", "规则不认可该剔除理由",
        "規則不認可該剔除理由")
    }
  }

  /// Waits for the ruling.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.pendingExclusion = ground
  }
}

extension ExclusionDecided: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// A ruling with a ground, by somebody.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if ruling == nil { throw .missing("ruling", Phrase("ruling", "裁定", "裁定")) }
    if ground == nil { throw .missing("ground", Phrase("ground", "剔除理由", "剔除理由")) }
    if authority.isEmpty { throw .missing("authority", .approver) }
  }

  /// It counts, or not.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.pendingExclusion = nil
    ticket.exclusion = ruling == .granted ? ground : nil
  }
}

extension AppealFiled: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// Against an event of this case.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if unit.isEmpty { throw .missing("unit", .unit) }
    if against == 0 || against > ticket.revision { throw .noSuchEvent(against, ticket) }
  }

  /// One is open.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.openAppeals += 1
  }
}

extension AppealDecided: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// An appeal must wait.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if ruling == nil { throw .missing("ruling", Phrase("ruling", "裁定", "裁定")) }
    if authority.isEmpty { throw .missing("authority", .approver) }
    if ticket.openAppeals == 0 {
      throw Refusal(
        .nothingPending, rule: "appeals", "no appeal waits for a decision", "没有待裁的申诉",
        "沒有待裁的申訴")
    }
  }

  /// One less.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    if ticket.openAppeals > 0 { ticket.openAppeals -= 1 }
  }
}

extension AccountabilityRecorded: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }
}

extension Corrected: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// It names the event, the field, the reason and the authority.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if revision == 0 || revision > ticket.revision { throw .noSuchEvent(revision, ticket) }
    if field.isEmpty { throw .missing("field", Phrase("field", "字段", "欄位")) }
    if reason.isEmpty { throw .missing("reason", .reason) }
    if authority.isEmpty { throw .missing("authority", .approver) }
  }

  /// What the corrected event said of the ticket is as it should be from now on, unless a later event said it anew; the
  /// wrong value stays in its event.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.corrections += 1
    guard revision > 0 else { return }
    switch field {
    case "kind": if ticket.kindSource == revision { ticket.kind = value }
    case "category": if ticket.categorySource == revision { ticket.category = value }
    case "district": if ticket.intakeEvent == revision { ticket.district = value }
    case "channel": if ticket.intakeEvent == revision { ticket.channel = value }
    case "isSolved": correctWord(of: &ticket)
    case "grade": correctGrade(of: &ticket)
    default: break
    }
  }

  private func correctWord(of ticket: inout TicketState) {
    guard let word = answer else { return }
    if ticket.resultEvent == revision { ticket.claimedSolved = word }
    if ticket.answerEvent == revision { ticket.confirmedSolved = word }
  }

  /// A closing that said no grade has that of the result; corrected, it has its own.
  private func correctGrade(of ticket: inout TicketState) {
    guard let grade = HandlingGrade(name: value) else { return }
    if ticket.gradeEvent != revision, ticket.closingEvent != revision { return }
    ticket.gradeEvent = revision
    if ticket.step == .closed, ticket.grade != grade { ticket.needsFollowUp = grade == .b }
    ticket.grade = grade
  }

  /// The value as the word of a unit or a citizen: yes, no, or, when it is empty, that nothing was said; `nil` when it is
  /// neither.
  public var answer: Bool?? {
    switch value {
    case "true": .some(true)
    case "false": .some(false)
    case "": .some(nil)
    default: nil
    }
  }
}

extension TicketState {
  /// Revision of the event that said the kind.
  fileprivate var kindSource: UInt64 { kindEvent > 0 ? kindEvent : intakeEvent }
  /// Revision of the event that said the category.
  fileprivate var categorySource: UInt64 { categoryEvent > 0 ? categoryEvent : intakeEvent }
}

extension Refusal {
  static func noSuchEvent(_ revision: UInt64, _ ticket: TicketState) -> Refusal {
    Refusal(
      .unknown, rule: "events",
      "the case has no event \(revision); its events are 1 to \(ticket.revision)",
      "案件没有第 \(revision) 个事件；现有 1 至 \(ticket.revision)",
      "案件沒有第 \(revision) 個事件；現有 1 至 \(ticket.revision)")
  }
}
