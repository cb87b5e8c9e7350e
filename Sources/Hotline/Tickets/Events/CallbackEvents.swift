import Wire

extension StepSet {
  /// After a result or an answer.
  static let heard: StepSet = [StepSet(.reported, .accepted), .settled]
}

extension CallbackAttempted: CaseEvent {
  /// After a result.
  public static var transition: Transition { Transition(from: .heard) }

  /// It must say what came of it.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if outcome == nil { throw .missing("outcome", Phrase("outcome", "结果", "結果")) }
  }

  /// One more attempt; the duty to call back is done with it.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.callbackAttempts += 1
    ticket.end(.calledBack, moment)
  }
}

extension CallbackAnswered: CaseEvent {
  /// After a result.
  public static var transition: Transition { Transition(from: .heard) }

  /// Once in a round.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if ticket.wasCalledBack {
      throw Refusal(
        .alreadyDone, rule: "callback",
        "the citizen has answered in this round; correct the answer",
        "本轮已有回访结果，如有误请更正", "本輪已有回訪結果，如有誤請更正")
    }
  }

  /// The citizen's word.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.wasCalledBack = true
    ticket.confirmedSolved = isSolved
    ticket.answerEvent = moment.revision
    ticket.end(.calledBack, moment)
  }
}

extension SurveyExpired: CaseEvent {
  /// After a result.
  public static var transition: Transition { Transition(from: .heard) }

  /// After enough attempts, and without an answer.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    let wanted = rules?.rules.callback?.attemptsMax ?? 0
    if ticket.wasCalledBack || ticket.surveyExpired {
      throw Refusal(
        .alreadyDone, rule: "callback", "the survey of this round has ended", "本轮回访已结束",
        "本輪回訪已結束")
    }
    if ticket.callbackAttempts < wanted {
      throw Refusal(
        .tooEarly, rule: "callback",
        "\(ticket.callbackAttempts) of \(wanted) attempts were made; try again",
        "已尝试 \(ticket.callbackAttempts) 次，须 \(wanted) 次",
        "已嘗試 \(ticket.callbackAttempts) 次，須 \(wanted) 次")
    }
  }

  /// No answer came.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.surveyExpired = true
  }
}

extension SpotCheckRecorded: CaseEvent {
  /// After the closing.
  public static var transition: Transition { Transition(from: .settled) }

  /// It must say what was found.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if result == nil { throw .missing("result", Phrase("result", "结论", "結論")) }
  }
}

extension QualityInspected: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }

  /// Points out of 100.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if points > 100 {
      throw Refusal(
        .ruleForbids, rule: "points", "points go from 0 to 100", "得分范围为 0 至 100",
        "得分範圍為 0 至 100")
    }
  }
}

extension PatrolInspected: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }
}

extension SentimentTagged: CaseEvent {
  /// At any step.
  public static var transition: Transition { Transition(from: .any) }
}
