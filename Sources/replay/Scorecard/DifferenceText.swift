import EventStore
import Hotline
import Projections

/// What changed, as text: unit by unit, each figure with the tickets and events that changed it.
struct DifferenceText {
  let layout: Layout
  let difference: ScoreDifference
  /// By which rules and as of which moments it was asked.
  let heads: [PeriodHeading]
  /// Most tickets below a figure.
  let limit: Int

  func lines() -> [String] {
    let days = difference.period.days
    let title = layout("What changed in", "变动", "變動")
    var lines = [
      layout.paint("\(title) \(difference.period) (\(days.first) – \(days.last))", .heading)
    ]
    let labels = [layout("from", "由", "由"), layout("to", "至", "至")]
    for (label, head) in zip(labels, heads) {
      lines.append(layout.paint(label.padded(to: 4) + "  " + head.basis(layout), .label))
    }
    guard !difference.figures.isEmpty else {
      return lines + ["", layout("no figure differs", "没有数字变动", "沒有數字變動")]
    }
    var unit: String?
    let labelWidth = labelWidth
    for figure in difference.figures {
      if unit != figure.unit {
        lines += ["", layout.paint("\(figure.name(layout.language)) (\(figure.unit))", .heading)]
      }
      unit = figure.unit
      lines += self.lines(figure, labelWidth)
    }
    return lines
  }

  private var labelWidth: Int {
    let titles = difference.figures.map {
      MeasureDefinition.of($0.measure).title(layout.language)
    }
    return min(34, titles.map { displayWidth($0) }.max() ?? 0)
  }

  private func lines(_ figure: ScoreDifference.Figure, _ labelWidth: Int) -> [String] {
    let name = MeasureDefinition.of(figure.measure).title(layout.language)
    let change = "\(shown(figure.before, figure.measure)) → \(shown(figure.after, figure.measure))"
    var lines = layout.labelled(
      name, change, indent: 2, labelWidth: labelWidth)
    for ticket in figure.tickets.prefix(limit) {
      let events = ticket.events.map { "#\($0)" }.joined(separator: " ")
      lines += layout.labelled(
        ticket.stream, events.isEmpty ? otherRules : events, indent: 4,
        labelWidth: displayWidth(ticket.stream))
    }
    let rest = figure.tickets.count - min(limit, figure.tickets.count)
    if rest > 0 {
      lines.append(
        "    "
          + layout(
            "… and \(rest) more; --limit 0 lists all", "…… 另有 \(rest) 件，--limit 0 全部列出",
            "…… 另有 \(rest) 件，--limit 0 全部列出"))
    }
    return lines
  }

  private var otherRules: String {
    layout("no event: judged otherwise", "无新事件：判定不同", "無新事件：判定不同")
  }

  private func shown(_ value: MeasureValue, _ measure: Measure) -> String {
    guard let text = value.text(measure) else { return layout("no data", "无数据", "無資料") }
    return text + (measure.unit == .percent ? " %" : "") + (value.counts.map { " (\($0))" } ?? "")
  }
}
