/// 现场督导: A supervision visit or an on-site meeting of leaders.
///
/// Source: Shanghai: on-site meetings.
public struct SiteSupervised: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 督导人: code of the person.
  public var leader: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "Shanghai: on-site meetings"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SiteSupervised", Phrase("site supervised", "现场督导", "現場督導"),
    "A supervision visit or an on-site meeting of leaders.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "leader", { $1(&$0.leader) }, Phrase("leader", "督导人", "督導人"),
        "Code of the person."),
    ])
}
