public import EventStore
import Hotline
public import Wire

/// 记分视图: a ledger, its sums, and the rules by which they were made: what questions are put to.
///
/// The live view keeps it up to date event by event; commands build it from a fold up to a moment.
public struct ScoreView: Sendable {
  /// The accounts.
  public internal(set) var ledger: ScoreLedger
  /// The rules by which the sums were made.
  public let basis: ScoreBasis
  /// Sums by unit, or by row of the division, and month.
  public internal(set) var cube: ScoreCube
  /// The signals of all tickets, for a view that keeps them.
  var signals: SignalSums?
  /// Months of which the log tells, where a division may tell of fewer.
  var monthsOfLog: ClosedRange<Int>?
  /// How entries are divided among rows.
  let division: ScoreDivision
  /// Sums by other divisions that were asked for.
  var kept: [KeptDivision] = []
  /// The latest adoption of rules or calendars when the sums were made.
  let judgedAt: Position
  /// Figures that were worked out before.
  let shelf: FigureShelf

  /// A view of a ledger by a basis.
  /// - Complexity: O(events).
  /// - Parameters:
  ///   - division: how entries are divided among rows; by units unless told otherwise.
  ///   - signals: whether the signals of all tickets are counted and kept.
  ///   - threads: how many reckon; the same for any number.
  /// - Throws: ``EventStore/LogError`` when the log cannot give a ticket back.
  public init(
    _ ledger: ScoreLedger, by basis: ScoreBasis, division: ScoreDivision = ScoreDivision(),
    signals: Bool = false, threads: Int = 2
  ) throws {
    self.ledger = ledger
    self.basis = basis
    self.division = division
    shelf = FigureShelf()
    judgedAt = ledger.reference.latestAdoption(for: basis)
    let groups = division.isByUnit ? [:] : shelf.units(ledger.reference).groups
    cube = try ScoreCube(ledger, by: basis, division, groups, threads: threads)
    if signals { self.signals = try SignalSums(ledger, by: basis, threads: threads) }
  }

  /// A view whose sums were made while its ledger was folded.
  init(
    _ ledger: ScoreLedger, by basis: ScoreBasis, _ cube: ScoreCube, _ signals: SignalSums?
  ) {
    self.ledger = ledger
    self.basis = basis
    self.cube = cube
    self.signals = signals
    division = ScoreDivision()
    shelf = FigureShelf()
    judgedAt = ledger.reference.latestAdoption(for: basis)
  }

  /// The same accounts and rules with sums that are kept.
  init(_ view: ScoreView, _ known: KeptDivision) {
    ledger = view.ledger
    basis = view.basis
    cube = known.cube
    signals = view.signals
    monthsOfLog = view.cube.months
    division = known.division
    judgedAt = view.judgedAt
    shelf = known.shelf
  }

  /// The same view with its accounts held otherwise.
  func holding(_ accounts: AccountShelf) -> ScoreView {
    var view = self
    view.ledger.accounts = accounts
    return view
  }

