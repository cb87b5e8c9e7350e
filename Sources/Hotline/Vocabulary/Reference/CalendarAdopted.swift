/// 日历生效: A list of holidays and make-up working days became known.
///
/// Source: official lists.
public struct CalendarAdopted: EventPayload {
  /// 日历: the days.
  public var calendar: CalendarList?
  /// 来源: which notice or list.
  public var source: String = ""
  /// 摘要: SHA-256 of the file that was adopted.
  public var digest: [UInt8] = []
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "official lists"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CalendarAdopted", Phrase("calendar adopted", "日历生效", "行事曆生效"),
    "A list of holidays and make-up working days became known.",
    fields: [
      .part(
        1, "calendar", { $1(&$0.calendar) }, Phrase("calendar", "日历", "行事曆"),
        "The days."),
      .text(
        2, "source", { $1(&$0.source) }, Phrase("source", "来源", "來源"),
        "Which notice or list."),
      .bytes(
        3, "digest", { $1(&$0.digest) }, Phrase("digest", "摘要", "摘要"),
        "SHA-256 of the file that was adopted."),
      .text(
        4, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
