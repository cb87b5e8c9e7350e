/// 设定难易程度: Whether the ticket counts as difficult.
///
/// Source: Shanghai 12345: 1-5-15.
public struct DifficultySet: EventPayload {
  /// 难易程度: the difficulty from now on.
  public var difficulty: Difficulty?
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
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
  public static let source = "Shanghai 12345: 1-5-15"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "DifficultySet", Phrase("difficulty set", "设定难易程度", "設定難易程度"),
    "Whether the ticket counts as difficult.",
    fields: [
      .word(
        1, "difficulty", { $1(&$0.difficulty) }, Phrase("difficulty", "难易程度", "難易程度"),
        "The difficulty from now on."),
      .text(
        2, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
      .text(
        3, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
