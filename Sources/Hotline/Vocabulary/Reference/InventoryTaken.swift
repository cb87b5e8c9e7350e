/// 案卷清点: How many events every stream has, under one root; proves that a case's events are all of them.
///
/// Source: design: a periodic, recorded root over all streams' heads.
public struct InventoryTaken: EventPayload {
  /// 日志长度: events that were counted: the first so many of the log.
  public var treeSize: UInt64 = 0
  /// 树根: RFC 6962 root at that size.
  public var root: [UInt8] = []
  /// 案卷数: number of streams.
  public var streams: UInt64 = 0
  /// 清点根: root of the inventory (docs/evidence.md).
  public var inventory: [UInt8] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "design: completeness of a case"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "InventoryTaken", Phrase("inventory taken", "案卷清点", "案卷清點"),
    "How many events every stream has, under one root; proves that a case's events are all of them.",
    fields: [
      .number(
        1, "treeSize", { $1(&$0.treeSize) }, Phrase("tree size", "日志长度", "日誌長度"),
        "Events that were counted: the first so many of the log."),
      .bytes(
        2, "root", { $1(&$0.root) }, Phrase("root", "树根", "樹根"),
        "RFC 6962 root at that size."),
      .number(
        3, "streams", { $1(&$0.streams) }, Phrase("streams", "案卷数", "案卷數"),
        "Number of streams."),
      .bytes(
        4, "inventory", { $1(&$0.inventory) }, Phrase("inventory root", "清点根", "清點根"),
        "Root of the inventory (docs/evidence.md)."),
    ])
}
