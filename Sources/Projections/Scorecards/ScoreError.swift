public import Hotline

/// 查询错误: why there is no figure. Never shown as an empty table or a zero.
public enum ScoreError: Error, Hashable, Sendable {
  /// What was asked for is no period.
  case noPeriod(String)
  /// The log holds no case.
  case emptyLog
  /// The period ended before the log's first event.
  case beforeLog(period: String, first: String)
  /// The period begins after the moment of the question.
  case inTheFuture(period: String, now: String)
  /// Nothing was counted in the period.
  case noData(period: String)
  /// No act of the period names a person.
  case noPersons(period: String)
  /// No unit joined a ticket of the period as co-handler.
  case noCoHandlers(period: String)
  /// The log knows the unit, but nothing of it was counted in the period.
  case noDataOfUnit(String, period: String)
  /// No unit, category, … of this name.
  case unknownUnit(String, known: [String])
  /// No rule set of this name was adopted then.
  case noRules(String, known: [String])
  /// The rules cannot be used.
  case badRules(String)
  /// There is no such measure.
  case noMeasure(String, known: [String])
  /// The figures were signed for a version that this program does not have.
  case unknownVersion(UInt64, known: [UInt64])
  /// A figure is too large to calculate exactly.
  case overflow

  /// What is wrong and how to mend it.
  public var words: Phrase { periodWords ?? nameWords }

  /// Errors about the period asked for and what happened in it.
  private var periodWords: Phrase? {
    switch self {
    case .noPeriod(let text):
      Phrase(
        "'\(text)' is no period; write 2016-10, 2016-Q4, 2016-H2 or 2016",
        "“\(text)”不是周期，请写 2016-10、2016-Q4、2016-H2 或 2016",
        "「\(text)」不是週期，請寫 2016-10、2016-Q4、2016-H2 或 2016")
    case .emptyLog:
      Phrase("the log holds no case at this point", "此时日志中没有工单", "此時日誌中沒有案件")
    case .beforeLog(let period, let first):
      Phrase(
        "\(period) lies before the log's first case, of \(first)",
        "\(period) 早于日志的第一件工单（\(first)）", "\(period) 早於日誌的第一件案件（\(first)）")
    case .inTheFuture(let period, let now):
      Phrase(
        "\(period) begins after the moment of the question, \(now)",
        "\(period) 晚于查询时点 \(now)", "\(period) 晚於查詢時點 \(now)")
    case .noData(let period):
      Phrase(
        "nothing was counted in \(period)", "\(period) 没有可统计的数据", "\(period) 沒有可統計的資料")
    case .noDataOfUnit(let unit, let period):
      Phrase(
        "nothing was counted for '\(unit)' in \(period)", "\(period) 没有“\(unit)”可统计的数据",
        "\(period) 沒有「\(unit)」可統計的資料")
    case .noPersons(let period):
      Phrase(
        "no event behind the figures of \(period) names a person; ask without 'person'",
        "\(period) 的事件未记录经办人，请勿按经办人查询", "\(period) 的事件未記錄承辦人，請勿按承辦人查詢")
    case .noCoHandlers(let period):
      Phrase(
        "no unit was a co-handler of anything in \(period)", "\(period) 没有单位协办工单",
        "\(period) 沒有機關協辦案件")
    case .overflow:
      Phrase("a figure is too large to calculate exactly", "数值过大，无法精确计算", "數值過大，無法精確計算")
    default: nil
    }
  }

  /// Errors about what was named; the others are told by ``periodWords``.
  private var nameWords: Phrase {
    switch self {
    case .unknownUnit(let unit, let known):
      Phrase(
        "there is no unit '\(unit)' in this scorecard; there are: \(Self.list(known))",
        "没有单位“\(unit)”；现有：\(Self.list(known))", "沒有機關「\(unit)」；現有：\(Self.list(known))")
    case .noRules(let rules, let known):
      Phrase(
        "no rule set '\(rules)' was adopted then; adopted were: \(Self.list(known))",
        "当时没有采用规则集“\(rules)”；已采用：\(Self.list(known))",
        "當時沒有採用規則集「\(rules)」；已採用：\(Self.list(known))")
    case .badRules(let reason):
      Phrase("the rules cannot be used: \(reason)", "规则无法使用：\(reason)", "規則無法使用：\(reason)")
    case .noMeasure(let measure, let known):
      Phrase(
        "there is no measure '\(measure)'; there are: \(known.joined(separator: ", "))",
        "没有指标“\(measure)”；现有：\(known.joined(separator: "、"))",
        "沒有指標「\(measure)」；現有：\(known.joined(separator: "、"))")
    case .unknownVersion(let version, let known):
      Self.unknown(version, known.map { String($0) }.joined(separator: ", "))
    default: Phrase("there is no figure", "没有数值", "沒有數值")
    }
  }

  /// A unit that has no row: one that the log knows had nothing to count, another does not exist.
  static func noRow(
    of unit: String, _ period: ScorePeriod, known: [String], _ names: CaseNames
  ) -> ScoreError {
    let isKnown = names.units[unit] != nil || unit.hasSameBytes(as: TicketState.centre)
    return isKnown
      ? .noDataOfUnit(unit, period: period.description) : .unknownUnit(unit, known: known)
  }

  private static func list(_ known: [String]) -> String {
    known.isEmpty
      ? "–" : known.prefix(20).joined(separator: ", ") + (known.count > 20 ? " …" : "")
  }

  private static func unknown(_ version: UInt64, _ known: String) -> Phrase {
    Phrase(
      "this program has no version \(version) of the figures; it has: \(known)",
      "本程序没有第 \(version) 版算法；现有：\(known)", "本程式沒有第 \(version) 版算法；現有：\(known)")
  }
}
