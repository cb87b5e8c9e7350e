/// 拆分: Parts of the matter became tickets of their own.
///
/// Source: general model.
public struct SplitInto: EventPayload {
  /// 拆分为: the new cases.
  public var into: [String] = []
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "general model"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SplitInto", Phrase("split", "拆分", "分案"),
    "Parts of the matter became tickets of their own.",
    fields: [
      .texts(
        1, "into", { $1(&$0.into) }, Phrase("into", "拆分为", "分為"),
        "The new cases."),
      .text(
        2, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
    ])
}
