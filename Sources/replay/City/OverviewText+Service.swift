import EventStore
import Hotline
import Projections

// Calls, knowledge base and outreach.
extension OverviewText {
  var calls: [String] {
    let title = layout("Calls", "话务", "話務")
    guard let calls = overview.calls else {
      return section(title, [], nothing: layout("no calls recorded", "没有话务记录", "沒有話務紀錄"))
    }
    let standard = calls.standard
    let target = "≥ " + (Rate(Int64(clamping: standard.permille), of: 1_000).text() ?? "")
    let source =
      standard.isOfRules
      ? layout("by the rules", "依规则", "依規則") : "GB/T 33358-2016"
    var values: [(String, String)] = [
      (layout("connect rate", "接通率", "接通率"), share(calls.connected)),
      (
        layout("answered in time", "及时应答", "及時應答"),
        share(calls.answeredQuickly)
          + layout(
            " of answered calls within \(standard.seconds) s",
            "，已接通电话中 \(standard.seconds) 秒内", "，已接通電話中 \(standard.seconds) 秒內")
      ),
      (layout("worst 24 hours", "最差 24 小时", "最差 24 小時"), worst(calls)),
      (
        layout("target", "目标", "目標"),
        layout("any 24 hours ", "任意 24 小时 ", "任意 24 小時 ")
          + "\(target) (\(source))"
      ),
    ]
    if calls.outcomes.total > 0 {
      values.append(
        (
          layout("how they ended", "通话结果", "通話結果"),
          inline(calls.outcomes, CallOutcome.words(named:))
        ))
    }
    values += lengths(calls)
    return section(title, pairs(values) + queues(calls))
  }

  private func worst(_ calls: CallSummary) -> String {
    guard let worst = calls.worst else {
      return layout(
        "no 24 hours with calls lie within the period", "本期内没有含来电的完整 24 小时",
        "本期內沒有含來電的完整 24 小時")
    }
    let isMet = calls.standard.isMet(by: worst.connected) ?? true
    let verdict = isMet ? layout("met", "达标", "達標") : layout("not met", "不达标", "未達標")
    let few =
      worst.calls < CallWindow.callsMin ? layout(" (few calls)", "（来电少）", "（來電少）") : ""
    let when = "\(WallClock.text(worst.from)) – \(WallClock.text(worst.until))"
    return [share(worst.connected), verdict + few, when]
      .joined(separator: layout(", ", "，", "，"))
  }

  private func lengths(_ calls: CallSummary) -> [(String, String)] {
    var values: [(String, String)] = []
    func add(_ label: String, _ text: String?) {
      if let text { values.append((label, text)) }
    }
    add(
      layout("mean talk", "平均通话", "平均通話"),
      calls.meanTalk.map { $0.text() + " " + layout("s", "秒", "秒") })
    add(
      layout("charged", "计费", "計費"),
      calls.charged.map {
        layout(
          "\($0.calls) calls, \($0.seconds) s", "\($0.calls) 通，\($0.seconds) 秒",
          "\($0.calls) 通，\($0.seconds) 秒")
      })
    add(
      layout("cut off", "超时切断", "逾時切斷"),
      calls.cutOff.total > 0
        ? inline(calls.cutOff, named) + layout("; ", "；", "；")
          + layout("of answered calls ", "占接通电话 ", "占接通電話 ")
          + share(Rate(calls.cutOff.total, of: calls.connected.numerator)) : nil)
    add(
      layout("transferred", "转接", "轉接"),
      calls.transferred.total > 0 ? inline(calls.transferred, named) : nil)
    add(
      layout("three-way calls settled", "三方通话当场解决", "三方通話當場解決"), calls.threeWay.map(share))
    return values
  }

  private func queues(_ calls: CallSummary) -> [String] {
    guard calls.queues.count > 1 else { return [] }
    var table = TextTable([
      .init("  " + layout("queue", "队列", "佇列"), shrinks: true),
      .init(layout("calls", "呼入", "撥入"), isNumber: true),
      .init(layout("answered", "接通", "接通"), isNumber: true),
      .init(layout("connect%", "接通%", "接通%"), isNumber: true),
    ])
    for queue in calls.queues.prefix(Self.rowsMax) {
      let rate = queue.connected
      table.add([
        "  " + named(queue.code)(layout.language), "\(rate.denominator)", "\(rate.numerator)",
        rate.percent?.text() ?? "–",
      ])
    }
    return [""] + table.lines(width: layout.width)
  }

  private func named(_ code: String) -> Phrase {
    code.isEmpty ? CityNames.notGiven : Phrase(code, code, code)
  }

