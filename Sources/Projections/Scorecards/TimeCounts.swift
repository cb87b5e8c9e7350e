/// 时长计数: how often each time in microseconds occurs, in ascending order; medians and percentiles are exact.
///
/// Additive. Kept in short blocks, so that a new time moves few others.
struct TimeCounts: Sendable {
  private struct Time: Sendable {
    var microseconds: Int64
    var count: Int64
  }

  private struct Block: Sendable {
    /// Ascending, each once.
    private(set) var times: [Time]
    /// The shortest of them: at hand, so that a search does not reach for those of every block.
    private(set) var first: Int64
    /// Sum of their counts.
    private(set) var count: Int64

    /// Times of which there is one at least.
    init(_ times: [Time]) {
      self.times = times
      first = times.first?.microseconds ?? 0
      count = times.reduce(0) { $0 + $1.count }
    }

    mutating func add(_ microseconds: Int64, _ change: Int64) {
      count += change
      let place = times.firstPlace { $0.microseconds >= microseconds }
      if place < times.count, times[place].microseconds == microseconds {
        times[place].count += change
        if times[place].count == 0 { times.remove(at: place) }
      } else {
        times.insert(Time(microseconds: microseconds, count: change), at: place)
      }
      first = times.first?.microseconds ?? 0
    }
  }

  /// Ascending; none is empty.
  private var blocks: [Block] = []
  private static let blockMax = 256

  /// No time.
  init() {}

  /// Times and their counts, ascending.
  init(_ times: [(Int64, Int64)]) {
    hold(times.map { Time(microseconds: $0.0, count: $0.1) })
  }

  private mutating func hold(_ times: [Time]) {
    blocks.removeAll(keepingCapacity: true)
    var next = 0
    while next < times.count {
      let end = min(times.count, next + Self.blockMax / 2)
      blocks.append(Block(Array(times[next..<end])))
      next = end
    }
  }

  /// Each time with its count, ascending.
  func forEach(_ body: (Int64, Int64) -> Void) {
    for block in blocks { for time in block.times { body(time.microseconds, time.count) } }
  }

  /// Whether there is no time.
  var isEmpty: Bool { blocks.isEmpty }

  /// How many times there are.
  var count: Int64 { blocks.reduce(0) { $0 + $1.count } }

  /// Puts a time in, or takes it out.
  mutating func add(_ microseconds: Int64, _ change: Int64) {
    let block = max(0, blocks.firstPlace { $0.first > microseconds } - 1)
    guard block < blocks.count else {
      blocks.append(Block([Time(microseconds: microseconds, count: change)]))
      return
    }
    blocks[block].add(microseconds, change)
    if blocks[block].times.isEmpty {
      blocks.remove(at: block)
    } else if blocks[block].times.count > Self.blockMax {
      let times = blocks[block].times
      blocks[block] = Block(Array(times[..<(Self.blockMax / 2)]))
      blocks.insert(Block(Array(times[(Self.blockMax / 2)...])), at: block + 1)
    }
  }

  /// Adds all times of another.
  mutating func add(_ other: TimeCounts) {
    if isEmpty {
      self = other
    } else if other.blocks.count == 1, other.blocks[0].times.count < Self.blockMax / 4 {
      for time in other.blocks[0].times { add(time.microseconds, time.count) }
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
    hold(sums)
  }

  /// All times in one row.
  private var flat: [Time] {
    var times: [Time] = []
    times.reserveCapacity(blocks.count * Self.blockMax)
    for block in blocks { times += block.times }
    return times
  }

  private static func merge(_ mine: Span<Time>, _ theirs: Span<Time>, into sums: inout [Time]) {
    var left = 0
    var right = 0
    while left < mine.count, right < theirs.count {
      if mine[left].microseconds < theirs[right].microseconds {
        sums.append(mine[left])
        left += 1
      } else if theirs[right].microseconds < mine[left].microseconds {
        sums.append(theirs[right])
        right += 1
      } else {
        let count = mine[left].count + theirs[right].count
        if count != 0 { sums.append(Time(microseconds: mine[left].microseconds, count: count)) }
        left += 1
        right += 1
      }
    }
    for index in left..<mine.count { sums.append(mine[index]) }
    for index in right..<theirs.count { sums.append(theirs[index]) }
  }

  /// How many times are no longer than so many microseconds.
  private func count(upTo microseconds: Int64) -> Int64 {
    var count: Int64 = 0
    let blocks = blocks.span
    for block in blocks.indices {
      if blocks[block].first > microseconds { return count }
      let isLast = block + 1 == blocks.count || blocks[block + 1].first > microseconds
      guard isLast else {
        count += blocks[block].count
        continue
      }
      let times = blocks[block].times.span
      for place in times.indices where times[place].microseconds <= microseconds {
        count += times[place].count
      }
    }
    return count
  }

  /// The time at a place from 0 among those of several, in ascending order; 0 beyond the last.
  ///
  /// They are not brought together: the shortest time is sought that has more than so many up to it.
  static func time(at place: Int64, of all: [TimeCounts]) -> Int64 {
    let filled = all.filter { !$0.isEmpty }
    var low = filled.map { $0.blocks[0].first }.min() ?? 0
    var high = filled.map(\.longest).max() ?? 0
    guard place < filled.reduce(0, { $0 + $1.count }) else { return 0 }
    while low < high {
      let middle = low + (high - low) / 2
      if filled.reduce(0, { $0 + $1.count(upTo: middle) }) > place {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return low
  }

  private var longest: Int64 { blocks.last?.times.last?.microseconds ?? 0 }
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
