public import Wire

/// 知识条目发布: An answer became part of the knowledge base.
///
/// Source: Foshan: 130,000 items.
public struct KnowledgeItemPublished: EventPayload {
  /// 知识条目: its number.
  public var item: String = ""
  /// 版本: from 1.
  public var version: UInt64 = 0
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 类别: code of the category.
  public var category: String = ""
  /// 摘要: SHA-256 of its text.
  public var digest: [UInt8] = []
  /// 复核期限: when it counts as stale.
  public var reviewBy: Instant?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "Foshan: 130,000 items"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "KnowledgeItemPublished", Phrase("knowledge item published", "知识条目发布", "知識條目發布"),
    "An answer became part of the knowledge base.",
    fields: [
      .text(
        1, "item", { $1(&$0.item) }, Phrase("item", "知识条目", "知識條目"),
        "Its number."),
      .number(
        2, "version", { $1(&$0.version) }, Phrase("version", "版本", "版本"),
        "From 1."),
      .text(
        3, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        4, "category", { $1(&$0.category) }, Phrase("category", "类别", "類別"),
        "Code of the category."),
      .bytes(
        5, "digest", { $1(&$0.digest) }, Phrase("digest", "摘要", "摘要"),
        "SHA-256 of its text."),
      .instant(
        6, "reviewBy", { $1(&$0.reviewBy) }, Phrase("review by", "复核期限", "複核期限"),
        "When it counts as stale."),
    ])
}