  /// Reads a period and says why there is nothing to show for it.
  /// - Throws: ``ScoreError``.
  public func period(_ text: String, at now: Instant) throws(ScoreError) -> ScorePeriod {
    guard let period = ScorePeriod(text, rules: basis.book?.rules) else {
      throw .noPeriod(text)
    }
    guard let months = monthsOfLog ?? cube.months else { throw .emptyLog }
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
  ///   - row: whose figures the rows are.
  /// - Throws: ``ScoreError``.
  /// - Complexity: O(units) when nothing has changed since it was asked before.
  public func scorecard(
    _ period: ScorePeriod, at now: Instant, per row: ScoreRow = .unit
  ) throws(ScoreError) -> Scorecard {
    let units = self.units
    let current: [(unit: String, figures: FigureShelf.Figures)]
    do throws(NumberError) {
      current = try figures(period, now, row, units)
    } catch {
      throw .overflow
    }
    try checkRows(current.map(\.unit), period, row)
    do throws(NumberError) {
      let previous = try byCode(period.previous, now, row, units)
      let yearBefore = try byCode(period.yearBefore, now, row, units)
      var rows: [(row: Scorecard.Row, formula: Int?)] = []
      for (unit, figures) in current where !unit.isEmpty {
        let before = previous[unit]
        let yearAgo = yearBefore[unit]
        rows.append(
          (
            Scorecard.Row(
              unit: unit, name: row.name(unit, units), ownName: row.ownName(unit, units),
              measures: figures.table, score: figures.score, place: nil,
              previous: before?.table, previousScore: before?.score?.value,
              yearBefore: yearAgo?.table, yearBeforeScore: yearAgo?.score?.value),
            figures.formula
          ))
      }
      return Scorecard(
        per: row, role: division.role, period: period, now: now,
        ruleSet: basis.book?.rules.id ?? "",
        ruleVersion: basis.book?.rules.version ?? 0, version: basis.version.number,
        rows: ranked(rows), total: try total(period, now),
        formula: isScored(row) ? basis.formulas.first : nil, names: units.names)
    } catch {
      throw .overflow
    }
  }

  /// Whether rows are scored: units are, as leads of their tickets; rules say nothing of persons and co-handlers.
  func isScored(_ row: ScoreRow) -> Bool { row != .person && division.role != .coHandler }

  /// Place of the formula by which a row is scored.
  func formulaPlace(_ code: String, _ row: ScoreRow, _ units: FigureShelf.Units) -> Int? {
    guard isScored(row) else { return nil }
    return row.formulaGroup(code, units).flatMap(basis.formulaPlace)
  }

  /// Says why there are no rows to show.
  private func checkRows(
    _ codes: [String], _ period: ScorePeriod, _ row: ScoreRow
  ) throws(ScoreError) {
    if codes.isEmpty, division.role == .coHandler { throw .noCoHandlers(period: "\(period)") }
    if codes.isEmpty { throw .noData(period: period.description) }
    let isAnybody = codes.contains { PersonRow.parts($0).person != PersonRow.nobody }
    if row == .person, !isAnybody { throw .noPersons(period: "\(period)") }
  }

  /// Names and groups of units.
  var units: FigureShelf.Units { shelf.units(ledger.reference) }

  /// The figures of every row of which anything was counted, in the order of their codes.
  private func figures(
    _ period: ScorePeriod, _ now: Instant, _ row: ScoreRow, _ units: FigureShelf.Units
  ) throws(NumberError) -> [(unit: String, figures: FigureShelf.Figures)] {
    var found: [(unit: String, figures: FigureShelf.Figures)] = []
    if row != .unit {
      for sums in cube.sums(period, at: now, per: row, units) where !sums.isEmpty {
        let formula = formulaPlace(sums.unit, row, units)
        found.append((sums.unit, try figures(sums, SumsStamp(), formula)))
      }
      return found
    }
    try cube.forEachUnit(period, at: now) {
      (unit: String, stamp: SumsStamp, sums: () -> ScoreCube.Sums) throws(NumberError) in
      let formula = formulaPlace(unit, row, units)
      let known = try shelf.figures(period, unit, stamp, formula: formula) {
        (stamp: SumsStamp) throws(NumberError) in try figures(sums(), stamp, formula)
      }
      if !known.isEmpty { found.append((unit, known)) }
    }
    return found
  }

  private func figures(
    _ sums: ScoreCube.Sums, _ stamp: SumsStamp, _ formula: Int?
  ) throws(NumberError) -> FigureShelf.Figures {
    if sums.isEmpty { return FigureShelf.Figures(emptyBy: stamp, formula: formula) }
    let table = try ScoreCell.measures(sums.period, opening: sums.opening)
    var score: Score?
    if let formula { score = try basis.formulas[formula].score(table) }
    return FigureShelf.Figures(table, by: stamp, score, formula: formula)
  }

  private func byCode(
    _ period: ScorePeriod?, _ now: Instant, _ row: ScoreRow, _ units: FigureShelf.Units
  ) throws(NumberError) -> [String: FigureShelf.Figures] {
    guard let period, let months = cube.months, period.end > months.lowerBound else { return [:] }
    var tables: [String: FigureShelf.Figures] = [:]
    for one in try figures(period, now, row, units) { tables[one.unit] = one.figures }
    return tables
  }

  func total(_ period: ScorePeriod, _ now: Instant) throws(NumberError) -> MeasureTable {
    let stamp = cube.totalStamp(period, at: now)
    return try shelf.figures(period, nil, stamp, formula: nil) {
      (stamp: SumsStamp) throws(NumberError) in
      try figures(cube.total(period, at: now), stamp, nil)
    }.table
  }

  /// Places within each formula; ranked rows first, then the others by code.
  private func ranked(_ scored: [(row: Scorecard.Row, formula: Int?)]) -> [Scorecard.Row] {
    var rows = scored.map(\.row)
    for (index, formula) in basis.formulas.enumerated() {
      let own = rows.indices.filter { scored[$0].formula == index && rows[$0].score != nil }
      let places = Ranking.places(own.compactMap { rows[$0].score }, by: formula)
      for (index, place) in zip(own, places) { rows[index].place = place }
    }
    return rows.enumerated().sorted { left, right in
      let (first, second) = (left.element.place ?? .max, right.element.place ?? .max)
      return first == second ? left.offset < right.offset : first < second
    }.map(\.element)
  }
}
