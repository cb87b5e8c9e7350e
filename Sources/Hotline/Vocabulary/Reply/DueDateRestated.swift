/// 重定时限: A due date was stated anew on its own, such as after a calendar's change.
///
/// Source: calendar lists change after the fact.
public struct DueDateRestated: EventPayload {
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
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
  public static let source = "calendar lists change after the fact"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "DueDateRestated", Phrase("due date restated", "重定时限", "重訂時限"),
    "A due date was stated anew on its own, such as after a calendar's change.",
    fields: [
      .text(
        1, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .text(
        2, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
