/// 三方通话: Operator, citizen and unit spoke together.
///
/// Source: Shanghai 12345.
public struct ThreeWayCallHeld: EventPayload {
  /// 通话编号: number of the call.
  public var call: String = ""
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 当场解决: whether the matter was settled in the call.
  public var settled: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Shanghai 12345"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ThreeWayCallHeld", Phrase("three-way call", "三方通话", "三方通話"),
    "Operator, citizen and unit spoke together.",
    fields: [
      .text(
        1, "call", { $1(&$0.call) }, Phrase("call", "通话编号", "通話編號"),
        "Number of the call."),
      .text(
        2, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .flag(
        3, "settled", { $1(&$0.settled) }, Phrase("settled", "当场解决", "當場解決"),
        "Whether the matter was settled in the call."),
    ])
}
