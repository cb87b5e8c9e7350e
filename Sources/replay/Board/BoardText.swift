import EventStore
import Hotline
import Projections

/// A board for a terminal.
struct BoardText {
  let layout: Layout
  /// Most rows.
  let limit: Int

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
      "at \(time): \(board.rows.count)", "截至 \(time)：\(board.rows.count) 项",
      "截至 \(time)：\(board.rows.count) 項")
    var basis = layout(
      "\(board.caseCount) \(board.caseCount == 1 ? "case" : "cases"), log position \(board.position)",
      "工单 \(board.caseCount) 件，日志位置 \(board.position)",
      "案件 \(board.caseCount) 件，日誌位置 \(board.position)")
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
    let rows = board.rows.prefix(limit)
    let shown = columns(of: board, rows)
    var columns = shown.map { index -> TextTable.Column in
      let cells = rows.map { $0.cells[index] }
      return TextTable.Column(
        board.columns[index].title(layout.language), isNumber: cells.contains(where: \.isNumber),
        shrinks: cells.contains(where: \.isWords))
    }
    if rows.contains(where: \.cases.isEmpty) { columns.append(TextTable.Column(eventTitle)) }
    var table = TextTable(columns)
    for row in rows {
      table.add(shown.map { text(row.cells[$0]) } + [latest(row)])
    }
    let lines = table.lines(width: layout.width)
    var result = [layout.paint(lines[0], .label)]
    for (line, row) in zip(lines.dropFirst(), rows) {
      result.append(row.isUrgent ? layout.paint(line, .caution) : line)
      result += cases(row, hidden(row, board, shown))
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

  private var eventTitle: String { layout("event", "事件", "事件") }

  /// Columns for which there is room: details give way, the last ones first.
  private func columns(of board: Board, _ rows: ArraySlice<Board.Row>) -> [Int] {
    var shown = Array(board.columns.indices)
    let widths = shown.map { index in
      rows.reduce(displayWidth(board.columns[index].title(layout.language))) {
        max($0, displayWidth(text($1.cells[index]).printable))
      }
    }
    let event = rows.map { displayWidth(latest($0)) }.max() ?? 0
    let last = event == 0 ? -2 : max(event, displayWidth(eventTitle))
    while shown.reduce(last, { $0 + widths[$1] + 2 }) > layout.width,
      let last = shown.lastIndex(where: { board.columns[$0].isDetail })
    {
      shown.remove(at: last)
    }
    return shown
  }

  /// The latest event of a row; those of several cases stand below it.
  private func latest(_ row: Board.Row) -> String {
    guard row.cases.isEmpty, let last = row.events.max() else { return "" }
    return "#\(last)"
  }

  /// What the columns left out say of a row.
  private func hidden(_ row: Board.Row, _ board: Board, _ shown: [Int]) -> String {
    board.columns.indices.filter { !shown.contains($0) && row.cells[$0] != .none }.map {
      let title = board.columns[$0].title(layout.language)
      return layout(
        "\(title) \(text(row.cells[$0])): ", "\(title) \(text(row.cells[$0]))：",
        "\(title) \(text(row.cells[$0]))：")
    }.joined()
  }

  private func cases(_ row: Board.Row, _ head: String) -> [String] {
    guard !row.cases.isEmpty else { return [] }
    var parts = row.cases.prefix(Self.casesMax).map { one in
      let events = one.events.map { "#\($0)" }.joined(separator: " ")
      return "\(one.stream) (\(events))"
    }
    let left = row.cases.count - parts.count
    if left > 0 {
      parts.append(layout("and \(left) more", "等 \(row.cases.count) 件", "等 \(row.cases.count) 件"))
    }
    return wrapped(head + parts.joined(separator: layout(", ", "、", "、")), indent: 4)
  }

  private func text(_ cell: BoardCell) -> String {
    switch cell {
    case .none: "–"
    case .stream(let text), .code(let text): text
    case .unit(_, let name), .word(_, let name), .words(let name): name(layout.language)
    case .instant(let instant): String(WallClock.text(instant).dropLast(3))
    case .deadline(let instant): String(WallClock.deadline(instant).prefix(16))
    case .duration(let microseconds): lasting(microseconds)
    case .workingTime(let seconds, let day): working(seconds, perDay: day)
    case .count(let count): String(count)
    case .rate(let rate):
      "\(rate.numerator)/\(rate.denominator)" + (rate.text().map { " \($0)" } ?? "")
    }
  }

  /// A length of time as narrow as a list wants it: from ten days on without hours.
  private func lasting(_ microseconds: Int64) -> String {
    let day: Int64 = 86_400_000_000
    let rest = microseconds.magnitude >= 10 * day.magnitude ? microseconds % day : 0
    return DurationText.short(microseconds: microseconds - rest, layout.language)
  }

  /// Whole working days, which are no days of 24 hours; below one whole hours, and below those minutes and seconds.
  private func working(_ seconds: Int64, perDay: Int64) -> String {
    let days = perDay > 0 ? seconds / perDay : 0
    if days > 0 { return layout("\(days) wd", "\(days) 工作日", "\(days) 工作天") }
    let rest = seconds >= 3600 ? seconds % 3600 : 0
    return DurationText.short(microseconds: (seconds - rest) * 1_000_000, layout.language)
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
    case .unit, .word, .words, .code: true
    default: false
    }
  }
}
