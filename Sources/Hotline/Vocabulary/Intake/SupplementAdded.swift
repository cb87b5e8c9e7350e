/// 补充内容: The citizen or an operator added to the matter.
///
/// Source: general model.
public struct SupplementAdded: EventPayload {
  /// 话务员: code of the operator.
  public var agent: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "general model"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("text", Phrase("free text", "正文", "本文"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SupplementAdded", Phrase("supplement added", "补充内容", "補充內容"),
    "The citizen or an operator added to the matter.",
    fields: [
      .text(
        1, "agent", { $1(&$0.agent) }, Phrase("operator", "话务员", "話務員"),
        "Code of the operator.")
    ])
}
