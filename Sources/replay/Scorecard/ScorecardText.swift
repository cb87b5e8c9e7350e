import EventStore
import Hotline
import Projections

/// A scorecard as text.
struct ScorecardText {
  let layout: Layout
  let card: Scorecard
  let isPartial: Bool
  /// Whether some rows were left out, so that the sum of all belongs to others too.
  var isPart = false
  /// Whether codes, counts and changes are left out though the line is long: they did not fit.
  var isNarrow = false

  /// The table of all units: with codes, counts and changes where there is room for them.
  func lines() -> [String] {
    guard isWide,
      table.lines(width: layout.width).contains(where: { displayWidth($0) > layout.width })
    else { return lines(table) }
    var narrow = self
    narrow.isNarrow = true
    return narrow.lines(narrow.table)
  }

  private var table: TextTable {
    var table = TextTable(columns)
    for row in card.rows { table.add(cells(row)) }
    if !isPart {
      table.add(
        (hasCodes ? ["", ""] : [""]) + [card.per.allWords(layout.language)]
          + (isPersons ? [text(card.total, .intake)] : []) + [text(card.total, .volume)]
          + shares(card.total))
    }
    return table
  }

  private func lines(_ table: TextTable) -> [String] {
    var lines = heading + [""] + table.lines(width: layout.width) + [""]
    if !isWide {
      lines.append(
        layout(
          "wider lines also show codes, counts and changes (--width 140)",
          "更宽的行另列代码、分子/分母与变化（--width 140）",
          "更寬的行另列代碼、分子／分母與變化（--width 140）"))
    }
    if card.rows.contains(where: { !($0.score?.smallSamples.isEmpty ?? true) }) {
      lines.append(
        layout(
          "* a small sample: marked, and not ranked", "* 小样本：予以标注，不参加排名",
          "* 小樣本：予以標註，不參加排名"))
    }
    if card.hasSeveralFormulas {
      lines += Scorecard.ranksByFormula(layout.language).wrapped(to: layout.width)
    }
    if let role = card.role {
      lines += role.explanation(layout.language).wrapped(to: layout.width)
    }
    return lines
      + layout(
        "Counts stand beside each share; 'replay explain --period P \(row) --measure M' lists the tickets.",
        "各比率旁为分子/分母；replay explain --period P \(row) --measure M 可列出工单。",
        "各比率旁為分子／分母；replay explain --period P \(row) --measure M 可列出案件。"
      ).wrapped(to: layout.width)
  }

  /// How 'explain' is asked for a figure of this table.
  private var row: String {
    let per =
      switch card.per {
      case .unit: "--unit U"
      case .group: "--per group --unit G"
      case .person: "--per person --unit U/P"
      }
    return (card.role.map { "--as \($0.rawValue) " } ?? "") + per
  }

  /// Whether there is room for codes, counts and changes.
  private var isWide: Bool { layout.width >= 110 && !isNarrow }

  /// Whether codes stand beside the names; a group's name is its code.
  private var hasCodes: Bool { isWide && card.per == .unit }

  /// Cards are units'; operators take in.
  private var isPersons: Bool { card.per == .person }

  private var hasScores: Bool { card.formula != nil }

  private var heading: [String] {
    let rules = card.ruleSet.isEmpty ? "" : "\(card.ruleSet)@\(card.ruleVersion)"
    let head = PeriodHeading(
      period: card.period, now: card.now, rules: rules, version: card.version,
      isPartial: isPartial)
    var title = layout("Scorecard", "记分卡", "記分卡")
    if let role = card.role { title += " · " + role.words(layout.language) }
    return head.lines(title, layout)
  }

  private var columns: [TextTable.Column] {
    var columns: [TextTable.Column] = [.init("#", isNumber: true)]
    if hasCodes { columns.append(.init(card.per.words(layout.language))) }
    columns += [
      .init(layout("name", "名称", "名稱"), shrinks: true)
    ]
    if isPersons { columns.append(.init(layout("taken in", "接听登记", "接聽登錄"), isNumber: true)) }
    columns += [
      .init(layout("volume", "受理", "受理"), isNumber: true),
      .init(layout("on time %", "按时办结%", "如期辦結%"), isNumber: true),
    ]
    if isWide { columns.append(.init("", isNumber: true)) }
    columns += [
      .init(layout("satisfied %", "满意%", "滿意%"), isNumber: true), .init("n", isNumber: true),
      .init(layout("solved %", "解决%", "解決%"), isNumber: true), .init("n", isNumber: true),
    ]
    if !isPersons { columns.append(.init(layout("cards", "黄/红牌", "黃/紅牌"), isNumber: true)) }
    if hasScores {
      columns.append(.init(layout("score", "得分", "得分"), isNumber: true))
    }
    if hasScores, isWide {
      columns += [
        .init(layout("Δ period", "环比", "環比"), isNumber: true),
        .init(layout("Δ year", "同比", "同比"), isNumber: true),
      ]
    }
    return columns
  }

