/// 变更主办: Another unit answers for the ticket.
///
/// Source: 首接负责.
public struct LeadChanged: EventPayload {
  /// 主办: code of the new lead.
  public var lead: String = ""
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// 理由: code of the reason, as the city keeps its list; the free text is a disclosure.
  public var reason: String = ""
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "首接负责"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "LeadChanged", Phrase("lead changed", "变更主办", "變更主辦"),
    "Another unit answers for the ticket.",
    fields: [
      .text(
        1, "lead", { $1(&$0.lead) }, Phrase("lead", "主办", "主辦"),
        "Code of the new lead."),
      .text(
        2, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
      .text(
        3, "reason", { $1(&$0.reason) }, Phrase("reason", "理由", "理由"),
        "Code of the reason, as the city keeps its list; the free text is a disclosure."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
