import EventStore
import Hotline
import Projections

/// A case's history as text for people.
struct CaseText {
  let layout: Layout
  let isRevealed: Bool
  /// What stands for a personal value that is not there.
  var absence = Phrase("not in the vault", "保险库中没有", "保險庫中沒有")

  /// A label, what it stands for, and in which colour.
  typealias Detail = (label: String, value: String, role: Layout.Role?)

  /// The lines of a history: where it stands now, then event by event.
  func lines(_ history: CaseHistory) -> [String] {
    var lines = header(history)
    for section in [findings(history), clocks(history), hands(history), milestones(history)]
    where !section.isEmpty {
      lines.append("")
      lines += section
    }
    let columns = CaseColumns(history, layout)
    lines.append("")
    lines.append(layout.paint(columns.title(layout), .label))
    for event in history.events {
      lines.append(contentsOf: self.lines(event, columns, history))
    }
    return lines
  }

  /// The lines of a list of cases that carry one source id.
  func lines(_ candidates: [CaseFinder.Candidate], _ count: Int) -> [String] {
    var table = TextTable([
      .init(layout("case", "案件", "案件")), .init(layout("happened", "发生时间", "發生時間")),
      .init(layout("category", "类别", "類別"), shrinks: true),
      .init(layout("district", "行政区", "行政區"), shrinks: true),
    ])
    for candidate in candidates {
      table.add([
        candidate.stream.text, WallClock.text(candidate.occurredAt), candidate.categoryText,
        candidate.district,
      ])
    }
    var lines = table.lines(width: layout.width)
    if count > candidates.count {
      let rest = count - candidates.count
      lines.append(
        layout("… and \(rest) more", "……另有 \(rest) 件", "……另有 \(rest) 件"))
    }
    lines.append(WallClock.zone(layout.language))
    return lines
  }

  /// Lines of labels and values, aligned among themselves.
  func details(_ details: [Detail], indent: Int) -> [String] {
    let labelWidth = details.map { displayWidth($0.label) }.max() ?? 0
    return details.flatMap { detail in
      layout.labelled(
        detail.label, detail.value, indent: indent, labelWidth: labelWidth, role: detail.role)
    }
  }

  /// Whether tables leave out columns that are said below or above anyway.
  var isNarrow: Bool { layout.width < 78 }

  func phrase(_ phrase: Phrase) -> String { phrase(layout.language) }

  /// Where a case stands; Chinese follows the English, as people say it.
  func standing(_ state: CaseState) -> String {
    let words = state.standing
    guard layout.language == .english, state.status != .notACase else { return phrase(words) }
    return "\(words.english) \(words.traditional)"
  }

  func duration(_ microseconds: Int64) -> String {
    DurationText.short(microseconds: microseconds, layout.language)
  }

  func position(_ position: Position) -> String { "#\(position.description)" }

  func positions(_ positions: [Position]) -> String {
    positions.map { self.position($0) }.joined(separator: layout(", ", "、", "、"))
  }

  /// Clauses of a line.
  func clauses(_ parts: [String]) -> String {
    parts.filter { !$0.isEmpty }.joined(separator: layout("; ", "；", "；"))
  }

  func heading(_ text: String) -> String { layout.paint(text, .heading) }
}
