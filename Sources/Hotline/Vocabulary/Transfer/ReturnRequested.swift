/// 申请退单: The unit asks to give the ticket back; its clock goes on.
///
/// Source: general model: 退单.
public struct ReturnRequested: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 退单理由: why.
  public var ground: ReturnGround?
  /// 建议承办单位: code of the unit that should have it.
  public var suggested: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "general model: 退单"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ReturnRequested", Phrase("return requested", "申请退单", "申請退案"),
    "The unit asks to give the ticket back; its clock goes on.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .word(
        2, "ground", { $1(&$0.ground) }, Phrase("ground", "退单理由", "退案理由"),
        "Why."),
      .text(
        3, "suggested", { $1(&$0.suggested) }, Phrase("suggested unit", "建议承办单位", "建議承辦單位"),
        "Code of the unit that should have it."),
    ])
}
