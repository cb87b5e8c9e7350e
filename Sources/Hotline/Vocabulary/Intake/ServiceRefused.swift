/// 拒绝服务: After dissuasion failed, service was refused.
///
/// Source: Taipei 1999: abuse.
public struct ServiceRefused: EventPayload {
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// 劝阻次数: how often the caller was asked to stop.
  public var dissuasions: UInt64 = 0
  /// 移送司法: whether the matter goes to the judiciary.
  public var toJudiciary: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Taipei 1999: abuse"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ServiceRefused", Phrase("service refused", "拒绝服务", "拒絕服務"),
    "After dissuasion failed, service was refused.",
    fields: [
      .text(
        1, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .number(
        2, "dissuasions", { $1(&$0.dissuasions) }, Phrase("dissuasions", "劝阻次数", "勸阻次數"),
        "How often the caller was asked to stop."),
      .flag(
        3, "toJudiciary", { $1(&$0.toJudiciary) }, Phrase("to the judiciary", "移送司法", "移送司法"),
        "Whether the matter goes to the judiciary."),
    ])
}
