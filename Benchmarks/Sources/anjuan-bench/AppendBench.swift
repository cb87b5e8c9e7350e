import EventStore

/// Durable appends, one commit after another, beside raw LMDB with the same puts and syncs.
///
/// A commit has five events of each of its cases, as a hotline has; one more row puts a thousand events into one case, where
/// every record names the hash of the one before it.
struct AppendBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    if let batch = bench.batch { return try measureAlone(batch) }
    let rounds = bench.isQuick ? 1 : 7
    let length = bench.isQuick ? "0.5" : "2"
    let cases: [(batch: Int, perCase: Int, target: Double?)] = [
      (1, 1, 0.8), (100, 5, 0.6), (1000, 5, 0.5), (1000, 1000, nil),
    ]
    for (batch, perCase, target) in cases {
      var ours: [Double] = []
      var theirs: [Double] = []
      var ratios: [Double] = []
      var syncs: [Double] = []
      var latencies: [Double] = []
      for round in 0..<rounds {
        // Whoever goes second finds another disk, so they take turns.
        if round % 2 == 0 { ours.append(try measureOurs(batch, perCase, length, &latencies)) }
        let peer = try bench.fresh("peer")
        try FileSystem.createDirectory(peer)
        theirs.append(
          try number(
            "lmdb_append", [peer, "\(batch)", length, "\(Events.recordBytes)"]))
        if round % 2 == 1 { ours.append(try measureOurs(batch, perCase, length, &latencies)) }
        try FileSystem.removeTree(peer)
        syncs.append(try number("sync_rate", [bench.scratch + "/sync", "0.5"]))
        ratios.append(ours[round] / theirs[round])
      }
      let ratio = median(ratios)
      Row(
        name: "durable append, \(Events.recordBytes) B, \(batch) a commit"
          + (perCase == batch && batch > 1 ? " of one case" : ""),
        ours: Figure.count(median(ours)) + "/s",
        theirs: Figure.count(median(theirs)) + "/s (LMDB, C)",
        ratio: Figure.fixed(ratio), target: target.map { "≥ \($0)" } ?? "–",
        isMet: target.map { ratio >= $0 },
        p50: Figure.micros(percentile(latencies, 0.5)),
        p99: Figure.micros(percentile(latencies, 0.99)), syncs: Figure.count(median(syncs))
      ).print()
    }
  }

  /// Appends for three seconds, with nothing beside it.
  private func measureAlone(_ batch: Int) throws {
    var latencies: [Double] = []
    let rate = try measureOurs(batch, min(batch, 5), "3", &latencies)
    Row(
      name: "durable append, \(batch) a commit, alone", ours: Figure.count(rate) + "/s",
      theirs: "–", ratio: "–", target: "–", isMet: nil,
      p50: Figure.micros(percentile(latencies, 0.5)),
      p99: Figure.micros(percentile(latencies, 0.99))
    ).print()
  }

  private func number(_ program: String, _ arguments: [String]) throws -> Double {
    let child = try Child.require(bench.peers + "/" + program, arguments)
    guard let first = child.numbers.first else { throw BenchError("\(program) printed no number") }
    return first
  }

  /// Events a second; adds the latency of each commit in microseconds.
  func measureOurs(
    _ batch: Int, _ perCase: Int, _ length: String, _ latencies: inout [Double]
  ) throws -> Double {
    let directory = try bench.makeLog("ours")
    let log = try directory.openLog(.writer)
    let events = try Events()
    let limit = Double(length) ?? 1
    let clock = ContinuousClock()
    var count: UInt64 = 0
    var seconds = 0.0
    while seconds < limit {
      // As the values of the C program, a request is there before the clock starts.
      let request = try events.request(count, batch, perCase: perCase)
      let before = clock.now
      _ = try log.appendAndWait(request)
      let taken = (clock.now - before).inSeconds
      count += UInt64(batch)
      seconds += taken
      latencies.append(taken * 1e6)
    }
    let rate = Double(count) / seconds
    log.close()
    try FileSystem.removeTree(directory.path)
    return rate
  }
}