  private func cells(_ row: Scorecard.Row) -> [String] {
    var cells = [row.place.map(String.init) ?? "–"]
    if hasCodes { cells.append(row.unit) }
    cells.append((isPart ? row.ownName : row.name)(layout.language))
    if isPersons { cells.append(text(row.measures, .intake)) }
    cells.append(text(row.measures, .volume))
    cells += shares(row.measures)
    guard hasScores else { return cells }
    let mark = row.score.map { $0.smallSamples.isEmpty ? "" : "*" } ?? ""
    cells.append((row.score?.text ?? "–") + mark)
    guard isWide else { return cells }
    cells.append(change(row.previousScore, row.score?.value))
    cells.append(change(row.yearBeforeScore, row.score?.value))
    return cells
  }

  private func shares(_ table: MeasureTable) -> [String] {
    [text(table, .onTime)]
      + (isWide ? [table[.onTime].number == nil ? "" : table[.onTime].counts ?? ""] : [])
      + [
        text(table, .satisfaction), sample(table, .satisfaction), text(table, .confirmedResolution),
        sample(table, .confirmedResolution),
      ] + (isPersons ? [] : [text(table, .yellowCards) + "/" + text(table, .redCards)])
  }

  private func text(_ table: MeasureTable, _ measure: Measure) -> String {
    table[measure].text(measure) ?? "–"
  }

  private func sample(_ table: MeasureTable, _ measure: Measure) -> String {
    table[measure].number == nil ? "" : table[measure].sample.map(String.init) ?? ""
  }

  private func change(_ before: ExactNumber?, _ now: ExactNumber?) -> String {
    guard case .known(let difference)? = try? Change(from: before, to: now) else { return "–" }
    return Change.signed(difference.amount, .twoDigits)
  }

  /// Every measure of one unit.
  func lines(unit: String) -> [String] {
    guard let row = card.row(unit) else { return [] }
    var lines = heading
    var who = "\(row.name(layout.language)) (\(row.unit))"
    if let score = row.score {
      who += " · " + layout("score", "得分", "得分") + " " + (score.text ?? noData)
      who += " · " + layout("rank", "排名", "排名") + " " + (row.place.map(String.init) ?? "–")
    }
    lines += [layout.paint(who, .heading), ""]
    var columns: [TextTable.Column] = [
      .init(layout("measure", "指标", "指標"), shrinks: true), .init("id"),
      .init(layout("figure", "数值", "數值"), isNumber: true),
      .init(layout("counts", "分子/分母", "分子／分母"), isNumber: true),
    ]
    if isWide { columns.append(.init("95 %", isNumber: true)) }
    columns.append(.init(layout("previous", "上期", "上期"), isNumber: true))
    if isWide { columns.append(.init(layout("year before", "去年同期", "去年同期"), isNumber: true)) }
    var table = TextTable(columns)
    for measure in Measure.allCases where measure.canBeScored {
      let value = row.measures[measure]
      var cells = [
        MeasureDefinition.of(measure).title(layout.language), measure.rawValue,
        shown(value, measure), value.counts ?? value.sample.map { "n \($0)" } ?? "",
      ]
      if isWide { cells.append(measure.isSampled ? interval(value) : "") }
      cells.append(row.previous.map { shown($0[measure], measure) } ?? "–")
      if isWide { cells.append(row.yearBefore.map { shown($0[measure], measure) } ?? "–") }
      table.add(cells)
    }
    lines += table.lines(width: layout.width)
    if !isWide {
      lines += [
        "",
        layout(
          "110 columns and more also show 95 % intervals and the year before",
          "宽度 110 列以上另列 95 % 置信区间与去年同期", "寬度 110 欄以上另列 95 % 信賴區間與去年同期"),
      ]
    }
    if let score = row.score { lines += [""] + terms(score) }
    return lines
  }

  private var noData: String { layout("no data", "无数据", "無資料") }

