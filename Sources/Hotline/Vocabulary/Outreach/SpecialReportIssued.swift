/// 专报: A report on a common or forward-looking problem, or on buck-passing.
///
/// Source: Weihai: 舆情专报; Guangzhou: 推诿.
public struct SpecialReportIssued: EventPayload {
  /// 专报编号: its number.
  public var report: String = ""
  /// 主题: code of the topic.
  public var topic: String = ""
  /// 报送: code of the recipient.
  public var recipient: String = ""
  /// 工单: cases it rests on.
  public var cases: [String] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family outreach.
  public static let family = EventFamily.outreach
  /// Where the event comes from.
  public static let source = "Weihai: 舆情专报; Guangzhou: 推诿"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SpecialReportIssued", Phrase("special report issued", "专报", "專報"),
    "A report on a common or forward-looking problem, or on buck-passing.",
    fields: [
      .text(
        1, "report", { $1(&$0.report) }, Phrase("report", "专报编号", "專報編號"),
        "Its number."),
      .text(
        2, "topic", { $1(&$0.topic) }, Phrase("topic", "主题", "主題"),
        "Code of the topic."),
      .text(
        3, "recipient", { $1(&$0.recipient) }, Phrase("recipient", "报送", "報送"),
        "Code of the recipient."),
      .texts(
        4, "cases", { $1(&$0.cases) }, Phrase("cases", "工单", "案件"),
        "Cases it rests on."),
    ])
}
