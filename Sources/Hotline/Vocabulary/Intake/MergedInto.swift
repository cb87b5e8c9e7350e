/// 并案: The ticket was merged into another one.
///
/// Source: Taiwan's document rules: merged tickets.
public struct MergedInto: EventPayload {
  /// 并入: case that goes on.
  public var into: String = ""
  /// 计时依据: which receipt counts from now on.
  public var clock: MergeClock?
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
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
    "MergedInto", Phrase("merged", "并案", "併案"),
    "The ticket was merged into another one.",
    fields: [
      .text(
        1, "into", { $1(&$0.into) }, Phrase("into", "并入", "併入"),
        "Case that goes on."),
      .word(
        2, "clock", { $1(&$0.clock) }, Phrase("whose clock counts", "计时依据", "計時依據"),
        "Which receipt counts from now on."),
      .text(
        3, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
    ])
}
