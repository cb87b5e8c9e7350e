/// 发牌: A warning for a limit that was passed.
///
/// Source: Foshan: yellow and red cards.
public struct CardIssued: EventPayload {
  /// 颜色: yellow or red.
  public var colour: CardColour?
  /// 单位: code of the unit.
  public var unit: String = ""
  /// 规则: id of the card rule.
  public var rule: String = ""
  /// 时限: clock that lapsed.
  public var clock: String = ""
  /// 取代: whether it takes the place of the ticket's earlier card for that clock.
  public var replaces: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Family supervision.
  public static let family = EventFamily.supervision
  /// Where the event comes from.
  public static let source = "Foshan: yellow and red cards"
  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "CardIssued", Phrase("card issued", "发牌", "發牌"),
    "A warning for a limit that was passed.",
    fields: [
      .word(
        1, "colour", { $1(&$0.colour) }, Phrase("colour", "颜色", "顏色"),
        "Yellow or red."),
      .text(
        2, "unit", { $1(&$0.unit) }, Phrase("unit", "单位", "單位"),
        "Code of the unit."),
      .text(
        3, "rule", { $1(&$0.rule) }, Phrase("rule", "规则", "規則"),
        "Id of the card rule."),
      .text(
        4, "clock", { $1(&$0.clock) }, Phrase("clock", "时限", "時限"),
        "Clock that lapsed."),
      .flag(
        5, "replaces", { $1(&$0.replaces) }, Phrase("replaces", "取代", "取代"),
        "Whether it takes the place of the ticket's earlier card for that clock."),
    ])
}
