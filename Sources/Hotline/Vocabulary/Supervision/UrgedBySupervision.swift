/// 督办: The supervision office orders the unit to act.
///
/// Source: general model: 督办.
public struct UrgedBySupervision: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 督办机构: code of the office.
  public var office: String = ""
  /// 限期: limit given; 0 for none.
  public var workingDays: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "general model: 督办"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "UrgedBySupervision", Phrase("urged", "督办", "督辦"),
    "The supervision office orders the unit to act.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "office", { $1(&$0.office) }, Phrase("office", "督办机构", "督辦機關"),
        "Code of the office."),
      .number(
        3, "workingDays", { $1(&$0.workingDays) }, Phrase("working days", "限期", "限期"),
        "Limit given; 0 for none."),
    ])
}
