import Hotline

extension MeasureDefinition {
  static let volume: [MeasureDefinition] = [
    MeasureDefinition(
      .intake, Phrase("intake", "受理诉求量", "受理案件量"),
      Phrase("matters taken in during the period", "本期受理的诉求", "本期受理的案件"), .nothing,
      Phrase(
        "Lianyungang 2020-09; Shanghai 2016", "连云港 2020 年 9 月通报；上海 2016 年",
        "連雲港 2020 年 9 月通報；上海 2016 年")),
    MeasureDefinition(
      .answeredDirectly, Phrase("answered directly", "直接答复量", "直接答覆量"),
      Phrase(
        "matters answered in the period without handing them to a unit", "本期未交办、由热线直接答复的诉求",
        "本期未派工、由話務中心直接答覆的案件"),
      .nothing,
      Phrase(
        "Lianyungang 2020-09: 41,489 answered directly", "连云港 2020 年 9 月通报：直接答复 41,489 件",
        "連雲港 2020 年 9 月通報：直接答覆 41,489 件")),
    MeasureDefinition(
      .directAnswers, Phrase("direct answer rate", "直接答复率", "直接答覆率"),
      Phrase("matters answered directly", "直接答复的诉求", "直接答覆的案件"),
      of: Phrase(
        "matters answered directly or handed to a unit in the period", "本期直接答复或交办的诉求",
        "本期直接答覆或派工的案件"),
      .nothing,
      Phrase("Lianyungang 2020-09; Guangzhou", "连云港 2020 年 9 月通报；广州", "連雲港 2020 年 9 月通報；廣州")),
    MeasureDefinition(
      .received, Phrase("received", "新收工单", "新收案件"),
      Phrase(
        "tickets first handed to the unit as lead during the period", "本期首次交办给该单位主办的工单",
        "本期首次派給該機關主辦的案件"),
      .nothing,
      Phrase(
        "Lianyungang 2020-09: 78,589 new", "连云港 2020 年 9 月通报：新收 78,589 件",
        "連雲港 2020 年 9 月通報：新收 78,589 件")),
    MeasureDefinition(
      .carriedOver, Phrase("carried over", "结转工单", "結轉案件"),
      Phrase(
        "tickets in the unit's hands as lead, and not finished, when the period began",
        "期初该单位主办的未办结工单",
        "期初該機關主辦的未結案件"),
      .nothing,
      Phrase(
        "Lianyungang 2020-09: 4,629 carried over", "连云港 2020 年 9 月通报：结转 4,629 件",
        "連雲港 2020 年 9 月通報：結轉 4,629 件")),
    MeasureDefinition(
      .volume, Phrase("volume", "工单受理数量", "受理數量"),
      Phrase("tickets received and carried over", "新收与结转工单之和", "新收與結轉案件之和"), .nothing,
      Phrase(
        "Weihai: 工单受理数量; Lianyungang 2020-09: 83,218 = 78,589 + 4,629",
        "威海：工单受理数量；连云港 2020 年 9 月通报：83,218 = 78,589 + 4,629",
        "威海：工单受理数量；連雲港 2020 年 9 月通報：83,218 = 78,589 + 4,629")),
    MeasureDefinition(
      .coHandled, Phrase("co-handled", "协办工单", "協辦案件"),
      Phrase(
        "tickets that the unit was asked during the period to handle together with a lead",
        "本期该单位协办的工单",
        "本期該機關協辦的案件"),
      .nothing, Phrase("首接负责 · 协办", "首接负责、协办", "首接負責、協辦")),
    MeasureDefinition(
      .finished, Phrase("finished", "办结工单", "辦結案件"),
      Phrase(
        "results that the unit reported in the period and that were not sent back, the last before the "
          + "ticket was reopened or since",
        "本期该单位报结且未被退回重办的工单（重新打开的工单每轮计最后一次）",
        "本期該機關回報結果且未遭退回重辦的案件（重啟的案件每輪計最後一次）"),
      .nothing,
      Phrase(
        "Guangzhou 2014–2015: 96.72 % completed", "广州 2014–2015 年：办结率 96.72 %",
        "廣州 2014–2015 年：辦結率 96.72 %")),
    MeasureDefinition(
      .open, Phrase("open", "在办工单", "辦理中案件"),
      Phrase(
        "tickets in the unit's hands as lead when the period ended", "期末该单位主办的未办结工单",
        "期末該機關主辦的未結案件"),
      .nothing, Phrase("general model", "通用模式", "通用模式")),
    MeasureDefinition(
      .openOverdue, Phrase("open and overdue", "逾期未结工单", "逾期未結案件"),
      Phrase(
        "open tickets whose limit for completion had passed when the period ended",
        "期末已超过办结时限的在办工单",
        "期末已逾辦結時限的辦理中案件"),
      .assessment, Phrase("Foshan: over the limit", "佛山：超时未办结", "佛山：逾時未辦結")),
    MeasureDefinition(
      .parked, Phrase("parked", "挂账工单", "列管案件"),
      Phrase(
        "open tickets parked with a plan and an end date when the period ended",
        "期末挂账（有计划和期限）的在办工单",
        "期末列管（有計畫與期限）的辦理中案件"),
      .nothing, Phrase("Beijing: 挂账", "北京接诉即办：挂账", "北京接訴即辦：掛帳")),
  ]

