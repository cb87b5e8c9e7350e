import EventStore
import Hotline
import Projections

extension CaseText {
  /// Every limit: when it is due and why, how it stands, and how often it was moved.
  func clocks(_ history: CaseHistory) -> [String] {
    let clocks = history.clocks
    guard !clocks.isEmpty else { return [] }
    let rows = clockTable(history).lines(width: layout.width - 2)
    var lines = [
      heading(layout("Limits", "时限", "時限")) + layout.paint(judgedText(history), .label)
    ]
    lines.append("  " + layout.paint(rows[0], .label))
    for (row, clock) in zip(rows.dropFirst(), clocks) {
      let line = role(clock.standing).map { layout.paint(row, $0) } ?? row
      lines.append("  " + line)
      lines += basis(clock, history).flatMap { text in
        text.printable.wrapped(to: layout.width - 6).map { "      " + $0 }
      }
    }
    return lines
  }

  /// When limits were judged, as a clause that follows their heading.
  func judgedText(_ history: CaseHistory) -> String {
    let time = history.judgedAt.map { WallClock.text($0) } ?? "–"
    return layout(", judged at \(time)", "（判定于 \(time)）", "（判定於 \(time)）")
  }

  /// A row for each limit.
  func clockTable(_ history: CaseHistory) -> TextTable {
    var columns: [TextTable.Column] = [
      .init(layout("clock", "时限", "時限")), .init(layout("limit", "名称", "名稱"), shrinks: true),
      .init(layout("due", "应办时间", "應辦時間")),
    ]
    if !isNarrow {
      columns.append(.init(layout("stands", "状态", "狀態")))
      columns.append(.init(layout("margin", "余量", "餘量")))
    }
    var table = TextTable(columns)
    for clock in history.clocks {
      let due = clock.clock.due
      let title = clock.reason?.title.map { phrase($0) } ?? phrase(due?.end?.words ?? Self.none)
      table.add([
        due?.clock ?? "–", title, due?.due.map { WallClock.deadline($0) } ?? "–",
        phrase(clock.standing.words), margin(clock.marginMicroseconds),
      ])
    }
    return table
  }

  private static let none = Phrase("–", "–", "–")

  /// How a limit's row looks.
  func role(_ standing: CaseClock.Standing) -> Layout.Role? {
    switch standing {
    case .overdue, .missed, .disputed: .alarm
    case .running, .met, .paused, .withdrawn: nil
    }
  }

  /// `2 d 4 h left`, or late by so much; empty when nothing is measured.
  func margin(_ microseconds: Int64?) -> String {
    guard let microseconds else { return "" }
    let length = duration(microseconds)
    return microseconds < 0
      ? layout("late by \(length)", "超 \(length)", "逾 \(length)")
      : layout("\(length) to spare", "余 \(length)", "餘 \(length)")
  }

  /// By which rule, who answers, since when, what moved it, and the count of its days.
  func basis(_ clock: CaseClock, _ history: CaseHistory) -> [String] {
    guard let due = clock.clock.due else { return [] }
    var parts: [String] = []
    if isNarrow { parts = [phrase(clock.standing.words), margin(clock.marginMicroseconds)] }
    parts.append(rule(due))
    if let start = due.start {
      let time = WallClock.text(start)
      parts.append(layout("from \(time)", "自 \(time) 起", "自 \(time) 起"))
    }
    let holder = phrase(history.names.unit(clock.unit))
    parts.append(layout("answers: \(holder)", "责任方：\(holder)", "責任方：\(holder)"))
    if clock.clock.lapsed {
      parts.append(layout("lapse recorded", "已记逾期", "已記逾期"))
    }
    if let given = clock.givenAt.first {
      let given = position(given)
      parts.append(layout("given in \(given)", "见 \(given)", "見 \(given)"))
    }
    let moves = clock.givenAt.dropFirst()
    if !moves.isEmpty {
      let first = clock.clock.firstDue.map { WallClock.deadline($0) } ?? "–"
      let times = "\(moves.count) \(moves.count == 1 ? "time" : "times")"
      let places = positions(Array(moves))
      parts.append(
        layout(
          "moved \(times) (\(places)), first due \(first)",
          "变更 \(moves.count) 次（\(places)），原定 \(first)",
          "變更 \(moves.count) 次（\(places)），原訂 \(first)"))
    }
    return [clauses(parts)] + (clock.reason?.words.map { [phrase($0)] } ?? [])
  }

  /// The rule set and version, and the calendar that counted.
  func rule(_ due: DueDate) -> String {
    if due.ruleSet.isEmpty {
      return layout("told by the source", "由来源所定", "由來源所定")
    }
    var text = layout(
      "rule set \(due.ruleSet) v\(due.ruleVersion)", "规则集 \(due.ruleSet) 第 \(due.ruleVersion) 版",
      "規則集 \(due.ruleSet) 第 \(due.ruleVersion) 版")
    if !due.calendar.isEmpty {
      text += layout(
        ", calendar \(due.calendar) v\(due.calendarVersion)",
        "，日历 \(due.calendar) 第 \(due.calendarVersion) 版",
        "，行事曆 \(due.calendar) 第 \(due.calendarVersion) 版")
    }
    return text
  }
}
