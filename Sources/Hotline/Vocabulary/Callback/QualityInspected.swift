/// 质检: A recorded call was judged.
///
/// Source: Foshan: 义务质检员.
public struct QualityInspected: EventPayload {
  /// 通话编号: number of the call.
  public var call: String = ""
  /// 质检员: code of the person.
  public var inspector: String = ""
  /// 得分: 0 to 100.
  public var points: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family callback.
  public static let family = EventFamily.callback
  /// Where the event comes from.
  public static let source = "Foshan: 义务质检员"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "QualityInspected", Phrase("quality inspected", "质检", "品質檢查"),
    "A recorded call was judged.",
    fields: [
      .text(
        1, "call", { $1(&$0.call) }, Phrase("call", "通话编号", "通話編號"),
        "Number of the call."),
      .text(
        2, "inspector", { $1(&$0.inspector) }, Phrase("inspector", "质检员", "質檢員"),
        "Code of the person."),
      .number(
        3, "points", { $1(&$0.points) }, Phrase("points", "得分", "得分"),
        "0 to 100."),
    ])
}
