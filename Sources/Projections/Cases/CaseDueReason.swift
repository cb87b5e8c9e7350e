public import EventStore
public import Hotline
public import Wire

/// Why a due date is what it is: the rule as adopted, and the count of its days in words.
public struct CaseDueReason: Hashable, Sendable {
  /// What the rule is called; `nil` when the log holds no such rule.
  public var title: Phrase?
  /// The count in words; `nil` when it cannot be repeated from what the log holds.
  public var words: Phrase?
  /// The due date that the rule gives when it is applied again; `nil` when it cannot be, or when
  /// something else than a start moved the date.
  public var recomputed: Instant?

  /// Explains a due date that an event gave.
  ///
  /// - Parameters:
  ///   - due: the due date.
  ///   - position: the event; only what was adopted before it counts.
  ///   - before: the ticket before the event, for what an extension or a pause added.
  ///   - event: when the event happened.
  static func explain(
    _ due: DueDate, at position: Position, before: TicketState, _ event: Moment,
    _ reference: CaseReference
  ) -> CaseDueReason {
    var reason = CaseDueReason()
    guard let rules = reference.ruleSet(due.ruleSet, due.ruleVersion, before: position),
      let rule = rules.clocks.first(where: { $0.id == due.ruleID })
    else { return reason }
    reason.title = rule.title?.words
    switch due.cause {
    case .extended:
      reason.words = before.pendingExtension.map { extended($0.workingDays) }
    case .resumed: reason.words = before.suspendedAt.map { paused(from: $0, to: event.occurredAt) }
    case .withdrawn: break
    default:
      reason.count(due, rule, rules, position, reference)
      reason.move(due, before)
    }
    return reason
  }

  private mutating func count(
    _ due: DueDate, _ rule: ClockRule, _ rules: RuleSet, _ position: Position,
    _ reference: CaseReference
  ) {
    guard let start = due.start, let limit = TimeLimit(rule.limit),
      let convention = CountingConvention(rule.counting ?? rules.counting, of: rules)
    else { return }
    let adopted =
      due.calendar.isEmpty
      ? nil : reference.calendar(due.calendar, due.calendarVersion, before: position)
    guard let calendar = adopted ?? (due.calendar.isEmpty ? .withoutDays : nil) else { return }
    recomputed = try? DeadlineArithmetic.due(
      start: start, limit: limit, convention: convention, calendar: calendar)
    words = try? DeadlineArithmetic.explanation(
      start: start, limit: limit, convention: convention, calendar: calendar)
  }

  /// Adds what the clock had moved by before it was counted anew.
  private mutating func move(_ due: DueDate, _ before: TicketState) {
    guard due.cause != .started,
      let clock = before.clocks.last(where: { $0.isPending && $0.due?.group == due.group })
    else { return }
    let pauses = due.pausable ? clock.pauses : []
    let granted = due.cause == .factsChanged ? 0 : clock.granted
    if pauses.isEmpty, granted == 0 { return }
    recomputed = nil
    guard let words else { return }
    var all = [words]
    if granted > 0 { all.append(Self.extended(granted)) }
    all += pauses.compactMap { pause in
      guard let from = pause.from, let until = pause.until else { return nil }
      return Self.paused(from: from, to: until)
    }
    self.words = .joined(all, by: Phrase("; ", "；", "；"))
  }

  private static func extended(_ workingDays: UInt64) -> Phrase {
    .of(
      "{0} working days more than before", "在原时限上延长 {0} 个工作日", "於原時限上展延 {0} 個工作天",
      .number(workingDays))
  }

  private static func paused(from start: Instant, to end: Instant) -> Phrase {
    .of(
      "the clock stood still from {0} to {1}", "{0} 至 {1} 暂停计时", "{0} 至 {1} 暫停計時",
      Phrase(verbatim: WallClock.text(start)), Phrase(verbatim: WallClock.text(end)))
  }
}

extension WorkCalendar {
  /// For limits that count no working days.
  static let withoutDays = try? WorkCalendar(
    id: "none", version: "0", region: "", first: CivilDate(daysSinceEpoch: 0),
    last: CivilDate(daysSinceEpoch: 0), days: [])
}
