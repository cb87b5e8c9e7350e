import EventStore

/// Full verification beside one core that only hashes the same bytes.
struct VerifyBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    let count = bench.isQuick ? 100_000 : 2_000_000
    let rounds = bench.isQuick ? 1 : 5
    let directory = try FilledLog.make(bench, count)
    let (records, bytesInAll) = try sample(directory, count)
    let sampleBytes = records.reduce(0) { $0 + $1.count }
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<rounds {
      let elapsed = try seconds {
        let report = Verification.run(directory: directory.path, full: true, progress: { _ in })
        guard report.isSound else { throw BenchError("the log is not sound: \(report)") }
      }
      ours.append(Double(bytesInAll) / elapsed)
      var last = Digest.zero
      let hashing = seconds {
        for record in records { last = MerkleHash.leaf(record) }
      }
      guard last != .zero else { throw BenchError("nothing was hashed") }
      theirs.append(Double(sampleBytes) / hashing)
    }
    let ratio = median(ours) / median(theirs)
    Row(
      name: "verify --full, \(Figure.count(Double(count))) events",
      ours: Figure.fixed(median(ours) / 1e6, 0) + " MB/s",
      theirs: Figure.fixed(median(theirs) / 1e6, 0) + " MB/s (swift-crypto, one core)",
      ratio: Figure.fixed(ratio), target: "≥ 0.6", isMet: ratio >= 0.6
    ).print()
    let eventRate = median(ours) / Double(bytesInAll) * Double(count)
    Row(
      name: "the same in events, two threads", ours: Figure.count(eventRate) + "/s", theirs: "–",
      ratio: "–", target: "≥ 2,000,000/s", isMet: eventRate >= 2_000_000
    ).print()
  }

  /// Up to 200,000 records in memory, and the bytes of all.
  private func sample(_ directory: DataDirectory, _ count: Int) throws -> ([[UInt8]], Int) {
    let log = try directory.openLog(.reader)
    defer { log.close() }
    var records: [[UInt8]] = []
    var bytes = 0
    _ = try log.withSnapshot { snapshot in
      _ = try snapshot.scan { event in
        if records.count < 200_000 { records.append(try RecordedEvent(event).bytes) }
        bytes += event.record.bytes.count
        return .next
      }
    }
    return (records, bytes)
  }
}
