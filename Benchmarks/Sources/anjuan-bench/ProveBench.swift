import EventStore

/// Inclusion proofs on a log of ten million events.
///
/// The peer reads as many leaf hashes and nodes from the same file with raw LMDB in C and hashes nothing
/// (`Benchmarks/C/lmdb_get.c`).
struct ProveBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    let count = bench.isQuick ? 200_000 : 10_000_000
    let asked = bench.isQuick ? 500 : 5_000
    let directory = try smallLog(count)
    let log = try directory.openLog(.reader)
    defer { log.close() }
    var samples: [Double] = []
    let clock = ContinuousClock()
    let root = try log.withSnapshot { try $0.root() }
    var random: UInt64 = 88_172_645_463_325_252
    for number in 0..<(asked * 2) {
      random ^= random << 13
      random ^= random >> 7
      random ^= random << 17
      let index = random % UInt64(count)
      let start = clock.now
      let path = try log.withSnapshot {
        try $0.inclusionProof(of: Position(index + 1), treeSize: UInt64(count))
      }
      let elapsed = (clock.now - start).inSeconds * 1e6
      // The first half warms the cache, as the peer's first half does.
      if number >= asked { samples.append(elapsed) }
      if number % 1_000 == 0 { try check(log, index, count, path, root) }
    }
    let peer = try Child.require(
      bench.peers + "/lmdb_get",
      [directory.path + "/log/" + FilledLog.firstSegment, "\(count)", "\(asked)"])
    guard let theirs = peer.numbers.first else { throw BenchError("lmdb_get printed no number") }
    let (p50, p99) = (percentile(samples, 0.5), percentile(samples, 0.99))
    Row(
      name: "inclusion proof, log of \(Figure.count(Double(count))) events",
      ours: Figure.micros(p50),
      theirs: Figure.micros(theirs) + " (LMDB, C: the nodes read, not hashed)",
      ratio: Figure.fixed(p50 / theirs), target: "< 1 ms", isMet: p99 < 1_000,
      p50: Figure.micros(p50), p99: Figure.micros(p99)
    ).print()
  }

  private func check(
    _ log: LMDBEventLog, _ index: UInt64, _ count: Int, _ path: [Digest], _ root: Digest
  ) throws {
    let event = try log.withSnapshot { try $0.event(at: Position(index + 1)) }
    guard let event else { throw BenchError("the event at index \(index) is missing") }
    try MerkleProof.verifyInclusion(
      leaf: event.leafHash, index: index, treeSize: UInt64(count), path: path, root: root)
  }

  /// A log of small records in one segment, so that the peer can open its file.
  private func smallLog(_ count: Int) throws -> DataDirectory {
    let path = bench.scratch + "/small-\(count)"
    if FileSystem.exists(path + "/complete") { return try DataDirectory.open(path) }
    let directory = try bench.makeLog("small-\(count)")
    var configuration = LMDBEventLog.Configuration()
    configuration.eventsPerSegment = .max
    let log = try directory.openLog(.writer, configuration: configuration)
    let type = try EventType("Noted")
    let batch = 5_000
    for first in stride(from: 0, to: count, by: batch) {
      let drafts = (first..<min(first + batch, count)).map { number in
        EventDraft(
          id: EventID(high: 7, low: UInt64(number)), type: type,
          occurredAt: Instant(microseconds: 1_451_577_600_000_000), actor: "b", payload: [])
      }
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(try StreamID("s\(first / batch)"), events: drafts)]))
    }
    log.close()
    try FileSystem.replace(path + "/complete", with: [])
    return directory
  }
}
