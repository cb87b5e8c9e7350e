/// 舆情标注: A keyword set was applied to a text; the text is never touched.
///
/// Source: Kaohsiung: keyword analysis.
public struct SentimentTagged: EventPayload {
  /// 倾向: what was found.
  public var sentiment: Sentiment?
  /// 关键词表: its id.
  public var keywordSet: String = ""
  /// 版本: its version.
  public var version: UInt64 = 0
  /// 命中词: words that were found.
  public var keywords: [String] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family outreach.
  public static let family = EventFamily.outreach
  /// Where the event comes from.
  public static let source = "Kaohsiung: keyword analysis"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SentimentTagged", Phrase("sentiment tagged", "舆情标注", "輿情標註"),
    "A keyword set was applied to a text; the text is never touched.",
    fields: [
      .word(
        1, "sentiment", { $1(&$0.sentiment) }, Phrase("sentiment", "倾向", "傾向"),
        "What was found."),
      .text(
        2, "keywordSet", { $1(&$0.keywordSet) }, Phrase("keyword set", "关键词表", "關鍵詞表"),
        "Its id."),
      .number(
        3, "version", { $1(&$0.version) }, Phrase("version", "版本", "版本"),
        "Its version."),
      .texts(
        4, "keywords", { $1(&$0.keywords) }, Phrase("keywords", "命中词", "命中詞"),
        "Words that were found."),
    ])
}
