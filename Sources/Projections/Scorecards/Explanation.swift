public import EventStore
public import Hotline
public import Wire

/// 数据溯源: the tickets and events behind one figure of a scorecard.
public struct Explanation: Sendable {
  /// The figure.
  public let measure: Measure
  /// Code of the unit, or of the group.
  public let unit: String
  /// What it is called; the code where no name is known.
  public let name: Phrase
  /// Whose figure it is.
  public let per: ScoreRow
  /// In which capacity the unit had what is counted; `nil` for all that it answers for.
  public let role: ScoreRole?
  /// The period.
  public let period: ScorePeriod
  /// The figure itself.
  public let value: MeasureValue
  /// How it came about, where it is a score or the rank by it; `nil` for other measures and where nothing is scored.
  public let standing: Standing?
  /// The tickets, in the order of stream numbers.
  public let tickets: [Ticket]

  /// 得分与名次: a score step by step, and its place.
  public struct Standing: Sendable {
    /// The score, term by term.
    public let score: Score
    /// Its place; `nil` when not ranked.
    public let place: Int?
    /// How many are ranked by the same formula.
    public let ranked: Int

    init?(_ unit: String, _ card: Scorecard) {
      guard let row = card.row(unit), let score = row.score else { return nil }
      self.score = score
      place = row.place
      let formula = score.formula.rule.id
      ranked = card.rows.count { other in
        other.place != nil && other.score?.formula.rule.id.hasSameBytes(as: formula) ?? false
      }
    }
  }

  /// What one ticket adds.
  public struct Ticket: Sendable {
    /// Its stream.
    public let stream: String
    /// Its stream number.
    public let number: StreamNumber
    /// Its entries for this figure.
    public let entries: [ScoreEntry]
    /// The events that make it count, in order, each once: folded alone they give these entries.
    public let events: [Position]

    /// Whether it is in the numerator, or is a plain count or a stock.
    public var isInNumerator: Bool {
      entries.contains { $0.part != .denominator && $0.part != .sample }
    }
    /// Whether it is in the denominator.
    public var isInDenominator: Bool { entries.contains { $0.part == .denominator } }
  }
}

extension ScoreView {
  /// The tickets and events behind one figure.
  /// - Parameters:
  ///   - name: id of the measure.
  ///   - unit: code of the unit, or of the group; ``Explanation/everybody`` for all rows together.
  ///   - period: which.
  ///   - now: the moment of the question.
  ///   - row: whose figure it is.
  /// - Throws: ``ScoreError``, ``EventStore/LogError``.
  /// - Complexity: O(tickets of the unit in the months behind the figure).
  public func explain(
    _ name: String, unit: String, _ period: ScorePeriod, at now: Instant, per row: ScoreRow = .unit
  ) throws -> Explanation {
    guard let measure = Measure(rawValue: name) else {
      throw ScoreError.noMeasure(name, known: Measure.allCases.map(\.rawValue))
    }
    let units = self.units
    let sums = cube.sums(period, at: now, per: row, units).filter { !$0.isEmpty }
    let own = sums.first { $0.unit.hasSameBytes(as: unit) }
    let isTotal = own == nil && unit == Explanation.everybody && !sums.isEmpty
    if own == nil, !isTotal {
      throw ScoreError.noRow(of: unit, period, known: sums.map(\.unit), units.names)
    }
    let isScored = measure == .composite || measure == .rank
    let standing =
      isScored && own != nil
      ? Explanation.Standing(unit, try scorecard(period, at: now, per: row)) : nil
    let value: MeasureValue
    do throws(NumberError) {
      var table: MeasureTable
      if let own {
        table = try ScoreCell.measures(own.period, opening: own.opening)
      } else {
        table = try total(period, now)
      }
      if isScored {
        table[.composite] = standing?.score.value.map { .quantity($0, sample: 1) } ?? .noData
        table[.rank] = standing?.place.map { .count(Int64($0)) } ?? .noData
      }
      value = table[measure]
    } catch {
      throw ScoreError.overflow
    }
    func isOwn(_ code: String) -> Bool {
      isTotal || row.code(of: code, units).hasSameBytes(as: unit)
    }
    let formula = isTotal ? nil : formulaPlace(unit, row, units).map { basis.formulas[$0] }
    let parts = MeasureSource.of(measure, formula)
    var tickets: [Explanation.Ticket] = []
    let candidates = cube.tickets(MeasureSource.months(parts, period)) { isOwn($0) }
    try ledger.forEachCase(candidates) { number, account in
      let entries = entries(of: account).filter { entry in
        isOwn(entry.unit) && (!entry.isAwaited || entry.at < now)
          && parts.contains { $0.takes(entry, period, basis.offset) }
      }
      if Explanation.matters(entries) {
        tickets.append(
          Explanation.Ticket(
            stream: account.stream, number: number, entries: entries,
            events: account.events(behind: entries, division)))
      }
    }
    return Explanation(
      measure: measure, unit: unit, name: isTotal ? row.allWords : row.name(unit, units),
      per: row, role: division.role, period: period, value: value, standing: standing,
      tickets: tickets)
  }
}

extension Explanation {
  /// Stands for all rows of a scorecard together, its last line.
  public static let everybody = "all"

  /// A stock that began and ended before it was asked for adds nothing.
  static func matters(_ entries: [ScoreEntry]) -> Bool {
    if entries.contains(where: { $0.part != .stock }) { return true }
    return entries.reduce(0) { $0 + $1.amount } != 0
  }
}

/// 计数来源: entries of which measure, and of which time, a figure is made of.
struct MeasureSource {
  enum When { case inPeriod, before, upToEnd }
  let measure: Measure
  let when: When

  /// The entries that a measure is made of; a score is made of those of its terms.
  static func of(_ measure: Measure, _ formula: ScoringFormula? = nil) -> [MeasureSource] {
    let volume = [
      MeasureSource(measure: .received, when: .inPeriod),
      MeasureSource(measure: .open, when: .before),
    ]
    switch measure {
    case .carriedOver: return [MeasureSource(measure: .open, when: .before)]
    case .volume: return volume
    case .open, .openOverdue, .parked, .followUp:
      return [MeasureSource(measure: measure, when: .upToEnd)]
    case .yellowCardRate, .redCardRate:
      return [MeasureSource(measure: measure, when: .inPeriod)] + volume
    case .exclusionRate: return [MeasureSource(measure: .excluded, when: .inPeriod)] + volume
    case .p90Handling: return [MeasureSource(measure: .medianHandling, when: .inPeriod)]
    case .composite, .rank:
      return (formula?.terms.compactMap(\.measure) ?? []).flatMap { of($0) }
    default: return [MeasureSource(measure: measure, when: .inPeriod)]
    }
  }

  /// The months of which any of some sources may take entries.
  static func months(_ parts: [MeasureSource], _ period: ScorePeriod) -> Range<Int> {
    let begin = parts.contains { $0.when != .inPeriod } ? Int.min : period.begin
    let isBefore = parts.allSatisfy { $0.when == .before }
    return begin..<max(begin, isBefore ? period.begin : period.end)
  }

  func takes(_ entry: ScoreEntry, _ period: ScorePeriod, _ offset: Int64) -> Bool {
    guard entry.measure == measure else { return false }
    let month = ScorePeriod.month(of: entry.at, offset: offset)
    switch when {
    case .inPeriod: return month >= period.begin && month < period.end
    case .before: return entry.part == .stock && month < period.begin
    case .upToEnd: return entry.part == .stock && month < period.end
    }
  }
}
