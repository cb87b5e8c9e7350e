import EventStore
import Hotline
import Projections

/// The state of the hotline, as text.
struct OverviewText {
  let layout: Layout
  let overview: Overview
  let head: PeriodHeading

  /// The most rows of a table; JSON has all of them.
  static let rowsMax = 12

  func lines() -> [String] {
    head.lines(layout("Overview", "运行总览", "運作總覽"), layout) + intake + calls + balance + backlog
      + topics + knowledge + outreach
  }

  /// A heading and what stands below it, or in words that nothing was recorded.
  func section(_ title: String, _ lines: [String], nothing: String = "") -> [String] {
    let body = lines.isEmpty ? ["  " + nothing] : lines
    return ["", layout.paint(title, .heading)] + body
  }

  /// Labels and values below each other.
  func pairs(_ pairs: [(String, String)]) -> [String] {
    let labelWidth = min(28, pairs.map { displayWidth($0.0) }.max() ?? 0)
    return pairs.flatMap { layout.labelled($0.0, $0.1, indent: 2, labelWidth: labelWidth) }
  }

  /// `60.27 % (50154/83218)`; no data in words.
  func share(_ rate: Rate) -> String {
    guard let text = rate.text() else { return layout("no data", "无数据", "無資料") }
    return "\(text) (\(rate.numerator)/\(rate.denominator))"
  }

  /// `+12 (+3.40 %)`; why there is no comparison in words.
  func change(_ change: Change) -> String {
    guard case .known(let difference) = change else {
      return change.text(.twoDigits, layout.language)
    }
    let amount = Change.signed(difference.amount, Rounding(digits: 0))
    guard let growth = difference.growth else { return amount }
    return "\(amount) (\(Change.signed(growth, .twoDigits)) %)"
  }

  /// A table of parts: name, count, share.
  func table(
    _ title: String, _ shares: ShareTable, _ name: (String) -> Phrase
  ) -> [String] {
    var table = TextTable([
      .init("  " + title, shrinks: true), .init(layout("count", "件数", "件數"), isNumber: true),
      .init("%", isNumber: true),
    ])
    for row in shares.rows.prefix(Self.rowsMax) {
      table.add([
        "  " + name(row.code)(layout.language), "\(row.count)",
        shares.share(row).percent?.text() ?? "–",
      ])
    }
    return table.lines(width: layout.width) + more(shares)
  }

  private func more(_ shares: ShareTable) -> [String] {
    let rest = shares.rows.dropFirst(Self.rowsMax)
    if rest.isEmpty { return [] }
    let count = rest.reduce(0) { $0 + $1.count }
    return [
      "  "
        + layout(
          "and \(rest.count) more with \(count) together", "另有 \(rest.count) 项，共 \(count) 件",
          "另有 \(rest.count) 項，共 \(count) 件")
    ]
  }

  /// Parts in one line: `phone 12 (60.00 %)`.
  func inline(_ shares: ShareTable, _ name: (String) -> Phrase) -> String {
    let parts = shares.rows.prefix(Self.rowsMax).map { row in
      "\(name(row.code)(layout.language)) \(row.count) (\(shares.share(row).text() ?? "–"))"
    }
    return parts.joined(separator: layout(", ", "、", "、"))
      + (shares.rows.count > Self.rowsMax ? " …" : "")
  }
}
