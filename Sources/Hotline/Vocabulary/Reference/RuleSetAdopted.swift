/// 规则集生效: A rule set became known; decisions from its day on are judged by it.
///
/// Source: design: rules are data.
public struct RuleSetAdopted: EventPayload {
  /// 规则: the rule set, compiled.
  public var rules: RuleSet?
  /// 来源文件: text of the file that was adopted.
  public var source: String = ""
  /// 摘要: SHA-256 of that text.
  public var digest: [UInt8] = []
  /// 批准人: code of the person or office that approved it.
  public var authority: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family reference.
  public static let family = EventFamily.reference
  /// Where the event comes from.
  public static let source = "design: rules are data"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RuleSetAdopted", Phrase("rule set adopted", "规则集生效", "規則集生效"),
    "A rule set became known; decisions from its day on are judged by it.",
    fields: [
      .part(
        1, "rules", { $1(&$0.rules) }, Phrase("rules", "规则", "規則"),
        "The rule set, compiled."),
      .text(
        2, "source", { $1(&$0.source) }, Phrase("source", "来源文件", "來源檔"),
        "Text of the file that was adopted."),
      .bytes(
        3, "digest", { $1(&$0.digest) }, Phrase("digest", "摘要", "摘要"),
        "SHA-256 of that text."),
      .text(
        4, "authority", { $1(&$0.authority) }, Phrase("authority", "批准人", "核准人"),
        "Code of the person or office that approved it."),
    ])
}
