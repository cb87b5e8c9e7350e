/// 办结反馈: The unit says what it did.
///
/// Source: 办结; Taipei grades A and B; 公开答复内容.
public struct ResultReported: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 经办人: code of the person.
  public var officer: String = ""
  /// 结案等级: A settled at once, B to be advanced.
  public var grade: HandlingGrade?
  /// 诉求属实: whether the unit found the matter as told.
  public var isTrue: Bool?
  /// 是否解决: whether the unit claims it is solved.
  public var isSolved: Bool?
  /// 未解决原因: code of the reason when it is not.
  public var unsolvedReason: String = ""
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "办结; Taipei grades A and B; 公开答复内容"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("text", Phrase("free text", "正文", "本文")),
    DisclosurePath("publicAnswer", Phrase("public answer", "公开答复内容", "公開答覆內容")),
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ResultReported", Phrase("result reported", "办结反馈", "辦結回報"),
    "The unit says what it did.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "officer", { $1(&$0.officer) }, Phrase("officer", "经办人", "承辦人"),
        "Code of the person."),
      .word(
        3, "grade", { $1(&$0.grade) }, Phrase("grade", "结案等级", "結案等級"),
        "A settled at once, B to be advanced."),
      .answer(
        4, "isTrue", { $1(&$0.isTrue) }, Phrase("matter is true", "诉求属实", "訴求屬實"),
        "Whether the unit found the matter as told."),
      .answer(
        5, "isSolved", { $1(&$0.isSolved) }, Phrase("solved", "是否解决", "是否解決"),
        "Whether the unit claims it is solved."),
      .text(
        6, "unsolvedReason", { $1(&$0.unsolvedReason) }, Phrase("why not", "未解决原因", "未解決原因"),
        "Code of the reason when it is not."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
