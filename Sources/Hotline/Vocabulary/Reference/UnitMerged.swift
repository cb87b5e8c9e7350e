/// 合并单位: A unit went up in another one.
///
/// Source: reference data.
public struct UnitMerged: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 并入: code of the unit that goes on.
  public var into: String = ""
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
    "UnitMerged", Phrase("unit merged", "合并单位", "合併單位"),
    "A unit went up in another one.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "into", { $1(&$0.into) }, Phrase("into", "并入", "併入"),
        "Code of the unit that goes on."),
      .text(
        3, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
