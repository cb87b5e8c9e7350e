public import Wire

/// 时限届满: A due date passed without the act it asks for; recorded once by the deadline clock.
///
/// Source: every deadline of domain.md 2.
public struct DeadlineLapsed: EventPayload {
  /// 时限: clock of the due date.
  public var clock: String = ""
  /// 规则: id of the rule.
  public var rule: String = ""
  /// 应办时间: the due date that passed.
  public var dueAt: Instant?
  /// 单位: code of the unit.
  public var unit: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "every deadline of domain.md 2"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "DeadlineLapsed", Phrase("deadline lapsed", "时限届满", "逾期"),
    "A due date passed without the act it asks for; recorded once by the deadline clock.",
    fields: [
      .text(
        1, "clock", { $1(&$0.clock) }, Phrase("clock", "时限", "時限"),
        "Clock of the due date."),
      .text(
        2, "rule", { $1(&$0.rule) }, Phrase("rule", "规则", "規則"),
        "Id of the rule."),
      .instant(
        3, "dueAt", { $1(&$0.dueAt) }, Phrase("due at", "应办时间", "應辦時間"),
        "The due date that passed."),
      .text(
        4, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
    ])
}
