/// 催办: The citizen asked again where the matter stands.
///
/// Source: general model: 催办.
public struct ReminderReceived: EventPayload {
  /// 催办次数: which reminder this is, from 1.
  public var count: UInt64 = 0
  /// 渠道: how it came in.
  public var channel: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "general model: 催办"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ReminderReceived", Phrase("reminder received", "催办", "催辦"),
    "The citizen asked again where the matter stands.",
    fields: [
      .number(
        1, "count", { $1(&$0.count) }, Phrase("reminders so far", "催办次数", "催辦次數"),
        "Which reminder this is, from 1."),
      .text(
        2, "channel", { $1(&$0.channel) }, Phrase("channel", "渠道", "管道"),
        "How it came in."),
    ])
}
