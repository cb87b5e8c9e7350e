/// 个人信息限制处理: Values are not shown any more, and still provable.
///
/// Source: PIPL article 47.
public struct PersonalDataRestricted: EventPayload {
  /// 范围: which disclosures; empty for all of the case.
  public var paths: [String] = []
  /// 法律依据: on what ground.
  public var basis: LegalBasis?
  /// 申请人: code of who asked.
  public var requester: String = ""
  /// 批准人: code of who approved.
  public var approver: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family privacy.
  public static let family = EventFamily.privacy
  /// Where the event comes from.
  public static let source = "PIPL article 47"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "PersonalDataRestricted", Phrase("personal data restricted", "个人信息限制处理", "個人資料限制處理"),
    "Values are not shown any more, and still provable.",
    fields: [
      .texts(
        1, "paths", { $1(&$0.paths) }, Phrase("paths", "范围", "範圍"),
        "Which disclosures; empty for all of the case."),
      .word(
        2, "basis", { $1(&$0.basis) }, Phrase("legal basis", "法律依据", "法律依據"),
        "On what ground."),
      .text(
        3, "requester", { $1(&$0.requester) }, Phrase("requester", "申请人", "申請人"),
        "Code of who asked."),
      .text(
        4, "approver", { $1(&$0.approver) }, Phrase("approver", "批准人", "核准人"),
        "Code of who approved."),
    ])
}
