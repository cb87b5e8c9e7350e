import TestKit
import Testing

@testable import Projections

@Suite("Times and how often they occur")
struct TimeCountsTests {
  @Test(
    "The time at any place among several counts is that of one sorted row, without bringing them together",
    arguments: [1, 2, 7, 40])
  func places(parts: Int) {
    var random = SeededGenerator(seed: UInt64(parts))
    var all: [TimeCounts] = []
    var sorted: [Int64] = []
    for part in 0..<parts {
      var counts = TimeCounts()
      // Some are empty, some fill many blocks, and some times were put in and taken out again.
      for _ in 0..<(part % 5 == 4 ? 0 : 3_000 / (part + 1)) {
        let seconds = Int64(random.next() % 4_000) - 500
        counts.add(seconds, 1)
        if random.next() % 4 == 0 { counts.add(seconds, -1) } else { sorted.append(seconds) }
      }
      all.append(counts)
    }
    sorted.sort()
    #expect(all.reduce(0) { $0 + $1.count } == Int64(sorted.count))
    for place in stride(from: 0, to: sorted.count, by: 37) {
      #expect(TimeCounts.time(at: Int64(place), of: all) == sorted[place])
    }
    #expect(TimeCounts.time(at: Int64(sorted.count), of: all) == 0)
    var one = TimeCounts()
    for counts in all { one.add(counts) }
    #expect(one.count == Int64(sorted.count))
    let last = Int64(sorted.count - 1)
    #expect(TimeCounts.time(at: last, of: [one]) == TimeCounts.time(at: last, of: all))
    #expect(TimeCounts.time(at: 0, of: [TimeCounts()]) == 0)
  }
}
