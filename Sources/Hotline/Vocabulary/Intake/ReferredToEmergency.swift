/// 转紧急热线: Guided or transferred to 110, 119 or 120; outside department scorecards.
///
/// Source: Weihai.
public struct ReferredToEmergency: EventPayload {
  /// 热线: 110, 119 or 120.
  public var line: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Weihai"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ReferredToEmergency", Phrase("referred to emergency", "转紧急热线", "轉緊急專線"),
    "Guided or transferred to 110, 119 or 120; outside department scorecards.",
    fields: [
      .text(
        1, "line", { $1(&$0.line) }, Phrase("line", "热线", "專線"),
        "110, 119 or 120.")
    ])
}