  var knowledge: [String] {
    let title = layout("Knowledge base", "知识库", "知識庫")
    guard let knowledge = overview.knowledge else {
      return section(
        title, [], nothing: layout("no knowledge base recorded", "没有知识库记录", "沒有知識庫紀錄"))
    }
    let days = KnowledgeSummary.staleDays
    let answers = knowledge.answersWithItem + knowledge.answersFree
    var values = [
      (
        layout("items", "条目", "條目"),
        layout(
          "\(knowledge.items), \(knowledge.updated) published or confirmed, \(knowledge.retired) retired",
          "\(knowledge.items) 条，本期发布或更新 \(knowledge.updated) 条，下架 \(knowledge.retired) 条",
          "\(knowledge.items) 條，本期發布或更新 \(knowledge.updated) 條，下架 \(knowledge.retired) 條")
      ),
      (
        layout("stale", "陈旧", "陳舊"),
        share(knowledge.stale)
          + layout(
            " not confirmed for \(days) days", "，\(days) 天未更新", "，\(days) 天未更新")
      ),
      (
        layout("past review", "逾复核期", "逾複核期"),
        [share(knowledge.pastReview), few(knowledge.overdue)].compactMap(\.self)
          .joined(separator: layout("; longest ", "；最久 ", "；最久 "))
      ),
    ]
    values.append(
      (
        layout("answers", "答复", "答覆"),
        answers == 0
          ? layout("none recorded in the period", "本期没有记录", "本期沒有紀錄")
          : layout(
            "\(answers), \(knowledge.answersWithItem) with an item, from \(knowledge.used.rows.count) items",
            "\(answers) 件，引用条目 \(knowledge.answersWithItem) 件，用到 \(knowledge.used.rows.count) 条",
            "\(answers) 件，引用條目 \(knowledge.answersWithItem) 件，用到 \(knowledge.used.rows.count) 條")
      ))
    if let most = mostUsed(knowledge) {
      values.append((layout("most used", "引用最多", "引用最多"), most))
    }
    return section(title, pairs(values))
  }

  private func mostUsed(_ knowledge: KnowledgeSummary) -> String? {
    few(knowledge.used.rows.map { "\($0.code) \($0.count)" })
  }

  /// The first of a list; `nil` for an empty one.
  private func few(_ all: [String]) -> String? {
    if all.isEmpty { return nil }
    return all.prefix(5).joined(separator: layout(", ", "、", "、")) + (all.count > 5 ? " …" : "")
  }

  private func townships(_ all: [(code: String, reached: Rate)]) -> String {
    let shown = all.prefix(Self.rowsMax).map { "\($0.code) \(share($0.reached))" }
    let text = shown.joined(separator: layout(", ", "、", "、"))
    return layout(
      "to \(all.count) townships", "覆盖 \(all.count) 个乡镇", "涵蓋 \(all.count) 個鄉鎮")
      + (text.isEmpty ? "" : layout("; reached: ", "；联系上：", "；聯繫上：") + text)
      + (all.count > Self.rowsMax ? " …" : "")
  }

  var outreach: [String] {
    let outreach = overview.outreach
    let none = layout("none recorded", "没有记录", "沒有紀錄")
    func list(_ shares: ShareTable, _ name: (String) -> Phrase) -> String {
      shares.total == 0 ? none : inline(shares, name)
    }
    var values = outreach.care.map { care in
      (
        layout("care calls", "外拨关怀", "外撥關懷") + " " + care.group,
        share(care.reached)
          + layout(
            " reached, \(care.needsHelp) need help", " 联系上，\(care.needsHelp) 人需要帮助",
            " 聯繫上，\(care.needsHelp) 人需要協助")
      )
    }
    values.append(
      (
        layout("care calls", "外拨关怀", "外撥關懷"),
        outreach.care.isEmpty ? none : townships(outreach.careTownships)
      ))
    values.append((layout("visits to firms", "走访企业", "走訪企業"), visits ?? none))
    values.append(
      (
        layout("firms' tickets", "企业诉求工单", "企業訴求案件"),
        outreach.enterpriseCases.map(String.init) ?? none
      ))
    values += tones ?? [(layout("sentiment", "舆情", "輿情"), none)]
    values.append((layout("calls judged", "质检", "品質檢查"), quality ?? none))
    values += [
      (
        layout("patrols", "志愿巡查", "志工巡查"),
        list(outreach.patrols, InspectionResult.words(named:))
      ),
      (
        layout("special reports", "专报", "專報"),
        list(outreach.reports) { overview.names.name($0, of: .category) }
      ),
      (layout("counters", "临柜服务", "臨櫃服務"), list(outreach.counter, named)),
      (layout("merged lines", "原热线", "原專線"), list(outreach.legacyLines, named)),
    ]
    return section(layout("Outreach and quality", "主动服务与质检", "主動服務與品質"), pairs(values))
  }

  private var visits: String? {
    overview.outreach.enterprise.map {
      layout(
        "\($0.visits) to \($0.firms) firms, \($0.demands) demands, "
          + "\($0.demandsPerVisit.text()) a visit, follow-up tickets: \($0.followUps)",
        "\($0.visits) 次，\($0.firms) 家，诉求 \($0.demands) 件，每次 \($0.demandsPerVisit.text()) 件，"
          + "跟进工单 \($0.followUps) 件",
        "\($0.visits) 次，\($0.firms) 家，訴求 \($0.demands) 件，每次 \($0.demandsPerVisit.text()) 件，"
          + "跟進案件 \($0.followUps) 件")
    }
  }

  private var tones: [(String, String)]? {
    let tones = overview.outreach.sentiment
    if tones.isEmpty { return nil }
    return tones.map { tone in
      let parts = [
        (Sentiment.positive, tone.positive), (.neutral, tone.neutral), (.negative, tone.negative),
      ]
      let texts = parts.map { sentiment, count in
        "\(sentiment.words(layout.language)) \(share(Rate(count, of: tone.total)))"
      }
      return (
        layout("sentiment", "舆情", "輿情") + " " + tone.keywordSet,
        texts.joined(separator: layout(", ", "、", "、"))
      )
    }
  }

  private var quality: String? {
    overview.outreach.quality.map {
      layout(
        "\($0.calls) calls, mean \($0.mean.text()) points, \($0.lowest) to \($0.highest)",
        "\($0.calls) 通，平均 \($0.mean.text()) 分，\($0.lowest) 至 \($0.highest)",
        "\($0.calls) 通，平均 \($0.mean.text()) 分，\($0.lowest) 至 \($0.highest)")
    }
  }
}
