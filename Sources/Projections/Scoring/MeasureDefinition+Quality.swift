import Hotline

extension MeasureDefinition {
  static let quality: [MeasureDefinition] = [
    MeasureDefinition(
      .returns, Phrase("return rate", "退单率", "退案率"),
      Phrase("of these, tickets that the unit asked to give back", "其中申请退单的工单", "其中申請退案的案件"),
      of: dispatches, .assessment,
      Phrase("退单; Guangzhou: tickets bounced between departments", "退单；广州：部门间推诿", "退案；廣州：機關間推諉")),
    MeasureDefinition(
      .returnsPerTicket, Phrase("returns per ticket", "平均退单次数", "平均退案次數"),
      Phrase("requests of the unit to give a ticket back", "该单位申请退单的次数", "該機關申請退案的次數"),
      of: dispatches, .assessment, Phrase("退单: count per ticket", "退单：每件次数", "退案：每件次數")),
    MeasureDefinition(
      .improperReturns, Phrase("improper returns", "不当退单率", "不當退案率"),
      Phrase("of these, requests that were refused", "其中未获批准的申请", "其中未獲核准的申請"),
      of: Phrase(
        "requests of the unit to give a ticket back that were decided in the period",
        "本期审定的该单位退单申请",
        "本期審定的該機關退案申請"),
      .assessment, Phrase("不当退单", "不当退单", "不當退案")),
    MeasureDefinition(
      .pingPong, Phrase("ping-pong", "往返派单", "往返派案"),
      Phrase(
        "tickets that came back in the period to the unit that had given them back",
        "本期退出后又派回该单位的工单",
        "本期退回後又派回該機關的案件"),
      .assessment, Phrase("退单: A→B→A", "退单：A→B→A", "退案：A→B→A")),
    MeasureDefinition(
      .redo, Phrase("redo rate", "重办率", "重辦率"),
      Phrase(
        "of these, tickets of which a review sent back a result of this unit at least once",
        "其中该单位所报结果至少一次被审核退回重办的工单",
        "其中該機關所報結果至少一次被審核退回重辦的案件"),
      of: finishedTickets, .assessmentAndMerged, Phrase("重办", "重办", "重辦")),
    MeasureDefinition(
      .reopened, Phrase("reopen rate", "重新打开率", "重啟率"),
      Phrase("of these, tickets that were reopened later", "其中此后重新打开的工单", "其中其後重啟的案件"),
      of: finishedTickets, .assessmentAndMerged,
      Phrase(
        "fraud signal: reported just before the deadline, reopened after", "造假线索：到期前报结，其后重新打开",
        "造假線索：到期前報結，其後重啟")),
    MeasureDefinition(
      .gradeA, Phrase("settled at once", "甲类办结率", "A級辦結率"),
      Phrase("of these, tickets closed with grade A", "其中甲类（即时办结）工单", "其中A級（即時辦結）案件"),
      of: Phrase(
        "tickets closed in the period with a grade", "本期结案且已定等级的工单", "本期結案且已定等級的案件"),
      .assessmentAndMerged, Phrase("Taipei: grades A and B", "台北：甲类、乙类", "臺北：A級、B級")),
    MeasureDefinition(
      .followUp, Phrase("on follow-up", "持续跟进工单", "持續追蹤案件"),
      Phrase(
        "tickets closed with grade B and not yet settled when the period ended", "期末以乙类结案而尚未落实的工单",
        "期末以B級結案而尚未落實的案件"),
      .nothing,
      Phrase(
        "Taipei: B stays on a follow-up list although closed", "台北：乙类虽结案仍列入跟进", "臺北：B級雖結案仍列管追蹤")),
    checked(
      .checkPassed, Phrase("spot checks passed", "抽查合格率", "抽查合格率"),
      Phrase("of these, tickets found as reported", "其中查实与所报一致的工单", "其中查實與所報一致的案件"),
      Phrase("Taipei: 研考會 draws samples", "台北：研考会抽查", "臺北：研考會抽查")),
    MeasureDefinition(
      .poorHandling, Phrase("handled poorly", "办理不力件次", "處理不善件次"),
      Phrase(
        "spot checks of the period that found poor handling", "本期抽查认定办理不力", "本期抽查認定處理不善"),
      .assessment,
      Phrase(
        "Taipei: poor handling is exposed at the mayor's meeting", "台北：办理不力在市政会议通报",
        "臺北：處理不善於市政會議通報")),
    MeasureDefinition(
      .falseReports, Phrase("false reports found", "谎报件次", "謊報件次"),
      Phrase(
        "spot checks of the period that found a false report", "本期抽查认定谎报处理结果", "本期抽查認定謊報處理結果"),
      .assessment, Phrase("Taipei: 谎报处理结果", "台北：谎报处理结果", "臺北：謊報處理結果")),
    checked(
      .falseReportRate, Phrase("false report rate", "谎报率", "謊報率"),
      Phrase("of these, tickets with a false report", "其中认定谎报的工单", "其中認定謊報的案件"),
      Phrase("Taipei: 谎报处理结果", "台北：谎报处理结果", "臺北：謊報處理結果")),
  ]

