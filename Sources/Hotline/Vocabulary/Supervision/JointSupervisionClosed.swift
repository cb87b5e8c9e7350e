/// 联合督办销号: The supervision ended.
///
/// Source: Foshan: solved and the citizen satisfied.
public struct JointSupervisionClosed: EventPayload {
  /// 已解决: whether it is solved.
  public var isSolved: Bool = false
  /// 群众满意: whether the citizen is satisfied.
  public var isSatisfied: Bool = false
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "Foshan: solved and the citizen satisfied"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "JointSupervisionClosed", Phrase("joint supervision closed", "联合督办销号", "聯合督辦結案"),
    "The supervision ended.",
    fields: [
      .flag(
        1, "isSolved", { $1(&$0.isSolved) }, Phrase("solved", "已解决", "已解決"),
        "Whether it is solved."),
      .flag(
        2, "isSatisfied", { $1(&$0.isSatisfied) }, Phrase("citizen satisfied", "群众满意", "民眾滿意"),
        "Whether the citizen is satisfied."),
      .text(
        3, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
