/// 设定紧急程度: How quickly the matter must be handled.
///
/// Source: Taipei 1999: 危害生命财产.
public struct UrgencySet: EventPayload {
  /// 紧急程度: the urgency from now on.
  public var urgency: Urgency?
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
  public static let source = "Taipei 1999: 危害生命财产"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "UrgencySet", Phrase("urgency set", "设定紧急程度", "設定緊急程度"),
    "How quickly the matter must be handled.",
    fields: [
      .word(
        1, "urgency", { $1(&$0.urgency) }, Phrase("urgency", "紧急程度", "緊急程度"),
        "The urgency from now on."),
      .text(
        2, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
