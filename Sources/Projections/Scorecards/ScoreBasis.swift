public import Hotline
public import Wire

/// 计分依据: by what tickets are judged: rules, calendar, scoring formula, and the moment of the question.
public struct ScoreBasis: Sendable {
  /// The moment of the question: nothing later is counted.
  public let now: Instant
  /// How figures are computed.
  public let version: ScoreVersion
  private let standing: Standing

  /// What does not depend on the moment; shared, since every ticket's reckoning holds it.
  private final class Standing: Sendable {
    let book: RuleBook?
    let formulas: [ScoringFormula]
    let offset: Int64
    let convention: CountingConvention?
    let calendar: WorkCalendar?
    let hasCallback: Bool
    let hasExcludedMatters: Bool
    /// Groups of units; empty unless several formulas divide them.
    let groups: [String: String]

    init(_ book: RuleBook?, _ groups: [String: String]) throws(RuleFinding) {
      self.book = book
      self.groups = (book?.rules.scoring.count ?? 0) > 1 ? groups : [:]
      var formulas: [ScoringFormula] = []
      for rule in book?.rules.scoring ?? [] { formulas.append(try ScoringFormula(rule)) }
      self.formulas = formulas
      offset = book.map { Int64(clamping: $0.rules.utcOffsetMinutes) * 60 } ?? 28_800
      calendar = book?.calendar
      hasCallback = book?.rules.callback != nil
      hasExcludedMatters = !(book?.rules.excludedMatters.isEmpty ?? true)
      convention = book.flatMap { CountingConvention($0.rules.counting, of: $0.rules) }
    }
  }

  /// The rules with their calendar; `nil` for a hotline without any.
  public var book: RuleBook? { standing.book }
  /// The scoring formulas, in the order of the rule set.
  public var formulas: [ScoringFormula] { standing.formulas }
  /// Seconds east of UTC by which days and months are cut.
  public var offset: Int64 { standing.offset }
  var convention: CountingConvention? { standing.convention }
  /// Whether closed tickets are to be called back.
  var hasCallback: Bool { standing.hasCallback }

  /// A basis.
  /// - Parameters:
  ///   - book: the rules; `nil` for none.
  ///   - now: the moment of the question.
  ///   - version: how figures are computed.
  ///   - groups: groups of the units by their codes, by which the formula of a unit is found.
  /// - Throws: ``Hotline/RuleFinding`` when a scoring rule cannot be used.
  public init(
    _ book: RuleBook?, now: Instant, version: ScoreVersion = .first, groups: [String: String] = [:]
  ) throws(RuleFinding) {
    self.version = version
    self.now = now
    standing = try Standing(book, groups)
  }

  /// The same basis for another moment.
  public func asked(at now: Instant) -> ScoreBasis {
    ScoreBasis(self, now: now)
  }

  private init(_ other: ScoreBasis, now: Instant) {
    version = other.version
    self.now = now
    standing = other.standing
  }

  /// Place of the formula for units of a group: the first that fits; `nil` when none does.
  func formulaPlace(group: String) -> Int? {
    formulas.firstIndex { $0.rule.groups.isEmpty || $0.rule.groups.contains(group) }
  }

  /// The formula by which a unit is judged: that of its group, else the first.
  func formula(of unit: String) -> ScoringFormula? {
    if formulas.count < 2 { return formulas.first }
    return formulaPlace(group: standing.groups[unit] ?? "").map { formulas[$0] } ?? formulas.first
  }

  /// Office hours between two instants, in microseconds; `nil` without a calendar that covers them.
  func workingTime(from start: Instant, to end: Instant) -> Int64? {
    guard let convention = standing.convention, let calendar = standing.calendar, end >= start
    else { return nil }
    return try? DeadlineArithmetic.workingTime(
      from: start, to: end, convention: convention, calendar: calendar)
  }

  /// Whether a grade counts as satisfied with a unit.
  func isSatisfied(_ grade: UInt8, with unit: String) -> Bool {
    guard let grade = Satisfaction(rawValue: grade) else { return false }
    guard let formula = formula(of: unit) else {
      return grade.rawValue <= Satisfaction.basicallySatisfied.rawValue
    }
    return formula.isSatisfied(grade)
  }

  /// Whether a ticket counts for a measure of a unit.
  func counts(_ ticket: TicketState, for measure: Measure, of unit: String) -> Bool {
    let scope = MeasureDefinition.scopes[measure.index]
    if case .nothing = scope { return true }
    if case .assessmentAndMerged = scope, !ticket.mergedInto.isEmpty { return false }
    if let ground = ticket.exclusion, excludes(ground, measure, unit) { return false }
    guard let book, standing.hasExcludedMatters else { return true }
    let ground = book.excludedMatter(ticket, measure: measure)
    return ground.map { !excludes($0, measure, unit) } ?? true
  }

  /// Whether a ticket counts for every measure, so that none needs to be asked for.
  func countsForAll(_ ticket: TicketState) -> Bool {
    ticket.exclusion == nil && ticket.mergedInto.isEmpty
      && !standing.hasExcludedMatters
  }

  private func excludes(
    _ ground: ExclusionGround, _ measure: Measure, _ unit: String
  ) -> Bool {
    formula(of: unit)?.excludes(ground, from: measure) ?? true
  }
}
