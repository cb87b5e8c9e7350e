/// 走访企业: A visit to a firm, with the demands it has.
///
/// Source: Foshan: 243 firms, 568 demands.
public struct EnterpriseVisited: EventPayload {
  /// 企业: code of the firm.
  public var enterprise: String = ""
  /// 诉求数: how many demands were raised.
  public var demands: UInt64 = 0
  /// 工单: cases that follow them up.
  public var cases: [String] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family outreach.
  public static let family = EventFamily.outreach
  /// Where the event comes from.
  public static let source = "Foshan: 243 firms, 568 demands"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "EnterpriseVisited", Phrase("enterprise visited", "走访企业", "走訪企業"),
    "A visit to a firm, with the demands it has.",
    fields: [
      .text(
        1, "enterprise", { $1(&$0.enterprise) }, Phrase("enterprise", "企业", "企業"),
        "Code of the firm."),
      .number(
        2, "demands", { $1(&$0.demands) }, Phrase("demands", "诉求数", "訴求數"),
        "How many demands were raised."),
      .texts(
        3, "cases", { $1(&$0.cases) }, Phrase("cases", "工单", "案件"),
        "Cases that follow them up."),
    ])
}
