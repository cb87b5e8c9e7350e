import EventStore
import Hotline
import Projections

// What came in, and what became of it.
extension OverviewText {
  var intake: [String] {
    let intake = overview.intake
    let names = overview.names
    var lines = pairs([
      (layout("matters", "受理件数", "受理件數"), "\(intake.total)"),
      (layout("against previous", "环比", "環比"), change(intake.change)),
      (layout("against year before", "同比", "同比"), change(intake.yearChange)),
    ])
    if intake.total > 0 {
      lines += [""] + table(layout("channel", "渠道", "管道"), intake.channels, CityNames.named)
      lines += [""]
      lines += table(layout("kind", "诉求类型", "訴求類型"), intake.kinds) {
        names.name($0, of: .kind)
      }
      lines += [""]
      lines += table(layout("district", "行政区", "行政區"), intake.districts) {
        names.name($0, of: .district)
      }
      lines += [""] + matrix
    }
    return section(layout("Intake", "受理", "受理"), lines)
  }

  /// Hours of the day by weekday, in groups of hours that fit the width.
  private var matrix: [String] {
    let hours = overview.intake.hours
    let days = [
      Phrase("Mon", "周一", "週一"), Phrase("Tue", "周二", "週二"), Phrase("Wed", "周三", "週三"),
      Phrase("Thu", "周四", "週四"), Phrase("Fri", "周五", "週五"), Phrase("Sat", "周六", "週六"),
      Phrase("Sun", "周日", "週日"),
    ]
    let title = layout("from", "起始时", "起始時")
    for group in [1, 2, 3, 4, 6] {
      let starts = Array(stride(from: 0, to: 24, by: group))
      var table = TextTable(
        [.init("  " + title)]
          + starts.map { .init(($0 < 10 ? "0" : "") + String($0), isNumber: true) })
      for (day, counts) in hours.enumerated() {
        let sums = starts.map { counts[$0..<($0 + group)].reduce(0, +) }
        table.add(["  " + days[day](layout.language)] + sums.map { $0 == 0 ? "·" : String($0) })
      }
      let lines = table.lines(width: layout.width)
      if group == 6 || lines.allSatisfy({ displayWidth($0) <= layout.width }) { return lines }
    }
    return []
  }

  var balance: [String] {
    guard let balance = overview.balance else {
      return section(
        balanceTitle, [], nothing: layout("no handling recorded", "没有办理记录", "沒有辦理紀錄"))
    }
    var values: [(String, String)] = [
      (layout("to do", "总量", "總量"), "\(balance.total)"),
      (
        layout("= new", "= 新收", "= 新收"), "\(balance.taken)"
      ),
      (
        layout("+ carried over", "+ 结转", "+ 結轉"),
        "\(balance.carriedOver)"
          + layout(
            " (\(balance.carriedOverWithUnits) with units)",
            "（其中 \(balance.carriedOverWithUnits) 件在单位）",
            "（其中 \(balance.carriedOverWithUnits) 件在機關）")
      ),
      (layout("= answered directly", "= 直接答复", "= 直接答覆"), "\(balance.answered)"),
      (layout("+ dispatched", "+ 转派", "+ 轉派"), "\(balance.dispatched)"),
    ]
    if balance.settled > 0 {
      values.append(
        (layout("+ settled at the centre", "+ 中心办结", "+ 中心辦結"), "\(balance.settled)"))
    }
    if balance.elsewhere > 0 {
      values.append(
        (
          layout("+ merged, referred", "+ 并案或移送", "+ 併案或移送"), "\(balance.elsewhere)"
        ))
    }
    if balance.waiting > 0 {
      values.append((layout("+ still waiting", "+ 待处理", "+ 待處理"), "\(balance.waiting)"))
    }
    values.append(
      (layout("direct answer rate", "直接答复率", "直接答覆率"), share(overview.directAnswers)))
    var lines = pairs(values)
    if balance.carriedOver > 0 {
      let title = layout("to do, by channel", "总量的渠道", "總量的管道")
      lines += [""] + table(title, ShareTable(balance.channels), CityNames.named)
    }
    return section(balanceTitle, lines)
  }

