public import Hotline

/// 计数单元: the sums of entries for one unit and month. Additive: sums of parts are sums of the whole.
public struct ScoreCell: Hashable, Sendable {
  /// Sums by measure and part.
  private var sums: [Int64]
  /// How often each time in seconds occurs, of tickets that finished.
  private(set) var times: [Int64: Int64] = [:]

  private static let parts = ScoreEntry.Part.allCases.count

  /// Nothing.
  public init() {
    sums = [Int64](repeating: 0, count: Measure.allCases.count * Self.parts)
  }

  /// The sum of a part of a measure.
  public subscript(measure: Measure, part: ScoreEntry.Part) -> Int64 {
    sums[measure.index * Self.parts + Int(part.rawValue)]
  }

  /// Whether nothing is in it.
  public var isEmpty: Bool { times.isEmpty && sums.allSatisfy { $0 == 0 } }

  /// Puts an entry in, or takes it out.
  mutating func add(_ entry: ScoreEntry, sign: Int64 = 1) {
    guard entry.part == .value else {
      sums[entry.measure.index * Self.parts + Int(entry.part.rawValue)] += sign * entry.amount
      return
    }
    // The median and the percentile rest on the same times; those of one are kept.
    guard entry.measure == .medianHandling else { return }
    let count = times[entry.amount, default: 0] + sign
    times[entry.amount] = count == 0 ? nil : count
  }

  /// Adds all sums of another.
  mutating func add(_ other: ScoreCell) {
    for index in sums.indices { sums[index] += other.sums[index] }
    times.merge(other.times) { $0 + $1 }
  }

  /// Adds only the stocks of another, from a month before the period.
  mutating func addStocks(_ other: ScoreCell) {
    for measure in Measure.allCases {
      let index = measure.index * Self.parts + Int(ScoreEntry.Part.stock.rawValue)
      sums[index] += other.sums[index]
    }
  }

  /// How many times there are.
  var timeCount: Int64 { times.values.reduce(0, +) }
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
    let values = times.keys.sorted()
    var upTo: [Int64] = []
    var total: Int64 = 0
    for value in values {
      total += times[value] ?? 0
      upTo.append(total)
    }
    let seconds = try quantile.of(count: Int(total)) { place in
      var low = 0
      var high = upTo.count - 1
      while low < high {
        let middle = (low + high) / 2
        if upTo[middle] > Int64(place) { high = middle } else { low = middle + 1 }
      }
      return values[low]
    }
    guard let seconds else { return .noData }
    return .quantity(try seconds / 3_600, sample: total)
  }
}
