/// 重新分类: Kind or category of the matter was changed; due dates may move.
///
/// Source: Shanghai 12345.
public struct Reclassified: EventPayload {
  /// 诉求类型: code of the new kind; empty leaves it.
  public var kind: String = ""
  /// 类别: code of the new category; empty leaves it.
  public var category: String = ""
  /// 操作人: code of the person.
  public var agent: String = ""
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Shanghai 12345"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "Reclassified", Phrase("reclassified", "重新分类", "重新分類"),
    "Kind or category of the matter was changed; due dates may move.",
    fields: [
      .text(
        1, "kind", { $1(&$0.kind) }, Phrase("kind", "诉求类型", "訴求類型"),
        "Code of the new kind; empty leaves it."),
      .text(
        2, "category", { $1(&$0.category) }, Phrase("category", "类别", "類別"),
        "Code of the new category; empty leaves it."),
      .text(
        3, "agent", { $1(&$0.agent) }, Phrase("operator", "操作人", "操作人"),
        "Code of the person."),
      .text(
        4, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
