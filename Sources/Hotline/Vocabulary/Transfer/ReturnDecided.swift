/// 退单裁定: The final ruling on a return.
///
/// Source: general model: 不当退单.
public struct ReturnDecided: EventPayload {
  /// 裁定: granted, refused, or refused as improper.
  public var ruling: Ruling?
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// 终裁: whether no further return is heard.
  public var isFinal: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "general model: 不当退单"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ReturnDecided", Phrase("return decided", "退单裁定", "退案裁定"),
    "The final ruling on a return.",
    fields: [
      .word(
        1, "ruling", { $1(&$0.ruling) }, Phrase("ruling", "裁定", "裁定"),
        "Granted, refused, or refused as improper."),
      .text(
        2, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
      .flag(
        3, "isFinal", { $1(&$0.isFinal) }, Phrase("final", "终裁", "終裁"),
        "Whether no further return is heard."),
    ])
}
