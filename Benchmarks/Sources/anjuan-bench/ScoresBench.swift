import EventStore
import Projections

/// Folding a simulated half-year of Shanghai into tickets and every scorecard, beside a plain cursor in C over the same
/// events; then questions to the live view, the view of a past moment, and a start from the snapshot.
struct ScoresBench {
  let bench: Bench

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    guard let bin = environment("ANJUAN_BIN") else {
      throw BenchError("set ANJUAN_BIN to the directory that holds log-server")
    }
    let data = try bench.fresh("scores")
    let child = try Child.require(
      bin + "/log-server",
      [
        "simulate", "--data", data, "--city", "shanghai", "--from", "2016-01-01", "--months", "6",
        "--tickets", bench.isQuick ? "1000" : "25000", "--seed", "1", "--direct", "100",
      ])
    _ = child
    let directory = try DataDirectory.open(data)
    let log = try directory.openLog(.reader)
    defer { log.close() }
    let count = Double(log.head.rawValue)
    var rates: [Double] = []
    var peers: [Double] = []
    var view: ScoreView?
    for _ in 0..<(bench.isQuick ? 1 : 3) {
      view = nil
      let elapsed = try seconds { view = try fold(log, asOf: nil) }
      rates.append(count / elapsed)
      let scan = try Child.require(
        bench.peers + "/lmdb_scan", [data + "/log/" + FilledLog.firstSegment, "bytes", "1"])
      guard let rate = scan.numbers.first else { throw BenchError("lmdb_scan printed no number") }
      peers.append(rate)
    }
    guard let view, let now = view.ledger.recordedAt else { throw BenchError("nothing folded") }
    let rate = median(rates)
    Row(
      name: "fold \(Figure.count(count)) events to tickets and scorecards, one core",
      ours: Figure.count(rate) + "/s", theirs: Figure.count(median(peers)) + "/s (cursor, C)",
      ratio: Figure.fixed(rate / median(peers), 3), target: "≥ 4,000,000/s",
      isMet: bench.isQuick ? nil : rate >= 4_000_000
    ).print()
    try ask(view, now, log)
  }

  private func fold(_ log: LMDBEventLog, asOf: Instant?) throws -> ScoreView {
    let ledger = try log.withSnapshot { try ScoreLedger($0, asOf: asOf) }
    return try ScoreView(
      ledger, rules: nil, now: asOf ?? ledger.recordedAt ?? Instant(microseconds: 0))
  }

  private func ask(_ view: ScoreView, _ now: Instant, _ log: LMDBEventLog) throws {
    var micros: [Double] = []
    for round in 0..<(bench.isQuick ? 20 : 500) {
      let name = ["2016-02", "2016-Q1", "2016-H1"][round % 3]
      micros.append(
        try seconds { _ = try view.scorecard(try view.period(name, at: now), at: now) } * 1e6)
    }
    let p99 = percentile(micros, 0.99)
    Row(
      name: "a scorecard of the live view", ours: "–", theirs: "–", ratio: "–",
      target: "p99 < 5 ms", isMet: p99 < 5_000, p50: Figure.micros(median(micros)),
      p99: Figure.micros(p99)
    ).print()
    let past = Instant(microseconds: now.microseconds - 60 * 86_400_000_000)
    let elapsed = try seconds { _ = try fold(log, asOf: past) } * 1e6
    Row(
      name: "the view of 60 days before the end", ours: Figure.micros(elapsed), theirs: "–",
      ratio: "–", target: "< 300 ms", isMet: elapsed < 300_000
    ).print()
    let bytes = view.ledger.canonicalBytes()
    let start =
      try seconds {
        guard let ledger = ScoreLedger(canonicalBytes: bytes) else {
          throw BenchError("the snapshot cannot be read back")
        }
        _ = try ScoreView(ledger, rules: nil, now: now)
      } * 1e6
    Row(
      name: "start from a snapshot of \(Figure.count(Double(bytes.count) / 1e6)) MB",
      ours: Figure.micros(start), theirs: "–", ratio: "–", target: "< 1 s", isMet: start < 1e6
    ).print()
  }
}
