/// 时限规则: A limit: what starts it, how long it runs, what ends it and who answers for it.
///
/// Source: domain: every deadline.
public struct ClockRule: WireMessage {
  /// 编号: such as TPE-3; unique in its rule set.
  public var id: String = ""
  /// 名称: name for people.
  public var title: RuleText?
  /// 组: clocks of one group replace each other when the facts of the case change; empty for its own.
  public var group: String = ""
  /// 适用情形: cases it is for.
  public var when: RuleCase?
  /// 起算: what starts it.
  public var start: ClockStart?
  /// 截止行为: the act that must happen in time.
  public var end: ClockEnd?
  /// 限期: how long it runs.
  public var limit: LimitSpec?
  /// 计时约定: how it is counted, where it differs from the rule set.
  public var counting: Counting?
  /// 责任方: who must act.
  public var holder: ClockHolder?
  /// 可中止: whether suspension stops it.
  public var pausable: Bool = false
  /// 后果: what happens when it lapses.
  public var consequence: Consequence?
  /// 依据: which rule it follows.
  public var source: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ClockRule", Phrase("clock", "时限规则", "時限規則"),
    "A limit: what starts it, how long it runs, what ends it and who answers for it.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Such as TPE-3; unique in its rule set."),
      .part(
        2, "title", { $1(&$0.title) }, Phrase("title", "名称", "名稱"),
        "Name for people."),
      .text(
        3, "group", { $1(&$0.group) }, Phrase("group", "组", "組"),
        "Clocks of one group replace each other when the facts of the case change; empty for its own."
      ),
      .part(
        4, "when", { $1(&$0.when) }, Phrase("when", "适用情形", "適用情形"),
        "Cases it is for."),
      .word(
        5, "start", { $1(&$0.start) }, Phrase("start", "起算", "起算"),
        "What starts it."),
      .word(
        6, "end", { $1(&$0.end) }, Phrase("end", "截止行为", "截止行為"),
        "The act that must happen in time."),
      .part(
        7, "limit", { $1(&$0.limit) }, Phrase("limit", "限期", "限期"),
        "How long it runs."),
      .part(
        8, "counting", { $1(&$0.counting) }, Phrase("counting", "计时约定", "計時約定"),
        "How it is counted, where it differs from the rule set."),
      .word(
        9, "holder", { $1(&$0.holder) }, Phrase("who answers", "责任方", "責任方"),
        "Who must act."),
      .flag(
        10, "pausable", { $1(&$0.pausable) }, Phrase("pausable", "可中止", "可中止"),
        "Whether suspension stops it."),
      .word(
        11, "consequence", { $1(&$0.consequence) }, Phrase("consequence", "后果", "後果"),
        "What happens when it lapses."),
      .text(
        12, "source", { $1(&$0.source) }, Phrase("source", "依据", "依據"),
        "Which rule it follows."),
    ])
}

/// 限期: A length of time, or a time of a later day.
///
/// Source: domain: every deadline.
public struct LimitSpec: WireMessage {
  /// 单位: seconds, minutes, hours, working hours, days, working days, or a fixed time.
  public var unit: LimitUnit?
  /// 数量: how many; for a fixed time the days after the start.
  public var amount: UInt64 = 0
  /// 时刻: second of the local day, for a fixed time.
  public var secondOfDay: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "LimitSpec", Phrase("limit", "限期", "限期"),
    "A length of time, or a time of a later day.",
    fields: [
      .word(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Seconds, minutes, hours, working hours, days, working days, or a fixed time."),
      .number(
        2, "amount", { $1(&$0.amount) }, Phrase("amount", "数量", "數量"),
        "How many; for a fixed time the days after the start."),
      .number(
        3, "secondOfDay", { $1(&$0.secondOfDay) }, Phrase("time of day", "时刻", "時刻"),
        "Second of the local day, for a fixed time."),
    ])
}

/// 计时约定: From when and until when a limit is counted.
///
/// Source: Taiwan's document rules; domain: counting conventions are parameters.
public struct Counting: WireMessage {
  /// 起算日: at once, from the next day, or from the next working day.
  public var begins: CountingStart?
  /// 非办公时间: what a start outside opening hours counts as.
  public var afterHours: AfterHoursRule?
  /// 到期时刻: same time, end of the day, or closing hour.
  public var dueAt: DueMoment?
  /// 不含截止时刻: whether an act at the due instant itself is late.
  public var boundaryExcluded: Bool = false
  /// 末日遇假: what becomes of a limit in calendar days whose last day is no working day; absent for as counted.
  public var lastDay: LastDayRule?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "Counting", Phrase("counting convention", "计时约定", "計時約定"),
    "From when and until when a limit is counted.",
    fields: [
      .word(
        1, "begins", { $1(&$0.begins) }, Phrase("begins", "起算日", "起算日"),
        "At once, from the next day, or from the next working day."),
      .word(
        2, "afterHours", { $1(&$0.afterHours) }, Phrase("after hours", "非办公时间", "非辦公時間"),
        "What a start outside opening hours counts as."),
      .word(
        3, "dueAt", { $1(&$0.dueAt) }, Phrase("due at", "到期时刻", "到期時刻"),
        "Same time, end of the day, or closing hour."),
      .flag(
        4, "boundaryExcluded", { $1(&$0.boundaryExcluded) },
        Phrase("boundary excluded", "不含截止时刻", "不含截止時刻"),
        "Whether an act at the due instant itself is late."),
      .word(
        5, "lastDay", { $1(&$0.lastDay) }, Phrase("last day", "末日遇假", "末日遇假"),
        "What becomes of a limit in calendar days whose last day is no working day; absent for as counted."
      ),
    ])
}
