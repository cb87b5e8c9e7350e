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
  /// The table of all units: one where there is room for everything, else two below each other.
  func lines() -> [String] {
    var tables = [table([place] + codes + all)]
    if tables[0].isCut(to: layout.width) {
      tables = [([place], main), ([], further)].map { first, rest in
        let withCodes = table(first + codes + rest)
        return withCodes.isCut(to: layout.width) ? table(first + rest) : withCodes
      }
    }
    return heading + tables.flatMap { [""] + $0.lines(width: layout.width) } + [""] + notes
  }

  private func table(_ columns: [ScoreColumn]) -> TextTable {
    var table = TextTable(columns.map(\.column))
    for row in card.rows { table.add(columns.map { $0.cell(row, row.measures) }) }
    if !isPart { table.add(columns.map { $0.cell(nil, card.total) }) }
    return table
  }

  private var notes: [String] {
    var lines: [String] = []
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
    let texts = [
      layout(
        "n: citizens who answered. Answered %: of tickets called back about.",
        "n：作答人数。应答%：占已回访工单。", "n：作答人數。應答%：占已回電案件。"),
      layout(
        "'replay explain --period P \(row) --measure M' lists the tickets behind a figure.",
        "replay explain --period P \(row) --measure M 可列出数字背后的工单。",
        "replay explain --period P \(row) --measure M 可列出數字背後的案件。"),
    ]
    return lines + texts.flatMap { $0.wrapped(to: layout.width) }
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

  private var heading: [String] {
    let rules = card.ruleSet.isEmpty ? "" : "\(card.ruleSet)@\(card.ruleVersion)"
    let head = PeriodHeading(
      period: card.period, now: card.now, rules: rules, version: card.version,
      isPartial: isPartial)
    var title = layout("Scorecard", "记分卡", "記分卡")
    if let role = card.role { title += " · " + role.words(layout.language) }
    return head.lines(title, layout)
  }

  /// Codes of units, where there is room for them; a group's name is its code.
  private var codes: [ScoreColumn] { card.per == .unit ? [code] : [] }

  /// Cards are units'; operators take in.
  private var isPersons: Bool { card.per == .person }

  private var hasScores: Bool { card.formula != nil }

  /// Everything, in one table.
  private var all: [ScoreColumn] {
    var columns = [name]
    if isPersons { columns.append(takenIn) }
    columns += [volume, onTime, counts(""), satisfied, sample(.satisfaction), answered]
    columns += [solved, sample(.confirmedResolution)]
    if !isPersons { columns.append(cards) }
    return hasScores ? columns + [score] + changes : columns
  }

  /// What most ask for.
  private var main: [ScoreColumn] {
    var columns = [name]
    if isPersons { columns.append(takenIn) }
    columns += [volume, onTime, satisfied, sample(.satisfaction), answered]
    return hasScores ? columns + [score] : columns
  }

  /// The rest, below it.
  private var further: [ScoreColumn] {
    var columns = [name, counts(layout("met/limits", "按时/应办", "如期／應辦")), solved]
    columns += [sample(.confirmedResolution)]
    if !isPersons { columns.append(cards) }
    return hasScores ? columns + changes : columns
  }

  private var place: ScoreColumn {
    ScoreColumn("#") { row, _ in row.map { $0.place.map(String.init) ?? "–" } ?? "" }
  }

  private var code: ScoreColumn {
    ScoreColumn(label: card.per.words(layout.language)) { row, _ in row?.unit ?? "" }
  }

  private var name: ScoreColumn {
    ScoreColumn(label: layout("name", "名称", "名稱"), shrinks: true) { row, _ in
      guard let row else { return card.per.allWords(layout.language) }
      return (isPart ? row.ownName : row.name)(layout.language)
    }
  }

  private var takenIn: ScoreColumn {
    figure(.intake, layout("taken in", "接听登记", "接聽登錄"))
  }

  private var volume: ScoreColumn { figure(.volume, layout("volume", "受理", "受理")) }

  private var onTime: ScoreColumn {
    figure(.onTime, layout("on time %", "按时办结%", "如期辦結%"))
  }

  private var satisfied: ScoreColumn {
    figure(.satisfaction, layout("satisfied %", "满意%", "滿意%"))
  }

  private var answered: ScoreColumn {
    figure(.callbackResponse, layout("answered %", "应答%", "應答%"))
  }

  private var solved: ScoreColumn {
    figure(.confirmedResolution, layout("solved %", "解决%", "解決%"))
  }

  private func figure(_ measure: Measure, _ title: String) -> ScoreColumn {
    ScoreColumn(title) { _, table in Self.text(table, measure) }
  }

  private static func text(_ table: MeasureTable, _ measure: Measure) -> String {
    table[measure].text(measure) ?? "–"
  }

  /// Numerator and denominator of completion in time.
  private func counts(_ title: String) -> ScoreColumn {
    ScoreColumn(title) { _, table in
      table[.onTime].number == nil ? "" : table[.onTime].counts ?? ""
    }
  }

  private func sample(_ measure: Measure) -> ScoreColumn {
    ScoreColumn("n") { _, table in
      table[measure].number == nil ? "" : table[measure].sample.map(String.init) ?? ""
    }
  }

  private var cards: ScoreColumn {
    ScoreColumn(layout("cards", "黄/红牌", "黃/紅牌")) { _, table in
      Self.text(table, .yellowCards) + "/" + Self.text(table, .redCards)
    }
  }

  private var score: ScoreColumn {
    ScoreColumn(layout("score", "得分", "得分")) { row, _ in
      guard let row else { return "" }
      let mark = row.score.map { $0.smallSamples.isEmpty ? "" : "*" } ?? ""
      return (row.score?.text ?? "–") + mark
    }
  }

  private var changes: [ScoreColumn] {
    [
      change(layout("Δ period", "环比", "環比")) { $0.previousScore },
      change(layout("Δ year", "同比", "同比")) { $0.yearBeforeScore },
    ]
  }

  private func change(
    _ title: String, _ before: @escaping (Scorecard.Row) -> ExactNumber?
  ) -> ScoreColumn {
    ScoreColumn(title) { row, _ in
      guard let row else { return "" }
      guard case .known(let difference)? = try? Change(from: before(row), to: row.score?.value)
      else { return "–" }
      return Change.signed(difference.amount, .twoDigits)
    }
  }

  /// Whether there is room for intervals and the year before.
  private var isWide: Bool { layout.width >= 110 }

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
    if let score = row.score {
      lines += [""] + ScoreTermsText(layout: layout, score: score).lines()
    }
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
}

/// A column of a scorecard and what stands in it: of a row, or of all of them.
private struct ScoreColumn {
  let column: TextTable.Column
  let cell: (Scorecard.Row?, MeasureTable) -> String

  /// Of figures.
  init(_ title: String, _ cell: @escaping (Scorecard.Row?, MeasureTable) -> String) {
    column = TextTable.Column(title, isNumber: true)
    self.cell = cell
  }

  /// Of names.
  init(
    label: String, shrinks: Bool = false,
    _ cell: @escaping (Scorecard.Row?, MeasureTable) -> String
  ) {
    column = TextTable.Column(label, shrinks: shrinks)
    self.cell = cell
  }
}
