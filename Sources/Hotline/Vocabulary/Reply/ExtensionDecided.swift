/// 延期裁定: Who has the authority decided on the extension.
///
/// Source: general model: authority by length.
public struct ExtensionDecided: EventPayload {
  /// 裁定: granted or refused.
  public var ruling: Ruling?
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "general model: authority by length"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ExtensionDecided", Phrase("extension decided", "延期裁定", "展期裁定"),
    "Who has the authority decided on the extension.",
    fields: [
      .word(
        1, "ruling", { $1(&$0.ruling) }, Phrase("ruling", "裁定", "裁定"),
        "Granted or refused."),
      .text(
        2, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
