/// 回访失效: No answer came in the time given; it counts in the response rate.
///
/// Source: Kaohsiung: 20 to 30 % answered.
public struct SurveyExpired: EventPayload {
  /// 尝试次数: how often it was tried.
  public var attempts: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family callback.
  public static let family = EventFamily.callback
  /// Where the event comes from.
  public static let source = "Kaohsiung: 20 to 30 % answered"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SurveyExpired", Phrase("survey expired", "回访失效", "回訪逾期"),
    "No answer came in the time given; it counts in the response rate.",
    fields: [
      .number(
        1, "attempts", { $1(&$0.attempts) }, Phrase("attempts", "尝试次数", "嘗試次數"),
        "How often it was tried.")
    ])
}
