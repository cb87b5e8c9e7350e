/// 更名: A unit has a new name.
///
/// Source: reference data.
public struct UnitRenamed: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 名称: its new name.
  public var name: String = ""
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
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
    "UnitRenamed", Phrase("unit renamed", "更名", "更名"),
    "A unit has a new name.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "name", { $1(&$0.name) }, Phrase("name", "名称", "名稱"),
        "Its new name."),
      .text(
        3, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
