public import Wire

/// 经手: A stretch of time in which one unit held the ticket.
///
/// Source: time in each pair of hands.
public struct Holding: WireMessage {
  /// 单位: code; centre for the hotline centre.
  public var unit: String = ""
  /// 起: as claimed.
  public var from: Instant?
  /// 止: absent while it holds it.
  public var until: Instant?
  /// 退单中: whether a return was pending: charged to the unit that asked.
  public var inTheAir: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "Holding", Phrase("holding", "经手", "經手"),
    "A stretch of time in which one unit held the ticket.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code; centre for the hotline centre."),
      .instant(
        2, "from", { $1(&$0.from) }, Phrase("from", "起", "起"),
        "As claimed."),
      .instant(
        3, "until", { $1(&$0.until) }, Phrase("until", "止", "止"),
        "Absent while it holds it."),
      .flag(
        4, "inTheAir", { $1(&$0.inTheAir) }, Phrase("in the air", "退单中", "退案中"),
        "Whether a return was pending: charged to the unit that asked."),
    ])
}

/// 起算点: When something happened that starts clocks.
///
/// Source: rules.
public struct ClockAnchor: WireMessage {
  /// 起算事件: what happened.
  public var start: ClockStart?
  /// 时间: when, as claimed.
  public var at: Instant?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ClockAnchor", Phrase("anchor", "起算点", "起算點"),
    "When something happened that starts clocks.",
    fields: [
      .word(
        1, "start", { $1(&$0.start) }, Phrase("start", "起算事件", "起算事件"),
        "What happened."),
      .instant(
        2, "at", { $1(&$0.at) }, Phrase("at", "时间", "時間"),
        "When, as claimed."),
    ])
}

/// 时限: A due date and what became of it.
///
/// Source: deadlines.
public struct TicketClock: WireMessage {
  /// 时限: as last stated.
  public var due: DueDate?
  /// 状态: running, met, missed, ….
  public var status: ClockStatus?
  /// 完成时间: when the act happened, as claimed.
  public var endedAt: Instant?
  /// 已记逾期: whether the deadline clock recorded the lapse.
  public var lapsed: Bool = false
  /// 重定次数: how often the due date moved.
  public var restatements: UInt64 = 0
  /// 延期次数: how often it was extended.
  public var extensions: UInt64 = 0
  /// 原应办时间: the due date first given.
  public var firstDue: Instant?
  /// 责任单位: code of who answered for it when it ended or lapsed; empty before.
  public var unit: String = ""
  /// 延长工作日: working days granted beyond its limit.
  public var granted: UInt64 = 0
  /// 暂停: when it stood still.
  public var pauses: [ClockPause] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "TicketClock", Phrase("clock", "时限", "時限"),
    "A due date and what became of it.",
    fields: [
      .part(
        1, "due", { $1(&$0.due) }, Phrase("due date", "时限", "時限"),
        "As last stated."),
      .word(
        2, "status", { $1(&$0.status) }, Phrase("status", "状态", "狀態"),
        "Running, met, missed, …"),
      .instant(
        3, "endedAt", { $1(&$0.endedAt) }, Phrase("ended at", "完成时间", "完成時間"),
        "When the act happened, as claimed."),
      .flag(
        4, "lapsed", { $1(&$0.lapsed) }, Phrase("lapse recorded", "已记逾期", "已記逾期"),
        "Whether the deadline clock recorded the lapse."),
      .number(
        5, "restatements", { $1(&$0.restatements) }, Phrase("restatements", "重定次数", "重訂次數"),
        "How often the due date moved."),
      .number(
        6, "extensions", { $1(&$0.extensions) }, Phrase("extensions", "延期次数", "展期次數"),
        "How often it was extended."),
      .instant(
        7, "firstDue", { $1(&$0.firstDue) }, Phrase("first due", "原应办时间", "原應辦時間"),
        "The due date first given."),
      .text(
        8, "unit", { $1(&$0.unit) }, Phrase("who answered", "责任单位", "責任單位"),
        "Code of who answered for it when it ended or lapsed; empty before."),
      .number(
        9, "granted", { $1(&$0.granted) }, Phrase("granted", "延长工作日", "展延工作天"),
        "Working days granted beyond its limit."),
      .parts(
        10, "pauses", { $1(&$0.pauses) }, Phrase("pauses", "暂停", "暫停"),
        "When it stood still."),
    ])
}

