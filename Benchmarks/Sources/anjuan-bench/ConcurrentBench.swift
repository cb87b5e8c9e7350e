import EventStore

/// Many appenders of single events at once beside one: what group commit gains.
struct ConcurrentBench: Sendable {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() async throws {
    let rounds = bench.isQuick ? 1 : 5
    var alone: [Double] = []
    var together: [Double] = []
    var ratios: [Double] = []
    var latencies: [Double] = []
    for _ in 0..<rounds {
      var ignored: [Double] = []
      alone.append(try await measure(clients: 1, &ignored))
      together.append(try await measure(clients: 64, &latencies))
      ratios.append(together[together.count - 1] / alone[alone.count - 1])
    }
    let sync = try Child.require(bench.peers + "/sync_rate", [bench.scratch + "/sync", "1"])
    let ratio = median(ratios)
    Row(
      name: "64 concurrent appenders of single events", ours: Figure.count(median(together)) + "/s",
      theirs: Figure.count(median(alone)) + "/s (one appender)", ratio: Figure.fixed(ratio, 1),
      target: "≥ 15", isMet: ratio >= 15, p50: Figure.micros(percentile(latencies, 0.5)),
      p99: Figure.micros(percentile(latencies, 0.99)),
      syncs: Figure.count(sync.numbers.first ?? 0)
    ).print()
  }

  private func measure(clients: Int, _ latencies: inout [Double]) async throws -> Double {
    let directory = try bench.makeLog("ours")
    let log = try directory.openLog(.writer)
    let length = bench.isQuick ? 0.5 : 3.0
    let start = ContinuousClock.now
    let samples = try await withThrowingTaskGroup(of: [Double].self) { group in
      for client in 0..<clients {
        group.addTask { try await Self.append(to: log, client, start, length) }
      }
      var all: [Double] = []
      for try await list in group { all += list }
      return all
    }
    let elapsed = (ContinuousClock.now - start).inSeconds
    latencies += samples
    log.close()
    try FileSystem.removeTree(directory.path)
    return Double(samples.count) / elapsed
  }

  /// Latency of each append, in microseconds.
  private static func append(
    to log: LMDBEventLog, _ client: Int, _ start: ContinuousClock.Instant, _ length: Double
  ) async throws -> [Double] {
    let events = try Events()
    var samples: [Double] = []
    var number = UInt64(client) * 1_000_000_000
    var before = start
    while (before - start).inSeconds < length {
      _ = try await log.append(try events.request(number, 1))
      number += 1
      let now = ContinuousClock.now
      samples.append((now - before).inSeconds * 1e6)
      before = now
    }
    return samples
  }
}
