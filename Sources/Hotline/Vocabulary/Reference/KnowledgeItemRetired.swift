/// 知识条目下架: An answer left the knowledge base.
///
/// Source: Guangzhou: stale knowledge base.
public struct KnowledgeItemRetired: EventPayload {
  /// 知识条目: its number.
  public var item: String = ""
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "Guangzhou: stale knowledge base"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "KnowledgeItemRetired", Phrase("knowledge item retired", "知识条目下架", "知識條目下架"),
    "An answer left the knowledge base.",
    fields: [
      .text(
        1, "item", { $1(&$0.item) }, Phrase("item", "知识条目", "知識條目"),
        "Its number."),
      .text(
        2, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
    ])
}
