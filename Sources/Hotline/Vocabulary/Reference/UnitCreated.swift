/// 设立单位: A unit that can handle tickets.
///
/// Source: reference data.
public struct UnitCreated: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 名称: its name.
  public var name: String = ""
  /// 层级: city, county, street or community.
  public var tier: UnitTier?
  /// 上级: code of its superior; empty for none.
  public var parent: String = ""
  /// 分组: group in which it is ranked.
  public var group: String = ""
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
    "UnitCreated", Phrase("unit created", "设立单位", "設立單位"),
    "A unit that can handle tickets.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "name", { $1(&$0.name) }, Phrase("name", "名称", "名稱"),
        "Its name."),
      .word(
        3, "tier", { $1(&$0.tier) }, Phrase("tier", "层级", "層級"),
        "City, county, street or community."),
      .text(
        4, "parent", { $1(&$0.parent) }, Phrase("parent", "上级", "上級"),
        "Code of its superior; empty for none."),
      .text(
        5, "group", { $1(&$0.group) }, Phrase("group", "分组", "分組"),
        "Group in which it is ranked."),
    ])
}
