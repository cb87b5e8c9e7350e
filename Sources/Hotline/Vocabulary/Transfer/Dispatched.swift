/// 交办: The ticket was handed to a lead and, where several are needed, co-handlers.
///
/// Source: every hotline.
public struct Dispatched: EventPayload {
  /// 主办: code of the unit that answers for the ticket.
  public var lead: String = ""
  /// 协办: codes of the units that help.
  public var coHandlers: [String] = []
  /// 交办途径: on whose order.
  public var way: DispatchWay?
  /// 派单规则: id of the routing rule; empty when a person chose.
  public var route: String = ""
  /// 规则读数: local time and facts that the routing rule read.
  public var routeReading: String = ""
  /// 派单员: code of the person.
  public var agent: String = ""
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "every hotline"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "Dispatched", Phrase("dispatched", "交办", "派工"),
    "The ticket was handed to a lead and, where several are needed, co-handlers.",
    fields: [
      .text(
        1, "lead", { $1(&$0.lead) }, Phrase("lead", "主办", "主辦"),
        "Code of the unit that answers for the ticket."),
      .texts(
        2, "coHandlers", { $1(&$0.coHandlers) }, Phrase("co-handlers", "协办", "協辦"),
        "Codes of the units that help."),
      .word(
        3, "way", { $1(&$0.way) }, Phrase("way", "交办途径", "交辦途徑"),
        "On whose order."),
      .text(
        4, "route", { $1(&$0.route) }, Phrase("route", "派单规则", "派案規則"),
        "Id of the routing rule; empty when a person chose."),
      .text(
        5, "routeReading", { $1(&$0.routeReading) }, Phrase("reading", "规则读数", "規則讀數"),
        "Local time and facts that the routing rule read."),
      .text(
        6, "agent", { $1(&$0.agent) }, Phrase("operator", "派单员", "派案員"),
        "Code of the person."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