/// 暂停: A stretch of time in which a clock stood still.
///
/// Source: 挂账.
public struct ClockPause: WireMessage {
  /// 起: when it stopped, as claimed.
  public var from: Instant?
  /// 止: when it went on.
  public var until: Instant?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ClockPause", Phrase("pause", "暂停", "暫停"),
    "A stretch of time in which a clock stood still.",
    fields: [
      .instant(
        1, "from", { $1(&$0.from) }, Phrase("from", "起", "起"),
        "When it stopped, as claimed."),
      .instant(
        2, "until", { $1(&$0.until) }, Phrase("until", "止", "止"),
        "When it went on."),
    ])
}

/// 待裁退单: A return that waits for its ruling.
///
/// Source: 退单.
public struct PendingReturn: WireMessage {
  /// 单位: who asked.
  public var unit: String = ""
  /// 理由: why.
  public var ground: ReturnGround?
  /// 申请时间: when.
  public var at: Instant?
  /// 原环节: where it goes back to when refused.
  public var stepBefore: TicketStep?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "PendingReturn", Phrase("pending return", "待裁退单", "待裁退案"),
    "A return that waits for its ruling.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Who asked."),
      .word(
        2, "ground", { $1(&$0.ground) }, Phrase("ground", "理由", "理由"),
        "Why."),
      .instant(
        3, "at", { $1(&$0.at) }, Phrase("asked at", "申请时间", "申請時間"),
        "When."),
      .word(
        4, "stepBefore", { $1(&$0.stepBefore) }, Phrase("step before", "原环节", "原環節"),
        "Where it goes back to when refused."),
    ])
}

/// 待裁延期: An extension that waits for its ruling.
///
/// Source: 延期.
public struct PendingExtension: WireMessage {
  /// 时限: which clock.
  public var clock: String = ""
  /// 工作日: how many.
  public var workingDays: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "PendingExtension", Phrase("pending extension", "待裁延期", "待裁展期"),
    "An extension that waits for its ruling.",
    fields: [
      .text(
        1, "clock", { $1(&$0.clock) }, Phrase("clock", "时限", "時限"),
        "Which clock."),
      .number(
        2, "workingDays", { $1(&$0.workingDays) }, Phrase("working days", "工作日", "工作日"),
        "How many."),
    ])
}

/// 督办牌: A warning that was given.
///
/// Source: Foshan.
public struct TicketCard: WireMessage {
  /// 颜色: yellow or red.
  public var colour: CardColour?
  /// 单位: who got it.
  public var unit: String = ""
  /// 规则: by which rule.
  public var rule: String = ""
  /// 时限: which clock lapsed.
  public var clock: String = ""
  /// 已撤: whether it was taken back or replaced.
  public var isRevoked: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "TicketCard", Phrase("card", "督办牌", "督辦牌"),
    "A warning that was given.",
    fields: [
      .word(
        1, "colour", { $1(&$0.colour) }, Phrase("colour", "颜色", "顏色"),
        "Yellow or red."),
      .text(
        2, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Who got it."),
      .text(
        3, "rule", { $1(&$0.rule) }, Phrase("rule", "规则", "規則"),
        "By which rule."),
      .text(
        4, "clock", { $1(&$0.clock) }, Phrase("clock", "时限", "時限"),
        "Which clock lapsed."),
      .flag(
        5, "isRevoked", { $1(&$0.isRevoked) }, Phrase("revoked", "已撤", "已撤"),
        "Whether it was taken back or replaced."),
    ])
}
