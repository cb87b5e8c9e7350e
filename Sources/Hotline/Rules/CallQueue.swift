/// 队列: A queue in which calls of one subject wait.
///
/// Source: Guangzhou: six queues.
public struct CallQueue: WireMessage {
  /// 编号: code of the queue.
  public var id: String = ""
  /// 名称: name for people.
  public var title: RuleText?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CallQueue", Phrase("call queue", "队列", "佇列"),
    "A queue in which calls of one subject wait.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Code of the queue."),
      .part(
        2, "title", { $1(&$0.title) }, Phrase("title", "名称", "名稱"),
        "Name for people."),
    ])
}
