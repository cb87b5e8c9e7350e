/// 外拨关怀: A call to an elder or a newborn's family.
///
/// Source: Kaohsiung: 外拨关怀.
public struct CareCallMade: EventPayload {
  /// 活动: code of the campaign.
  public var campaign: String = ""
  /// 对象: code of the target group.
  public var group: String = ""
  /// 乡镇: code of the township.
  public var township: String = ""
  /// 结果: what came of it.
  public var outcome: CareOutcome?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family outreach.
  public static let family = EventFamily.outreach
  /// Where the event comes from.
  public static let source = "Kaohsiung: 外拨关怀"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CareCallMade", Phrase("care call made", "外拨关怀", "外撥關懷"),
    "A call to an elder or a newborn's family.",
    fields: [
      .text(
        1, "campaign", { $1(&$0.campaign) }, Phrase("campaign", "活动", "專案"),
        "Code of the campaign."),
      .text(
        2, "group", { $1(&$0.group) }, Phrase("target group", "对象", "對象"),
        "Code of the target group."),
      .text(
        3, "township", { $1(&$0.township) }, Phrase("township", "乡镇", "鄉鎮"),
        "Code of the township."),
      .word(
        4, "outcome", { $1(&$0.outcome) }, Phrase("outcome", "结果", "結果"),
        "What came of it."),
    ])
}