  static let speed: [MeasureDefinition] = [
    MeasureDefinition(
      .dispatchInTime, Phrase("dispatched in time", "及时派单率", "即時派案率"),
      Phrase("limits for handing a ticket out that were met", "按时交办的时限", "按時派案的時限"),
      of: decided("for handing a ticket out", "派单", "派案"), .assessment,
      Phrase(
        "Weihai: two minutes after the caller hangs up; the centre's own duty",
        "威海：挂机后两分钟内派单，属热线中心职责", "威海：掛斷後兩分鐘內派案，屬話務中心職責")),
    MeasureDefinition(
      .signIn, Phrase("sign-in in time", "按时签收率", "按時簽收率"),
      Phrase("limits for signing for a ticket that were met", "按时签收的时限", "按時簽收的時限"),
      of: decided("for signing for a ticket", "签收", "簽收"), .assessment,
      Phrase("general model: 签收", "通用模式：签收", "通用模式：簽收")),
    MeasureDefinition(
      .contact, Phrase("timely contact", "及时联系率", "即時聯繫率"),
      Phrase("limits for contacting the citizen that were met", "按时联系群众的时限", "按時聯繫民眾的時限"),
      of: decided("for contacting the citizen", "联系群众", "聯繫民眾"), .assessment,
      Phrase(
        "Weihai: 及时联系率; Shanghai: within one working day", "威海：及时联系率；上海：一个工作日内",
        "威海：及時聯繫率；上海：一個工作日內")),
    MeasureDefinition(
      .response, Phrase("response rate", "响应率", "回應率"),
      Phrase(
        "of these, tickets whose citizen the unit contacted, in time or not", "其中已联系群众的工单（不论是否按时）",
        "其中已聯繫民眾的案件（不論是否按時）"),
      of: finishedTickets, .assessmentAndMerged,
      Phrase("Beijing 接诉即办: 响应率", "北京接诉即办：响应率", "北京接訴即辦：響應率")),
    MeasureDefinition(
      .onTime, Phrase("on-time completion", "限时办结率", "限時辦結率"),
      Phrase("limits for completion that were met", "按时办结的时限", "按時辦結的時限"),
      of: decided("for completion", "办结", "辦結"), .assessmentAndMerged,
      Phrase(
        "Weihai: 限时办结率; Lianyungang; Shanghai: 处理效率", "威海：限时办结率；连云港；上海：处理效率", "威海：限時辦結率；連雲港；上海：處理效率"
      )),
    MeasureDefinition(
      .arrival, Phrase("arrived in time", "及时到场率", "即時到場率"),
      Phrase("limits for arriving on site that were met", "按时到场的时限", "按時到場的時限"),
      of: decided("for arriving on site", "到场", "到場"), .assessment,
      Phrase(
        "New Taipei: on site within one hour, for an animal within four", "新北：一小时内到场，动物救援四小时内",
        "新北：一小時內到場，動物救援四小時內")),
    MeasureDefinition(
      .reportBack, Phrase("reported back in time", "及时回报率", "即時回報率"),
      Phrase("limits for reporting back that were met", "按时回报进展的时限", "按時回報進度的時限"),
      of: decided("for reporting back", "回报进展", "回報進度"), .assessment,
      Phrase(
        "Taipei: an urgent matter is reported on within one hour", "台北：紧急案件一小时内回报", "臺北：緊急案件一小時內回報")
    ),
    MeasureDefinition(
      .citizenNotice, Phrase("citizen told in time", "及时答复率", "即時答覆率"),
      Phrase("limits for telling the citizen that were met", "按时答复群众的时限", "按時答覆民眾的時限"),
      of: decided("for telling the citizen", "答复群众", "答覆民眾"), .assessment,
      Phrase("general model: 受理 → 交办 → 答复", "通用模式：受理 → 交办 → 答复", "通用模式：受理 → 交辦 → 答覆")),
    MeasureDefinition(
      .callbackInTime, Phrase("called back in time", "及时回访率", "即時回訪率"),
      Phrase("limits for calling the citizen back that were met", "按时回访的时限", "按時回訪的時限"),
      of: decided("for calling the citizen back", "回访", "回訪"), .assessment,
      Phrase(
        "Weihai: called back within 24 hours of a reported repair; the centre's own duty",
        "威海：报修后二十四小时内回访，属热线中心职责", "威海：報修後二十四小時內回訪，屬話務中心職責")),
    MeasureDefinition(
      .medianHandling, Phrase("median handling time", "办理时长中位数", "辦理時間中位數"),
      Phrase(
        "working hours from the first dispatch, or from the reopening, to the last result that was not sent back, "
          + "pauses left out (every hour of a working day where the rules name no opening hours): median, by "
          + "linear interpolation",
        "自首次交办（重新打开的自重新打开时）至最后一次未被退回的办结的工作小时（扣除中止时间；规则未定办公时间的，"
          + "工作日全天计入）的中位数（线性插值）",
        "自首次派案（重啟的自重啟時）至最後一次未遭退回的辦結的工作小時（扣除中止時間；規則未定辦公時間者，"
          + "工作日全天計入）的中位數（線性內插）"),
      of: nil, .assessmentAndMerged,
      Phrase(
        "PERCENTILE.INC; percentile_cont", "PERCENTILE.INC；percentile_cont",
        "PERCENTILE.INC；percentile_cont")),
    MeasureDefinition(
      .p90Handling, Phrase("handling time of nine in ten", "办理时长九十分位", "辦理時間第90百分位"),
      Phrase(
        "the same working hours: ninetieth percentile, by linear interpolation",
        "同上工作小时的九十分位数（线性插值）",
        "同上工作小時的第90百分位數（線性內插）"),
      of: nil, .assessmentAndMerged,
      Phrase(
        "PERCENTILE.INC; percentile_cont", "PERCENTILE.INC；percentile_cont",
        "PERCENTILE.INC；percentile_cont")),
    MeasureDefinition(
      .extensions, Phrase("extension rate", "延期率", "展期率"),
      Phrase("of these, tickets with an extension granted", "其中获准延期的工单", "其中獲准展期的案件"),
      of: finishedTickets, .assessmentAndMerged,
      Phrase("延期: asked for before expiry", "延期须在到期前申请", "展期須於到期前申請")),
    MeasureDefinition(
      .reminders, Phrase("reminders", "催办次数", "催辦次數"),
      Phrase(
        "reminders by citizens about the unit's tickets in the period", "本期群众对该单位工单的催办",
        "本期民眾對該機關案件的催辦"),
      .assessment,
      Phrase(
        "催办; one reminder and five working days late bring written criticism",
        "催办；一次催办且逾期五个工作日的予以书面批评", "催辦；一次催辦且逾期五個工作日者予以書面批評")),
    MeasureDefinition(
      .lateEntry, Phrase("late entry", "补录率", "補登率"),
      Phrase(
        "of these, those recorded more than 24 hours after they are said to have happened",
        "其中登记时间晚于所称发生时间二十四小时以上的", "其中登錄時間晚於所稱發生時間二十四小時以上者"),
      of: Phrase("events that the unit recorded in the period", "本期该单位登记的事件", "本期該機關登錄的事件"),
      .nothing,
      Phrase("fraud signal: late entry concentrated in a unit", "造假线索：补录集中于某单位", "造假線索：補登集中於某機關")),
  ]

  /// Limits of a kind that were decided in the period: met by the act, or passed without it.
  private static func decided(
    _ english: String, _ simplified: String, _ traditional: String
  ) -> Phrase {
    Phrase(
      "limits \(english) that were met, or passed without the act, in the period",
      "本期内按时履行或到期未履行的\(simplified)时限", "本期內按時履行或到期未履行的\(traditional)時限")
  }

  static let finishedTickets = Phrase(
    "tickets that the unit finished in the period", "本期该单位办结的工单", "本期該機關辦結的案件")
}