  private var balanceTitle: String { layout("Balance", "收支平衡", "收支平衡") }

  var backlog: [String] {
    let title =
      overview.isPartial
      ? layout("Backlog at the moment of the question", "查询时点积压", "查詢時點積壓")
      : layout("Backlog at the end of the period", "期末积压", "期末積壓")
    guard let backlog = overview.backlog else {
      return section(
        title, [], nothing: layout("no handling recorded", "没有办理记录", "沒有辦理紀錄"))
    }
    var values = [
      (layout("open", "未办结", "未辦結"), "\(backlog.total)"),
      (layout("with units", "在单位", "在機關"), "\(backlog.withUnits)"),
      (layout("at the centre", "在热线中心", "在話務中心"), "\(backlog.waiting)"),
    ]
    if let oldest = backlog.oldestDays {
      values.append(
        (
          layout("oldest", "最久", "最久"), "\(oldest) " + layout("days", "天", "天")
        ))
    }
    guard backlog.total > 0 else { return section(title, pairs(values)) }
    var table = TextTable([
      .init("  " + layout("days since intake", "受理后天数", "受理後天數")),
      .init(layout("open", "未办结", "未辦結"), isNumber: true), .init("%", isNumber: true),
    ])
    for age in backlog.ages {
      let range = age.to.map { "\(age.from)–\($0)" } ?? "≥ \(age.from)"
      table.add([
        "  " + range, "\(age.count)", Rate(age.count, of: backlog.total).percent?.text() ?? "–",
      ])
    }
    return section(title, pairs(values) + [""] + table.lines(width: layout.width))
  }

  var topics: [String] {
    var table = TextTable([
      .init("  " + layout("category", "类别", "類別"), shrinks: true),
      .init(layout("count", "件数", "件數"), isNumber: true), .init("%", isNumber: true),
      .init(layout("Δ period", "环比", "環比"), isNumber: true),
      .init(layout("Δ year", "同比", "同比"), isNumber: true),
    ])
    for topic in overview.topics.prefix(Self.rowsMax) where topic.count > 0 {
      table.add([
        "  " + overview.names.name(topic.category, of: .category)(layout.language),
        "\(topic.count)", Rate(topic.count, of: overview.intake.total).percent?.text() ?? "–",
        shortChange(topic.change), shortChange(topic.yearChange),
      ])
    }
    let title = layout("Topics", "热点", "熱點")
    guard !table.rows.isEmpty else {
      return section(title, [], nothing: layout("no matters", "没有受理", "沒有受理"))
    }
    return section(title, table.lines(width: layout.width) + bursts)
  }

  private func shortChange(_ value: Change) -> String {
    if case .known = value { return change(value) }
    return "–"
  }

  private var bursts: [String] {
    let found = overview.topics.flatMap { topic in topic.bursts.map { (topic, $0) } }
      .sorted { $0.1.day < $1.1.day }
    let none = layout("no day burst", "没有突增日", "沒有突增日")
    let texts = found.prefix(Self.rowsMax).map { topic, burst in
      let name = overview.names.name(topic.category, of: .category)(layout.language)
      return layout(
        "\(burst.day) \(name): \(burst.count) against a mean of \(burst.mean.text())",
        "\(burst.day) \(name)：\(burst.count) 件，日均 \(burst.mean.text())",
        "\(burst.day) \(name)：\(burst.count) 件，日均 \(burst.mean.text())")
    }
    var values = (texts.isEmpty ? [none] : texts).enumerated().map { index, text in
      (index == 0 ? layout("bursts", "突增", "突增") : "", text)
    }
    values.append((layout("rule", "规则", "規則"), TopicSummary.burstRule(layout.language)))
    return [""] + pairs(values)
  }
}

extension CityNames {
  /// A channel's name, in words where there is none.
  static func named(_ code: String) -> Phrase { code.isEmpty ? notGiven : channel(code) }
}
