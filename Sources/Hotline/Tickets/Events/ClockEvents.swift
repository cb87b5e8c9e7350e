import Wire

extension ExtensionRequested: CaseEvent {
  /// While units have it.
  public static var transition: Transition { Transition(from: .withUnit) }

  /// For a clock that runs and has not passed; the log's own time counts, so that nobody asks
  /// yesterday for today.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    try ticket.checkHandler(unit)
    let running = try ticket.runningClock(clock)
    if workingDays == 0 {
      throw .missing("workingDays", Phrase("working days", "延长工作日", "延長工作日"))
    }
    if let due = running.due, !due.isMet(at: moment.recordedAt) {
      throw Refusal(
        .tooLate, rule: due.clock, "its time has passed; an extension must be asked for before",
        "时限已过，延期须在到期前申请", "時限已過，展期須於到期前申請")
    }
    guard let rules else { return }
    if !rules.rules.extensions.contains(where: { $0.workingDaysMax >= workingDays }) {
      throw Refusal(
        .ruleForbids, rule: "extensions",
        "no authority of these rules may grant \(workingDays) working days",
        "规则中无人可批准延长 \(workingDays) 个工作日", "規則中無人可核准展延 \(workingDays) 個工作天")
    }
  }

  /// Waits for the ruling.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    var pending = PendingExtension()
    pending.clock = clock
    pending.workingDays = workingDays
    ticket.pendingExtension = pending
  }
}

extension ExtensionDecided: CaseEvent {
  /// While units have it.
  public static var transition: Transition {
    Transition(from: [.withUnit, StepSet(.returning)])
  }

  /// By who has the authority for that length, and not more often than allowed.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    guard let pending = ticket.pendingExtension else {
      throw Refusal(
        .nothingPending, rule: "extensions", "no extension was asked for", "没有待裁的延期申请",
        "沒有待裁的展期申請")
    }
    guard let ruling else { throw .missing("ruling", Phrase("ruling", "裁定", "裁定")) }
    if authority.isEmpty { throw .missing("authority", .approver) }
    guard ruling == .granted, let rules else { return }
    let own = rules.rules.extensions.first { $0.authority == authority }
    guard let own, own.workingDaysMax >= pending.workingDays else {
      let all = rules.rules.extensions.map { "\($0.authority) ≤ \($0.workingDaysMax)" }
        .joined(separator: ", ")
      throw Refusal(
        .authority, rule: "extensions",
        "'\(authority)' may not grant \(pending.workingDays) working days; who may: \(all)",
        "“\(authority)”无权批准 \(pending.workingDays) 个工作日；权限：\(all)",
        "「\(authority)」無權核准 \(pending.workingDays) 個工作天；權限：\(all)")
    }
    let running = try ticket.runningClock(pending.clock)
    if own.timesMax > 0, running.extensions >= own.timesMax {
      throw Refusal(
        .ruleForbids, rule: "extensions",
        "the clock was extended \(running.extensions) times, which is all the rules allow",
        "该时限已延期 \(running.extensions) 次，已达上限", "該時限已展期 \(running.extensions) 次，已達上限")
    }
  }

  /// The clock moves by the working days granted.
  public func furtherDue(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook
  ) throws(Refusal) -> [DueDate] {
    guard ruling == .granted, let pending = ticket.pendingExtension else { return [] }
    return try ticket.restated(rules, cause: .extended) { (due, clock, _) throws(CalendarError) in
      guard due.clock == pending.clock, let limit = due.due else { return nil }
      return try rules.moved(limit, clock, byWorkingDays: Int(clamping: pending.workingDays))
    }
  }

  /// Nothing waits any more.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    let pending = ticket.pendingExtension
    ticket.pendingExtension = nil
    guard ruling == .granted else { return }
    ticket.extensions += 1
    for index in ticket.clocks.indices where ticket.clocks[index].isPending {
      guard let pending, ticket.clocks[index].due?.clock == pending.clock else { continue }
      ticket.clocks[index].granted &+= pending.workingDays
    }
  }
}

extension Suspended: CaseEvent {
  /// While a unit works on it.
  public static var transition: Transition {
    Transition(from: StepSet(.inHand), to: StepSet(.suspended))
  }

