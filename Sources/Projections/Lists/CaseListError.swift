public import Hotline

/// 列表错误: why there is no list. Never shown as an empty table.
public enum CaseListError: Error, Hashable, Sendable {
  /// The log held no case then.
  case emptyLog
  /// No such unit, category, district, channel or kind.
  case unknown(field: String, value: String, known: [String])
  /// What was given for a condition is none of its values.
  case badValue(field: String, value: String, known: [String])
  /// The time asked for ended before the log's first case.
  case beforeLog(first: String)
  /// The time asked for begins after the moment of the question.
  case inTheFuture(now: String)
  /// No case was opened in the time asked for.
  case noData
  /// The cursor belongs to another question, or is none.
  case badCursor(String)

  /// What is wrong and how to mend it.
  public var words: Phrase {
    switch self {
    case .emptyLog:
      Phrase("the log holds no case at this point", "此时日志中没有工单", "此時日誌中沒有案件")
    case .unknown(let field, let value, let known):
      Phrase(
        "no case has the \(field) '\(value)'; known are: \(Self.list(known))",
        "没有 \(field) 为“\(value)”的工单；现有：\(Self.list(known))",
        "沒有 \(field) 為「\(value)」的案件；現有：\(Self.list(known))")
    case .badValue(let field, let value, let known):
      Phrase(
        "'\(value)' is no \(field); give one of: \(Self.list(known))",
        "“\(value)”不是 \(field)；可用：\(Self.list(known))",
        "「\(value)」不是 \(field)；可用：\(Self.list(known))")
    case .beforeLog(let first):
      Phrase(
        "the time asked for ends before the log's first case, of \(first)",
        "所查时间早于日志的第一件工单（\(first)）", "所查時間早於日誌的第一件案件（\(first)）")
    case .inTheFuture(let now):
      Phrase(
        "the time asked for begins after the moment of the question, \(now)",
        "所查时间晚于查询时点 \(now)", "所查時間晚於查詢時點 \(now)")
    case .noData:
      Phrase("no case was opened in the time asked for", "所查时间内没有受理工单", "所查時間內沒有受理案件")
    case .badCursor(let text):
      Phrase(
        "'\(text)' does not continue this list; take 'next' of the page before, with the same conditions",
        "“\(text)”不能接续此列表；请用上一页的 next，且条件相同",
        "「\(text)」不能接續此列表；請用上一頁的 next，且條件相同")
    }
  }

  private static func list(_ known: [String]) -> String {
    known.isEmpty
      ? "–" : known.prefix(30).joined(separator: ", ") + (known.count > 30 ? " …" : "")
  }
}
