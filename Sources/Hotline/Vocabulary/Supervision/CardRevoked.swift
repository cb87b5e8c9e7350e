/// 撤牌: A card was taken back.
///
/// Source: Foshan; appeals.
public struct CardRevoked: EventPayload {
  /// 颜色: yellow or red.
  public var colour: CardColour?
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "Foshan; appeals"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CardRevoked", Phrase("card revoked", "撤牌", "撤牌"),
    "A card was taken back.",
    fields: [
      .word(
        1, "colour", { $1(&$0.colour) }, Phrase("colour", "颜色", "顏色"),
        "Yellow or red."),
      .text(
        2, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        3, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
      .text(
        4, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
    ])
}
