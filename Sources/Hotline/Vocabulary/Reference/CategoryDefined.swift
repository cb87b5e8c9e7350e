/// 设立类别: A category of matters.
///
/// Source: reference data.
public struct CategoryDefined: EventPayload {
  /// 类别: its code.
  public var category: String = ""
  /// 名称: its name.
  public var name: String = ""
  /// 上级类别: code of the category above; empty for none.
  public var parent: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "reference data"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CategoryDefined", Phrase("category defined", "设立类别", "設立類別"),
    "A category of matters.",
    fields: [
      .text(
        1, "category", { $1(&$0.category) }, Phrase("category", "类别", "類別"),
        "Its code."),
      .text(
        2, "name", { $1(&$0.name) }, Phrase("name", "名称", "名稱"),
        "Its name."),
      .text(
        3, "parent", { $1(&$0.parent) }, Phrase("parent", "上级类别", "上級類別"),
        "Code of the category above; empty for none."),
    ])
}
