/// 数字更正: A published figure changed; the old one stays beside it.
///
/// Source: bulletins.
public struct FigureRestated: EventPayload {
  /// 通报编号: bulletin of the old figure.
  public var bulletin: String = ""
  /// 指标: its name.
  public var figure: String = ""
  /// 原值: what was published.
  public var before: String = ""
  /// 更正值: what is right.
  public var after: String = ""
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "bulletins"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "FigureRestated", Phrase("figure restated", "数字更正", "數字更正"),
    "A published figure changed; the old one stays beside it.",
    fields: [
      .text(
        1, "bulletin", { $1(&$0.bulletin) }, Phrase("bulletin", "通报编号", "通報編號"),
        "Bulletin of the old figure."),
      .text(
        2, "figure", { $1(&$0.figure) }, Phrase("figure", "指标", "指標"),
        "Its name."),
      .text(
        3, "before", { $1(&$0.before) }, Phrase("before", "原值", "原值"),
        "What was published."),
      .text(
        4, "after", { $1(&$0.after) }, Phrase("after", "更正值", "更正值"),
        "What is right."),
      .text(
        5, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .text(
        6, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
