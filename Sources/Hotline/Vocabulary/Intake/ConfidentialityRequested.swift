/// 要求保密: The citizen asked that the handled unit not learn who reported.
///
/// Source: evidence: reports (举报).
public struct ConfidentialityRequested: EventPayload {
  /// 保密范围: what is to be kept: identity, or the whole report.
  public var scope: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family intake.
  public static let family = EventFamily.intake
  /// Where the event comes from.
  public static let source = "evidence: reports (举报)"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ConfidentialityRequested", Phrase("confidentiality requested", "要求保密", "要求保密"),
    "The citizen asked that the handled unit not learn who reported.",
    fields: [
      .text(
        1, "scope", { $1(&$0.scope) }, Phrase("scope", "保密范围", "保密範圍"),
        "What is to be kept: identity, or the whole report.")
    ])
}
