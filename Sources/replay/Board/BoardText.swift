import EventStore
import Hotline
import Projections

/// A board for a terminal.
struct BoardText {
  let layout: Layout
  /// Most rows.
  let limit: Int

  /// Narrower text leaves details out.
  private static let wide = 110
  /// Cases named below a row.
  private static let casesMax = 4

  func lines(_ board: Board) -> [String] {
    var lines = head(board)
    if board.rows.isEmpty {
      lines.append("")
      let time = WallClock.text(board.now)
      let nothing = board.name.nothing(layout.language)
      lines += wrapped(
        layout("\(nothing) at \(time)", "\(time)：\(nothing)", "\(time)：\(nothing)"))
    } else {
      lines.append("")
      lines += table(board)
    }
    if !board.notes.isEmpty {
      lines.append("")
      for note in board.notes { lines += wrapped(note(layout.language)) }
    }
    return lines
  }

  private func wrapped(_ text: String, indent: Int = 0) -> [String] {
    let space = String(repeating: " ", count: indent)
    return text.printable.wrapped(to: layout.width - indent).map { space + $0 }
  }

  private func head(_ board: Board) -> [String] {
    let title = layout.paint(board.name.title(layout.language), .heading)
    let time = WallClock.text(board.now)
    let size = layout(
      "at \(time): \(board.rows.count) of \(board.caseCount) cases",
      "截至 \(time)：\(board.rows.count) 行，共 \(board.caseCount) 件工单",
      "截至 \(time)：\(board.rows.count) 列，共 \(board.caseCount) 件案件")
    var basis = layout(
      "log position \(board.position)", "日志位置 \(board.position)", "日誌位置 \(board.position)")
    if !board.rules.isEmpty {
      basis += layout(", rules \(board.rules)", "，规则 \(board.rules)", "，規則 \(board.rules)")
    }
    if !board.unit.isEmpty {
      basis += layout(", unit \(board.unit)", "，单位 \(board.unit)", "，機關 \(board.unit)")
    }
    var lines = ["\(title) · \(size)"]
    lines += wrapped(board.name.explanation(layout.language)).map { layout.paint($0, .label) }
    lines += wrapped(basis + layout("; ", "；", "；") + WallClock.zone(layout.language)).map {
      layout.paint($0, .label)
    }
    return lines
  }

  private func table(_ board: Board) -> [String] {
    let isWide = layout.width >= Self.wide
    let shown = board.columns.indices.filter { isWide || !board.columns[$0].isDetail }
    let rows = board.rows.prefix(limit)
    var columns = shown.map { index -> TextTable.Column in
      let cells = rows.map { $0.cells[index] }
      return TextTable.Column(
        board.columns[index].title(layout.language), isNumber: cells.contains(where: \.isNumber),
        shrinks: cells.contains(where: \.isWords))
    }
    columns.append(TextTable.Column(layout("event", "事件", "事件")))
    var table = TextTable(columns)
    for row in rows {
      table.add(shown.map { text(row.cells[$0]) } + [row.cases.isEmpty ? positions(row) : ""])
    }
    let lines = table.lines(width: layout.width)
    var result = [layout.paint(lines[0], .label)]
    for (line, row) in zip(lines.dropFirst(), rows) {
      result.append(row.isUrgent ? layout.paint(line, .caution) : line)
      result += cases(row)
    }
    let left = board.rows.count - rows.count
    if left > 0 {
      result.append(
        layout(
          "… \(left) more; --limit 0 shows all", "…… 另有 \(left) 行，--limit 0 全部列出",
          "…… 另有 \(left) 列，--limit 0 全部列出"))
    }
    return result
  }

  /// The first and the last event of a row.
  private func positions(_ row: Board.Row) -> String {
    guard let first = row.events.first, let last = row.events.last else { return "" }
    return row.events.count > 1 ? "#\(first) … #\(last)" : "#\(first)"
  }

  private func cases(_ row: Board.Row) -> [String] {
    guard !row.cases.isEmpty else { return [] }
    var parts = row.cases.prefix(Self.casesMax).map { one in
      let events = one.events.map { "#\($0)" }.joined(separator: " ")
      return "\(one.stream) (\(events))"
    }
    let left = row.cases.count - parts.count
    if left > 0 {
      parts.append(layout("and \(left) more", "等 \(row.cases.count) 件", "等 \(row.cases.count) 件"))
    }
    return wrapped(parts.joined(separator: layout(", ", "、", "、")), indent: 4)
  }

  private func text(_ cell: BoardCell) -> String {
    switch cell {
    case .none: "–"
    case .stream(let text), .code(let text): text
    case .unit(_, let name), .words(let name): name(layout.language)
    case .instant(let instant): String(WallClock.text(instant).dropLast(3))
    case .deadline(let instant): WallClock.deadline(instant)
    case .duration(let microseconds):
      DurationText.short(microseconds: microseconds, layout.language)
    case .workingTime(let seconds): hours(seconds)
    case .count(let count): String(count)
    case .rate(let rate):
      "\(rate.numerator)/\(rate.denominator)" + (rate.text().map { " \($0)" } ?? "")
    }
  }

  /// Office hours are no days of 24 hours, so hours are the largest unit.
  private func hours(_ seconds: Int64) -> String {
    let hours = seconds / 3600
    let minutes = seconds % 3600 / 60
    return layout(
      "\(hours) h \(minutes) min", "\(hours) 小时 \(minutes) 分", "\(hours) 小時 \(minutes) 分")
  }
}

extension BoardCell {
  fileprivate var isNumber: Bool {
    switch self {
    case .duration, .workingTime, .count, .rate: true
    default: false
    }
  }

  fileprivate var isWords: Bool {
    switch self {
    case .unit, .words, .code: true
    default: false
    }
  }
}
