/// 抽查结果: What the check of one drawn ticket found.
///
/// Source: Taipei: 谎报处理结果.
public struct SpotCheckRecorded: EventPayload {
  /// 抽查编号: number of the sample.
  public var check: String = ""
  /// 结论: what was found.
  public var result: InspectionResult?
  /// 抽查人: code of the person.
  public var inspector: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family callback.
  public static let family = EventFamily.callback
  /// Where the event comes from.
  public static let source = "Taipei: 谎报处理结果"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SpotCheckRecorded", Phrase("spot check recorded", "抽查结果", "抽查結果"),
    "What the check of one drawn ticket found.",
    fields: [
      .text(
        1, "check", { $1(&$0.check) }, Phrase("check", "抽查编号", "抽查編號"),
        "Number of the sample."),
      .word(
        2, "result", { $1(&$0.result) }, Phrase("result", "结论", "結論"),
        "What was found."),
      .text(
        3, "inspector", { $1(&$0.inspector) }, Phrase("inspector", "抽查人", "抽查人"),
        "Code of the person."),
    ])
}
