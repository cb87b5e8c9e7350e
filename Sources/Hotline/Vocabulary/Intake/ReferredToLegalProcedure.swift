/// 转法定程序: The matter belongs in court, arbitration, review or with a lawyer.
///
/// Source: Kaohsiung 1999.
public struct ReferredToLegalProcedure: EventPayload {
  /// 去向: where it goes.
  public var target: ReferralTarget?
  /// 机构: code of the office.
  public var office: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "Kaohsiung 1999"
  /// Personal values that go with it.
  public static let disclosures: [DisclosurePath] = [
    DisclosurePath("note", Phrase("note", "备注", "備註"))
  ]
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ReferredToLegalProcedure", Phrase("referred to legal procedure", "转法定程序", "轉法定程序"),
    "The matter belongs in court, arbitration, review or with a lawyer.",
    fields: [
      .word(
        1, "target", { $1(&$0.target) }, Phrase("target", "去向", "去向"),
        "Where it goes."),
      .text(
        2, "office", { $1(&$0.office) }, Phrase("office", "机构", "機關"),
        "Code of the office."),
    ])
}
