public import EventStore
public import Wire

/// 工单事实: an act in a ticket's life that scorecards count, with the event behind it.
///
/// Facts are kept in the order of the log. Which of them count, for whom and when, is decided by
/// ``Contribution``; a fact itself is never judged.
public struct TicketFact: Hashable, Sendable {
  /// What happened.
  public var kind: Kind
  /// Whom it concerns: code of the unit, or of the centre.
  public var unit: String
  /// When it happened, as claimed.
  public var at: Instant
  /// When it was recorded.
  public var recordedAt: Instant
  /// The event.
  public var position: Position
  /// What came of it, as it was said or later corrected; its meaning depends on the kind.
  public var value: UInt64
  /// Revision of the event in its case, by which it is corrected; 0 for a kind of which nothing is.
  var revision: UInt64 = 0

  /// What happened. The raw values are part of the view's bytes.
  public enum Kind: UInt8, CaseIterable, Sendable {
    /// 受理: taken in.
    case intake = 1
    /// 直接答复: answered from the knowledge base.
    case answeredDirectly = 2
    /// 交办: handed to a lead.
    case handed = 3
    /// 协办: handed to a co-handler.
    case handedToCoHandler = 4
    /// 签收: signed for.
    case signedFor = 5
    /// 联系: tried to contact the citizen; 1 when reached.
    case contacted = 6
    /// 退单申请: asked to give it back.
    case returnRequested = 7
    /// 退单裁定: raw value of ``Hotline/Ruling``.
    case returnDecided = 8
    /// 准予延期: an extension was granted.
    case extended = 9
    /// 办结: a result; in four bits each whether it is solved (1), not solved (2), or no word of it (0), and the raw
    /// value of the grade.
    case result = 10
    /// 审核通过: the result was accepted.
    case accepted = 11
    /// 重办: the result was sent back.
    case sentBack = 12
    /// 结案: raw value of the grade, 0 when it said none of its own.
    case closed = 13
    /// 重新打开: opened again.
    case reopened = 14
    /// 持续跟进: 1 when finished.
    case followedUp = 15
    /// 回访尝试: an attempt to call back.
    case attempted = 16
    /// 回访答复: five answers, four bits each: contacted, efficiency, attitude, result, solved.
    case answered = 17
    /// 催办: the citizen reminded.
    case reminded = 18
    /// 督办牌: raw value of the colour.
    case card = 19
    /// 撤牌: raw value of the colour.
    case cardRevoked = 20
    /// 准予剔除: raw value of the ground.
    case excluded = 21
    /// 抽查: raw value of the finding.
    case checked = 22
    /// 挂账: parked with a plan.
    case parked = 23
    /// 恢复: work goes on.
    case resumed = 24
    /// 并入: goes on in another case.
    case merged = 25
    /// 移送: left the departments.
    case referred = 26
    /// 进度: progress, a visit or another act of a unit.
    case unitAct = 27
    /// 中止: suspended without a plan.
    case suspended = 28
    /// 变更号码: the number to call was changed.
    case contactChanged = 29
    /// 联合督办立项: joint supervision was opened.
    case jointOpened = 30
    /// 联合督办销号: joint supervision ended; 1 when solved.
    case jointClosed = 31
  }

  /// One of the five answers of a callback: 0 when it was not asked or not answered.
  public func answer(_ question: Int) -> UInt8 { UInt8(value >> UInt64(4 * question) & 0xF) }

  /// What a unit claims with a result: 1 solved, 2 not solved, 0 for no word of it.
  public var claim: UInt8 { UInt8(value & 0xF) }

  /// Raw value of the grade that a result or a closing says; 0 for none.
  var grade: UInt8 { kind == .result ? UInt8(value >> 4 & 0xF) : UInt8(value & 0xF) }

  /// Whether it was entered by a unit, so that its lateness is the unit's.
  public var isUnitAct: Bool {
    switch kind {
    case .signedFor, .contacted, .returnRequested, .result, .followedUp, .unitAct: true
    default: false
    }
  }
}
