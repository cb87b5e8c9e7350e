/// 志愿巡查: A volunteer inspected the handling on the spot or surveyed opinion.
///
/// Source: Kaohsiung: 发现眼.
public struct PatrolInspected: EventPayload {
  /// 志愿者: code of the volunteer.
  public var volunteer: String = ""
  /// 结论: what was found.
  public var result: InspectionResult?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family callback.
  public static let family = EventFamily.callback
  /// Where the event comes from.
  public static let source = "Kaohsiung: 发现眼"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "PatrolInspected", Phrase("patrol inspected", "志愿巡查", "志工巡查"),
    "A volunteer inspected the handling on the spot or surveyed opinion.",
    fields: [
      .text(
        1, "volunteer", { $1(&$0.volunteer) }, Phrase("volunteer", "志愿者", "志工"),
        "Code of the volunteer."),
      .word(
        2, "result", { $1(&$0.result) }, Phrase("result", "结论", "結論"),
        "What was found."),
    ])
}
