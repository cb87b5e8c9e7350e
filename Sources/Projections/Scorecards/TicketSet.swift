import EventStore

/// 关联工单号: numbers of the tickets that added to a sum, or did once: an explanation looks at no others.
///
/// A ticket that no longer adds stays: what counts is reckoned anew for each that is looked at.
struct TicketSet: Sendable {
  /// Ascending, each once.
  private var sorted: [UInt32] = []
  /// Came later, in any order, some perhaps twice.
  private var fresh: [UInt32] = []

  private static let freshMin = 64

  /// None.
  init() {}

  /// Some, ascending.
  init(sorted: [UInt32]) {
    self.sorted = sorted
  }

  /// Takes a number; one beyond 32 bits belongs to no shelf.
  mutating func add(_ number: StreamNumber) {
    guard let number = UInt32(exactly: number.rawValue) else { return }
    if fresh.isEmpty {
      guard let last = sorted.last else { return sorted.append(number) }
      if last == number { return }
      if last < number { return sorted.append(number) }
    }
    if fresh.last == number { return }
    fresh.append(number)
    if fresh.count >= max(Self.freshMin, sorted.count / 4) {
      sorted = numbers
      fresh = []
    }
  }

  /// All of them, ascending, each once.
  var numbers: [UInt32] { fresh.isEmpty ? sorted : Self.union(sorted, fresh.sorted()) }

  /// Takes those of another.
  mutating func merge(_ other: TicketSet) {
    sorted = Self.union(numbers, other.numbers)
    fresh = []
  }

  private static func union(_ left: [UInt32], _ right: [UInt32]) -> [UInt32] {
    if left.isEmpty { return right }
    if right.isEmpty { return left }
    var all: [UInt32] = []
    all.reserveCapacity(left.count + right.count)
    var next = 0
    for number in left {
      while next < right.count, right[next] < number {
        if all.last != right[next] { all.append(right[next]) }
        next += 1
      }
      if all.last != number { all.append(number) }
    }
    for number in right[next...] where all.last != number { all.append(number) }
    return all
  }
}
