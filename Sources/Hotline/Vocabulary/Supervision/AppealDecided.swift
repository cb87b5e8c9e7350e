/// 申诉裁定: The decision on an appeal.
///
/// Source: general model.
public struct AppealDecided: EventPayload {
  /// 裁定: granted or refused.
  public var ruling: Ruling?
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
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
    "AppealDecided", Phrase("appeal decided", "申诉裁定", "申訴裁定"),
    "The decision on an appeal.",
    fields: [
      .word(
        1, "ruling", { $1(&$0.ruling) }, Phrase("ruling", "裁定", "裁定"),
        "Granted or refused."),
      .text(
        2, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
