/// 回访结果: What the citizen answered.
///
/// Source: Shanghai 12345: efficiency, attitude, result; 好差评.
public struct CallbackAnswered: EventPayload {
  /// 是否联系: whether the unit had made contact.
  public var wasContacted: Bool?
  /// 办理效率: grade.
  public var efficiency: Satisfaction?
  /// 办理态度: grade.
  public var attitude: Satisfaction?
  /// 办理结果: grade.
  public var result: Satisfaction?
  /// 是否解决: what the citizen says.
  public var isSolved: Bool?
  /// 回访员: code of the person.
  public var agent: String = ""
  /// 渠道: telephone, SMS, app.
  public var channel: String = ""
  /// 号码摘要: keyed digest of the number called, so that clusters on one number show.
  public var number: [UInt8] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family callback.
  public static let family = EventFamily.callback
  /// Where the event comes from.
  public static let source = "Shanghai 12345: efficiency, attitude, result; 好差评"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("text", Phrase("free text", "正文", "本文"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallbackAnswered", Phrase("callback answered", "回访结果", "回訪結果"),
    "What the citizen answered.",
    fields: [
      .answer(
        1, "wasContacted", { $1(&$0.wasContacted) }, Phrase("contacted", "是否联系", "是否聯繫"),
        "Whether the unit had made contact."),
      .word(
        2, "efficiency", { $1(&$0.efficiency) }, Phrase("efficiency", "办理效率", "辦理效率"),
        "Grade."),
      .word(
        3, "attitude", { $1(&$0.attitude) }, Phrase("attitude", "办理态度", "辦理態度"),
        "Grade."),
      .word(
        4, "result", { $1(&$0.result) }, Phrase("result", "办理结果", "辦理結果"),
        "Grade."),
      .answer(
        5, "isSolved", { $1(&$0.isSolved) }, Phrase("solved", "是否解决", "是否解決"),
        "What the citizen says."),
      .text(
        6, "agent", { $1(&$0.agent) }, Phrase("operator", "回访员", "回訪員"),
        "Code of the person."),
      .text(
        7, "channel", { $1(&$0.channel) }, Phrase("channel", "渠道", "管道"),
        "Telephone, SMS, app."),
      .bytes(
        8, "number", { $1(&$0.number) }, Phrase("number", "号码摘要", "號碼摘要"),
        "Keyed digest of the number called, so that clusters on one number show."),
    ])
}
