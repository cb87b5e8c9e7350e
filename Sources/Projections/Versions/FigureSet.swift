public import EventStore
public import Hotline
public import Wire

/// 数字集: every figure that a version gives for some periods, in a fixed order.
public struct FigureSet: Sendable {
  /// One figure.
  public struct Figure: Hashable, Sendable {
    /// The period, as it is written.
    public let period: String
    /// Code of the unit; empty for all units together.
    public let unit: String
    /// The measure.
    public let measure: Measure
    /// The figure as it is printed, with its counts where it is a share.
    public let text: String
    /// The exact number behind it.
    public let number: ExactNumber?
  }

  /// The version.
  public let version: UInt64
  /// The figures: by period, unit and measure; what has no data is left out.
  public let figures: [Figure]

  /// Figures at hand.
  public init(version: UInt64, _ figures: [Figure]) {
    self.version = version
    self.figures = figures
  }

  /// Every figure of a view for some periods.
  /// - Throws: ``ScoreError/overflow``.
  public init(
    _ view: ScoreView, _ periods: [ScorePeriod], at now: Instant
  ) throws(ScoreError) {
    var figures: [Figure] = []
    for period in periods {
      guard let card = try Self.card(view, period, now) else { continue }
      let rows = card.rows.sorted { $0.unit.utf8.lexicographicallyPrecedes($1.unit.utf8) }
      Self.add(card.total, period, "", to: &figures)
      for row in rows {
        Self.add(row.measures, period, row.unit, to: &figures)
        if let score = row.score, let text = score.text {
          figures.append(Figure(period, row.unit, .composite, text, score.value))
        }
        if let place = row.place {
          figures.append(
            Figure(period, row.unit, .rank, String(place), ExactNumber(Int64(place))))
        }
      }
    }
    self.init(version: view.basis.version.number, figures)
  }

  private static func card(
    _ view: ScoreView, _ period: ScorePeriod, _ now: Instant
  ) throws(ScoreError) -> Scorecard? {
    do throws(ScoreError) {
      return try view.scorecard(period, at: now)
    } catch {
      if case .noData = error { return nil }
      throw error
    }
  }

  private static func add(
    _ table: MeasureTable, _ period: ScorePeriod, _ unit: String, to figures: inout [Figure]
  ) {
    for measure in Measure.allCases where measure.canBeScored {
      let value = table[measure]
      guard let text = value.text(measure) else { continue }
      figures.append(
        Figure(
          period, unit, measure, value.counts.map { "\(text) (\($0))" } ?? text, value.number))
    }
  }

  /// SHA-256 of the figures as they are printed, one a line: period, unit, measure, figure, divided by tabs.
  public var digest: Digest {
    let lines = figures.map { "\($0.period)\t\($0.unit)\t\($0.measure.rawValue)\t\($0.text)\n" }
    return sha256(Array(lines.joined().utf8))
  }
}

extension FigureSet.Figure {
  init(
    _ period: ScorePeriod, _ unit: String, _ measure: Measure, _ text: String,
    _ number: ExactNumber?
  ) {
    self.init(
      period: period.description, unit: unit, measure: measure, text: text, number: number)
  }
}

extension ScorePeriod {
  /// Every month, quarter, half and year that has a part in some months, by kind, then by time.
  static func all(in months: ClosedRange<Int>, _ rules: RuleSet?) -> [ScorePeriod] {
    var periods: [ScorePeriod] = []
    for kind in PeriodKind.allCases {
      let month = rules?.periods.first { $0.kind == kind }?.firstMonth ?? 1
      let first = kind == .month ? 1 : max(1, Int(clamping: month))
      for year in (months.lowerBound / 12)...(months.upperBound / 12 + 1) {
        for number in 1...12 {
          guard
            let period = ScorePeriod(kind, year: year, number: number, firstMonth: first),
            period.begin <= months.upperBound, period.end > months.lowerBound
          else { continue }
          periods.append(period)
        }
      }
    }
    return periods
  }
}
