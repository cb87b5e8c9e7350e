/// 恢复: The clocks run again; due dates move by the pause.
///
/// Source: 挂账.
public struct Resumed: EventPayload {
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
  public static let source = "挂账"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "Resumed", Phrase("resumed", "恢复", "恢復"),
    "The clocks run again; due dates move by the pause.",
    fields: [
      .text(
        1, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
