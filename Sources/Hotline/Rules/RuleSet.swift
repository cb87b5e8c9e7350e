/// 规则集: Every clock, route, card and counting convention of one hotline, as data.
///
/// Source: design: rules are data.
public struct RuleSet: WireMessage {
  /// 编号: name of the rule set, such as taipei.
  public var id: String = ""
  /// 版本: from 1; a later version replaces an earlier one for what starts after its adoption.
  public var version: UInt64 = 0
  /// 名称: name for people.
  public var title: RuleText?
  /// 日历: id of the calendar that counts working days; empty when no rule needs one.
  public var calendar: String = ""
  /// 时区偏移: minutes east of UTC, such as 480.
  public var utcOffsetMinutes: UInt64 = 0
  /// 办公时间: hours in which work is done on working days.
  public var opening: [DayInterval] = []
  /// 计时约定: conventions where a clock states none.
  public var counting: Counting?
  /// 生效日: days since 1970-01-01 from which cases are judged by it; 0 for at once.
  public var effectiveDay: UInt64 = 0
  /// 时限: limits, in order; within a group the first that fits counts.
  public var clocks: [ClockRule] = []
  /// 派单规则: who handles what; the first that fits counts.
  public var routes: [RouteRule] = []
  /// 督办牌: warnings for limits that were passed.
  public var cards: [CardRule] = []
  /// 延期: who may grant how many more days.
  public var extensions: [ExtensionRule] = []
  /// 退单: how a ticket may be given back.
  public var returns: ReturnRule?
  /// 并案计时: whose clock counts when tickets are merged.
  public var mergeClock: MergeClock?
  /// 回访: whom to ask, what, and how often.
  public var callback: CallbackRule?
  /// 考核周期: periods for which scores are made.
  public var periods: [AssessmentPeriod] = []
  /// 通话: free time, cut-off and answering.
  public var calls: CallRule?
  /// 抽查: how closed tickets are drawn.
  public var check: SpotCheckRule?
  /// 剔除: grounds that this city knows.
  public var exclusions: [ExclusionGround] = []
  /// 不考核事项: matters that end outside the scorecards or outside one measure.
  public var excludedMatters: [ExcludedMatter] = []
  /// 诉求类型: codes of the kinds of matter in use; empty for any.
  public var kinds: [String] = []
  /// 依据: which rule, report or standard it follows.
  public var source: String = ""
  /// 区分甲乙类: whether results carry a grade and B stays on a follow-up list.
  public var gradesResults: Bool = false
  /// 说明: what the rule set cannot say and why, a line each.
  public var notes: [String] = []
  /// 队列: queues in which calls wait.
  public var queues: [CallQueue] = []
  /// 渠道: codes of the channels in use; empty for any.
  public var channels: [String] = []
  /// 语言: codes of the languages in which calls are taken.
  public var languages: [String] = []
  /// 计分规则: how scorecards become scores; the first whose groups fit a unit counts.
  public var scoring: [ScoringRule] = []
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "RuleSet", Phrase("rule set", "规则集", "規則集"),
    "Every clock, route, card and counting convention of one hotline, as data.",
    fields: [
      .text(
        1, "id", { $1(&$0.id) }, Phrase("id", "编号", "編號"),
        "Name of the rule set, such as taipei."),
      .number(
        2, "version", { $1(&$0.version) }, Phrase("version", "版本", "版本"),
        "From 1; a later version replaces an earlier one for what starts after its adoption."),
      .part(
        3, "title", { $1(&$0.title) }, Phrase("title", "名称", "名稱"),
        "Name for people."),
      .text(
        4, "calendar", { $1(&$0.calendar) }, Phrase("calendar", "日历", "行事曆"),
        "Id of the calendar that counts working days; empty when no rule needs one."),
      .number(
        5, "utcOffsetMinutes", { $1(&$0.utcOffsetMinutes) }, Phrase("UTC offset", "时区偏移", "時區偏移"),
        "Minutes east of UTC, such as 480."),
      .parts(
        6, "opening", { $1(&$0.opening) }, Phrase("opening hours", "办公时间", "辦公時間"),
        "Hours in which work is done on working days."),
      .part(
        7, "counting", { $1(&$0.counting) }, Phrase("counting", "计时约定", "計時約定"),
        "Conventions where a clock states none."),
      .number(
        8, "effectiveDay", { $1(&$0.effectiveDay) }, Phrase("effective from", "生效日", "生效日"),
        "Days since 1970-01-01 from which cases are judged by it; 0 for at once."),
      .parts(
        9, "clocks", { $1(&$0.clocks) }, Phrase("clocks", "时限", "時限"),
        "Limits, in order; within a group the first that fits counts."),
      .parts(
        10, "routes", { $1(&$0.routes) }, Phrase("routes", "派单规则", "派案規則"),
        "Who handles what; the first that fits counts."),
      .parts(
        11, "cards", { $1(&$0.cards) }, Phrase("cards", "督办牌", "督辦牌"),
        "Warnings for limits that were passed."),
      .parts(
        12, "extensions", { $1(&$0.extensions) }, Phrase("extensions", "延期", "展期"),
        "Who may grant how many more days."),
      .part(
        13, "returns", { $1(&$0.returns) }, Phrase("returns", "退单", "退案"),
        "How a ticket may be given back."),
      .word(
        14, "mergeClock", { $1(&$0.mergeClock) }, Phrase("merged clock", "并案计时", "併案計時"),
        "Whose clock counts when tickets are merged."),
      .part(
        15, "callback", { $1(&$0.callback) }, Phrase("callback", "回访", "回訪"),
        "Whom to ask, what, and how often."),
      .parts(
        16, "periods", { $1(&$0.periods) }, Phrase("assessment periods", "考核周期", "考核週期"),
        "Periods for which scores are made."),
      .part(
        17, "calls", { $1(&$0.calls) }, Phrase("calls", "通话", "通話"),
        "Free time, cut-off and answering."),
      .part(
        18, "check", { $1(&$0.check) }, Phrase("spot checks", "抽查", "抽查"),
        "How closed tickets are drawn."),
      .words(
        19, "exclusions", { $1(&$0.exclusions) }, Phrase("exclusions", "剔除", "剔除"),
        "Grounds that this city knows."),
      .parts(
        20, "excludedMatters", { $1(&$0.excludedMatters) },
        Phrase("matters not assessed", "不考核事项", "不考核事項"),
        "Matters that end outside the scorecards or outside one measure."),
      .texts(
        21, "kinds", { $1(&$0.kinds) }, Phrase("kinds", "诉求类型", "訴求類型"),
        "Codes of the kinds of matter in use; empty for any."),
      .text(
        22, "source", { $1(&$0.source) }, Phrase("source", "依据", "依據"),
        "Which rule, report or standard it follows."),
      .flag(
        23, "gradesResults", { $1(&$0.gradesResults) }, Phrase("grades A and B", "区分甲乙类", "區分A、B級"),
        "Whether results carry a grade and B stays on a follow-up list."),
      .texts(
        24, "notes", { $1(&$0.notes) }, Phrase("notes", "说明", "說明"),
        "What the rule set cannot say and why, a line each."),
      .parts(
        25, "queues", { $1(&$0.queues) }, Phrase("queues", "队列", "佇列"),
        "Queues in which calls wait."),
      .texts(
        26, "channels", { $1(&$0.channels) }, Phrase("channels", "渠道", "管道"),
        "Codes of the channels in use; empty for any."),
      .texts(
        27, "languages", { $1(&$0.languages) }, Phrase("languages", "语言", "語言"),
        "Codes of the languages in which calls are taken."),
      .parts(
        28, "scoring", { $1(&$0.scoring) }, Phrase("scoring", "计分规则", "計分規則"),
        "How scorecards become scores; the first whose groups fit a unit counts."),
    ])
}
