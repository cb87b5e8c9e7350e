/// 回访尝试: An attempt to ask the citizen.
///
/// Source: Guangzhou: callbacks not carried out in full.
public struct CallbackAttempted: EventPayload {
  /// 结果: what came of it.
  public var outcome: CallbackOutcome?
  /// 回访员: code of the person.
  public var agent: String = ""
  /// 渠道: telephone, SMS, app.
  public var channel: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family callback.
  public static let family = EventFamily.callback
  /// Where the event comes from.
  public static let source = "Guangzhou: callbacks not carried out in full"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallbackAttempted", Phrase("callback attempted", "回访尝试", "回訪嘗試"),
    "An attempt to ask the citizen.",
    fields: [
      .word(
        1, "outcome", { $1(&$0.outcome) }, Phrase("outcome", "结果", "結果"),
        "What came of it."),
      .text(
        2, "agent", { $1(&$0.agent) }, Phrase("operator", "回访员", "回訪員"),
        "Code of the person."),
      .text(
        3, "channel", { $1(&$0.channel) }, Phrase("channel", "渠道", "管道"),
        "Telephone, SMS, app."),
    ])
}
