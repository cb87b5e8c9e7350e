/// 更正: An earlier event was wrong; it stays, and this one says what is right.
///
/// Source: general model.
public struct Corrected: EventPayload {
  /// 所更正事件: revision of the corrected event in this stream.
  public var revision: UInt64 = 0
  /// 字段: name of the field in that event.
  public var field: String = ""
  /// 更正值: the right value, as text.
  public var value: String = ""
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "general model"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "Corrected", Phrase("corrected", "更正", "更正"),
    "An earlier event was wrong; it stays, and this one says what is right.",
    fields: [
      .number(
        1, "revision", { $1(&$0.revision) }, Phrase("event", "所更正事件", "所更正事件"),
        "Revision of the corrected event in this stream."),
      .text(
        2, "field", { $1(&$0.field) }, Phrase("field", "字段", "欄位"),
        "Name of the field in that event."),
      .text(
        3, "value", { $1(&$0.value) }, Phrase("value", "更正值", "更正值"),
        "The right value, as text."),
      .text(
        4, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .text(
        5, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
