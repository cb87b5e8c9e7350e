/// 周期关账: No event is expected for a period any more; what comes later is a restatement.
///
/// Source: bulletins.
public struct PeriodClosed: EventPayload {
  /// 周期: such as 2016-H2.
  public var period: String = ""
  /// 日志长度: events in the log at that moment.
  public var treeSize: UInt64 = 0
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "bulletins"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "PeriodClosed", Phrase("period closed", "周期关账", "週期關帳"),
    "No event is expected for a period any more; what comes later is a restatement.",
    fields: [
      .text(
        1, "period", { $1(&$0.period) }, Phrase("period", "周期", "週期"),
        "Such as 2016-H2."),
      .number(
        2, "treeSize", { $1(&$0.treeSize) }, Phrase("tree size", "日志长度", "日誌長度"),
        "Events in the log at that moment."),
      .text(
        3, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
