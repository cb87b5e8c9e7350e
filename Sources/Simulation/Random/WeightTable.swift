/// Chooses by weight: whole numbers, so that every machine chooses the same.
struct WeightTable: Sendable {
  private let sums: [Int]

  /// Sum of the weights.
  var total: Int { sums.last ?? 0 }

  init(_ weights: [Int]) {
    var sum = 0
    sums = weights.map {
      sum += max(0, $0)
      return sum
    }
  }

  /// The weight at an index.
  func weight(at index: Int) -> Int { sums[index] - (index > 0 ? sums[index - 1] : 0) }

  /// Index of the weight that a number below ``total`` falls into.
  func place(of number: Int) -> Int {
    var low = 0
    var high = sums.count - 1
    while low < high {
      let middle = (low + high) / 2
      if sums[middle] > number { high = middle } else { low = middle + 1 }
    }
    return max(0, low)
  }

  /// An index, by weight.
  func pick(_ random: inout RandomStream) -> Int {
    place(of: random.below(total))
  }
}

/// Draws exactly so many of so many, each set equally likely, in one pass (Knuth's algorithm S).
struct ExactQuota: Sendable {
  /// How many are still to be drawn.
  private(set) var wanted: Int
  /// How many are still to come.
  private(set) var left: Int

  init(_ wanted: Int, of all: Int) {
    self.wanted = min(wanted, all)
    left = all
  }

  /// Whether the next one is drawn.
  mutating func draw(_ random: inout RandomStream) -> Bool {
    guard left > 0 else { return false }
    let isDrawn = random.below(left) < wanted
    left -= 1
    if isDrawn { wanted -= 1 }
    return isDrawn
  }
}
