/// 网格流转: The ticket went to or came from the grid platform.
///
/// Source: Guangzhou: 网格.
public struct GridDispatched: EventPayload {
  /// 网格: code of the grid cell.
  public var grid: String = ""
  /// 网格工单号: number there.
  public var ticket: String = ""
  /// 转入: whether it came from the grid.
  public var inbound: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "Guangzhou: 网格"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "GridDispatched", Phrase("grid dispatched", "网格流转", "網格轉辦"),
    "The ticket went to or came from the grid platform.",
    fields: [
      .text(
        1, "grid", { $1(&$0.grid) }, Phrase("grid", "网格", "網格"),
        "Code of the grid cell."),
      .text(
        2, "ticket", { $1(&$0.ticket) }, Phrase("grid ticket", "网格工单号", "網格案號"),
        "Number there."),
      .flag(
        3, "inbound", { $1(&$0.inbound) }, Phrase("inbound", "转入", "轉入"),
        "Whether it came from the grid."),
    ])
}
