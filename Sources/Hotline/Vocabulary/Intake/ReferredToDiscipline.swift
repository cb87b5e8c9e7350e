/// 转纪检监察: Handed to discipline inspection; outside department scorecards.
///
/// Source: Weihai.
public struct ReferredToDiscipline: EventPayload {
  /// 机构: code of the office.
  public var office: String = ""
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
    "ReferredToDiscipline", Phrase("referred to discipline inspection", "转纪检监察", "轉政風"),
    "Handed to discipline inspection; outside department scorecards.",
    fields: [
      .text(
        1, "office", { $1(&$0.office) }, Phrase("office", "机构", "機關"),
        "Code of the office.")
    ])
}
