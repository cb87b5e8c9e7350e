public import Wire

/// 通话结束: A call ended, with or without a ticket; unanswered calls count for the connect rate.
///
/// Source: GB/T 33358-2016; Taipei and Kaohsiung 1999.
public struct CallEnded: EventPayload {
  /// 通话编号: number of the call.
  public var call: String = ""
  /// 呼入时间: when the call reached the hotline.
  public var startedAt: Instant?
  /// 接通时间: when a person answered; absent when nobody did.
  public var answeredAt: Instant?
  /// 挂机时间: when the caller hung up or was cut off.
  public var endedAt: Instant?
  /// 通话结果: how it ended.
  public var outcome: CallOutcome?
  /// 队列: queue of the exchange, such as a merged line.
  public var queue: String = ""
  /// 语言: language spoken, BCP 47.
  public var language: String = ""
  /// 话务员: code of the operator.
  public var agent: String = ""
  /// 计费秒数: seconds beyond the free time.
  public var chargedSeconds: UInt64 = 0
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "GB/T 33358-2016; Taipei and Kaohsiung 1999"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallEnded", Phrase("call ended", "通话结束", "通話結束"),
    "A call ended, with or without a ticket; unanswered calls count for the connect rate.",
    fields: [
      .text(
        1, "call", { $1(&$0.call) }, Phrase("call", "通话编号", "通話編號"),
        "Number of the call."),
      .instant(
        2, "startedAt", { $1(&$0.startedAt) }, Phrase("started at", "呼入时间", "撥入時間"),
        "When the call reached the hotline."),
      .instant(
        3, "answeredAt", { $1(&$0.answeredAt) }, Phrase("answered at", "接通时间", "接通時間"),
        "When a person answered; absent when nobody did."),
      .instant(
        4, "endedAt", { $1(&$0.endedAt) }, Phrase("ended at", "挂机时间", "掛斷時間"),
        "When the caller hung up or was cut off."),
      .word(
        5, "outcome", { $1(&$0.outcome) }, Phrase("outcome", "通话结果", "通話結果"),
        "How it ended."),
      .text(
        6, "queue", { $1(&$0.queue) }, Phrase("queue", "队列", "隊列"),
        "Queue of the exchange, such as a merged line."),
      .text(
        7, "language", { $1(&$0.language) }, Phrase("language", "语言", "語言"),
        "Language spoken, BCP 47."),
      .text(
        8, "agent", { $1(&$0.agent) }, Phrase("operator", "话务员", "話務員"),
        "Code of the operator."),
      .number(
        9, "chargedSeconds", { $1(&$0.chargedSeconds) }, Phrase("charged seconds", "计费秒数", "計費秒數"),
        "Seconds beyond the free time."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
