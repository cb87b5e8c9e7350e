import Wire

extension TicketState {
  /// Decides on an event that somebody wants to record about this case.
  ///
  /// Pure: the same ticket, event, rules and moment give the same answer. A refused event changes
  /// nothing; an accepted one comes back with the due dates that its rules give.
  ///
  /// - Parameters:
  ///   - event: what is to be recorded; its due dates are computed here, never taken from outside.
  ///   - rules: the rules in force, or `nil` for a hotline without any.
  ///   - moment: when it happened, as claimed, and now.
  ///   - disclosed: paths of the personal values that go with it.
  /// - Returns: the event to record.
  /// - Throws: ``Refusal`` that names the rule and the state.
  public func decide<E: CaseEvent>(
    _ event: E, by rules: RuleBook?, at moment: Moment, disclosed: [String] = []
  ) throws(Refusal) -> E {
    do {
      return try judge(event, rules, moment, disclosed)
    } catch {
      var refusal = error
      refusal.event = E.typeName
      refusal.step = step
      throw refusal
    }
  }

  /// ``decide(_:by:at:disclosed:)`` for an event whose type is known only when the program runs.
  public func decide(
    any event: any CaseEvent, by rules: RuleBook?, at moment: Moment, disclosed: [String] = []
  ) throws(Refusal) -> any CaseEvent {
    try decide(event, by: rules, at: moment, disclosed: disclosed)
  }

  // Inlined: a ticket is large, and every call beyond the first would copy it.
  @inline(__always)
  private func judge<E: CaseEvent>(
    _ event: E, _ rules: RuleBook?, _ moment: Moment, _ disclosed: [String]
  ) throws(Refusal) -> E {
    if moment.occurredAt > moment.recordedAt {
      throw Refusal(
        .inTheFuture, rule: "time",
        "it claims to have happened after now; give the time at which it happened",
        "所称时间晚于当前时间，请填写实际发生时间", "所稱時間晚於目前時間，請填寫實際發生時間")
    }
    try checkStep(E.transition, moment)
    try event.check(self, moment, rules)
    if step == nil, rules?.rules.calls?.identityRequired == true,
      !disclosed.contains(where: { $0.hasPrefix("caller.") })
    {
      throw Refusal(
        .ruleForbids, rule: "identity",
        "this hotline takes no matter without the caller's identity; add 'caller.name' or 'caller.phone'",
        "本热线须登记来电人身份，请补充姓名或电话", "本專線須登記來電人身分，請補充姓名或電話")
    }
    var decided = event
    decided.due = []
    guard let rules else { return decided }
    do {
      decided.due = try dueDates(of: decided, rules, moment)
    } catch let error as CalendarError {
      throw Refusal(
        .noCalendar, rule: rules.rules.id, error.phrase.english, error.phrase.simplified,
        error.phrase.traditional)
    } catch let error as Refusal {
      throw error
    } catch {
      throw Refusal(.unknown, rule: rules.rules.id, "\(error)", "\(error)", "\(error)")
    }
    return decided
  }

  private func checkStep(_ transition: Transition, _ moment: Moment) throws(Refusal) {
    if transition.from.contains(step) { return }
    if transition.late.contains(step), let stepSince, moment.occurredAt <= stepSince { return }
    guard let step else {
      throw Refusal(
        .notInThisStep, rule: "transitions", "the case has no intake yet; record its intake first",
        "该案件尚未受理，请先登记受理", "該案件尚未受理，請先登記受理")
    }
    let english = transition.from.steps.map(\.words.english).joined(separator: ", ")
    let simplified = transition.from.steps.map(\.words.simplified).joined(separator: "、")
    let traditional = transition.from.steps.map(\.words.traditional).joined(separator: "、")
    let here = step.words
    throw Refusal(
      .notInThisStep, rule: "transitions",
      "the ticket is '\(here.english)', and this is allowed only when it is: \(english)",
      "工单处于“\(here.simplified)”，仅在以下环节允许：\(simplified)",
      "案件處於「\(here.traditional)」，僅在以下環節允許：\(traditional)")
  }
}
