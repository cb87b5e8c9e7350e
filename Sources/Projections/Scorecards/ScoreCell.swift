public import Hotline

/// 计数单元: the sums of entries for one unit and month. Additive: sums of parts are sums of the whole.
///
/// It holds only what is not zero, since most units have few of the measures in a month.
public struct ScoreCell: Sendable {
  private struct Sum: Sendable {
    var key: Int
    var amount: Int64
  }

  /// Sums by measure and part, in the order of their keys; none is zero.
  private var sums: [Sum] = []
  /// How often each time in seconds occurs, of tickets that finished.
  private(set) var times = TimeCounts()

  private static let parts = ScoreEntry.Part.allCases.count

  /// Nothing.
  public init() {}

  /// As it was kept: sums in the order of their keys.
  init(sums: [(Int, Int64)], times: TimeCounts) {
    self.sums = sums.map { Sum(key: $0.0, amount: $0.1) }
    self.times = times
  }

  /// Each sum with its key, in order.
  func forEachSum(_ body: (Int, Int64) -> Void) {
    for sum in sums { body(sum.key, sum.amount) }
  }

  private static func key(_ measure: Measure, _ part: ScoreEntry.Part) -> Int {
    measure.index * parts + Int(part.rawValue)
  }

  /// The sum of a part of a measure.
  public subscript(measure: Measure, part: ScoreEntry.Part) -> Int64 {
    let key = Self.key(measure, part)
    let place = sums.firstPlace { $0.key >= key }
    return place < sums.count && sums[place].key == key ? sums[place].amount : 0
  }

  /// Whether nothing is in it.
  public var isEmpty: Bool { sums.isEmpty && times.isEmpty }

  /// Puts an entry in, or takes it out.
  mutating func add(_ entry: ScoreEntry, sign: Int64 = 1) {
    if entry.part != .value {
      add(sign * entry.amount, to: Self.key(entry.measure, entry.part))
    } else if entry.measure == .medianHandling {
      // The median and the percentile rest on the same times; those of one are kept.
      times.add(entry.amount, sign)
    }
  }

  private mutating func add(_ amount: Int64, to key: Int) {
    let place = sums.firstPlace { $0.key >= key }
    guard place < sums.count, sums[place].key == key else {
      if amount != 0 { sums.insert(Sum(key: key, amount: amount), at: place) }
      return
    }
    sums[place].amount += amount
    if sums[place].amount == 0 { sums.remove(at: place) }
  }

  /// Adds all sums of another.
  mutating func add(_ other: ScoreCell) {
    if sums.isEmpty {
      sums = other.sums
    } else {
      for sum in other.sums { add(sum.amount, to: sum.key) }
    }
    times.add(other.times)
  }

  /// Adds only the stocks of another, from a month before the period.
  mutating func addStocks(_ other: ScoreCell) {
    for sum in other.sums where sum.key % Self.parts == Int(ScoreEntry.Part.stock.rawValue) {
      add(sum.amount, to: sum.key)
    }
  }

  /// How many times there are.
  var timeCount: Int64 { times.count }
}

extension ScoreCell {
  /// The measures of a period.
  /// - Parameters:
  ///   - period: sums of the period's months.
  ///   - opening: stocks of all months before it.
  ///   - isCentre: whether intake is its own, so that none of it is 0 and not "no data".
  /// - Throws: ``Hotline/NumberError/overflow``.
  static func measures(
    _ period: ScoreCell, opening: ScoreCell
  ) throws(NumberError) -> MeasureTable {
    var table = MeasureTable()
    for measure in Measure.allCases {
      table[measure] = try value(of: measure, period, opening)
    }
    return table
  }

  private static func value(
    of measure: Measure, _ period: ScoreCell, _ opening: ScoreCell
  ) throws(NumberError) -> MeasureValue {
    let carried = opening[.open, .stock]
    let volume = period[.received, .numerator] + carried
    switch measure {
    case .carriedOver: return .count(carried)
    case .volume: return .count(volume)
    case .open, .openOverdue, .parked, .followUp:
      return .count(opening[measure, .stock] + period[measure, .stock])
    case .yellowCardRate, .redCardRate:
      return .rate(Rate(period[measure, .numerator], of: volume))
    case .exclusionRate: return .rate(Rate(period[.excluded, .numerator], of: volume))
    case .medianHandling: return try period.quantile(.median)
    case .p90Handling: return try period.quantile(.p90)
    case .resolutionGap:
      let sample = period[measure, .denominator]
      let gap = Rate(period[measure, .numerator], of: sample)
      return gap.percent.map { .quantity($0, sample: sample) } ?? .noData
    case .returnsPerTicket:
      let sample = period[measure, .denominator]
      let rate = Rate(period[measure, .numerator], of: sample)
      return rate.value.map { .quantity($0, sample: sample) } ?? .noData
    case .composite, .rank: return .noData
    default: break
    }
    let numerator = period[measure, .numerator]
    switch measure.unit {
    case .percent:
      let sample = measure == .satisfaction ? period[measure, .sample] : nil
      return .rate(Rate(numerator, of: period[measure, .denominator], sample: sample))
    default: return .count(numerator)
    }
  }

  private func quantile(_ quantile: Quantile) throws(NumberError) -> MeasureValue {
    let total = times.count
    let seconds = try quantile.of(count: Int(total)) { times.time(at: $0) }
    guard let seconds else { return .noData }
    return .quantity(try seconds / 3_600, sample: total)
  }
}
