/// 计分项: Points for one measure.
///
/// The measure x is rounded by `input`. With a target T the points are full + slopeBelow · (T − x) under it and
/// full + slopeAbove · (x − T) over it; with steps they are those of the highest step that x reaches; with neither
/// they are full points whatever x is. They are then held between floor and cap, multiplied by the weight, and
/// rounded by `rounding`.
///
/// Source: Lianyungang; Panjin; Foshan.
public struct ScoreTerm: WireMessage {
  /// 编号: unique in its scoring rule.
  public var id: String = ""
  /// 名称: name for people.
  public var title: RuleText?
  /// 指标: id of the measure; empty for a fixed item that no event feeds.
  public var measure: String = ""
  /// 权重: factor of the points, a decimal; empty for 1.
  public var weight: String = ""
  /// 目标值: in the measure's unit, a decimal; empty for none.
  public var target: String = ""
  /// 满分: points at the target, a decimal; empty for 0.
  public var full: String = ""
  /// 低于目标: change of the points for each unit below the target, a decimal such as -0.5; empty for 0.
  public var slopeBelow: String = ""
  /// 高于目标: change of the points for each unit above the target, a decimal; empty for 0.
  public var slopeAbove: String = ""
  /// 分档: points by thresholds, in place of a target.
  public var steps: [ScoreStep] = []
  /// 下限: least points before weighting, a decimal; empty for none.
  public var floor: String = ""
  /// 上限: most points before weighting, a decimal; empty for none.
  public var cap: String = ""
  /// 指标修约: how the measure is rounded before the formula; absent for not at all.
  public var input: RoundingSpec?
  /// 得分修约: how the weighted points are rounded; absent for not at all.
  public var rounding: RoundingSpec?
  /// 无数据: what happens without data; absent for no score.
  public var missing: MissingTerm?
  /// 最小样本: instead of the rule's, for this term; 0 for the rule's.
  public var sampleMin: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ScoreTerm", Phrase("term of a score", "计分项", "計分項"),
    "Points for one measure.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Unique in its scoring rule."),
      .part(
        2, "title", { $1(&$0.title) }, Phrase("title", "名称", "名稱"),
        "Name for people."),
      .text(
        3, "measure", { $1(&$0.measure) }, Phrase("measure", "指标", "指標"),
        "Id of the measure; empty for a fixed item that no event feeds."),
      .text(
        4, "weight", { $1(&$0.weight) }, Phrase("weight", "权重", "權重"),
        "Factor of the points, a decimal; empty for 1."),
      .text(
        5, "target", { $1(&$0.target) }, Phrase("target", "目标值", "目標值"),
        "In the measure's unit, a decimal; empty for none."),
      .text(
        6, "full", { $1(&$0.full) }, Phrase("full points", "满分", "滿分"),
        "Points at the target, a decimal; empty for 0."),
      .text(
        7, "slopeBelow", { $1(&$0.slopeBelow) }, Phrase("slope below", "低于目标", "低於目標"),
        "Change of the points for each unit below the target, a decimal such as -0.5; empty for 0."),
      .text(
        8, "slopeAbove", { $1(&$0.slopeAbove) }, Phrase("slope above", "高于目标", "高於目標"),
        "Change of the points for each unit above the target, a decimal; empty for 0."),
      .parts(
        9, "steps", { $1(&$0.steps) }, Phrase("steps", "分档", "分級"),
        "Points by thresholds, in place of a target."),
      .text(
        10, "floor", { $1(&$0.floor) }, Phrase("floor", "下限", "下限"),
        "Least points before weighting, a decimal; empty for none."),
      .text(
        11, "cap", { $1(&$0.cap) }, Phrase("cap", "上限", "上限"),
        "Most points before weighting, a decimal; empty for none."),
      .part(
        12, "input", { $1(&$0.input) }, Phrase("rounding of the measure", "指标修约", "指標修約"),
        "How the measure is rounded before the formula; absent for not at all."),
      .part(
        13, "rounding", { $1(&$0.rounding) }, Phrase("rounding of the points", "得分修约", "得分修約"),
        "How the weighted points are rounded; absent for not at all."),
      .word(
        14, "missing", { $1(&$0.missing) }, Phrase("without data", "无数据", "無資料"),
        "What happens without data; absent for no score."),
      .number(
        15, "sampleMin", { $1(&$0.sampleMin) }, Phrase("minimum sample", "最小样本", "最小樣本"),
        "Instead of the rule's, for this term; 0 for the rule's."),
    ])
}

/// 分档: Points from a threshold on.
///
/// Source: volume has no target, yet counts in Weihai.
public struct ScoreStep: WireMessage {
  /// 起点: least value of the measure, a decimal.
  public var from: String = ""
  /// 得分: points from there on, a decimal.
  public var points: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ScoreStep", Phrase("step", "分档", "分級"),
    "Points from a threshold on.",
    fields: [
      .text(
        1, "from", { $1(&$0.from) }, Phrase("from", "起点", "起點"),
        "Least value of the measure, a decimal."),
      .text(
        2, "points", { $1(&$0.points) }, Phrase("points", "得分", "得分"),
        "Points from there on, a decimal."),
    ])
}