  /// A parked ticket has a plan with an end, and somebody who allowed it.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if kind == nil { throw .missing("kind", Phrase("suspended or parked", "方式", "方式")) }
    if authority.isEmpty { throw .missing("authority", .approver) }
    if kind == .parked, until.map({ $0 <= moment.occurredAt }) ?? true {
      throw Refusal(
        .missing, rule: "parking", "a parked ticket needs a plan that ends later; give 'until'",
        "挂账须有计划及截止日期，请填写 until", "列管須有計畫及截止日期，請填寫 until")
    }
  }

  /// Clocks that allow it stand still.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    ticket.suspension = kind
    ticket.suspendedAt = moment.occurredAt
    ticket.suspendedUntil = until
    ticket.move(to: .suspended, moment)
    for index in ticket.clocks.indices where ticket.clocks[index].status == .running {
      guard let due = ticket.clocks[index].due, due.pausable,
        due.isMet(at: moment.occurredAt)
      else { continue }
      ticket.clocks[index].status = .paused
    }
  }
}

extension Resumed: CaseEvent {
  /// While suspended.
  public static var transition: Transition {
    Transition(from: StepSet(.suspended), to: StepSet(.inHand))
  }

  /// Clocks that stood still move by the pause.
  public func furtherDue(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook
  ) throws(Refusal) -> [DueDate] {
    guard let pause = ticket.suspendedAt else { return [] }
    let paused = ticket.clocks.filter { $0.status == .paused }.compactMap { $0.due?.clock }
    return try ticket.restated(rules, cause: .resumed) { (due, clock, _) throws(CalendarError) in
      guard paused.contains(due.clock), let limit = due.due else { return nil }
      return try rules.moved(limit, clock, pausedFrom: pause, to: moment.occurredAt)
    }
  }

  /// Work goes on.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    var pause = ClockPause()
    pause.from = ticket.suspendedAt
    pause.until = moment.occurredAt
    ticket.suspension = nil
    ticket.suspendedAt = nil
    ticket.suspendedUntil = nil
    ticket.move(to: .inHand, moment)
    for index in ticket.clocks.indices where ticket.clocks[index].status == .paused {
      ticket.clocks[index].status = .running
      ticket.clocks[index].pauses.append(pause)
    }
  }
}

extension DueDateRestated: CaseEvent {
  /// While somebody must act.
  public static var transition: Transition { Transition(from: .open) }

  /// With a reason and an authority.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    if reason.isEmpty { throw .missing("reason", .reason) }
    if authority.isEmpty { throw .missing("authority", .approver) }
  }

  /// Every clock that runs is computed anew from its own start, by the rules and calendar of now; days that were
  /// granted and the time in which it stood still are not taken away.
  public func furtherDue(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook
  ) throws(Refusal) -> [DueDate] {
    try ticket.restated(rules, cause: .restated) { (due, clock, running) throws(CalendarError) in
      guard let start = due.start else { return nil }
      let time = try rules.due(clock, from: start, movedLike: running)
      if time == due.due { return nil }
      due.ruleVersion = rules.rules.version
      due.calendarVersion = rules.calendar.flatMap { UInt64($0.version) } ?? 0
      return time
    }
  }
}

extension DeadlineLapsed: CaseEvent {
  /// At any step: a callback may be due after the closing.
  public static var transition: Transition { Transition(from: .any) }

  /// For a clock whose time is over without the act, once.
  public func check(
    _ ticket: TicketState, _ moment: Moment, _ rules: RuleBook?
  ) throws(Refusal) {
    let named = ticket.clocks.last { $0.due?.clock == clock }
    guard let named, let limit = named.due?.due else {
      _ = try ticket.runningClock(clock)
      return
    }
    if named.lapsed {
      throw Refusal(
        .alreadyDone, rule: clock, "its lapse is recorded already", "逾期已记录", "逾期已記錄")
    }
    if !named.isOver(at: moment.recordedAt) || dueAt != limit {
      throw Refusal(
        .tooEarly, rule: clock, "its time is not over, or the act came in time",
        "时限尚未届满，或已按时办理", "時限尚未屆滿，或已準時辦理")
    }
  }

  /// The time is over; the act may still come, late.
  public func apply(to ticket: inout TicketState, _ moment: Moment) {
    for index in ticket.clocks.indices where ticket.clocks[index].due?.clock == clock {
      ticket.clocks[index].unit = ticket.answers(for: ticket.clocks[index])
      ticket.clocks[index].lapsed = true
    }
  }
}

extension TicketState {
  /// The clock with this name, while it runs.
  func runningClock(_ name: String) throws(Refusal) -> TicketClock {
    if let clock = clocks.last(where: { $0.due?.clock == name && $0.status == .running }) {
      return clock
    }
    let running = clocks.filter { $0.status == .running }.compactMap { $0.due?.clock }
    let all = running.isEmpty ? "–" : running.joined(separator: ", ")
    throw Refusal(
      .unknown, rule: name, "no clock '\(name)' runs on this ticket; those that do: \(all)",
      "本工单没有运行中的时限“\(name)”；运行中：\(all)", "本案沒有進行中的時限「\(name)」；進行中：\(all)")
  }
}
