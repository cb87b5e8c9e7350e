/// 知识库直接答复: The citizen was answered at once.
///
/// Source: Foshan, Weihai.
public struct AnsweredFromKnowledge: EventPayload {
  /// 知识条目: number of the knowledge item; empty when answered freely.
  public var item: String = ""
  /// 条目版本: its version.
  public var itemVersion: UInt64 = 0
  /// 话务员: code of the operator.
  public var agent: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Foshan, Weihai"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("text", Phrase("free text", "正文", "本文"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "AnsweredFromKnowledge", Phrase("answered from the knowledge base", "知识库直接答复", "知識庫直接答覆"),
    "The citizen was answered at once.",
    fields: [
      .text(
        1, "item", { $1(&$0.item) }, Phrase("item", "知识条目", "知識條目"),
        "Number of the knowledge item; empty when answered freely."),
      .number(
        2, "itemVersion", { $1(&$0.itemVersion) }, Phrase("version", "条目版本", "條目版本"),
        "Its version."),
      .text(
        3, "agent", { $1(&$0.agent) }, Phrase("operator", "话务员", "話務員"),
        "Code of the operator."),
    ])
}
