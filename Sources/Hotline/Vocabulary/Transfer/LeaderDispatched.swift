/// 领导批示交办: A city leader or district head ordered the handling.
///
/// Source: Shanghai 12345.
public struct LeaderDispatched: EventPayload {
  /// 批示领导: code of the leader.
  public var leader: String = ""
  /// 主办: code of the unit.
  public var lead: String = ""
  /// 时限: due dates that this event gives or gives anew, with the rule and the reading of the clock.
  public var due: [DueDate] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family transfer.
  public static let family = EventFamily.transfer
  /// Where the event comes from.
  public static let source = "Shanghai 12345"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "LeaderDispatched", Phrase("leader dispatched", "领导批示交办", "首長批示交辦"),
    "A city leader or district head ordered the handling.",
    fields: [
      .text(
        1, "leader", { $1(&$0.leader) }, Phrase("leader", "批示领导", "批示首長"),
        "Code of the leader."),
      .text(
        2, "lead", { $1(&$0.lead) }, Phrase("lead", "主办", "主辦"),
        "Code of the unit."),
      .parts(
        30, "due", { $1(&$0.due) }, Phrase("due dates", "时限", "時限"),
        "Due dates that this event gives or gives anew, with the rule and the reading of the clock."
      ),
    ])
}
