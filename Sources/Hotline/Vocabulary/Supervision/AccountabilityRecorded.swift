/// 问责: A unit or person was criticised or disciplined.
///
/// Source: one reminder and 5 working days late: written criticism.
public struct AccountabilityRecorded: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 问责方式: code, such as written criticism.
  public var measure: String = ""
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "one reminder and 5 working days late: written criticism"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "AccountabilityRecorded", Phrase("accountability recorded", "问责", "究責"),
    "A unit or person was criticised or disciplined.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "measure", { $1(&$0.measure) }, Phrase("measure", "问责方式", "究責方式"),
        "Code, such as written criticism."),
      .text(
        3, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
