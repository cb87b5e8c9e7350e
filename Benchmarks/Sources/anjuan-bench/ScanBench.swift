import EventStore

/// Reading type, stream, times and unit of every record in place, beside a plain cursor in C over the same file.
struct ScanBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    let count = bench.isQuick ? 100_000 : 2_000_000
    let rounds = bench.isQuick ? 2 : 5
    let directory = try FilledLog.make(bench, count)
    let file = directory.path + "/log/" + FilledLog.firstSegment
    let log = try directory.openLog(.reader)
    defer { log.close() }
    var ours = 0.0
    var headers = 0.0
    var bytes = 0.0
    for _ in 0..<rounds {
      var seen = 0
      let elapsed = try seconds { seen = try scan(log) }
      guard seen == count else { throw BenchError("the scan saw \(seen) of \(count) events") }
      ours = max(ours, Double(count) / elapsed)
      headers = max(headers, try peer(file, "header"))
      bytes = max(bytes, try peer(file, "bytes"))
    }
    report("full scan, five fields read in place; C reads headers only", ours, headers, nil)
    report("full scan, five fields read in place; C reads every byte", ours, bytes, 0.4)
  }

  private func peer(_ file: String, _ how: String) throws -> Double {
    let child = try Child.require(bench.peers + "/lmdb_scan", [file, how, "1"])
    guard let rate = child.numbers.first else { throw BenchError("lmdb_scan printed no number") }
    return rate
  }

  private func report(_ name: String, _ ours: Double, _ theirs: Double, _ target: Double?) {
    let ratio = ours / theirs
    Row(
      name: name, ours: Figure.count(ours) + "/s", theirs: Figure.count(theirs) + "/s (LMDB, C)",
      ratio: Figure.fixed(ratio), target: target.map { "≥ \($0)" } ?? "–",
      isMet: target.map { ratio >= $0 }
    ).print()
  }

  /// Reads the five fields of every event and adds them up, so that nothing can be left out.
  private func scan(_ log: LMDBEventLog) throws -> Int {
    var seen = 0
    var sum: Int64 = 0
    _ = try log.withSnapshot { snapshot in
      try snapshot.scan(.all, .everything, content: .envelope) { event in
        let record = event.record
        sum &+= record.recordedAt.microseconds &+ record.occurredAt.microseconds
        sum &+= Int64(record.type[0]) &+ Int64(record.stream[record.stream.count - 1])
        let unit = record.tagValue(prefix: "unit:")
        if !unit.isEmpty { sum &+= Int64(unit[unit.count - 1]) }
        seen += 1
        return .next
      }
    }
    return sum == 0 ? 0 : seen
  }
}

/// A log with many events, made once and used by several measurements.
enum FilledLog {
  static let firstSegment = "000001.mdb"

  static func make(_ bench: Bench, _ count: Int) throws -> DataDirectory {
    let path = bench.scratch + "/filled-\(count)"
    if FileSystem.exists(path + "/complete") { return try DataDirectory.open(path) }
    let directory = try bench.makeLog("filled-\(count)")
    let log = try directory.openLog(.writer)
    try Events().fill(log, count: count)
    log.close()
    try FileSystem.replace(path + "/complete", with: [])
    return directory
  }
}
