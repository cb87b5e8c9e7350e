public import Wire

/// 中止: No clock runs for now.
///
/// Source: 挂账: parked with a plan and an end date.
public struct Suspended: EventPayload {
  /// 方式: suspended, or parked with a plan.
  public var kind: SuspensionKind?
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// 至: end of the plan; required for a parked ticket.
  public var until: Instant?
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reply.
  public static let family = EventFamily.reply
  /// Where the event comes from.
  public static let source = "挂账: parked with a plan and an end date"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "Suspended", Phrase("suspended", "中止", "中止"),
    "No clock runs for now.",
    fields: [
      .word(
        1, "kind", { $1(&$0.kind) }, Phrase("kind", "方式", "方式"),
        "Suspended, or parked with a plan."),
      .text(
        2, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
      .instant(
        3, "until", { $1(&$0.until) }, Phrase("until", "至", "至"),
        "End of the plan; required for a parked ticket."),
      .text(
        4, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
    ])
}
