/// 计分规则: How measures become points, points a score, and scores an order.
///
/// Source: design: weights, targets, slopes, floors, caps, exclusions and rounding are data.
public struct ScoringRule: WireMessage {
  /// 编号: unique in its rule set.
  public var id: String = ""
  /// 名称: name for people.
  public var title: RuleText?
  /// 适用分组: codes of the groups of units scored by it; empty for all. The first rule that fits counts.
  public var groups: [String] = []
  /// 基础分: points before any term, a decimal; empty for 0.
  public var base: String = ""
  /// 计分项: what the points come from.
  public var terms: [ScoreTerm] = []
  /// 下限: least score, a decimal; empty for none.
  public var floor: String = ""
  /// 上限: greatest score, a decimal; empty for none.
  public var cap: String = ""
  /// 总分修约: how the score is rounded, once; absent for two digits, half-up.
  public var rounding: RoundingSpec?
  /// 最小样本: answers or tickets under which a share is marked as a small sample and the unit not ranked.
  public var sampleMin: UInt64 = 0
  /// 排名: how scores are ordered; absent for the highest first with shared places.
  public var ranking: RankingRule?
  /// 等次: names for ranges of scores, the highest first.
  public var levels: [ScoreLevel] = []
  /// 剔除口径: measures from which only some grounds of exclusion take tickets; others are taken from all.
  public var exclusions: [MeasureExclusion] = []
  /// 满意口径: grades that count as satisfied; empty for the upper three of five.
  public var satisfied: [Satisfaction] = []
  /// 依据: which rule it follows, and what is our own choice where that is silent.
  public var source: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ScoringRule", Phrase("scoring rule", "计分规则", "計分規則"),
    "How measures become points, points a score, and scores an order.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Unique in its rule set."),
      .part(
        2, "title", { $1(&$0.title) }, Phrase("title", "名称", "名稱"),
        "Name for people."),
      .texts(
        3, "groups", { $1(&$0.groups) }, Phrase("groups", "适用分组", "適用分組"),
        "Codes of the groups of units scored by it; empty for all. The first rule that fits counts."
      ),
      .text(
        4, "base", { $1(&$0.base) }, Phrase("base points", "基础分", "基礎分"),
        "Points before any term, a decimal; empty for 0."),
      .parts(
        5, "terms", { $1(&$0.terms) }, Phrase("terms", "计分项", "計分項"),
        "What the points come from."),
      .text(
        6, "floor", { $1(&$0.floor) }, Phrase("floor", "下限", "下限"),
        "Least score, a decimal; empty for none."),
      .text(
        7, "cap", { $1(&$0.cap) }, Phrase("cap", "上限", "上限"),
        "Greatest score, a decimal; empty for none."),
      .part(
        8, "rounding", { $1(&$0.rounding) }, Phrase("rounding", "总分修约", "總分修約"),
        "How the score is rounded, once; absent for two digits, half-up."),
      .number(
        9, "sampleMin", { $1(&$0.sampleMin) }, Phrase("minimum sample", "最小样本", "最小樣本"),
        "Answers or tickets under which a share is marked as a small sample and the unit not ranked."
      ),
      .part(
        10, "ranking", { $1(&$0.ranking) }, Phrase("ranking", "排名", "排名"),
        "How scores are ordered; absent for the highest first with shared places."),
      .parts(
        11, "levels", { $1(&$0.levels) }, Phrase("levels", "等次", "等第"),
        "Names for ranges of scores, the highest first."),
      .parts(
        12, "exclusions", { $1(&$0.exclusions) }, Phrase("exclusions by measure", "剔除口径", "剔除口徑"),
        "Measures from which only some grounds of exclusion take tickets; others are taken from all."
      ),
      .words(
        13, "satisfied", { $1(&$0.satisfied) }, Phrase("counts as satisfied", "满意口径", "滿意口徑"),
        "Grades that count as satisfied; empty for the upper three of five."),
      .text(
        14, "source", { $1(&$0.source) }, Phrase("source", "依据", "依據"),
        "Which rule it follows, and what is our own choice where that is silent."),
    ])
}
