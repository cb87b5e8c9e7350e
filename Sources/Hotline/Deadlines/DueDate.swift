public import Wire

/// 时限: A due date as given: the rule, its version, the reading of the clock and the time by which an act must happen. It stands until another event restates it.
///
/// Source: design invariant 9.
public struct DueDate: WireMessage {
  /// 时限: rule's id, with # and the round after a reopening or redo: TPE-3, TPE-3#2.
  public var clock: String = ""
  /// 组: clocks of one group replace each other.
  public var group: String = ""
  /// 规则集: id of the rule set.
  public var ruleSet: String = ""
  /// 规则版本: its version.
  public var ruleVersion: UInt64 = 0
  /// 日历: id of the calendar; empty when none was needed.
  public var calendar: String = ""
  /// 日历版本: its version.
  public var calendarVersion: UInt64 = 0
  /// 起算: reading of the clock: the instant from which the limit runs.
  public var start: Instant?
  /// 应办时间: by when the act must happen.
  public var due: Instant?
  /// 截止行为: the act that must happen.
  public var end: ClockEnd?
  /// 责任方: who must act; the lead is whoever leads when the clock ends or lapses.
  public var holder: ClockHolder?
  /// 不含截止时刻: whether an act at the due instant itself is late.
  public var boundaryExcluded: Bool = false
  /// 可中止: whether suspension stops it.
  public var pausable: Bool = false
  /// 缘由: why it is given: a start, or what restates it.
  public var cause: DueCause?
  /// 后果: what happens when it lapses.
  public var consequence: Consequence?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "DueDate", Phrase("due date", "时限", "時限"),
    "A due date as given: the rule, its version, the reading of the clock and the time by which an act must happen. It stands until another event restates it.",
    fields: [
      .text(
        1, "clock", { $1(&$0.clock) }, Phrase("clock", "时限", "時限"),
        "Rule's id, with # and the round after a reopening or redo: TPE-3, TPE-3#2."),
      .text(
        2, "group", { $1(&$0.group) }, Phrase("group", "组", "組"),
        "Clocks of one group replace each other."),
      .text(
        3, "ruleSet", { $1(&$0.ruleSet) }, Phrase("rule set", "规则集", "規則集"),
        "Id of the rule set."),
      .number(
        4, "ruleVersion", { $1(&$0.ruleVersion) }, Phrase("rule version", "规则版本", "規則版本"),
        "Its version."),
      .text(
        5, "calendar", { $1(&$0.calendar) }, Phrase("calendar", "日历", "行事曆"),
        "Id of the calendar; empty when none was needed."),
      .number(
        6, "calendarVersion", { $1(&$0.calendarVersion) },
        Phrase("calendar version", "日历版本", "行事曆版本"),
        "Its version."),
      .instant(
        7, "start", { $1(&$0.start) }, Phrase("start", "起算", "起算"),
        "Reading of the clock: the instant from which the limit runs."),
      .instant(
        8, "due", { $1(&$0.due) }, Phrase("due", "应办时间", "應辦時間"),
        "By when the act must happen."),
      .word(
        9, "end", { $1(&$0.end) }, Phrase("end", "截止行为", "截止行為"),
        "The act that must happen."),
      .word(
        10, "holder", { $1(&$0.holder) }, Phrase("who answers", "责任方", "責任方"),
        "Who must act; the lead is whoever leads when the clock ends or lapses."),
      .flag(
        11, "boundaryExcluded", { $1(&$0.boundaryExcluded) },
        Phrase("boundary excluded", "不含截止时刻", "不含截止時刻"),
        "Whether an act at the due instant itself is late."),
      .flag(
        12, "pausable", { $1(&$0.pausable) }, Phrase("pausable", "可中止", "可中止"),
        "Whether suspension stops it."),
      .word(
        13, "cause", { $1(&$0.cause) }, Phrase("cause", "缘由", "緣由"),
        "Why it is given: a start, or what restates it."),
      .word(
        14, "consequence", { $1(&$0.consequence) }, Phrase("consequence", "后果", "後果"),
        "What happens when it lapses."),
    ])
}
