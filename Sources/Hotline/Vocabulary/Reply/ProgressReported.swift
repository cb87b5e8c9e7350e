/// 进展反馈: The unit reports how far it is; urgent tickets of Taipei after one hour.
///
/// Source: Taipei 1999: urgent.
public struct ProgressReported: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 已处置: whether the danger is over.
  public var isHandled: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "Taipei 1999: urgent"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("text", Phrase("free text", "正文", "本文"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ProgressReported", Phrase("progress reported", "进展反馈", "進度回報"),
    "The unit reports how far it is; urgent tickets of Taipei after one hour.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .flag(
        2, "isHandled", { $1(&$0.isHandled) }, Phrase("handled", "已处置", "已處置"),
        "Whether the danger is over."),
    ])
}
