public import Hotline

/// 计数单元: the sums of entries for one unit and month. Additive: sums of parts are sums of the whole.
///
/// It holds only what ever counted, since most units have few of the measures in a month.
public struct ScoreCell: Sendable {
  private struct Sum: Sendable {
    let key: Int
    var amount: Int64
  }

  /// Sums by measure and part, in the order in which they came; one that went back to nothing keeps its place.
  private var sums: [Sum] = []
  /// By key: the place of its sum + 1, or 0; empty before the first.
  private var places: [UInt16] = []
  /// How many sums are not zero.
  private var sumCount = 0
  /// How often each time in microseconds occurs, of tickets that finished.
  private(set) var times = TimeCounts()
  /// The same of cells that were laid beside this one, which are not brought together for a median.
  private var timesBeside: [TimeCounts] = []

  private static let parts = ScoreEntry.Part.allCases.count
  private static let keyCount = Measure.allCases.count * parts

  /// Nothing.
  public init() {}

  /// As it was kept: sums in the order of their keys.
  init(sums: [(Int, Int64)], times: TimeCounts) {
    self.times = times
    for (key, amount) in sums where (0..<Self.keyCount).contains(key) { add(amount, to: key) }
  }

  /// Each sum that is not zero with its key, in order.
  func forEachSum(_ body: (Int, Int64) -> Void) {
    for (key, place) in places.enumerated() where place > 0 {
      let amount = sums[Int(place) - 1].amount
      if amount != 0 { body(key, amount) }
    }
  }

  private static func key(_ measure: Measure, _ part: ScoreEntry.Part) -> Int {
    measure.index * parts + Int(part.rawValue)
  }

  /// The sum of a part of a measure.
  public subscript(measure: Measure, part: ScoreEntry.Part) -> Int64 {
    if places.isEmpty { return 0 }
    let place = places[Self.key(measure, part)]
    return place > 0 ? sums[Int(place) - 1].amount : 0
  }

  /// Whether nothing is in it.
  public var isEmpty: Bool { sumCount == 0 && times.isEmpty && timesBeside.isEmpty }

  /// Puts an amount in, or takes it out.
  mutating func add(
    _ measure: Measure, _ part: ScoreEntry.Part, _ amount: Int64, _ sign: Int64
  ) {
    if part != .value {
      add(sign * amount, to: Self.key(measure, part))
    } else if measure == .medianHandling {
      // The median and the percentile rest on the same times; those of one are kept.
      times.add(amount, sign)
    }
  }

  private mutating func add(_ amount: Int64, to key: Int) {
    if amount == 0 { return }
    if places.isEmpty { places = [UInt16](repeating: 0, count: Self.keyCount) }
    let place = Int(places[key])
    if place == 0 {
      sums.append(Sum(key: key, amount: amount))
      places[key] = UInt16(sums.count)
      sumCount += 1
      return
    }
    let before = sums[place - 1].amount
    sums[place - 1].amount = before + amount
    if before == 0 { sumCount += 1 }
    if before + amount == 0 { sumCount -= 1 }
  }

  /// Adds all sums of another.
  mutating func add(_ other: ScoreCell) {
    addSums(of: other)
    times.add(other.times)
    timesBeside += other.timesBeside
  }

  /// Adds all sums of another and lays its times beside those here: for what is read and not kept.
  mutating func lay(_ other: ScoreCell) {
    addSums(of: other)
    if !other.times.isEmpty { timesBeside.append(other.times) }
    timesBeside += other.timesBeside
  }

  /// Adds the sums of another without its times.
  mutating func addSums(of other: ScoreCell) {
    if sums.isEmpty {
      sums = other.sums
      places = other.places
      sumCount = other.sumCount
    } else {
      for sum in other.sums { add(sum.amount, to: sum.key) }
    }
  }

  /// Adds only the stocks of another, from a month before the period.
  mutating func addStocks(_ other: ScoreCell) {
    for sum in other.sums where sum.key % Self.parts == Int(ScoreEntry.Part.stock.rawValue) {
      add(sum.amount, to: sum.key)
    }
  }

  /// How many times there are.
  var timeCount: Int64 { timesBeside.reduce(times.count) { $0 + $1.count } }
}

extension ScoreCell {
  /// The measures of a period.
  /// - Parameters:
  ///   - period: sums of the period's months.
  ///   - opening: stocks of all months before it.
  ///   - measures: which; others have no data.
  /// - Throws: ``Hotline/NumberError/overflow``.
  static func measures(
    _ period: ScoreCell, opening: ScoreCell, only measures: [Measure] = Measure.allCases
  ) throws(NumberError) -> MeasureTable {
    var table = MeasureTable()
    for measure in measures {
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
    let total = timeCount
    let all = [times] + timesBeside
    let time = try quantile.of(count: Int(total)) { TimeCounts.time(at: Int64($0), of: all) }
    guard let time else { return .noData }
    return .quantity(try time / 3_600_000_000, sample: total)
  }
}
