public import Hotline
public import Wire

/// 记分卡: the figures of every unit for one period, by one rule set, as known at one moment.
public struct Scorecard: Sendable {
  /// Whose figures the rows are.
  public let per: ScoreRow
  /// In which capacity units had what is counted; `nil` for all that they answer for.
  public let role: ScoreRole?
  /// The period.
  public let period: ScorePeriod
  /// The moment of the question; the period may still run then.
  public let now: Instant
  /// The rule set; empty for none.
  public let ruleSet: String
  /// Its version.
  public let ruleVersion: UInt64
  /// Version by which the figures were computed.
  public let version: UInt64
  /// The units, or the groups of them, in the order of rank, then of their codes.
  public internal(set) var rows: [Row]
  /// All units together.
  public let total: MeasureTable
  /// The formula of the first unit's group; `nil` when the rules score nothing.
  public let formula: ScoringFormula?

  /// The figures of one unit, or of one group of units.
  public struct Row: Sendable {
    /// Code of the unit or group.
    public let unit: String
    /// Its name as known then; the code where none is known.
    public let name: Phrase
    /// The same, without the name of its unit where it is a person's.
    public let ownName: Phrase
    /// Its measures.
    public let measures: MeasureTable
    /// Its score; `nil` when the rules score nothing.
    public let score: Score?
    /// Its place among the ranked; `nil` when not ranked.
    public internal(set) var place: Int?
    /// Those of the previous period; `nil` when nothing was counted then.
    public let previous: MeasureTable?
    /// The score of the previous period.
    public let previousScore: ExactNumber?
    /// Those of the year before.
    public let yearBefore: MeasureTable?
    /// The score of the year before.
    public let yearBeforeScore: ExactNumber?
  }

  /// Whether the period had not ended at the moment of the question.
  public func isPartial(offset: Int64) -> Bool { now < period.finish(offset: offset) }

  /// The rows of one unit: its own, or those of its persons.
  /// - Parameter name: code of a unit, group or person.
  /// - Throws: ``ScoreError/unknownUnit(_:known:)``.
  public func only(_ name: String) throws(ScoreError) -> Scorecard {
    var card = self
    card.rows = rows.filter { row in
      row.unit.hasSameBytes(as: name)
        || per == .person && PersonRow.parts(row.unit).unit.hasSameBytes(as: name)
    }
    if card.rows.isEmpty { throw .unknownUnit(name, known: rows.map(\.unit)) }
    return card
  }

  /// The row of a unit.
  public func row(_ unit: String) -> Row? { rows.first { $0.unit.hasSameBytes(as: unit) } }
}

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
  public var words: Phrase {
    func list(_ known: [String]) -> String {
      known.isEmpty
        ? "–" : known.prefix(20).joined(separator: ", ") + (known.count > 20 ? " …" : "")
    }
    return switch self {
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
    case .noPersons(let period):
      Phrase(
        "no event behind the figures of \(period) names a person; ask without 'person'",
        "\(period) 的事件未记录经办人，请勿按经办人查询", "\(period) 的事件未記錄承辦人，請勿按承辦人查詢")
    case .noCoHandlers(let period):
      Phrase(
        "no unit was a co-handler of anything in \(period)", "\(period) 没有单位协办工单",
        "\(period) 沒有機關協辦案件")
    case .unknownUnit(let unit, let known):
      Phrase(
        "there is no unit '\(unit)' in this scorecard; there are: \(list(known))",
        "没有单位“\(unit)”；现有：\(list(known))", "沒有機關「\(unit)」；現有：\(list(known))")
    case .noRules(let rules, let known):
      Phrase(
        "no rule set '\(rules)' was adopted then; adopted were: \(list(known))",
        "当时没有采用规则集“\(rules)”；已采用：\(list(known))",
        "當時沒有採用規則集「\(rules)」；已採用：\(list(known))")
    case .badRules(let reason):
      Phrase("the rules cannot be used: \(reason)", "规则无法使用：\(reason)", "規則無法使用：\(reason)")
    case .noMeasure(let measure, let known):
      Phrase(
        "there is no measure '\(measure)'; there are: \(known.joined(separator: ", "))",
        "没有指标“\(measure)”；现有：\(known.joined(separator: "、"))",
        "沒有指標「\(measure)」；現有：\(known.joined(separator: "、"))")
    case .unknownVersion(let version, let known):
      Self.unknown(version, known.map { String($0) }.joined(separator: ", "))
    case .overflow:
      Phrase("a figure is too large to calculate exactly", "数值过大，无法精确计算", "數值過大，無法精確計算")
    }
  }

  private static func unknown(_ version: UInt64, _ known: String) -> Phrase {
    Phrase(
      "this program has no version \(version) of the figures; it has: \(known)",
      "本程序没有第 \(version) 版算法；现有：\(known)", "本程式沒有第 \(version) 版算法；現有：\(known)")
  }
}
