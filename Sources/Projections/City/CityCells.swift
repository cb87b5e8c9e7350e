import Wire

/// 日计数: counts and quantities by topic, local day and key. Additive: sums of days are sums of the whole.
struct CityCells: Sendable {
  /// What is counted, when, of whom.
  struct Key: Hashable, Sendable {
    var topic: CityTopic
    /// Days since 1970-01-01, by the wall clock at +08:00.
    var day: Int64
    var text: String

    static func precedes(_ left: Key, _ right: Key) -> Bool {
      if left.topic != right.topic { return left.topic.rawValue < right.topic.rawValue }
      if left.day != right.day { return left.day < right.day }
      return left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
  }

  /// How often, and how much.
  struct Cell: Hashable, Sendable {
    var count: Int64 = 0
    var quantity: Int64 = 0

    mutating func add(_ other: Cell) {
      count = count.addingClamped(other.count)
      quantity = quantity.addingClamped(other.quantity)
    }
  }

  /// Cells of one key, summed.
  struct Sum: Hashable, Sendable {
    var text: String
    var cell: Cell
  }

  private var cells: [Key: Cell] = [:]

  mutating func add(_ key: Key, _ cell: Cell) {
    cells[key, default: Cell()].add(cell)
  }

  /// Every cell, by topic, day and key.
  var sorted: [(key: Key, cell: Cell)] {
    cells.map { (key: $0.key, cell: $0.value) }.sorted { Key.precedes($0.key, $1.key) }
  }

  /// The sums of a topic over days, in the order of keys.
  func sums(_ topic: CityTopic, _ days: ClosedRange<Int64>) -> [Sum] {
    var sums: [String: Cell] = [:]
    for (key, cell) in cells where key.topic == topic && days.contains(key.day) {
      sums[key.text, default: Cell()].add(cell)
    }
    return sums.map { Sum(text: $0.key, cell: $0.value) }
      .sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
  }

  /// The sum of a topic over days, or `nil` when nothing of it was recorded in them.
  func total(_ topic: CityTopic, _ days: ClosedRange<Int64>) -> Cell? {
    let sums = sums(topic, days)
    if sums.isEmpty { return nil }
    return sums.reduce(into: Cell()) { $0.add($1.cell) }
  }

  /// The local day of an instant.
  static func day(of instant: Instant) -> Int64 {
    let day: Int64 = 86_400_000_000
    let local = instant.microseconds.addingClamped(Int64(WallClock.offsetMinutes) * 60_000_000)
    return local / day - (local % day < 0 ? 1 : 0)
  }
}

extension Int64 {
  /// The sum, or the nearest number that there is: damaged figures of a log must not stop a fold.
  func addingClamped(_ other: Int64) -> Int64 {
    let (sum, overflows) = addingReportingOverflow(other)
    return overflows ? (other < 0 ? .min : .max) : sum
  }
}
