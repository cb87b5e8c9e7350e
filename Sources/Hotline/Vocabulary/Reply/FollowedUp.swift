/// 后续跟进: A closed ticket of grade B was advanced or finished.
///
/// Source: Taipei 1999: grade B.
public struct FollowedUp: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 已完成: whether it leaves the follow-up list.
  public var isFinished: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "Taipei 1999: grade B"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("text", Phrase("free text", "正文", "本文"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "FollowedUp", Phrase("followed up", "后续跟进", "後續追蹤"),
    "A closed ticket of grade B was advanced or finished.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .flag(
        2, "isFinished", { $1(&$0.isFinished) }, Phrase("finished", "已完成", "已完成"),
        "Whether it leaves the follow-up list."),
    ])
}
