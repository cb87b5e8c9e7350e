/// 回访规则: Whom to ask, what, and how often.
///
/// Source: Shanghai, Weihai, Kaohsiung.
public struct CallbackRule: WireMessage {
  /// 问题: what is asked.
  public var questions: [CallbackQuestion] = []
  /// 尝试次数: after how many attempts the survey expires.
  public var attemptsMax: UInt64 = 0
  /// 比例: thousandths of closed tickets to be asked; 1000 for all.
  public var sharePermille: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallbackRule", Phrase("callback rule", "回访规则", "回訪規則"),
    "Whom to ask, what, and how often.",
    fields: [
      .words(
        1, "questions", { $1(&$0.questions) }, Phrase("questions", "问题", "問題"),
        "What is asked."),
      .number(
        2, "attemptsMax", { $1(&$0.attemptsMax) }, Phrase("attempts", "尝试次数", "嘗試次數"),
        "After how many attempts the survey expires."),
      .number(
        3, "sharePermille", { $1(&$0.sharePermille) }, Phrase("share", "比例", "比例"),
        "Thousandths of closed tickets to be asked; 1000 for all."),
    ])
}
