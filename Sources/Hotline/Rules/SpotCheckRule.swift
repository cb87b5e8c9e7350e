/// 抽查规则: How closed tickets are drawn for a check.
///
/// Source: Taipei: 研考會.
public struct SpotCheckRule: WireMessage {
  /// 每期件数: tickets drawn in each period.
  public var perPeriod: UInt64 = 0
  /// 周期: how often.
  public var period: PeriodKind?
  /// 算法: name and version of the algorithm.
  public var algorithm: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "SpotCheckRule", Phrase("spot check rule", "抽查规则", "抽查規則"),
    "How closed tickets are drawn for a check.",
    fields: [
      .number(
        1, "perPeriod", { $1(&$0.perPeriod) }, Phrase("per period", "每期件数", "每期件數"),
        "Tickets drawn in each period."),
      .word(
        2, "period", { $1(&$0.period) }, Phrase("period", "周期", "週期"),
        "How often."),
      .text(
        3, "algorithm", { $1(&$0.algorithm) }, Phrase("algorithm", "算法", "演算法"),
        "Name and version of the algorithm."),
    ])
}

/// 不考核事项: Matters that end outside the scorecards or outside one measure.
///
/// Source: Weihai; Guangdong.
public struct ExcludedMatter: WireMessage {
  /// 适用情形: matters it is for.
  public var when: RuleCase?
  /// 指标: measure it is left out of; empty for all.
  public var measure: String = ""
  /// 理由: why.
  public var ground: ExclusionGround?
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ExcludedMatter", Phrase("matter not assessed", "不考核事项", "不考核事項"),
    "Matters that end outside the scorecards or outside one measure.",
    fields: [
      .part(
        1, "when", { $1(&$0.when) }, Phrase("when", "适用情形", "適用情形"),
        "Matters it is for."),
      .text(
        2, "measure", { $1(&$0.measure) }, Phrase("measure", "指标", "指標"),
        "Measure it is left out of; empty for all."),
      .word(
        3, "ground", { $1(&$0.ground) }, Phrase("ground", "理由", "理由"),
        "Why."),
    ])
}
