public import EventStore
import Hotline
public import Wire

/// 记分视图: a ledger, its sums, and the rules by which they were made: what questions are put to.
///
/// The live view keeps it up to date event by event; commands build it from a fold up to a moment.
public struct ScoreView: Sendable {
  /// The accounts.
  public private(set) var ledger: ScoreLedger
  /// The rules by which the sums were made.
  public let basis: ScoreBasis
  /// Sums by unit and month.
  public private(set) var cube: ScoreCube

  /// A view of a ledger by a basis.
  /// - Complexity: O(events).
  public init(_ ledger: ScoreLedger, by basis: ScoreBasis) {
    self.ledger = ledger
    self.basis = basis
    cube = ScoreCube(ledger, by: basis)
  }

  /// Takes the next event: the ticket's old entries go, its new ones come.
  public mutating func apply(_ event: borrowing EventView) {
    let number = event.record.streamNumber
    let before = ledger.account(number)
    guard ledger.take(event) != nil else { return }
    if let before {
      cube.remove(Contribution.entries(of: before, by: basis), of: number, before.state)
    }
    if let after = ledger.account(number) {
      cube.add(Contribution.entries(of: after, by: basis), of: number, after.state)
    }
  }

  /// Reads a period and says why there is nothing to show for it.
  /// - Throws: ``ScoreError``.
  public func period(_ text: String, at now: Instant) throws(ScoreError) -> ScorePeriod {
    guard let period = ScorePeriod(text, rules: basis.book?.rules) else {
      throw .noPeriod(text)
    }
    guard let months = cube.months else { throw .emptyLog }
    if period.end <= months.lowerBound {
      throw .beforeLog(
        period: text, first: String(ScorePeriod.firstDay(months.lowerBound).description.prefix(7)))
    }
    if period.start(offset: basis.offset) > now {
      throw .inTheFuture(period: text, now: WallClock.text(now))
    }
    return period
  }

  /// The scorecard of a period.
  /// - Parameters:
  ///   - period: which.
  ///   - now: the moment of the question.
  /// - Throws: ``ScoreError``.
  public func scorecard(_ period: ScorePeriod, at now: Instant) throws(ScoreError) -> Scorecard {
    let sums = cube.sums(period, at: now).filter { !$0.isEmpty }
    if sums.isEmpty { throw .noData(period: period.description) }
    do throws(NumberError) {
      let previous = try tables(period.previous, now)
      let yearBefore = try tables(period.yearBefore, now)
      let names = CaseReference(ledger.reference).names
      let groups = groups()
      var rows: [Scorecard.Row] = []
      var all = ScoreCube.Sums(unit: "")
      for one in sums {
        all.period.add(one.period)
        all.opening.add(one.opening)
        if one.unit.isEmpty { continue }
        let table = try ScoreCell.measures(one.period, opening: one.opening)
        let formula = basis.formula(group: groups[one.unit] ?? "")
        let before = try earlier(previous[one.unit], formula, one.unit)
        let yearAgo = try earlier(yearBefore[one.unit], formula, one.unit)
        rows.append(
          Scorecard.Row(
            unit: one.unit, name: names.unit(one.unit), measures: table,
            score: try score(table, formula, one.unit), place: nil,
            previous: before?.table, previousScore: before?.score,
            yearBefore: yearAgo?.table, yearBeforeScore: yearAgo?.score))
      }
      return Scorecard(
        period: period, now: now, ruleSet: basis.book?.rules.id ?? "",
        ruleVersion: basis.book?.rules.version ?? 0, version: basis.version.number,
        rows: ranked(rows),
        total: try ScoreCell.measures(all.period, opening: all.opening),
        formula: basis.formulas.first)
    } catch {
      throw .overflow
    }
  }

  /// The centre is not scored: it hands tickets out and handles none.
  private func score(
    _ table: MeasureTable, _ formula: ScoringFormula?, _ unit: String
  ) throws(NumberError) -> Score? {
    guard unit != TicketState.centre, let formula else { return nil }
    return try formula.score(table)
  }

  private func earlier(
    _ table: MeasureTable?, _ formula: ScoringFormula?, _ unit: String
  ) throws(NumberError) -> (table: MeasureTable, score: ExactNumber?)? {
    guard let table else { return nil }
    return (table, try score(table, formula, unit)?.value)
  }

  /// Groups of units by their codes.
  private func groups() -> [String: String] {
    var groups: [String: String] = [:]
    for unit in ledger.reference.units() { groups[unit.unit.unit] = unit.unit.group }
    return groups
  }

  private func tables(
    _ period: ScorePeriod?, _ now: Instant
  ) throws(NumberError) -> [String: MeasureTable] {
    guard let period, let months = cube.months, period.end > months.lowerBound else { return [:] }
    var tables: [String: MeasureTable] = [:]
    for one in cube.sums(period, at: now) where !one.isEmpty {
      tables[one.unit] = try ScoreCell.measures(one.period, opening: one.opening)
    }
    return tables
  }

  /// Places within each formula; ranked rows first, then the others by code.
  private func ranked(_ rows: [Scorecard.Row]) -> [Scorecard.Row] {
    var rows = rows
    for formula in basis.formulas {
      let own = rows.indices.filter { rows[$0].score?.formula == formula }
      let places = Ranking.places(own.compactMap { rows[$0].score }, by: formula)
      for (index, place) in zip(own, places) { rows[index].place = place }
    }
    return rows.enumerated().sorted { left, right in
      let (first, second) = (left.element.place ?? .max, right.element.place ?? .max)
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }
}
