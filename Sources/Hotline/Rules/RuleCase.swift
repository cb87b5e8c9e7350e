/// 适用情形: When a rule applies; a part that is not given always fits.
///
/// Source: domain rules select by kind, category, time of day and handling.
public struct RuleCase: WireMessage {
  /// 诉求类型: codes of kinds.
  public var kinds: [String] = []
  /// 类别: codes of categories.
  public var categories: [String] = []
  /// 渠道: codes of channels.
  public var channels: [String] = []
  /// 紧急程度: urgent or normal.
  public var urgency: Urgency?
  /// 难易程度: difficult or general.
  public var difficulty: Difficulty?
  /// 办理方式: single or joint.
  public var handling: Handling?
  /// 时段: local time at which the clock starts; from is inside, until is outside; a window may pass midnight.
  public var window: DayInterval?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RuleCase", Phrase("case of a rule", "适用情形", "適用情形"),
    "When a rule applies; a part that is not given always fits.",
    fields: [
      .texts(
        1, "kinds", { $1(&$0.kinds) }, Phrase("kinds", "诉求类型", "訴求類型"),
        "Codes of kinds."),
      .texts(
        2, "categories", { $1(&$0.categories) }, Phrase("categories", "类别", "類別"),
        "Codes of categories."),
      .texts(
        3, "channels", { $1(&$0.channels) }, Phrase("channels", "渠道", "管道"),
        "Codes of channels."),
      .word(
        4, "urgency", { $1(&$0.urgency) }, Phrase("urgency", "紧急程度", "緊急程度"),
        "Urgent or normal."),
      .word(
        5, "difficulty", { $1(&$0.difficulty) }, Phrase("difficulty", "难易程度", "難易程度"),
        "Difficult or general."),
      .word(
        6, "handling", { $1(&$0.handling) }, Phrase("handling", "办理方式", "辦理方式"),
        "Single or joint."),
      .part(
        7, "window", { $1(&$0.window) }, Phrase("time of day", "时段", "時段"),
        "Local time at which the clock starts; from is inside, until is outside; a window may pass midnight."
      ),
    ])
}

/// 时段: A stretch of the local day.
///
/// Source: opening hours.
public struct DayInterval: WireMessage {
  /// 起: second of the day, inside.
  public var fromSecond: UInt64 = 0
  /// 止: second of the day, outside; 86400 for midnight.
  public var untilSecond: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "DayInterval", Phrase("interval of a day", "时段", "時段"),
    "A stretch of the local day.",
    fields: [
      .number(
        1, "fromSecond", { $1(&$0.fromSecond) }, Phrase("from", "起", "起"),
        "Second of the day, inside."),
      .number(
        2, "untilSecond", { $1(&$0.untilSecond) }, Phrase("until", "止", "止"),
        "Second of the day, outside; 86400 for midnight."),
    ])
}
