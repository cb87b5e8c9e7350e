/// 申请延期: More time is asked for, before the limit has passed.
///
/// Source: general model: 延期.
public struct ExtensionRequested: EventPayload {
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 时限: the due date's clock that should move.
  public var clock: String = ""
  /// 延长工作日: how many working days more.
  public var workingDays: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "general model: 延期"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ExtensionRequested", Phrase("extension requested", "申请延期", "申請展期"),
    "More time is asked for, before the limit has passed.",
    fields: [
      .text(
        1, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        2, "clock", { $1(&$0.clock) }, Phrase("clock", "时限", "時限"),
        "The due date's clock that should move."),
      .number(
        3, "workingDays", { $1(&$0.workingDays) }, Phrase("working days", "延长工作日", "延長工作日"),
        "How many working days more."),
    ])
}
