/// 时长计数: how often each time in seconds occurs, in ascending order; medians and percentiles are exact.
///
/// Additive. Kept in short blocks, so that a new time moves few others.
struct TimeCounts: Sendable {
  private struct Time: Sendable {
    var seconds: Int64
    var count: Int64
  }

  /// Ascending; none is empty.
  private var blocks: [[Time]] = []
  private static let blockMax = 256

  /// No time.
  init() {}

  /// Times and their counts, ascending.
  init(_ times: [(Int64, Int64)]) {
    var next = 0
    while next < times.count {
      let end = min(times.count, next + Self.blockMax / 2)
      blocks.append(times[next..<end].map { Time(seconds: $0.0, count: $0.1) })
      next = end
    }
  }

  /// Each time with its count, ascending.
  func forEach(_ body: (Int64, Int64) -> Void) {
    for block in blocks { for time in block { body(time.seconds, time.count) } }
  }

  /// Whether there is no time.
  var isEmpty: Bool { blocks.isEmpty }

  /// How many times there are.
  var count: Int64 {
    var count: Int64 = 0
    for block in blocks { for time in block { count += time.count } }
    return count
  }

  /// Puts a time in, or takes it out.
  mutating func add(_ seconds: Int64, _ change: Int64) {
    let next = blocks.firstPlace { $0[0].seconds > seconds }
    let block = max(0, next - 1)
    guard block < blocks.count else {
      blocks.append([Time(seconds: seconds, count: change)])
      return
    }
    let place = blocks[block].firstPlace { $0.seconds >= seconds }
    if place < blocks[block].count, blocks[block][place].seconds == seconds {
      blocks[block][place].count += change
      if blocks[block][place].count == 0 { blocks[block].remove(at: place) }
      if blocks[block].isEmpty { blocks.remove(at: block) }
      return
    }
    blocks[block].insert(Time(seconds: seconds, count: change), at: place)
    if blocks[block].count > Self.blockMax {
      let upper = Array(blocks[block][(Self.blockMax / 2)...])
      blocks[block].removeSubrange((Self.blockMax / 2)...)
      blocks.insert(upper, at: block + 1)
    }
  }

  /// Adds all times of another.
  mutating func add(_ other: TimeCounts) {
    if isEmpty {
      self = other
    } else if other.blocks.count == 1, other.blocks[0].count < Self.blockMax / 4 {
      for time in other.blocks[0] { add(time.seconds, time.count) }
    } else if !other.isEmpty {
      merge(other)
    }
  }

  private mutating func merge(_ other: TimeCounts) {
    let mine = flat
    let theirs = other.flat
    var sums: [Time] = []
    sums.reserveCapacity(mine.count + theirs.count)
    Self.merge(mine.span, theirs.span, into: &sums)
    blocks.removeAll(keepingCapacity: true)
    var next = 0
    while next < sums.count {
      let end = min(sums.count, next + Self.blockMax / 2)
      blocks.append(Array(sums[next..<end]))
      next = end
    }
  }

  /// All times in one row.
  private var flat: [Time] {
    var times: [Time] = []
    times.reserveCapacity(blocks.count * Self.blockMax)
    for block in blocks { times += block }
    return times
  }

  private static func merge(_ mine: Span<Time>, _ theirs: Span<Time>, into sums: inout [Time]) {
    var left = 0
    var right = 0
    while left < mine.count, right < theirs.count {
      if mine[left].seconds < theirs[right].seconds {
        sums.append(mine[left])
        left += 1
      } else if theirs[right].seconds < mine[left].seconds {
        sums.append(theirs[right])
        right += 1
      } else {
        let count = mine[left].count + theirs[right].count
        if count != 0 { sums.append(Time(seconds: mine[left].seconds, count: count)) }
        left += 1
        right += 1
      }
    }
    for index in left..<mine.count { sums.append(mine[index]) }
    for index in right..<theirs.count { sums.append(theirs[index]) }
  }

  /// The time at a place from 0, in ascending order; 0 beyond the last.
  func time(at place: Int) -> Int64 {
    var left = Int64(place)
    for block in blocks {
      for time in block {
        if left < time.count { return time.seconds }
        left -= time.count
      }
    }
    return 0
  }
}

extension Array {
  /// The first place whose element passes a test that all after it pass too; the end when none does.
  func firstPlace(_ passes: (borrowing Element) -> Bool) -> Int {
    let elements = span
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if passes(elements[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