  private func shown(_ value: MeasureValue, _ measure: Measure) -> String {
    guard let text = value.text(measure) else { return noData }
    return measure.unit == .percent ? text + " %" : text
  }

  private func interval(_ value: MeasureValue) -> String {
    guard value.number != nil, let interval = value.interval else { return "" }
    return interval.text
  }

  private func terms(_ score: Score) -> [String] {
    var table = TextTable([
      .init(layout("term of the score", "计分项", "計分項"), shrinks: true),
      .init(layout("measured", "实测", "實測"), isNumber: true),
      .init(layout("points", "分值", "分值"), isNumber: true),
      .init(layout("weight", "权重", "權重"), isNumber: true),
      .init(layout("result", "得分", "得分"), isNumber: true), .init(""),
    ])
    for term in score.terms {
      table.add([
        term.term.measure.map { MeasureDefinition.of($0).title(layout.language) } ?? term.term.id,
        term.input?.text() ?? noData, term.limited?.text() ?? "–", term.factor.trimmedText(),
        term.points?.text() ?? "–",
        term.isSmallSample ? layout("small sample", "小样本", "小樣本") : "",
      ])
    }
    return table.lines(width: layout.width)
  }
}

/// The tickets behind a figure as text.
struct ExplanationText {
  let layout: Layout
  let explanation: Explanation
  let head: PeriodHeading

  func lines() -> [String] {
    let measure = explanation.measure
    let definition = MeasureDefinition.of(measure)
    let language = layout.language
    var figure = explanation.value.text(measure) ?? layout("no data", "无数据", "無資料")
    if explanation.value.number != nil { figure += " " + measure.unit.words(language) }
    if let counts = explanation.value.counts { figure += " (\(counts))" }
    var who = "\(explanation.name(language)) (\(explanation.unit))"
    if let role = explanation.role { who += " · " + role.words(language) }
    let heading = "\(definition.title(language)) · \(who) · \(explanation.period): \(figure)"
    var lines = heading.wrapped(to: layout.width).map { layout.paint($0, .heading) }
    lines += [layout.paint(head.basis(layout), .label), ""]
    lines += definition.sentence(language).wrapped(to: layout.width)
    let left = layout("left out", "剔除", "剔除")
    lines += (left + ": " + definition.exclusions.words(language)).wrapped(to: layout.width)
    lines += source(definition).wrapped(to: layout.width) + [""]
    guard !explanation.tickets.isEmpty else {
      return lines + [layout("no ticket counts", "没有计入的工单", "沒有計入的案件")]
    }
    var table = TextTable([
      .init(layout("case", "案卷", "案卷")), .init(layout("counts in", "计入", "計入")),
      .init(layout("when", "时间", "時間")), .init(layout("events", "事件", "事件"), shrinks: true),
    ])
    for ticket in explanation.tickets {
      table.add([
        ticket.stream, part(ticket), ticket.entries.first.map { WallClock.text($0.at) } ?? "",
        ticket.events.map { "#\($0)" }.joined(separator: " "),
      ])
    }
    let count = layout("tickets", "工单", "案件")
    return lines + table.lines(width: layout.width) + ["\(count): \(explanation.tickets.count)"]
  }

  private func source(_ definition: MeasureDefinition) -> String {
    layout("source", "依据", "依據") + ": " + definition.source
  }

  /// In what a ticket counts, and how often where that is not once: then the tickets are fewer than the figure says.
  private func part(_ ticket: Explanation.Ticket) -> String {
    let above = ticket.entries.filter { $0.part != .denominator && $0.part != .sample }
    let below = ticket.entries.filter { $0.part == .denominator }
    let (numerator, denominator) = (times(above), times(below))
    let first = layout("numerator", "分子", "分子") + numerator
    let second = layout("denominator", "分母", "分母") + denominator
    if above.isEmpty { return second }
    if below.isEmpty { return first }
    if numerator.isEmpty, denominator.isEmpty { return layout("both", "分子、分母", "分子、分母") }
    return first + layout(", ", "、", "、") + second
  }

  private func times(_ entries: [ScoreEntry]) -> String {
    let count = entries.reduce(0) { $0 + $1.amount }
    return isCounted && count > 1 ? " ×\(count)" : ""
  }

  /// Whether the amounts are of tickets, limits or answers, and not hours.
  private var isCounted: Bool {
    switch explanation.value {
    case .rate, .count: true
    default: false
    }
  }
}
