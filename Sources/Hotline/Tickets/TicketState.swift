public import Wire

/// 工单: What is known of a case after some of its events; equal histories give equal bytes.
///
/// Source: the events of one stream, folded.
public struct TicketState: WireMessage {
  /// 事件数: number of events folded.
  public var revision: UInt64 = 0
  /// 环节: where the ticket stands.
  public var step: TicketStep?
  /// 自: when it came there, as claimed.
  public var stepSince: Instant?
  /// 来源编号: number the source gave it.
  public var sourceID: String = ""
  /// 诉求类型: code.
  public var kind: String = ""
  /// 类别: code.
  public var category: String = ""
  /// 行政区: code.
  public var district: String = ""
  /// 渠道: code.
  public var channel: String = ""
  /// 紧急程度: absent for normal.
  public var urgency: Urgency?
  /// 难易程度: absent for general.
  public var difficulty: Difficulty?
  /// 保密: whether the handled unit must not learn who reported.
  public var isConfidential: Bool = false
  /// 主办: code of the unit that answers for it; empty before the dispatch.
  public var lead: String = ""
  /// 协办: codes.
  public var coHandlers: [String] = []
  /// 经手: who held it, in order.
  public var hands: [Holding] = []
  /// 起算点: what started clocks in this round.
  public var anchors: [ClockAnchor] = []
  /// 时限: due dates in order of their first giving.
  public var clocks: [TicketClock] = []
  /// 轮次: 1, and one more with each redo or reopening.
  public var round: UInt64 = 0
  /// 待裁退单: absent when none is.
  public var pendingReturn: PendingReturn?
  /// 退单次数: returns asked for.
  public var returns: UInt64 = 0
  /// 不当退单次数: returns ruled improper.
  public var improperReturns: UInt64 = 0
  /// 终裁: A final ruling was given.
  public var returnsAreFinal: Bool = false
  /// 待裁延期: absent when none is.
  public var pendingExtension: PendingExtension?
  /// 延期次数: extensions granted.
  public var extensions: UInt64 = 0
  /// 中止方式: while suspended or parked.
  public var suspension: SuspensionKind?
  /// 中止时间: while suspended or parked.
  public var suspendedAt: Instant?
  /// 中止至: end of the plan.
  public var suspendedUntil: Instant?
  /// 结案等级: as reported, or as closed.
  public var grade: HandlingGrade?
  /// 待跟进: closed with grade B and not finished.
  public var needsFollowUp: Bool = false
  /// 单位称已解决: what the unit says.
  public var claimedSolved: Bool?
  /// 群众称已解决: what the citizen says.
  public var confirmedSolved: Bool?
  /// 办结时间: latest result, as claimed.
  public var resultAt: Instant?
  /// 结案时间: latest closing, as claimed.
  public var closedAt: Instant?
  /// 回访次数: in this round.
  public var callbackAttempts: UInt64 = 0
  /// 已回访: whether the citizen answered in this round.
  public var wasCalledBack: Bool = false
  /// 回访失效: whether no answer came in time in this round.
  public var surveyExpired: Bool = false
  /// 督办牌: in order.
  public var cards: [TicketCard] = []
  /// 待裁剔除: absent when none is.
  public var pendingExclusion: ExclusionGround?
  /// 已剔除: why it does not count; absent when it does.
  public var exclusion: ExclusionGround?
  /// 待裁申诉: appeals without a decision.
  public var openAppeals: UInt64 = 0
  /// 联合督办: supervisions that are open.
  public var jointSupervisions: UInt64 = 0
  /// 催办次数: of the citizen.
  public var reminders: UInt64 = 0
  /// 重办次数: results sent back.
  public var redos: UInt64 = 0
  /// 重启次数: closed and opened again.
  public var reopenings: UInt64 = 0
  /// 已联系: whether the citizen was reached.
  public var wasContacted: Bool = false
  /// 并入: case that goes on; empty when not merged.
  public var mergedInto: String = ""
  /// 关联工单: merged from, split into, repeats.
  public var related: [String] = []
  /// 最近行为时间: latest occurredAt so far.
  public var latestAct: Instant?
  /// 补录次数: events recorded after events that happened later.
  public var lateEntries: UInt64 = 0
  /// 矛盾次数: late entries that contradict a recorded lapse.
  public var contradictions: UInt64 = 0
  /// 更正次数: events that correct earlier ones.
  public var corrections: UInt64 = 0
  /// 受理事件: revision of the intake.
  public var intakeEvent: UInt64 = 0
  /// 类型变更事件: revision of the event that changed the kind last; 0 while it is the intake's.
  public var kindEvent: UInt64 = 0
  /// 类别变更事件: revision of the event that changed the category last; 0 while it is the intake's.
  public var categoryEvent: UInt64 = 0
  /// 办结事件: revision of the latest result.
  public var resultEvent: UInt64 = 0
  /// 结案事件: revision of the closing after it.
  public var closingEvent: UInt64 = 0
  /// 定级事件: revision of the event whose grade it has: the result or the closing.
  public var gradeEvent: UInt64 = 0
  /// 回访事件: revision of the latest answer of the citizen.
  public var answerEvent: UInt64 = 0
  /// Fields of a later version.
  public var unknown = UnknownFields()