  static let supervision: [MeasureDefinition] = [
    cards(
      .yellowCards, Phrase("yellow cards", "黄牌", "黃牌"), Phrase("yellow cards", "黄牌", "黃牌"),
      Phrase("Foshan, second half of 2016: 101", "佛山 2016 年下半年：101 张", "佛山 2016 年下半年：101 張")),
    cards(
      .redCards, Phrase("red cards", "红牌", "紅牌"), Phrase("red cards", "红牌", "紅牌"),
      Phrase("Foshan, second half of 2016: 4", "佛山 2016 年下半年：4 张", "佛山 2016 年下半年：4 張")),
    cards(
      .yellowCardRate, Phrase("yellow card rate", "黄牌率", "黃牌率"), Phrase("yellow cards", "黄牌", "黃牌"),
      of: volumeTickets,
      Phrase("Foshan, second half of 2016: 0.16 %", "佛山 2016 年下半年：0.16 %", "佛山 2016 年下半年：0.16 %")),
    cards(
      .redCardRate, Phrase("red card rate", "红牌率", "紅牌率"), Phrase("red cards", "红牌", "紅牌"),
      of: volumeTickets,
      Phrase("Foshan, second half of 2016: 0.01 %", "佛山 2016 年下半年：0.01 %", "佛山 2016 年下半年：0.01 %")),
    cards(
      .criticisms, Phrase("written criticisms", "书面批评", "書面批評"),
      Phrase("written criticisms", "书面批评", "書面批評"),
      Phrase(
        "other cities: one reminder and five working days late", "其他城市：一次催办且逾期五个工作日",
        "其他城市：一次催辦且逾期五個工作日")),
    MeasureDefinition(
      .excluded, Phrase("excluded", "剔除工单", "剔除案件"),
      Phrase(
        "tickets of the unit whose exclusion was granted in the period", "本期获准剔除的该单位工单",
        "本期獲准剔除的該機關案件"),
      .nothing, Phrase("Beijing: 剔除", "北京接诉即办：剔除", "北京接訴即辦：剔除")),
    MeasureDefinition(
      .exclusionRate, Phrase("exclusion rate", "剔除率", "剔除率"),
      Phrase("tickets whose exclusion was granted", "获准剔除的工单", "獲准剔除的案件"), of: volumeTickets,
      .nothing,
      Phrase(
        "Beijing: 剔除; Guangdong: exclusions are audited", "北京接诉即办：剔除；广东：剔除须留痕备查",
        "北京接訴即辦：剔除；廣東：剔除須留痕備查")),
    MeasureDefinition(
      .composite, Phrase("composite score", "综合得分", "綜合得分"),
      Phrase(
        "base points and the points of all terms of the scoring rule, rounded once",
        "计分规则的基础分与各项得分之和，一次修约",
        "計分規則的基礎分與各項得分之和，一次捨入"),
      .nothing, Phrase("the scoring rule in force", "现行计分规则", "現行計分規則")),
    MeasureDefinition(
      .rank, Phrase("rank", "排名", "排名"),
      Phrase(
        "place by composite score among the units of the same formula with a score and no small sample",
        "在同一计分规则、有得分且非小样本的单位中按综合得分的名次",
        "在同一計分規則、有得分且非小樣本的機關中依綜合得分的名次"),
      .nothing, Phrase("the scoring rule in force", "现行计分规则", "現行計分規則")),
  ]

  private static func checked(
    _ measure: Measure, _ title: Phrase, _ found: Phrase, _ source: Phrase
  ) -> MeasureDefinition {
    MeasureDefinition(
      measure, title, found,
      of: Phrase("tickets spot-checked in the period", "本期抽查的工单", "本期抽查的案件"), .assessment, source)
  }

  private static func cards(
    _ measure: Measure, _ title: Phrase, _ cards: Phrase, of whole: Phrase? = nil, _ source: Phrase
  ) -> MeasureDefinition {
    MeasureDefinition(
      measure, title,
      Phrase(
        "\(cards.english) issued to the unit in the period and not revoked",
        "本期向该单位发出且未撤销的\(cards.simplified)", "本期向該機關發出且未撤銷的\(cards.traditional)"),
      of: whole, .assessment, source)
  }

  private static let dispatches = Phrase(
    "tickets handed to the unit in the period", "本期派给该单位的工单", "本期派給該機關的案件")

  private static let volumeTickets = Phrase(
    "tickets received and carried over, excluded ones among them", "新收与结转工单（含已剔除的）",
    "新收與結轉案件（含已剔除者）")
}
