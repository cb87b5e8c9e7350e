/// 结案: The ticket is closed; grade B stays on the follow-up list.
///
/// Source: general model: 结案.
public struct Closed: EventPayload {
  /// 结案等级: grade at closing.
  public var grade: HandlingGrade?
  /// 结案人: code of the person.
  public var agent: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "general model: 结案"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "Closed", Phrase("closed", "结案", "結案"),
    "The ticket is closed; grade B stays on the follow-up list.",
    fields: [
      .word(
        1, "grade", { $1(&$0.grade) }, Phrase("grade", "结案等级", "結案等級"),
        "Grade at closing."),
      .text(
        2, "agent", { $1(&$0.agent) }, Phrase("operator", "结案人", "結案人"),
        "Code of the person."),
    ])
}
