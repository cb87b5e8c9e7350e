import EventStore
import Hotline
import Projections

extension CaseText {
  /// Who held the case for how long; nothing for a case that never left the centre.
  func hands(_ history: CaseHistory) -> [String] {
    guard history.custody.stretches.count > 1 else { return [] }
    let rows = handsTable(history).lines(width: layout.width - 2)
    var lines = [heading(layout("In whose hands", "经手", "經手"))]
    lines.append("  " + layout.paint(rows[0], .label))
    lines += rows.dropFirst().map { "  " + $0 }
    if let legend = handsLegend(history) {
      lines += legend.wrapped(to: layout.width - 2).map { "  " + layout.paint($0, .label) }
    }
    lines += details([sum(history)], indent: 2)
    return lines
  }

  /// What the mark of a stretch in the air means, when there is one.
  func handsLegend(_ history: CaseHistory) -> String? {
    guard history.custody.stretches.contains(where: \.isInTheAir) else { return nil }
    return layout(
      "~ while a return waited for its ruling: charged to the unit that asked",
      "~ 退单待裁期间，计入申请单位", "~ 退案待裁期間，計入申請單位")
  }

  /// A row for each stretch of time in one unit's hands.
  func handsTable(_ history: CaseHistory) -> TextTable {
    let custody = history.custody
    var columns: [TextTable.Column] = [
      .init(layout("unit", "单位", "單位"), shrinks: true), .init(layout("from", "起", "起")),
      .init(layout("held", "历时", "歷時"), isNumber: true),
    ]
    if !isNarrow { columns.insert(.init(layout("until", "止", "止")), at: 2) }
    let isCounted = custody.workingDayMicroseconds != nil && !isNarrow
    if isCounted { columns.append(.init(layout("work. days", "工作日", "工作天"), isNumber: true)) }
    var table = TextTable(columns)
    for stretch in custody.stretches {
      let until = stretch.until.map { minute($0) } ?? layout("now", "至今", "至今")
      let cells = [
        (stretch.isInTheAir ? "~ " : "") + phrase(history.names.unit(stretch.unit)),
        minute(stretch.from), until, duration(stretch.heldMicroseconds),
        workingDays(stretch.workingMicroseconds, custody),
      ]
      table.add(isNarrow ? [cells[0], cells[1], cells[3]] : cells)
    }
    return table
  }

  /// The sums of each unit, in a line.
  func sum(_ history: CaseHistory) -> Detail {
    let parts = history.custody.shares.map { share in
      let unit = phrase(history.names.unit(share.unit))
      let days = workingDays(share.workingMicroseconds, history.custody)
      let percent = "\(share.perMille / 10).\(share.perMille % 10) %"
      var text = "\(unit) \(duration(share.heldMicroseconds)) (\(percent))"
      if !days.isEmpty {
        text += layout(", \(days) working days", "，\(days) 工作日", "，\(days) 工作天")
      }
      if share.inTheAirMicroseconds > 0 {
        let air = duration(share.inTheAirMicroseconds)
        text += layout(
          ", of it \(air) while its return was pending", "，其中退单待裁 \(air)", "，其中退案待裁 \(air)")
      }
      return text
    }
    return (layout("in all", "合计", "合計"), clauses(parts), nil)
  }

  /// To the minute.
  private func minute(_ instant: Instant) -> String { String(WallClock.text(instant).prefix(16)) }

  /// `1.99`, half up; empty when no calendar counts.
  private func workingDays(_ microseconds: Int64?, _ custody: CaseCustody) -> String {
    guard let microseconds, let day = custody.workingDayMicroseconds, day > 0 else { return "" }
    let hundredths = (microseconds / 1_000_000 * 200 + day / 1_000_000) / (2 * (day / 1_000_000))
    let rest = hundredths % 100
    return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}