  /// Nothing set.
  public init() {}

  /// Its fields.
  public static let schema = MessageSchema<Self>(
    "TicketState", Phrase("ticket", "工单", "案件"),
    "What is known of a case after some of its events; equal histories give equal bytes.",
    fields: [
      .number(
        1, "revision", { $1(&$0.revision) }, Phrase("events", "事件数", "事件數"),
        "Number of events folded."),
      .word(
        2, "step", { $1(&$0.step) }, Phrase("step", "环节", "環節"),
        "Where the ticket stands."),
      .instant(
        3, "stepSince", { $1(&$0.stepSince) }, Phrase("since", "自", "自"),
        "When it came there, as claimed."),
      .text(
        4, "sourceID", { $1(&$0.sourceID) }, Phrase("source id", "来源编号", "來源編號"),
        "Number the source gave it."),
      .text(
        5, "kind", { $1(&$0.kind) }, Phrase("kind", "诉求类型", "訴求類型"),
        "Code."),
      .text(
        6, "category", { $1(&$0.category) }, Phrase("category", "类别", "類別"),
        "Code."),
      .text(
        7, "district", { $1(&$0.district) }, Phrase("district", "行政区", "行政區"),
        "Code."),
      .text(
        8, "channel", { $1(&$0.channel) }, Phrase("channel", "渠道", "管道"),
        "Code."),
      .word(
        9, "urgency", { $1(&$0.urgency) }, Phrase("urgency", "紧急程度", "緊急程度"),
        "Absent for normal."),
      .word(
        10, "difficulty", { $1(&$0.difficulty) }, Phrase("difficulty", "难易程度", "難易程度"),
        "Absent for general."),
      .flag(
        11, "isConfidential", { $1(&$0.isConfidential) }, Phrase("confidential", "保密", "保密"),
        "Whether the handled unit must not learn who reported."),
      .text(
        12, "lead", { $1(&$0.lead) }, Phrase("lead", "主办", "主辦"),
        "Code of the unit that answers for it; empty before the dispatch."),
      .texts(
        13, "coHandlers", { $1(&$0.coHandlers) }, Phrase("co-handlers", "协办", "協辦"),
        "Codes."),
      .parts(
        14, "hands", { $1(&$0.hands) }, Phrase("hands", "经手", "經手"),
        "Who held it, in order."),
      .parts(
        15, "anchors", { $1(&$0.anchors) }, Phrase("anchors", "起算点", "起算點"),
        "What started clocks in this round."),
      .parts(
        16, "clocks", { $1(&$0.clocks) }, Phrase("clocks", "时限", "時限"),
        "Due dates in order of their first giving."),
      .number(
        17, "round", { $1(&$0.round) }, Phrase("round", "轮次", "輪次"),
        "1, and one more with each redo or reopening."),
      .part(
        18, "pendingReturn", { $1(&$0.pendingReturn) }, Phrase("return asked for", "待裁退单", "待裁退案"),
        "Absent when none is."),
      .number(
        19, "returns", { $1(&$0.returns) }, Phrase("returns", "退单次数", "退案次數"),
        "Returns asked for."),
      .number(
        20, "improperReturns", { $1(&$0.improperReturns) },
        Phrase("improper returns", "不当退单次数", "不當退案次數"),
        "Returns ruled improper."),
      .flag(
        21, "returnsAreFinal", { $1(&$0.returnsAreFinal) }, Phrase("no more returns", "终裁", "終裁"),
        "A final ruling was given."),
      .part(
        22, "pendingExtension", { $1(&$0.pendingExtension) },
        Phrase("extension asked for", "待裁延期", "待裁展期"),
        "Absent when none is."),
      .number(
        23, "extensions", { $1(&$0.extensions) }, Phrase("extensions", "延期次数", "展期次數"),
        "Extensions granted."),
      .word(
        24, "suspension", { $1(&$0.suspension) }, Phrase("suspension", "中止方式", "中止方式"),
        "While suspended or parked."),
      .instant(
        25, "suspendedAt", { $1(&$0.suspendedAt) }, Phrase("suspended at", "中止时间", "中止時間"),
        "While suspended or parked."),
      .instant(
        26, "suspendedUntil", { $1(&$0.suspendedUntil) }, Phrase("until", "中止至", "中止至"),
        "End of the plan."),
      .word(
        27, "grade", { $1(&$0.grade) }, Phrase("grade", "结案等级", "結案等級"),
        "As reported, or as closed."),
      .flag(
        28, "needsFollowUp", { $1(&$0.needsFollowUp) }, Phrase("to follow up", "待跟进", "待追蹤"),
        "Closed with grade B and not finished."),
      .answer(
        29, "claimedSolved", { $1(&$0.claimedSolved) },
        Phrase("claimed solved", "单位称已解决", "單位稱已解決"),
        "What the unit says."),
      .answer(
        30, "confirmedSolved", { $1(&$0.confirmedSolved) },
        Phrase("confirmed solved", "群众称已解决", "民眾稱已解決"),
        "What the citizen says."),
      .instant(
        31, "resultAt", { $1(&$0.resultAt) }, Phrase("result at", "办结时间", "辦結時間"),
        "Latest result, as claimed."),
      .instant(
        32, "closedAt", { $1(&$0.closedAt) }, Phrase("closed at", "结案时间", "結案時間"),
        "Latest closing, as claimed."),
      .number(
        33, "callbackAttempts", { $1(&$0.callbackAttempts) },
        Phrase("callback attempts", "回访次数", "回訪次數"),
        "In this round."),
      .flag(
        34, "wasCalledBack", { $1(&$0.wasCalledBack) }, Phrase("called back", "已回访", "已回訪"),
        "Whether the citizen answered in this round."),
      .flag(
        35, "surveyExpired", { $1(&$0.surveyExpired) }, Phrase("survey expired", "回访失效", "回訪逾期"),
        "Whether no answer came in time in this round."),
      .parts(
        36, "cards", { $1(&$0.cards) }, Phrase("cards", "督办牌", "督辦牌"),
        "In order."),
      .word(
        37, "pendingExclusion", { $1(&$0.pendingExclusion) },
        Phrase("exclusion asked for", "待裁剔除", "待裁剔除"),
        "Absent when none is."),
      .word(
        38, "exclusion", { $1(&$0.exclusion) }, Phrase("excluded", "已剔除", "已剔除"),
        "Why it does not count; absent when it does."),
      .number(
        39, "openAppeals", { $1(&$0.openAppeals) }, Phrase("open appeals", "待裁申诉", "待裁申訴"),
        "Appeals without a decision."),
      .number(
        40, "jointSupervisions", { $1(&$0.jointSupervisions) },
        Phrase("joint supervision", "联合督办", "聯合督辦"),
        "Supervisions that are open."),
      .number(
        41, "reminders", { $1(&$0.reminders) }, Phrase("reminders", "催办次数", "催辦次數"),
        "Of the citizen."),
      .number(
        42, "redos", { $1(&$0.redos) }, Phrase("redos", "重办次数", "重辦次數"),
        "Results sent back."),
      .number(
        43, "reopenings", { $1(&$0.reopenings) }, Phrase("reopenings", "重启次数", "重啟次數"),
        "Closed and opened again."),
      .flag(
        44, "wasContacted", { $1(&$0.wasContacted) }, Phrase("contacted", "已联系", "已聯繫"),
        "Whether the citizen was reached."),
      .text(
        45, "mergedInto", { $1(&$0.mergedInto) }, Phrase("merged into", "并入", "併入"),
        "Case that goes on; empty when not merged."),
      .texts(
        46, "related", { $1(&$0.related) }, Phrase("related cases", "关联工单", "關聯案件"),
        "Merged from, split into, repeats."),
      .instant(
        47, "latestAct", { $1(&$0.latestAct) }, Phrase("latest act", "最近行为时间", "最近行為時間"),
        "Latest occurredAt so far."),
      .number(
        48, "lateEntries", { $1(&$0.lateEntries) }, Phrase("late entries", "补录次数", "補登次數"),
        "Events recorded after events that happened later."),
      .number(
        49, "contradictions", { $1(&$0.contradictions) }, Phrase("contradictions", "矛盾次数", "矛盾次數"),
        "Late entries that contradict a recorded lapse."),
      .number(
        50, "corrections", { $1(&$0.corrections) }, Phrase("corrections", "更正次数", "更正次數"),
        "Events that correct earlier ones."),
      .number(
        51, "intakeEvent", { $1(&$0.intakeEvent) }, Phrase("intake", "受理事件", "受理事件"),
        "Revision of the intake."),
      .number(
        52, "kindEvent", { $1(&$0.kindEvent) }, Phrase("kind changed by", "类型变更事件", "類型變更事件"),
        "Revision of the event that changed the kind last; 0 while it is the intake's."),
      .number(
        53, "categoryEvent", { $1(&$0.categoryEvent) },
        Phrase("category changed by", "类别变更事件", "類別變更事件"),
        "Revision of the event that changed the category last; 0 while it is the intake's."),
      .number(
        54, "resultEvent", { $1(&$0.resultEvent) }, Phrase("result", "办结事件", "辦結事件"),
        "Revision of the latest result."),
      .number(
        55, "closingEvent", { $1(&$0.closingEvent) }, Phrase("closing", "结案事件", "結案事件"),
        "Revision of the closing after it."),
      .number(
        56, "gradeEvent", { $1(&$0.gradeEvent) }, Phrase("graded by", "定级事件", "定級事件"),
        "Revision of the event whose grade it has: the result or the closing."),
      .number(
        57, "answerEvent", { $1(&$0.answerEvent) }, Phrase("answer", "回访事件", "回訪事件"),
        "Revision of the latest answer of the citizen."),
    ])
}
