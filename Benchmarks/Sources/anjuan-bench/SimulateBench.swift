import EventStore

/// A simulated half-year of Foshan by the real binary, into a durable log, beside raw LMDB that gets values of the same
/// sizes: nothing decided, encoded or hashed, and no vault and no index.
struct SimulateBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    guard let bin = environment("ANJUAN_BIN") else {
      throw BenchError("set ANJUAN_BIN to the directory that holds log-server")
    }
    var ours: [Double] = []
    var theirs: [Double] = []
    var ratios: [Double] = []
    var peak = 0
    var count = 0
    for _ in 0..<(bench.isQuick ? 1 : 5) {
      let data = try bench.fresh("simulated")
      let child = try Child.require(
        bin + "/log-server",
        [
          "simulate", "--data", data, "--city", "foshan", "--from", "2016-07-01", "--months", "6",
          "--tickets", bench.isQuick ? "2000" : "40000", "--seed", "1",
        ])
      peak = max(peak, child.peakBytes)
      let sizes = try recordSizes(data)
      count = sizes.count / 2
      ours.append(Double(count) / child.seconds)
      theirs.append(try peer(sizes))
      ratios.append(ours[ours.count - 1] / theirs[theirs.count - 1])
    }
    let rate = median(ours)
    Row(
      name: "simulate, \(Figure.count(Double(count))) events, end to end",
      ours: Figure.count(rate) + "/s", theirs: Figure.count(median(theirs)) + "/s (LMDB, C)",
      ratio: Figure.fixed(median(ratios)), target: "≥ 100,000/s",
      isMet: bench.isQuick ? nil : rate >= 100_000
    ).print()
    Row(
      name: "simulate, resident memory at most", ours: Figure.fixed(Double(peak) / 1e6, 0) + " MB",
      theirs: "–", ratio: "–", target: "< 1,500 MB", isMet: peak < 1_500_000_000
    ).print()
  }

  /// Bytes of every record, two bytes each, least significant first.
  private func recordSizes(_ data: String) throws -> [UInt8] {
    let log = try DataDirectory.open(data).openLog(.reader)
    defer { log.close() }
    var sizes: [UInt8] = []
    _ = try log.withSnapshot { snapshot in
      try snapshot.scan { event in
        let size = UInt16(clamping: event.record.bytes.count)
        sizes.append(UInt8(truncatingIfNeeded: size))
        sizes.append(UInt8(size >> 8))
        return .next
      }
    }
    return sizes
  }

  private func peer(_ sizes: [UInt8]) throws -> Double {
    let directory = try bench.fresh("peer")
    try FileSystem.createDirectory(directory)
    let file = bench.scratch + "/sizes"
    try FileSystem.replace(file, with: sizes)
    // As many a commit as the log's writer takes in while it syncs the one before.
    let child = try Child.require(
      bench.peers + "/lmdb_append", [directory, "8000", "600", "@" + file])
    guard let rate = child.numbers.first else { throw BenchError("lmdb_append printed no number") }
    try FileSystem.removeTree(directory)
    return rate
  }
}
