/// 加派: A further unit joins; the due date may move.
///
/// Source: Taipei 1999: joint handling; 加派.
public struct CoHandlerAdded: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 操作人: code of the person.
  public var agent: String = ""
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "Taipei 1999: joint handling; 加派"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CoHandlerAdded", Phrase("co-handler added", "加派", "加派"),
    "A further unit joins; the due date may move.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "agent", { $1(&$0.agent) }, Phrase("operator", "操作人", "操作人"),
        "Code of the person."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
