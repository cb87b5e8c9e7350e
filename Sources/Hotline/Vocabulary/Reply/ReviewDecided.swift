/// 审核: The centre accepted the result or sent the ticket back for redoing (重办).
///
/// Source: general model: 重办.
public struct ReviewDecided: EventPayload {
  /// 通过: whether the result is accepted.
  public var accepted: Bool = false
  /// 审核人: code of the person.
  public var reviewer: String = ""
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "general model: 重办"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ReviewDecided", Phrase("review decided", "审核", "審核"),
    "The centre accepted the result or sent the ticket back for redoing (重办).",
    fields: [
      .flag(
        1, "accepted", { $1(&$0.accepted) }, Phrase("accepted", "通过", "通過"),
        "Whether the result is accepted."),
      .text(
        2, "reviewer", { $1(&$0.reviewer) }, Phrase("reviewer", "审核人", "審核人"),
        "Code of the person."),
      .text(
        3, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
