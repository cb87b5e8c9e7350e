import CWithoutHashes
import EventStore

/// What leaf hashes, tree and digests add to a durable append: the same appends with and without them, in turns.
///
/// Without them means that all of the log's code runs, and numbers that cost next to nothing are written where the
/// multi-buffer library writes digests (`Sources/CWithoutHashes`). Such a log verifies as damaged, and is thrown away.
/// Commits of fewer events than are hashed side by side are not measured.
struct HashingBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    for batch in [100, 1_000] { try measure(batch) }
  }

  private func measure(_ batch: Int) throws {
    let rounds = bench.isQuick ? 1 : 15
    var shares: [Double] = []
    var rates: [Double] = []
    var bareRates: [Double] = []
    for round in 0..<rounds {
      // Whoever goes second finds another disk, so they take turns.
      let first = try rate(batch, withHashes: round % 2 == 0)
      let second = try rate(batch, withHashes: round % 2 == 1)
      let (with, without) = round % 2 == 0 ? (first, second) : (second, first)
      rates.append(with)
      bareRates.append(without)
      shares.append(without / with - 1)
    }
    let share = median(shares)
    Row(
      name: "what hashes and tree add to a durable append, \(batch) a commit",
      ours: Figure.count(median(rates)) + "/s",
      theirs: Figure.count(median(bareRates)) + "/s (the same without them)",
      ratio: Figure.fixed(max(0, share)), target: "≤ 0.25", isMet: share <= 0.25
    ).print()
  }

  private func rate(_ batch: Int, withHashes: Bool) throws -> Double {
    let before = hashes_left_out()
    leave_out_hashes(!withHashes)
    defer { leave_out_hashes(false) }
    let appends = AppendBench(bench)
    var latencies: [Double] = []
    _ = try appends.measureOurs(batch, 5, bench.isQuick ? "0.3" : "1", &latencies)
    let leftOut = hashes_left_out() - before
    let appended = latencies.count * batch
    guard withHashes ? leftOut == 0 : leftOut >= appended else {
      throw BenchError("of \(appended) appended events \(leftOut) hashes were left out")
    }
    // The middle commit: one that waited for somebody else's write says nothing about hashes.
    return Double(batch) / median(latencies) * 1e6
  }
}
