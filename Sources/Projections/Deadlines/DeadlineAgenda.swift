import EventStore
import Wire

/// A heap of instants and cases, the earliest on top. Entries that were replaced stay in it until it
/// is made anew; whoever reads it skips them.
struct DeadlineAgenda: Sendable {
  private var items: [(at: Instant, number: StreamNumber)] = []

  /// Entries, replaced ones included.
  var count: Int { items.count }

  /// Adds an entry.
  /// - Complexity: O(log n).
  mutating func add(_ at: Instant, _ number: StreamNumber) {
    items.append((at, number))
    var place = items.count - 1
    while place > 0, Self.precedes(items[place], items[(place - 1) / 2]) {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  /// Entries up to an instant, ordered by it and by the case's number.
  /// - Complexity: O(k log k) for k entries.
  func items(by now: Instant) -> [(at: Instant, number: StreamNumber)] {
    var found: [(at: Instant, number: StreamNumber)] = []
    var places = [0]
    while let place = places.popLast() {
      guard place < items.count, items[place].at <= now else { continue }
      found.append(items[place])
      places.append(2 * place + 1)
      places.append(2 * place + 2)
    }
    return found.sorted(by: Self.precedes)
  }

  private static func precedes(
    _ left: (at: Instant, number: StreamNumber), _ right: (at: Instant, number: StreamNumber)
  ) -> Bool {
    left.at == right.at ? left.number < right.number : left.at < right.at
  }
}
