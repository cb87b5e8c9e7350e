public import EventStore
public import Hotline
public import Wire

/// 数据比对: which figures of a period differ between two views, and which tickets and events made them differ.
public struct ScoreDifference: Sendable {
  /// The period.
  public let period: ScorePeriod
  /// Figures that differ, by unit and measure.
  public let figures: [Figure]

  /// A figure that differs.
  public struct Figure: Sendable {
    /// Code of the unit.
    public let unit: String
    /// What it is called; the code where no name is known.
    public let name: Phrase
    /// The measure.
    public let measure: Measure
    /// Before; no data for a unit that was not there.
    public let before: MeasureValue
    /// After.
    public let after: MeasureValue
    /// The tickets whose contribution differs.
    public let tickets: [Ticket]
  }

  /// A ticket whose contribution differs.
  public struct Ticket: Sendable {
    /// Its stream.
    public let stream: String
    /// Events recorded between the two moments; empty when only the rules differ.
    public let events: [Position]
  }

  /// Compares two views.
  /// - Parameters:
  ///   - before: the one, and the moment of its question.
  ///   - after: the other.
  ///   - unit: only this unit.
  /// - Throws: ``ScoreError/noData(period:)`` when neither view counts anything in the period,
  ///   ``ScoreError/unknownUnit(_:known:)``, ``ScoreError/overflow``, ``EventStore/LogError``.
  /// - Complexity: O(events).
  public init(
    _ period: ScorePeriod, from before: (ScoreView, Instant), to after: (ScoreView, Instant),
    unit: String? = nil
  ) throws {
    self.period = period
    let old = try Self.rows(period, before)
    let new = try Self.rows(period, after)
    let codes = Set((old + new).map(\.unit)).sorted {
      $0.utf8.lexicographicallyPrecedes($1.utf8)
    }
    if codes.isEmpty { throw ScoreError.noData(period: period.description) }
    if let unit, !codes.contains(where: { $0.hasSameBytes(as: unit) }) {
      throw ScoreError.noRow(of: unit, period, known: codes, after.0.units.names)
    }
    let tickets = try TicketDifferences(period, before, after)
    let units = after.0.units
    var figures: [Figure] = []
    for code in codes where unit.map({ $0.hasSameBytes(as: code) }) ?? true {
      let left = old.first { $0.unit == code }?.table ?? MeasureTable()
      let right = new.first { $0.unit == code }?.table ?? MeasureTable()
      let formula = after.0.formulaPlace(code, .unit, units).map { after.0.basis.formulas[$0] }
      for measure in Measure.allCases where !Self.same(left[measure], right[measure]) {
        figures.append(
          Figure(
            unit: code, name: ScoreRow.unit.name(code, units), measure: measure,
            before: left[measure], after: right[measure],
            tickets: tickets.of(code, measure, formula)))
      }
    }
    self.figures = figures
  }

  /// The measures of every unit, with score and place; none when nothing was counted.
  private static func rows(
    _ period: ScorePeriod, _ asked: (ScoreView, Instant)
  ) throws(ScoreError) -> [(unit: String, table: MeasureTable)] {
    do throws(ScoreError) {
      return try asked.0.scorecard(period, at: asked.1).rows.map { row in
        var table = row.measures
        table[.composite] = row.score?.value.map { .quantity($0, sample: 1) } ?? .noData
        table[.rank] = row.place.map { .count(Int64($0)) } ?? .noData
        return (row.unit, table)
      }
    } catch {
      if case .noData = error { return [] }
      throw error
    }
  }

  /// A share of nothing and no data are the same; so are none counted and no unit.
  private static func same(_ left: MeasureValue, _ right: MeasureValue) -> Bool {
    left == right || isNothing(left) && isNothing(right)
  }

  private static func isNothing(_ value: MeasureValue) -> Bool {
    guard let number = value.number else { return true }
    if case .count = value { return number == .zero }
    return false
  }
}

/// Tickets whose entries of a period differ between two views.
private struct TicketDifferences {
  private struct Changed {
    let stream: String
    let events: [Position]
    /// Entries that only one of the two views has; the earlier one's with their amounts taken back.
    let entries: [ScoreEntry]
  }

  private let period: ScorePeriod
  private let offset: Int64
  /// By unit: each with the entries of that unit alone, in the order of the log.
  private var changed: [String: [Changed]] = [:]

  init(
    _ period: ScorePeriod, _ before: (ScoreView, Instant), _ after: (ScoreView, Instant)
  ) throws {
    self.period = period
    offset = after.0.basis.offset
    try after.0.ledger.forEachCase { number, account in
      let earlier = try before.0.ledger.account(number)
      let old = earlier.map { Self.entries($0, before, period) } ?? []
      let new = Self.entries(account, after, period)
      if old == new { return }
      let gone = old.filter { !new.contains($0) }.map { entry in
        var entry = entry
        entry.amount = -entry.amount
        return entry
      }
      let events = Self.events(account, beyond: earlier)
      let entries = new.filter { !old.contains($0) } + gone
      for (unit, own) in Dictionary(grouping: entries, by: \.unit) {
        changed[unit, default: []].append(
          Changed(stream: account.stream, events: events, entries: own))
      }
    }
  }

  func of(
    _ unit: String, _ measure: Measure, _ formula: ScoringFormula?
  ) -> [ScoreDifference.Ticket] {
    let sources = MeasureSource.of(measure, formula)
    return (changed[unit] ?? []).compactMap { one in
      // Only what the figure of this period counts: a ticket may differ in another month alone.
      let own = one.entries.filter { entry in
        entry.unit.hasSameBytes(as: unit) && sources.contains { $0.takes(entry, period, offset) }
      }
      return Explanation.matters(own)
        ? ScoreDifference.Ticket(stream: one.stream, events: one.events) : nil
    }
  }

  private static func entries(
    _ account: TicketAccount, _ view: (ScoreView, Instant), _ period: ScorePeriod
  ) -> [ScoreEntry] {
    let basis = view.0.basis
    return view.0.entries(of: account).filter { entry in
      (!entry.isAwaited || entry.at < view.1)
        && ScorePeriod.month(of: entry.at, offset: basis.offset) < period.end
    }.map { entry in
      // What is behind a figure may differ although the figure does not.
      var entry = entry
      entry.trail = EventTrail()
      entry.isAwaited = false
      return entry
    }
  }

  /// The events that an account has and an earlier one had not; none where only the rules differ.
  private static func events(
    _ account: TicketAccount, beyond earlier: TicketAccount?
  ) -> [Position] {
    if account.events == earlier?.events { return [] }
    let known = earlier.map(events) ?? []
    return events(account).subtracting(known).sorted()
  }

  private static func events(_ account: TicketAccount) -> Set<Position> {
    var events = Set(account.facts.map(\.position))
    for clock in account.clockEvents {
      events.insert(clock.given)
      events.insert(clock.ended)
    }
    events.formUnion(account.corrections.map(\.position))
    events.remove(.start)
    return events
  }
}
