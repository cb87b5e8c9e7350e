/// 发牌规则: When a lapsed limit brings a card.
///
/// Source: Foshan: yellow over the limit, red when serious.
public struct CardRule: WireMessage {
  /// 编号: unique in its rule set.
  public var id: String = ""
  /// 颜色: yellow or red.
  public var colour: CardColour?
  /// 时限: ids of clocks whose lapse counts; empty for any whose consequence is a card.
  public var clocks: [String] = []
  /// 逾期: how long after the due time; absent for at once.
  public var after: LimitSpec?
  /// 取代: whether it takes the place of the ticket's earlier card.
  public var replaces: Bool = false
  /// 名称: name for people.
  public var title: RuleText?
  /// 催办次数: how many reminders must have come first; 0 for none.
  public var remindersMin: UInt64 = 0
  /// 依据: which rule it follows.
  public var source: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CardRule", Phrase("card rule", "发牌规则", "發牌規則"),
    "When a lapsed limit brings a card.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Unique in its rule set."),
      .word(
        2, "colour", { $1(&$0.colour) }, Phrase("colour", "颜色", "顏色"),
        "Yellow or red."),
      .texts(
        3, "clocks", { $1(&$0.clocks) }, Phrase("clocks", "时限", "時限"),
        "Ids of clocks whose lapse counts; empty for any whose consequence is a card."),
      .part(
        4, "after", { $1(&$0.after) }, Phrase("after", "逾期", "逾期"),
        "How long after the due time; absent for at once."),
      .flag(
        5, "replaces", { $1(&$0.replaces) }, Phrase("replaces", "取代", "取代"),
        "Whether it takes the place of the ticket's earlier card."),
      .part(
        6, "title", { $1(&$0.title) }, Phrase("title", "名称", "名稱"),
        "Name for people."),
      .number(
        7, "remindersMin", { $1(&$0.remindersMin) }, Phrase("reminders before", "催办次数", "催辦次數"),
        "How many reminders must have come first; 0 for none."),
      .text(
        8, "source", { $1(&$0.source) }, Phrase("source", "依据", "依據"),
        "Which rule it follows."),
    ])
}
