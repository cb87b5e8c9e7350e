/// 签收: The unit took the ticket into its hands.
///
/// Source: general model.
public struct SignedFor: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 经办人: code of the person.
  public var officer: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "general model"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SignedFor", Phrase("signed for", "签收", "簽收"),
    "The unit took the ticket into its hands.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "officer", { $1(&$0.officer) }, Phrase("officer", "经办人", "承辦人"),
        "Code of the person."),
    ])
}
