import EventStore
import Hotline
import Projections

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
    if let standing = explanation.standing { lines += self.standing(standing) + [""] }
    guard !explanation.tickets.isEmpty else {
      return lines + [layout("no ticket counts", "没有计入的工单", "沒有計入的案件")]
    }
    let count = layout("tickets", "工单", "案件")
    return lines + table.lines(width: layout.width) + ["\(count): \(explanation.tickets.count)"]
  }

  /// The tickets; events that do not fit beside one go on below it, so that none is left out.
  private var table: TextTable {
    let alone = table(eventWidth: nil)
    let used = alone.lines(width: .max).map(displayWidth).max() ?? 0
    return table(eventWidth: max(15, layout.width - used - 2))
  }

  private func table(eventWidth: Int?) -> TextTable {
    var columns: [TextTable.Column] = [.init(layout("case", "案卷", "案卷"))]
    columns.append(
      isTime
        ? .init(layout("hours", "小时", "小時"), isNumber: true)
        : .init(isScored ? layout("measure", "指标", "指標") : layout("counts in", "计入", "計入")))
    columns.append(.init(layout("when", "时间", "時間")))
    if eventWidth != nil { columns.append(.init(layout("events", "事件", "事件"))) }
    var table = TextTable(columns)
    for ticket in explanation.tickets {
      let counted =
        isTime ? [hours(ticket)] : isScored ? measures(ticket) : [part(ticket)]
      let events = ticket.events.map { "#\($0)" }.joined(separator: " ")
      let lines = eventWidth.map { events.wrapped(to: $0) } ?? []
      let when = ticket.entries.first.map { WallClock.text($0.at) } ?? ""
      for line in 0..<max(counted.count, lines.count) {
        let isFirst = line == 0
        table.add([
          isFirst ? ticket.stream : "", line < counted.count ? counted[line] : "",
          isFirst ? when : "", line < lines.count ? lines[line] : "",
        ])
      }
    }
    return table
  }

  private var isTime: Bool { explanation.measure.unit == .workingHours }
  private var isScored: Bool {
    explanation.measure == .composite || explanation.measure == .rank
  }

  /// The working hours of a ticket, of each round.
  private func hours(_ ticket: Explanation.Ticket) -> String {
    ticket.entries.compactMap { entry in
      try? (ExactNumber(entry.amount) / ExactNumber(3_600_000_000)).text()
    }.joined(separator: " ")
  }

  /// For which terms of a score a ticket counts.
  private func measures(_ ticket: Explanation.Ticket) -> [String] {
    Measure.allCases.filter { measure in ticket.entries.contains { $0.measure == measure } }
      .map(\.rawValue)
  }

  /// The terms of a score, and its place among how many, or why it has none.
  private func standing(_ standing: Explanation.Standing) -> [String] {
    let terms = ScoreTermsText(layout: layout, score: standing.score)
    let ranked = "\(standing.ranked)"
    let words =
      if let place = standing.place {
        layout(
          "place \(place) of \(ranked) that are ranked by this formula",
          "在按本规则参加排名的 \(ranked) 个中列第 \(place)", "在依本規則參加排名的 \(ranked) 個中列第 \(place)")
      } else if standing.score.value == nil {
        layout(
          "not ranked: there is no score", "不参加排名：没有得分", "不參加排名：沒有得分")
      } else {
        layout(
          "not ranked: a term rests on a small sample; ranked by this formula: \(ranked)",
          "不参加排名：有计分项为小样本；按本规则参加排名的有 \(ranked) 个",
          "不參加排名：有計分項為小樣本；依本規則參加排名的有 \(ranked) 個")
      }
    return terms.lines() + words.wrapped(to: layout.width)
  }

  private func source(_ definition: MeasureDefinition) -> String {
    layout("source", "依据", "依據") + ": " + definition.source(layout.language)
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
