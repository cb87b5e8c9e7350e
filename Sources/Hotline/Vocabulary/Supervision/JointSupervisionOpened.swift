/// 联合督办立项: Hotline office, supervision bureau and inspection office supervise a hard ticket until it is solved.
///
/// Source: Shanghai: 三位一体; Foshan: 一督到底.
public struct JointSupervisionOpened: EventPayload {
  /// 督办机构: codes of the offices.
  public var offices: [String] = []
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "Shanghai: 三位一体; Foshan: 一督到底"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "JointSupervisionOpened", Phrase("joint supervision opened", "联合督办立项", "聯合督辦立案"),
    "Hotline office, supervision bureau and inspection office supervise a hard ticket until it is solved.",
    fields: [
      .texts(
        1, "offices", { $1(&$0.offices) }, Phrase("offices", "督办机构", "督辦機關"),
        "Codes of the offices."),
      .text(
        2, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
