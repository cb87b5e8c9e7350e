import Hotline
import Projections

/// What citizens said, as text.
struct SatisfactionText {
  let layout: Layout
  let report: SatisfactionReport
  let head: PeriodHeading

  func lines() -> [String] {
    let title = layout("Satisfaction", "满意度", "滿意度") + " · " + dimension + " ·"
    return head.lines(title, layout) + [""] + said.lines(width: layout.width) + [""]
      + solved.lines(width: layout.width) + [""] + notes
  }

  private var dimension: String {
    switch report.dimension {
    case .unit: layout("by unit", "按单位", "按機關")
    case .category: layout("by category", "按类别", "按類別")
    case .channel: layout("by channel", "按渠道", "按管道")
    case .district: layout("by district", "按行政区", "按行政區")
    case .kind: layout("by kind", "按诉求类型", "按訴求類型")
    }
  }

  /// The three questions.
  private var said: TextTable {
    var table = TextTable([
      .init(layout("of whom", "对象", "對象"), shrinks: true),
      .init(layout("satisfied%", "满意率%", "滿意度%"), isNumber: true),
      .init("n ", isNumber: true), .init("95 %", isNumber: true),
      .init(layout("speed%", "效率%", "效率%"), isNumber: true),
      .init(layout("attitude%", "态度%", "態度%"), isNumber: true),
      .init(layout("result%", "结果%", "結果%"), isNumber: true),
    ])
    for (name, row) in rows {
      table.add([
        name, percent(row, .satisfaction), "\(row.answers)" + (row.isSmallSample ? "*" : " "),
        interval(row, .satisfaction), percent(row, .satisfactionEfficiency),
        percent(row, .satisfactionAttitude), percent(row, .satisfactionResult),
      ])
    }
    return table
  }

  /// Solved or not, and how many were asked.
  private var solved: TextTable {
    var table = TextTable([
      .init(layout("of whom", "对象", "對象"), shrinks: true),
      .init(layout("claimed%", "自报解决%", "自報解決%"), isNumber: true),
      .init(layout("confirmed%", "群众确认%", "民眾確認%"), isNumber: true),
      .init("n", isNumber: true),
      .init(layout("called%", "回访%", "回電%"), isNumber: true),
      .init(layout("answered%", "应答%", "應答%"), isNumber: true),
      .init(layout("answered/called", "应答/回访", "應答／回電"), isNumber: true),
    ])
    for (name, row) in rows {
      let response = row.rate(.callbackResponse)
      table.add([
        name, percent(row, .claimedResolution), percent(row, .confirmedResolution),
        "\(row.rate(.confirmedResolution).denominator)", percent(row, .callbackCoverage),
        percent(row, .callbackResponse), "\(response.numerator)/\(response.denominator)",
      ])
    }
    return table
  }

  private var notes: [String] {
    let least = report.sampleMin
    let source =
      report.sampleMinIsOfRules
      ? layout("by the rules", "依规则", "依規則") : layout("by default", "默认", "預設")
    let texts = [
      layout(
        "n: citizens who answered; satisfaction counts each question they answered. 95 %: Wilson interval. "
          + "Claimed and confirmed are compared over the same tickets. '–': no data.",
        "n：作答人数；满意率按所答各题计。95 %：威尔逊区间。自报与确认比较同一批工单。“–”：无数据。",
        "n：作答人數；滿意度按所答各題計。95 %：威爾遜區間。自報與確認比較同一批案件。「–」：無資料。"),
      layout(
        "*: fewer than \(least) answers (\(source)), a small sample",
        "*：作答少于 \(least) 人（\(source)），为小样本", "*：作答少於 \(least) 人（\(source)），為小樣本"),
    ]
    return texts.flatMap { $0.wrapped(to: layout.width) }
  }

  /// Every row with what it is called, and all of them together at the end.
  private var rows: [(name: String, row: SatisfactionReport.Row)] {
    let named = report.rows.map {
      (report.names.name($0.code, of: report.dimension)(layout.language), $0)
    }
    return named + (report.total.map { [(layout("all", "合计", "合計"), $0)] } ?? [])
  }

  private func percent(_ row: SatisfactionReport.Row, _ measure: Measure) -> String {
    row.rate(measure).percent?.text() ?? "–"
  }

  private func interval(_ row: SatisfactionReport.Row, _ measure: Measure) -> String {
    guard let interval = row.measures[measure].interval else { return "–" }
    return "\(interval.lower.text())–\(interval.upper.text())"
  }
}
