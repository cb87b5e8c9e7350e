/// 联系群众: The unit spoke with the citizen.
///
/// Source: Shanghai 1-5-15; Weihai.
public struct CitizenContacted: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 经办人: code of the person.
  public var officer: String = ""
  /// 联系上: whether the citizen was reached.
  public var reached: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "Shanghai 1-5-15; Weihai"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CitizenContacted", Phrase("citizen contacted", "联系群众", "聯繫民眾"),
    "The unit spoke with the citizen.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "officer", { $1(&$0.officer) }, Phrase("officer", "经办人", "承辦人"),
        "Code of the person."),
      .flag(
        3, "reached", { $1(&$0.reached) }, Phrase("reached", "联系上", "聯繫上"),
        "Whether the citizen was reached."),
    ])
}
