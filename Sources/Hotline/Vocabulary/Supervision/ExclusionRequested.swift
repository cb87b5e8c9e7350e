/// 申请剔除: A unit asks that the ticket not count.
///
/// Source: Beijing: 剔除.
public struct ExclusionRequested: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 剔除理由: why.
  public var ground: ExclusionGround?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "Beijing: 剔除"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ExclusionRequested", Phrase("exclusion requested", "申请剔除", "申請剔除"),
    "A unit asks that the ticket not count.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .word(
        2, "ground", { $1(&$0.ground) }, Phrase("ground", "剔除理由", "剔除理由"),
        "Why."),
    ])
}
