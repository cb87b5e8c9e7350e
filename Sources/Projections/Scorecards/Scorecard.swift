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
  /// The first formula of the rules, which is every row's unless its score says otherwise; `nil` when they score nothing.
  public let formula: ScoringFormula?
  /// What units are called, those without a row too.
  let names: CaseNames

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

  /// Whether rows are scored by several formulas: each ranks its own.
  public var hasSeveralFormulas: Bool {
    guard let first = rows.lazy.compactMap(\.score).first?.formula.rule.id else { return false }
    return rows.contains { $0.score.map { !$0.formula.rule.id.hasSameBytes(as: first) } ?? false }
  }

  /// What is to be said of ranks then.
  public static let ranksByFormula = Phrase(
    "units are scored by several formulas, and ranked among those of the same one",
    "各单位按不同计分规则计分，并在同一规则的单位中排名",
    "各機關依不同計分規則計分，並在同一規則的機關中排名")

  /// Whether the period had not ended at the moment of the question.
  public func isPartial(offset: Int64) -> Bool { now < period.finish(offset: offset) }

  /// The rows of one unit: its own, or those of its persons.
  /// - Parameter name: code of a unit, group or person.
  /// - Throws: ``ScoreError/unknownUnit(_:known:)``, ``ScoreError/noDataOfUnit(_:period:)``.
  public func only(_ name: String) throws(ScoreError) -> Scorecard {
    var card = self
    card.rows = rows.filter { row in
      row.unit.hasSameBytes(as: name)
        || per == .person && PersonRow.parts(row.unit).unit.hasSameBytes(as: name)
    }
    if card.rows.isEmpty { throw .noRow(of: name, period, known: known, names) }
    return card
  }

  /// What can be asked for: of rows by person the units, since who works for a unit is for the unit itself to see.
  private var known: [String] {
    guard per == .person else { return rows.map(\.unit) }
    let units = rows.map { PersonRow.parts($0.unit).unit }
    return units.indices.filter { units[..<$0].last != units[$0] }.map { units[$0] }
  }

  /// The row of a unit.
  public func row(_ unit: String) -> Row? { rows.first { $0.unit.hasSameBytes(as: unit) } }
}
