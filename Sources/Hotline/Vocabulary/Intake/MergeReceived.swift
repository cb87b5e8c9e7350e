public import Wire

/// 接收并案: Another ticket was merged into this one.
///
/// Source: Taiwan's document rules: merged tickets.
public struct MergeReceived: EventPayload {
  /// 来自: case that was merged.
  public var from: String = ""
  /// 其受理时间: when that case was received.
  public var receivedAt: Instant?
  /// 计时依据: which receipt counts from now on.
  public var clock: MergeClock?
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Taiwan's document rules: merged tickets"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "MergeReceived", Phrase("merge received", "接收并案", "接受併案"),
    "Another ticket was merged into this one.",
    fields: [
      .text(
        1, "from", { $1(&$0.from) }, Phrase("from", "来自", "來自"),
        "Case that was merged."),
      .instant(
        2, "receivedAt", { $1(&$0.receivedAt) }, Phrase("its receipt", "其受理时间", "其受理時間"),
        "When that case was received."),
      .word(
        3, "clock", { $1(&$0.clock) }, Phrase("whose clock counts", "计时依据", "計時依據"),
        "Which receipt counts from now on."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
