/// 申诉: A unit disputes a card, a ruling or a result of a callback.
///
/// Source: general model.
public struct AppealFiled: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 申诉对象: revision of the event that is disputed.
  public var against: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "general model"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "AppealFiled", Phrase("appeal filed", "申诉", "申訴"),
    "A unit disputes a card, a ruling or a result of a callback.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .number(
        2, "against", { $1(&$0.against) }, Phrase("against", "申诉对象", "申訴對象"),
        "Revision of the event that is disputed."),
    ])
}
