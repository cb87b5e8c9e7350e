/// 到场: An officer stood at the place.
///
/// Source: New Taipei 1999.
public struct ArrivedOnSite: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 经办人: code of the person.
  public var officer: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "New Taipei 1999"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ArrivedOnSite", Phrase("arrived on site", "到场", "到場"),
    "An officer stood at the place.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "officer", { $1(&$0.officer) }, Phrase("officer", "经办人", "承辦人"),
        "Code of the person."),
    ])
}
