/// 文字: A name in three languages.
///
/// Source: user interface.
public struct RuleText: WireMessage {
  /// 英文: in English.
  public var english: String = ""
  /// 简体: in simplified characters.
  public var simplified: String = ""
  /// 繁体: in traditional characters.
  public var traditional: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RuleText", Phrase("text", "文字", "文字"),
    "A name in three languages.",
    fields: [
      .text(
        1, "english", { $1(&$0.english) }, Phrase("English", "英文", "英文"),
        "In English."),
      .text(
        2, "simplified", { $1(&$0.simplified) }, Phrase("simplified Chinese", "简体", "簡體"),
        "In simplified characters."),
      .text(
        3, "traditional", { $1(&$0.traditional) }, Phrase("traditional Chinese", "繁体", "繁體"),
        "In traditional characters."),
    ])
}
