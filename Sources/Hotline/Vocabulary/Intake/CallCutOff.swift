/// 超时切断: A call was cut off automatically at the limit.
///
/// Source: Kaohsiung 1999: 12 minutes.
public struct CallCutOff: EventPayload {
  /// 通话编号: number of the call.
  public var call: String = ""
  /// 通话秒数: seconds talked until the cut.
  public var talkedSeconds: UInt64 = 0
  /// 规则: id of the rule that set the limit.
  public var rule: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Kaohsiung 1999: 12 minutes"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallCutOff", Phrase("call cut off", "超时切断", "逾時切斷"),
    "A call was cut off automatically at the limit.",
    fields: [
      .text(
        1, "call", { $1(&$0.call) }, Phrase("call", "通话编号", "通話編號"),
        "Number of the call."),
      .number(
        2, "talkedSeconds", { $1(&$0.talkedSeconds) }, Phrase("talked for", "通话秒数", "通話秒數"),
        "Seconds talked until the cut."),
      .text(
        3, "rule", { $1(&$0.rule) }, Phrase("rule", "规则", "規則"),
        "Id of the rule that set the limit."),
    ])
}
