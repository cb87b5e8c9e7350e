/// 派单规则: Who handles a matter, by category and local time.
///
/// Source: New Taipei: animal rescue by day and by night.
public struct RouteRule: WireMessage {
  /// 编号: unique in its rule set.
  public var id: String = ""
  /// 适用情形: matters it is for.
  public var when: RuleCase?
  /// 主办: code of the unit; empty for a referral.
  public var lead: String = ""
  /// 协办: codes of units that help.
  public var coHandlers: [String] = []
  /// 转出: where it goes outside the departments.
  public var referral: ReferralTarget?
  /// 转接规则: id of the route that takes over when the unit returns the ticket; chains may not run in a circle.
  public var next: String = ""
  /// 依据: which rule it follows.
  public var source: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RouteRule", Phrase("route", "派单规则", "派案規則"),
    "Who handles a matter, by category and local time.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Unique in its rule set."),
      .part(
        2, "when", { $1(&$0.when) }, Phrase("when", "适用情形", "適用情形"),
        "Matters it is for."),
      .text(
        3, "lead", { $1(&$0.lead) }, Phrase("lead", "主办", "主辦"),
        "Code of the unit; empty for a referral."),
      .texts(
        4, "coHandlers", { $1(&$0.coHandlers) }, Phrase("co-handlers", "协办", "協辦"),
        "Codes of units that help."),
      .word(
        5, "referral", { $1(&$0.referral) }, Phrase("referral", "转出", "轉出"),
        "Where it goes outside the departments."),
      .text(
        6, "next", { $1(&$0.next) }, Phrase("next", "转接规则", "轉接規則"),
        "Id of the route that takes over when the unit returns the ticket; chains may not run in a circle."
      ),
      .text(
        7, "source", { $1(&$0.source) }, Phrase("source", "依据", "依據"),
        "Which rule it follows."),
    ])
}
