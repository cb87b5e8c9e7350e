/// 关联外部工单: The number of the same matter in another system, such as 110's.
///
/// Source: Guangzhou: exchange with 110.
public struct ExternalTicketLinked: EventPayload {
  /// 系统: code of the system.
  public var system: String = ""
  /// 工单号: number there.
  public var ticket: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "Guangzhou: exchange with 110"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ExternalTicketLinked", Phrase("external ticket linked", "关联外部工单", "連結外部案件"),
    "The number of the same matter in another system, such as 110's.",
    fields: [
      .text(
        1, "system", { $1(&$0.system) }, Phrase("system", "系统", "系統"),
        "Code of the system."),
      .text(
        2, "ticket", { $1(&$0.ticket) }, Phrase("ticket", "工单号", "案號"),
        "Number there."),
    ])
}
