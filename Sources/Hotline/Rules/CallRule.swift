/// 通话规则: Free time, cut-off and answering.
///
/// Source: Taipei 10 min free; Kaohsiung 12 min; GB/T 33358.
public struct CallRule: WireMessage {
  /// 免费秒数: after which calls are charged; 0 for always free.
  public var freeSeconds: UInt64 = 0
  /// 切断秒数: after which a call is cut; 0 for never.
  public var cutOffSeconds: UInt64 = 0
  /// 应答秒数: seconds in which a call should be answered; 0 for none.
  public var answerWithinSeconds: UInt64 = 0
  /// 接通率: thousandths of calls of any sliding 24 hours that must be answered; 0 for none.
  public var connectPermille: UInt64 = 0
  /// 须具名: whether the caller must say who they are.
  public var identityRequired: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallRule", Phrase("call rule", "通话规则", "通話規則"),
    "Free time, cut-off and answering.",
    fields: [
      .number(
        1, "freeSeconds", { $1(&$0.freeSeconds) }, Phrase("free seconds", "免费秒数", "免費秒數"),
        "After which calls are charged; 0 for always free."),
      .number(
        2, "cutOffSeconds", { $1(&$0.cutOffSeconds) }, Phrase("cut off after", "切断秒数", "切斷秒數"),
        "After which a call is cut; 0 for never."),
      .number(
        3, "answerWithinSeconds", { $1(&$0.answerWithinSeconds) },
        Phrase("answer within", "应答秒数", "應答秒數"),
        "Seconds in which a call should be answered; 0 for none."),
      .number(
        4, "connectPermille", { $1(&$0.connectPermille) }, Phrase("connect rate", "接通率", "接通率"),
        "Thousandths of calls of any sliding 24 hours that must be answered; 0 for none."),
      .flag(
        5, "identityRequired", { $1(&$0.identityRequired) },
        Phrase("identity required", "须具名", "須具名"),
        "Whether the caller must say who they are."),
    ])
}
