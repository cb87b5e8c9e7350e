public import Hotline
public import Wire

/// 满意度报表: what citizens said in callbacks of a period, always with how many were asked and answered.
///
/// The figures are those of the scorecards: the same entries, summed by the same cube.
public struct SatisfactionReport: Sendable {
  /// The period.
  public let period: ScorePeriod
  /// The moment of the question; the period may still run then.
  public let now: Instant
  /// By what the rows are divided.
  public let dimension: ScoreCube.Dimension
  /// The rows, in the order of their codes.
  public let rows: [Row]
  /// All rows together; `nil` where one row was asked for.
  public let total: Row?
  /// Fewer answers are a small sample.
  public let sampleMin: Int64
  /// Whether the rules say so; else it is ``sampleMinDefault``.
  public let sampleMinIsOfRules: Bool
  /// What codes are called.
  public let names: CityNames

  /// The least sample where the rules name none.
  public static let sampleMinDefault: Int64 = 30

  /// The figures of one unit, category, ….
  public struct Row: Sendable {
    /// Its code.
    public let code: String
    /// The report's measures, as in a scorecard; others have no data here.
    public let measures: MeasureTable
    /// Answered callbacks behind the satisfaction rate; n.
    public let answers: Int64
    /// Whether these are fewer than the least sample.
    public let isSmallSample: Bool

    /// A rate; one without data where the measure has none.
    public func rate(_ measure: Measure) -> Rate {
      if case .rate(let rate) = measures[measure] { return rate }
      return .none
    }
  }

  /// The report with one row alone, and without the sum of all, which would belong to others too.
  /// - Throws: ``ScoreError/unknownUnit(_:known:)``.
  public func only(_ code: String) throws(ScoreError) -> SatisfactionReport {
    guard let row = rows.first(where: { $0.code.hasSameBytes(as: code) }) else {
      throw .noRow(of: code, period, known: rows.map(\.code), names.units)
    }
    return SatisfactionReport(
      period: period, now: now, dimension: dimension, rows: [row], total: nil,
      sampleMin: sampleMin, sampleMinIsOfRules: sampleMinIsOfRules, names: names)
  }

  /// The measures of the report, in the order in which they are shown.
  public static let measures: [Measure] = [
    .satisfaction, .satisfactionEfficiency, .satisfactionAttitude, .satisfactionResult,
    .claimedResolution, .confirmedResolution, .contactConfirmed, .callbackCoverage,
    .callbackResponse,
  ]
}

extension ScoreView {
  /// What citizens said in a period.
  /// - Parameters:
  ///   - period: which.
  ///   - dimension: by what it is divided.
  ///   - now: the moment of the question.
  /// - Throws: ``ScoreError/noData(period:)`` when nobody was asked; ``ScoreError/overflow``; ``EventStore/LogError``.
  /// - Complexity: O(events), but for units and divisions that are kept, whose sums are at hand.
  public func satisfaction(
    _ period: ScorePeriod, by dimension: ScoreCube.Dimension, at now: Instant
  ) throws -> SatisfactionReport {
    let cube =
      dimension == division.dimension ? cube : try divided(ScoreDivision(by: dimension)).cube
    let least = basis.sampleMin(of: .satisfaction)
    let sampleMin = least ?? SatisfactionReport.sampleMinDefault
    var rows: [SatisfactionReport.Row] = []
    let total: SatisfactionReport.Row
    do throws(NumberError) {
      for sums in cube.sums(period, at: now) {
        let row = try SatisfactionReport.Row(sums, sampleMin)
        if row.hasAnything { rows.append(row) }
      }
      total = try SatisfactionReport.Row(cube.total(period, at: now), sampleMin)
    } catch {
      throw ScoreError.overflow
    }
    if rows.isEmpty { throw ScoreError.noData(period: period.description) }
    return SatisfactionReport(
      period: period, now: now, dimension: dimension, rows: rows, total: total,
      sampleMin: sampleMin, sampleMinIsOfRules: least != nil,
      names: CityNames(ledger.reference))
  }
}

extension SatisfactionReport.Row {
  fileprivate init(_ sums: ScoreCube.Sums, _ sampleMin: Int64) throws(NumberError) {
    code = sums.unit
    measures = try ScoreCell.measures(
      sums.period, opening: sums.opening, only: SatisfactionReport.measures)
    answers = measures[.satisfaction].sample ?? 0
    isSmallSample = answers < sampleMin
  }

  /// Whether anybody was asked, or should have been.
  fileprivate var hasAnything: Bool {
    SatisfactionReport.measures.contains { rate($0).denominator > 0 }
  }
}

extension ScoreBasis {
  /// The least sample for a measure, by the first formula; `nil` when it names none.
  func sampleMin(of measure: Measure) -> Int64? {
    guard let formula = formulas.first else { return nil }
    let ofTerm = formula.terms.first { $0.measure == measure }?.sampleMin ?? 0
    let least = ofTerm > 0 ? ofTerm : Int64(clamping: formula.rule.sampleMin)
    return least > 0 ? least : nil
  }
}
