import EventStore
import Hotline
import Wire

/// Looks, event by event, for what contradicts something else or asks for a look.
struct CaseWatch {
  private struct Act {
    var position: Position
    var at: Instant
    var actor: String
  }

  /// Lapses and late acts by clock, as recorded.
  private var lapses: [(clock: String, act: Act)] = []
  private var claim: (act: Act, unit: String)?
  private var contactChange: Act?
  private var callback: Act?

  mutating func look(
    at entry: CaseEntry, _ payload: (any EventPayload)?, _ before: TicketState, _ names: CaseNames
  ) -> [CaseFinding] {
    var findings: [CaseFinding] = []
    let record = entry.event.record
    let act = Act(
      position: entry.event.position, at: record.occurredAt, actor: record.actor)
    for change in entry.clockChanges {
      findings += [contradiction(change, act), otherDueDate(change, act)].compactMap { $0 }
      if change.kind == .lapsed || change.kind == .missed, let clock = change.clock.due?.clock {
        lapses.append((clock, act))
      }
    }
    findings += pingPong(from: before, to: entry.state.ticket, act, names)
    switch payload {
    case let result as ResultReported:
      claim = (act, result.unit)
    case let change as ContactDetailsChanged:
      if change.changesNumber { contactChange = act }
    case is CallbackAttempted:
      findings += changedContact(act)
    case is CallbackAnswered:
      findings += changedContact(act) + deniedClaim(entry.state.ticket, act, names)
      callback = act
    case is Corrected:
      if !before.isClaimDenied { findings += deniedClaim(entry.state.ticket, act, names) }
    case is Closed:
      findings += sameSecond(act)
    default: break
    }
    return findings
  }

  private func contradiction(_ change: CaseClockChange, _ act: Act) -> CaseFinding? {
    guard change.kind == .disputed, let due = change.clock.due, let limit = due.due else {
      return nil
    }
    let recorded = lapses.last { $0.clock == due.clock }?.act
    return CaseFinding(
      code: .lateContradictsRecord, position: act.position, against: recorded?.position,
      words: .of(
        "{0} was recorded as not done by {1} (#{2}); this entry claims it for {3}, in time",
        "时限 {0} 已记录为 {1} 前未办（#{2}）；本条补录称 {3} 已办，未超时",
        "時限 {0} 已記錄為 {1} 前未辦（#{2}）；本筆補登稱 {3} 已辦，未逾時", Phrase(verbatim: due.clock),
        Phrase(verbatim: WallClock.deadline(limit)),
        Phrase(verbatim: recorded?.position.description ?? "?"),
        Phrase(verbatim: WallClock.text(act.at))))
  }

  private func otherDueDate(_ change: CaseClockChange, _ act: Act) -> CaseFinding? {
    guard let recomputed = change.reason?.recomputed, let due = change.clock.due,
      let recorded = due.due, recorded != recomputed
    else { return nil }
    return CaseFinding(
      code: .dueDateDiffersFromRule, position: act.position, against: nil,
      words: .of(
        "{0} is recorded as due {1}; the rule as adopted ({2} version {3}) gives {4}",
        "时限 {0} 记录为 {1}；按当时规则（{2} 第 {3} 版）应为 {4}",
        "時限 {0} 記錄為 {1}；按當時規則（{2} 第 {3} 版）應為 {4}", Phrase(verbatim: due.clock),
        Phrase(verbatim: WallClock.deadline(recorded)), Phrase(verbatim: due.ruleSet),
        .number(due.ruleVersion), Phrase(verbatim: WallClock.deadline(recomputed))))
  }

  /// The last three units' hands, the centre left out, are A, B and A.
  private func pingPong(
    from before: TicketState, to after: TicketState, _ act: Act, _ names: CaseNames
  ) -> [CaseFinding] {
    guard after.hands.count > before.hands.count else { return [] }
    let old = Self.units(before)
    let units = Self.units(after)
    guard units.count > old.count, units.count >= 3, units[units.count - 3] == units.last else {
      return []
    }
    let three = units.suffix(3).map(names.unit)
    return [
      CaseFinding(
        code: .pingPong, position: act.position, against: nil,
        words: .of(
          "sent back and forth: {0}", "往返退转：{0}", "往返退轉：{0}",
          three.dropFirst().reduce(three[0]) { .of("{0} → {1}", "{0} → {1}", "{0} → {1}", $0, $1) }
        ))
    ]
  }

  private static func units(_ ticket: TicketState) -> [String] {
    var units: [String] = []
    for holding in ticket.hands where holding.unit != TicketState.centre {
      if units.last != holding.unit { units.append(holding.unit) }
    }
    return units
  }

  private mutating func changedContact(_ act: Act) -> [CaseFinding] {
    guard let change = contactChange else { return [] }
    contactChange = nil
    return [
      CaseFinding(
        code: .contactChangedBeforeCallback, position: act.position, against: change.position,
        words: .of(
          "the number called was put in after the intake (#{0}, by {1}, {2})",
          "所拨号码系受理后更改（#{0}，{1}，{2}）", "所撥號碼係受理後更改（#{0}，{1}，{2}）",
          Phrase(verbatim: change.position.description), Phrase(verbatim: change.actor),
          Phrase(verbatim: WallClock.text(change.at))))
    ]
  }

  private func deniedClaim(
    _ ticket: TicketState, _ act: Act, _ names: CaseNames
  ) -> [CaseFinding] {
    guard ticket.isClaimDenied, let claim else { return [] }
    return [
      CaseFinding(
        code: .claimContradictsCallback, position: act.position, against: claim.act.position,
        words: .of(
          "{0} claimed it solved (#{1}, {2}); the citizen says that it is not",
          "{0} 自报已解决（#{1}，{2}）；群众称未解决", "{0} 自報已解決（#{1}，{2}）；民眾稱未解決",
          names.unit(claim.unit), Phrase(verbatim: claim.act.position.description),
          Phrase(verbatim: WallClock.text(claim.act.at))))
    ]
  }

  private func sameSecond(_ act: Act) -> [CaseFinding] {
    guard let callback else { return [] }
    let gap = act.at.microseconds.subtractingClamped(callback.at.microseconds)
    guard gap.magnitude < 1_000_000 else { return [] }
    return [
      CaseFinding(
        code: .closedWithCallback, position: act.position, against: callback.position,
        words: .of(
          "closed within one second of the callback's answer (#{0}; answer entered by {1}, closing by {2})",
          "回访答复（#{0}）后一秒内结案（回访录入：{1}；结案：{2}）",
          "回訪答覆（#{0}）後一秒內結案（回訪登錄：{1}；結案：{2}）",
          Phrase(verbatim: callback.position.description), Phrase(verbatim: callback.actor),
          Phrase(verbatim: act.actor)))
    ]
  }
}

extension TicketState {
  /// Whether the unit claims it solved and the citizen says that it is not.
  fileprivate var isClaimDenied: Bool { claimedSolved == true && confirmedSolved == false }
}
