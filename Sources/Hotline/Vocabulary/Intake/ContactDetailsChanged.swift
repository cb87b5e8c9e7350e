/// 变更联系方式: Contact details changed; visible here without the values, which are disclosures.
///
/// Source: fraud signal: number swapped before the callback.
public struct ContactDetailsChanged: EventPayload {
  /// 变更项: which details: phone, name, address.
  public var fields: [String] = []
  /// 操作人: code of the person.
  public var agent: String = ""
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "fraud signal: number swapped before the callback"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("caller.phone", Phrase("phone", "电话", "電話")),
    DisclosurePath("caller.name", Phrase("name", "姓名", "姓名")),
    DisclosurePath("address", Phrase("address", "地址", "地址")),
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ContactDetailsChanged", Phrase("contact details changed", "变更联系方式", "變更聯絡方式"),
    "Contact details changed; visible here without the values, which are disclosures.",
    fields: [
      .texts(
        1, "fields", { $1(&$0.fields) }, Phrase("fields", "变更项", "變更項"),
        "Which details: phone, name, address."),
      .text(
        2, "agent", { $1(&$0.agent) }, Phrase("operator", "操作人", "操作人"),
        "Code of the person."),
      .text(
        3, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
    ])
}
