import Hotline

extension MeasureDefinition {
  static let outcome: [MeasureDefinition] = [
    MeasureDefinition(
      .claimedResolution, Phrase("resolution, as the unit claims", "单位自报解决率", "機關自報解決率"),
      Phrase(
        "of these, answers to results that say it is", "其中单位报告已解决的", "其中機關回報已解決的"),
      of: both, .assessmentAndMerged,
      Phrase(
        "Shanghai 2016: claimed and confirmed are two measures", "上海 2016 年：自报解决与群众确认解决是两项指标",
        "上海 2016 年：自報解決與民眾確認解決是兩項指標")),
    MeasureDefinition(
      .confirmedResolution, Phrase("resolution, as citizens confirm", "群众确认解决率", "民眾確認解決率"),
      Phrase("of these, answers that it is", "其中群众答复已解决的", "其中民眾答覆已解決的"),
      of: both, .assessmentAndMerged,
      Phrase("Shanghai: 解决率; Beijing 接诉即办: 解决率", "上海：解决率；北京接诉即办：解决率", "上海：解決率；北京接訴即辦：解決率")),
    MeasureDefinition(
      .resolutionGap, Phrase("gap of resolution", "解决率差距", "解決率差距"),
      Phrase(
        "resolution as claimed minus resolution as confirmed, over the same answers",
        "同一批答复的自报解决率减确认解决率",
        "同一批答覆的自報解決率減確認解決率"),
      of: nil, .assessmentAndMerged,
      Phrase(
        "Shanghai 2016: claimed and confirmed are two measures", "上海 2016 年：自报解决与群众确认解决是两项指标",
        "上海 2016 年：自報解決與民眾確認解決是兩項指標")),
    MeasureDefinition(
      .deniedClaims, Phrase("claims denied", "解决结果被否认率", "解決結果遭否認率"),
      Phrase("of these, answers that it is not", "其中群众答复未解决的", "其中民眾答覆未解決的"),
      of: Phrase(
        "citizens' answers whether the matter is solved, to results that say it is; each of a ticket that was asked about "
          + "again counts",
        "对单位报告已解决的结果的答复（一件工单多次答复的逐次计数）", "對機關回報已解決之結果的答覆（一件案件多次答覆者逐次計數）"),
      .assessmentAndMerged,
      Phrase(
        "fraud signal: claimed solved, and the callback says not", "造假线索：自报已解决而回访否认",
        "造假線索：自報已解決而回訪否認")),
    MeasureDefinition(
      .satisfaction, Phrase("satisfaction", "满意率", "滿意率"),
      Phrase(
        "answers that the rule counts as satisfied, over all questions", "各题中规则计为满意的评价",
        "各題中規則計為滿意的評價"),
      of: Phrase(
        "answers to the questions on efficiency, attitude and result in the period",
        "本期对效率、态度、结果各题的评价",
        "本期對效率、態度、結果各題的評價"),
      .assessmentAndMerged,
      Phrase(
        "Shanghai: combined satisfaction 93 %; Weihai: 回访满意率; 好差评", "上海：综合满意率 93 %；威海：回访满意率；好差评",
        "上海：綜合滿意率 93 %；威海：回訪滿意率；好差評")),
    satisfied(
      .satisfactionEfficiency, Phrase("satisfaction with efficiency", "办理效率满意率", "辦理效率滿意率"),
      Phrase("efficiency", "办理效率", "辦理效率")),
    satisfied(
      .satisfactionAttitude, Phrase("satisfaction with attitude", "办理态度满意率", "辦理態度滿意率"),
      Phrase("attitude", "办理态度", "辦理態度")),
    satisfied(
      .satisfactionResult, Phrase("satisfaction with the result", "办理结果满意率", "辦理結果滿意率"),
      Phrase("the result", "办理结果", "辦理結果")),
    MeasureDefinition(
      .contactConfirmed, Phrase("contact confirmed", "群众确认联系率", "民眾確認聯繫率"),
      Phrase("of these, answers that the unit made contact", "其中表示单位已联系的答复", "其中表示機關已聯繫的答覆"),
      of: Phrase(
        "answers to the question whether the unit made contact", "对“是否联系”一题的答复", "對「是否聯繫」一題的答覆"),
      .assessmentAndMerged, Phrase("Shanghai: callbacks; 联系群众", "上海：回访；联系群众", "上海：回訪；聯繫民眾")),
    MeasureDefinition(
      .callbackCoverage, Phrase("callback coverage", "回访覆盖率", "回訪覆蓋率"),
      Phrase(
        "of these, tickets with at least one attempt to call back", "其中至少回访一次的工单", "其中至少回訪一次的案件"),
      of: Phrase(
        "tickets closed in the period that the rule wants called back", "本期结案且按规则应回访的工单",
        "本期結案且依規則應回訪的案件"),
      .assessmentAndMerged,
      Phrase("Guangzhou: callbacks not carried out in full", "广州：回访未全面开展", "廣州：回訪未全面開展")),
    MeasureDefinition(
      .callbackResponse, Phrase("callback response", "回访应答率", "回訪應答率"),
      Phrase("of these, tickets whose citizen answered", "其中群众作出答复的工单", "其中民眾作出答覆的案件"),
      of: Phrase(
        "tickets closed in the period with an attempt to call back", "本期结案且已回访的工单", "本期結案且已回訪的案件"),
      .assessmentAndMerged,
      Phrase(
        "Kaohsiung stopped its survey because 20–30 % answered", "高雄：因应答率仅 20–30 % 停办满意度调查",
        "高雄：因應答率僅 20–30 % 停辦滿意度調查")),
  ]

  private static func satisfied(
    _ measure: Measure, _ title: Phrase, _ question: Phrase
  ) -> MeasureDefinition {
    MeasureDefinition(
      measure, title,
      Phrase(
        "of these, answers that the rule counts as satisfied", "其中规则计为满意的评价", "其中規則計為滿意的評價"),
      of: Phrase(
        "answers to the question on \(question.english) in the period",
        "本期对\(question.simplified)的评价", "本期對\(question.traditional)的評價"),
      .assessmentAndMerged,
      Phrase(
        "Shanghai 2016: efficiency, attitude, result; 好差评", "上海 2016 年：办理效率、办理态度、办理结果；好差评",
        "上海 2016 年：辦理效率、辦理態度、辦理結果；好差評"))
  }

  private static let both = Phrase(
    "citizens' answers whether the matter is solved, to results that say whether it is; each of a ticket that was asked "
      + "about again counts",
    "群众对单位已报告是否解决的结果的答复（一件工单多次答复的逐次计数）", "民眾對機關已回報是否解決之結果的答覆（一件案件多次答覆者逐次計數）")
}
