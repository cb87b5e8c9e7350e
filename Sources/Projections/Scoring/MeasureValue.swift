public import Hotline

/// 指标值: what a measure gave for one unit and period.
public enum MeasureValue: Hashable, Sendable {
  /// 无数据: there was nothing to measure. Never the same as 0.
  case noData
  /// A number of tickets or times.
  case count(Int64)
  /// A share, kept as its two counts.
  case rate(Rate)
  /// Another quantity, such as hours, and the number of values it rests on.
  case quantity(ExactNumber, sample: Int64)

  /// The value in the measure's unit, percent for shares; `nil` without data.
  public var number: ExactNumber? {
    switch self {
    case .noData: nil
    case .count(let count): ExactNumber(count)
    case .rate(let rate): rate.percent
    case .quantity(let number, let sample): sample > 0 ? number : nil
    }
  }

  /// On how many tickets or answers it rests; `nil` for counts, which rest on no sample.
  public var sample: Int64? {
    switch self {
    case .noData: 0
    case .count: nil
    case .rate(let rate): rate.sample
    case .quantity(_, let sample): sample
    }
  }
}

/// The values of every measure for one unit and period.
public struct MeasureTable: Hashable, Sendable {
  private var values: [MeasureValue]

  /// No data for any measure.
  public init() {
    values = [MeasureValue](repeating: .noData, count: Measure.allCases.count)
  }

  /// The value of a measure.
  public subscript(measure: Measure) -> MeasureValue {
    get { values[measure.index] }
    set { values[measure.index] = newValue }
  }
}
