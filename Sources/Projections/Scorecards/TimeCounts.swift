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
    var merged: [[Time]] = []
    var block: [Time] = []
    func append(_ time: Time) {
      if block.count == Self.blockMax / 2 {
        merged.append(block)
        block.removeAll(keepingCapacity: false)
      }
      block.append(time)
    }
    let theirs = Array(other.blocks.joined())
    var next = 0
    for mine in blocks.joined() {
      while next < theirs.count, theirs[next].seconds < mine.seconds {
        append(theirs[next])
        next += 1
      }
      var sum = mine
      if next < theirs.count, theirs[next].seconds == mine.seconds {
        sum.count += theirs[next].count
        next += 1
      }
      if sum.count != 0 { append(sum) }
    }
    for time in theirs[next...] { append(time) }
    if !block.isEmpty { merged.append(block) }
    blocks = merged
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
  func firstPlace(_ passes: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if passes(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
