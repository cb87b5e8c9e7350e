public import EventStore
public import Hotline
public import Wire

/// 工单筛选: which tickets a list shows; a condition that is not set lets every ticket pass.
///
/// No condition looks at a text: what citizens said lies in the vault, and lists hold no personal value.
public struct CaseFilter: Hashable, Sendable {
  /// 环节: it stands in one of these steps; empty for any.
  public var steps: [TicketStep] = []
  /// 单位: it is led, co-handled or held by this unit (code).
  public var unit: String?
  /// 现由: it is in the hands of this unit (code).
  public var holder: String?
  /// 诉求类型: code.
  public var kind: String?
  /// 类别: code.
  public var category: String?
  /// 行政区: code.
  public var district: String?
  /// 渠道: code.
  public var channel: String?
  /// 超期: a limit for its completion has passed and it is open.
  public var isOverdue: Bool?
  /// 到期: a limit that still runs ends by then.
  public var dueBefore: Instant?
  /// 受理起: it was opened at this time or later.
  public var openedFrom: Instant?
  /// 受理止: it was opened before this time.
  public var openedBefore: Instant?
  /// 督办牌: a card stands.
  public var hasCard: Bool?
  /// 重新打开: it was closed and opened again.
  public var isReopened: Bool?
  /// 结案等级: as reported, or as closed.
  public var grade: HandlingGrade?
  /// 补录: something was entered a day late, or after what happened later.
  public var isRecordedLate: Bool?

  /// Every ticket.
  public init() {}

  /// Whether a ticket passes at a moment.
  func passes(_ account: TicketAccount, at now: Instant) -> Bool {
    let state = account.state
    if let step = state.step, !steps.isEmpty, !steps.contains(step) { return false }
    for (wanted, value) in [
      (kind, state.kind), (category, state.category), (district, state.district),
      (channel, state.channel),
    ] {
      if let wanted, !wanted.hasSameBytes(as: value) { return false }
    }
    if let holder, !holder.hasSameBytes(as: account.holder) { return false }
    if let unit, !account.concerns(unit) { return false }
    if let opened = account.openedAt {
      if let openedFrom, opened < openedFrom { return false }
      if let openedBefore, opened >= openedBefore { return false }
    }
    return passesFurther(account, at: now)
  }

  private func passesFurther(_ account: TicketAccount, at now: Instant) -> Bool {
    let state = account.state
    if let grade, state.grade != grade { return false }
    if let hasCard, hasCard != state.cards.contains(where: { !$0.isRevoked }) { return false }
    if let isReopened, isReopened != (state.reopenings > 0) { return false }
    if let isRecordedLate, isRecordedLate != account.isRecordedLate { return false }
    if let isOverdue, isOverdue != account.isOverdue(at: now) { return false }
    if let dueBefore {
      guard let due = account.nextLimit, due <= dueBefore else { return false }
    }
    return true
  }
}

extension TicketAccount {
  /// Whether a unit leads it, joins in or holds it.
  func concerns(_ unit: String) -> Bool {
    ([state.lead, holder] + state.coHandlers).contains { $0.hasSameBytes(as: unit) }
  }

  /// When its intake is said to have happened.
  var openedAt: Instant? { facts.first { $0.kind == .intake }?.at }

  /// The first limit that still runs, of a ticket that did not leave the departments.
  var nextLimit: Instant? {
    StepSet.departed.contains(state.step) ? nil : runningClocks.map(\.limit).min()
  }

  /// Whether a limit for its completion has passed while it is open.
  func isOverdue(at now: Instant) -> Bool {
    isOpen && runningClocks.contains { $0.due.isForCompletion && !$0.due.isMet(at: now) }
  }

  /// How much later than it happened an act was recorded, of the one that waited longest; in microseconds.
  var latestEntry: Int64 {
    facts.reduce(0) { latest, fact in
      max(latest, fact.recordedAt.microseconds.subtractingClamped(fact.at.microseconds))
    }
  }

  /// Whether something was entered a day late, or after what happened later.
  var isRecordedLate: Bool {
    state.lateEntries > 0 || latestEntry > CaseHistory.lateAfterMicroseconds
  }
}
