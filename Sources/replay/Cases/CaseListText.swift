import EventStore
import Hotline
import Projections

/// A list of tickets for a terminal.
struct CaseListText {
  let layout: Layout
  let list: CaseList

  func lines() -> [String] {
    var lines = head
    guard !list.rows.isEmpty else {
      return lines + ["", CaseList.nothing(layout.language)]
    }
    lines.append("")
    let shown = table.lines(width: layout.width)
    lines.append(layout.paint(shown[0], .label))
    for (line, row) in zip(shown.dropFirst(), list.rows) {
      lines.append(row.isOverdue ? layout.paint(line, .caution) : line)
    }
    lines.append("")
    lines += legend.wrapped(to: layout.width).map { layout.paint($0, .label) }
    if let next = list.next { lines.append("--after \(next.text)") }
    return lines
  }

  private var head: [String] {
    let title = layout.paint(layout("Cases", "工单列表", "案件列表"), .heading)
    let (first, last) = (list.offset + 1, list.offset + list.rows.count)
    let range = list.rows.isEmpty ? "0" : "\(first)–\(last)"
    let size = layout(
      "\(range) of \(list.total)", "共 \(list.total) 件，第 \(range) 件",
      "共 \(list.total) 件，第 \(range) 件")
    let asked = list.question.asked.map { "\($0.name)=\($0.value.printable)" }
    let time = WallClock.text(list.now)
    let told =
      list.point.order == .occurred
      ? layout("as had happened by", "截至发生时间", "截至發生時間") : layout("judged at", "截至", "截至")
    let basis = layout(
      "\(told) \(time); \(list.caseCount) cases, log position \(list.position)",
      "\(told) \(time)；工单 \(list.caseCount) 件，日志位置 \(list.position)",
      "\(told) \(time)；案件 \(list.caseCount) 件，日誌位置 \(list.position)")
    var lines = ["\(title) · \(size)"]
    for text in [asked.joined(separator: " "), basis] where !text.isEmpty {
      lines += text.wrapped(to: layout.width).map { layout.paint($0, .label) }
    }
    return lines
  }

  private var isWide: Bool { layout.width >= 110 }

  private var table: TextTable {
    var columns: [TextTable.Column] = [.init(layout("case", "工单", "案件"))]
    if isWide { columns.append(.init(layout("opened", "受理", "受理"))) }
    columns += [
      .init(layout("stands", "环节", "環節"), shrinks: true),
      .init(layout("held by", "现由", "現由"), shrinks: true),
    ]
    if isWide { columns.append(.init(layout("held", "经手", "經手"), isNumber: true)) }
    columns.append(.init(layout("due", "应办", "應辦")))
    for name in (isWide ? ["K", "B"] : []) + ["R", "E", "O", "C", "L"] {
      columns.append(.init(name, isNumber: true))
    }
    var table = TextTable(columns)
    for row in list.rows { table.add(cells(row)) }
    return table
  }

  private var legend: String {
    (isWide
      ? layout(
        "K contacts: reached/tried · B callbacks: answered/tried · ",
        "K 联系：联系到/次数 · B 回访：答复/次数 · ", "K 聯繫：聯繫到/次數 · B 回訪：答覆/次數 · ") : "")
      + layout(
        "! overdue · R returns · E extensions · O reopenings · C cards that stand · L recorded late",
        "! 已超期 · R 退单 · E 延期 · O 重新打开 · C 有效督办牌 · L 补录",
        "! 已逾期 · R 退案 · E 展期 · O 重新開啟 · C 有效督辦牌 · L 補登")
  }

  private func cells(_ row: CaseRow) -> [String] {
    let ticket = row.state.ticket
    var cells = [row.stream]
    if isWide { cells.append(row.openedAt.map { day($0) } ?? "–") }
    cells += [row.state.standing(layout.language), row.holder.name(layout.language)]
    if isWide { cells.append(held(row)) }
    cells.append(
      row.due.map { String(WallClock.deadline($0).prefix(16)) + (row.isOverdue ? " !" : "") }
        ?? "–")
    if isWide {
      cells += [
        "\(row.contacts.reached)/\(row.contacts.tried)",
        "\(row.callbacks.answered)/\(row.callbacks.tried)",
      ]
    }
    let late =
      isWide
      ? DurationText.short(microseconds: row.latenessMicroseconds, layout.language) : "+"
    return cells + [
      number(Int(clamping: ticket.returns)), number(Int(clamping: ticket.extensions)),
      number(Int(clamping: ticket.reopenings)), number(ticket.cards.count { !$0.isRevoked }),
      row.isRecordedLate ? late : "",
    ]
  }

  private func held(_ row: CaseRow) -> String {
    guard let last = row.custody.stretches.last, last.until == nil else { return "" }
    return DurationText.short(microseconds: last.heldMicroseconds, layout.language)
  }

  private func day(_ instant: Instant) -> String { String(WallClock.text(instant).prefix(10)) }

  /// Nothing for 0, so that what happened stands out.
  private func number(_ count: Int) -> String { count == 0 ? "" : String(count) }
}
