/// 剔除裁定: Whether the ticket counts.
///
/// Source: Beijing: 剔除; Guangdong: matter types.
public struct ExclusionDecided: EventPayload {
  /// 裁定: granted or refused.
  public var ruling: Ruling?
  /// 剔除理由: why.
  public var ground: ExclusionGround?
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "Beijing: 剔除; Guangdong: matter types"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ExclusionDecided", Phrase("exclusion decided", "剔除裁定", "剔除裁定"),
    "Whether the ticket counts.",
    fields: [
      .word(
        1, "ruling", { $1(&$0.ruling) }, Phrase("ruling", "裁定", "裁定"),
        "Granted or refused."),
      .word(
        2, "ground", { $1(&$0.ground) }, Phrase("ground", "剔除理由", "剔除理由"),
        "Why."),
      .text(
        3, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
