/// 修约: To how many digits a number is rounded, and how.
///
/// Source: design: half-up.
public struct RoundingSpec: WireMessage {
  /// 小数位数: digits after the point, at most 9.
  public var digits: UInt64 = 0
  /// 方式: absent for half-up.
  public var mode: RoundingMode?
  /// 去尾零: whether zeros at the end are left out when it is printed.
  public var trims: Bool = false
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RoundingSpec", Phrase("rounding", "修约", "捨入"),
    "To how many digits a number is rounded, and how.",
    fields: [
      .number(
        1, "digits", { $1(&$0.digits) }, Phrase("digits", "小数位数", "小數位數"),
        "Digits after the point, at most 9."),
      .word(
        2, "mode", { $1(&$0.mode) }, Phrase("mode", "方式", "方式"),
        "Absent for half-up."),
      .flag(
        3, "trims", { $1(&$0.trims) }, Phrase("trims zeros", "去尾零", "去尾零"),
        "Whether zeros at the end are left out when it is printed."),
    ])
}

/// 排名规则: How scores are ordered.
///
/// Source: Foshan ranks units; small samples are not ranked.
public struct RankingRule: WireMessage {
  /// 方向: absent for the highest first.
  public var order: RankingOrder?
  /// 并列: absent for shared places with a gap after them.
  public var ties: TiePlaces?
  /// 并列时依次比较: ids of terms whose points decide between equal scores, the more the better.
  public var tieTerms: [String] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RankingRule", Phrase("ranking", "排名规则", "排名規則"),
    "How scores are ordered.",
    fields: [
      .word(
        1, "order", { $1(&$0.order) }, Phrase("order", "方向", "方向"),
        "Absent for the highest first."),
      .word(
        2, "ties", { $1(&$0.ties) }, Phrase("ties", "并列", "並列"),
        "Absent for shared places with a gap after them."),
      .texts(
        3, "tieTerms", { $1(&$0.tieTerms) }, Phrase("decide ties", "并列时依次比较", "同分時依序比較"),
        "Ids of terms whose points decide between equal scores, the more the better."),
    ])
}

/// 等次: A name for scores from a threshold on.
///
/// Source: 优良中差; Taiwan's 優甲乙丙.
public struct ScoreLevel: WireMessage {
  /// 编号: unique in its scoring rule.
  public var id: String = ""
  /// 名称: name for people.
  public var title: RuleText?
  /// 起点: least rounded score, a decimal; empty for every score.
  public var from: String = ""
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "ScoreLevel", Phrase("level", "等次", "等第"),
    "A name for scores from a threshold on.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Unique in its scoring rule."),
      .part(
        2, "title", { $1(&$0.title) }, Phrase("title", "名称", "名稱"),
        "Name for people."),
      .text(
        3, "from", { $1(&$0.from) }, Phrase("from", "起点", "起點"),
        "Least rounded score, a decimal; empty for every score."),
    ])
}

/// 剔除口径: The grounds of exclusion that take a ticket out of one measure.
///
/// Source: Beijing; Guangdong: law enforcement and mediation are not assessed by satisfaction.
public struct MeasureExclusion: WireMessage {
  /// 指标: id of the measure.
  public var measure: String = ""
  /// 理由: grounds that count; empty for none, so that every ticket stays in.
  public var grounds: [ExclusionGround] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "MeasureExclusion", Phrase("exclusions of a measure", "剔除口径", "剔除口徑"),
    "The grounds of exclusion that take a ticket out of one measure.",
    fields: [
      .text(
        1, "measure", { $1(&$0.measure) }, Phrase("measure", "指标", "指標"),
        "Id of the measure."),
      .words(
        2, "grounds", { $1(&$0.grounds) }, Phrase("grounds", "理由", "理由"),
        "Grounds that count; empty for none, so that every ticket stays in."),
    ])
}
