import EventStore
import Glibc
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
    try measureFold(log, data)
    // The server does the same beside its first questions.
    let view = try fold(log, asOf: nil).opened()
    guard let now = view.ledger.recordedAt else { throw BenchError("nothing folded") }
    try measureQuestions(view, now)
    try measureLive(log)
    try measurePast(log, now)
    try measureStart(view, log, now)
    var usage = rusage()
    // 0 is this process itself.
    getrusage(0, &usage)
    Row(
      name: "all of this, resident memory at most",
      ours: Figure.count(Double(usage.ru_maxrss) / 1e3) + " MB", theirs: "–", ratio: "–",
      target: "< 1,500 MB", isMet: usage.ru_maxrss < 1_500_000
    ).print()
  }

  /// The fold by one thread and by two, in turns, and the cursor in C over every byte of the same events.
  private func measureFold(_ log: LMDBEventLog, _ data: String) throws {
    let count = Double(log.head.rawValue)
    var rates: [[Double]] = [[], []]
    var own: [Double] = []
    var peers: [Double] = []
    for _ in 0..<(bench.isQuick ? 1 : 3) {
      for threads in 1...2 {
        let times = try Times { _ = try fold(log, asOf: nil, threads: threads) }
        rates[threads - 1].append(count / times.wall * 1e6)
        if threads == 1 { own.append(count / times.processor * 1e6) }
      }
      let scan = try Child.require(
        bench.peers + "/lmdb_scan", [data + "/log/" + FilledLog.firstSegment, "bytes", "1"])
      guard let rate = scan.numbers.first else { throw BenchError("lmdb_scan printed no number") }
      peers.append(rate)
    }
    for (index, words) in ["one thread", "two threads"].enumerated() {
      let rate = median(rates[index])
      let note = index == 0 ? " (by its processor time \(Figure.count(median(own)))/s)" : ""
      Row(
        name: "fold \(Figure.count(count)) events to tickets and scorecards, \(words)",
        ours: Figure.count(rate) + "/s" + note,
        theirs: Figure.count(median(peers)) + "/s (cursor, C)",
        ratio: Figure.fixed(rate / median(peers), 3), target: "≥ 4,000,000/s",
        isMet: bench.isQuick ? nil : rate >= 4_000_000
      ).print()
    }
  }

  /// A view as the server keeps it.
  private func fold(_ log: LMDBEventLog, asOf: Instant?, threads: Int = 2) throws -> ScoreView {
    try ScoreView(log, asOf: asOf, signals: true, threads: threads) { ledger in
      try ledger.basis(nil, now: asOf ?? ledger.recordedAt ?? Instant(microseconds: 0))
    }
  }

  private static let periods = ["2016-02", "2016-Q1", "2016-H1"]

  /// A scorecard of a view in which nothing changes.
  private func measureQuestions(_ view: ScoreView, _ now: Instant) throws {
    var times: [Times] = []
    for round in 0..<(bench.isQuick ? 20 : 500) {
      let name = Self.periods[round % 3]
      times.append(
        try Times { _ = try view.scorecard(try view.period(name, at: now), at: now) })
    }
    printTimes("a scorecard of the live view", times, "p99 < 5 ms", 5_000)
    for name in BoardName.allCases {
      let times = try (0..<(bench.isQuick ? 3 : 40)).map { _ in
        try Times { _ = try Board.of(name, view, at: now) }
      }
      printTimes("the board '\(name.rawValue)' of the live view", times, "p99 < 5 ms", 5_000)
    }
  }

  /// A hundred events taken and shown in a scorecard that all of them may change: what a batch of a hundredth of a second
  /// costs at 10,000 events a second.
  private func measureLive(_ log: LMDBEventLog) throws {
    let head = log.head.rawValue
    let rounds: UInt64 = bench.isQuick ? 20 : 300
    var position = Position(head - min(head, rounds * 100))
    let ledger = try ScoreLedger(log, upTo: position, threads: 2)
    var view = try ScoreView(
      ledger, rules: nil, now: ledger.recordedAt ?? Instant(microseconds: 0), signals: true)
    var times: [Times] = []
    while position.rawValue < head {
      times.append(
        try Times {
          position = try log.withSnapshot { snapshot in
            try view.follow(snapshot, after: position, limit: 100).position
          }
          let now = view.ledger.recordedAt ?? Instant(microseconds: 0)
          _ = try view.scorecard(try view.period("2016-Q2", at: now), at: now)
        })
    }
    printTimes("a hundred events taken and shown in a scorecard", times, "≤ 10 ms", 10_000)
  }

  /// Moments of the past, from marks and by a fold from the beginning.
  private func measurePast(_ log: LMDBEventLog, _ now: Instant) throws {
    var history = try ScoreHistory()
    let making = try seconds { try history.catchUp(log) } * 1e6
    Row(
      name: "marks of the whole past, made once", ours: Figure.micros(making), theirs: "–",
      ratio: "–", target: "–", isMet: nil
    ).print()
    var times: [Times] = []
    for days in stride(from: Int64(1), to: 170, by: bench.isQuick ? 60 : 7) {
      let past = Instant(microseconds: now.microseconds - days * 86_400_000_000)
      times.append(
        try Times {
          let view = try history.view(asOf: past, log)
          _ = try view.scorecard(try view.period("2016-H1", at: past), at: past)
        })
    }
    printTimes("a scorecard of a moment of the past, from marks", times, "< 300 ms", 300_000)
    let past = Instant(microseconds: now.microseconds - 60 * 86_400_000_000)
    let elapsed = try seconds { _ = try fold(log, asOf: past) } * 1e6
    Row(
      name: "the view of 60 days before the end, folded from the beginning",
      ours: Figure.micros(elapsed), theirs: "–", ratio: "–", target: "–", isMet: nil
    ).print()
  }

  /// From the kept view to the first scorecard, as a server starts.
  private func measureStart(_ view: ScoreView, _ log: LMDBEventLog, _ now: Instant) throws {
    let store = ProjectionStore<ScoreView>(directory: try bench.fresh("scores-kept"))
    let saving = try seconds { try store.save(view, at: log.head, of: log) } * 1e6
    let bytes = try FileSystem.read(store.path).count
    let start =
      try seconds {
        guard case .found(let kept, _) = try store.load(for: log) else {
          throw BenchError("the snapshot cannot be read back")
        }
        let view = kept.reading(log)
        _ = try view.scorecard(try view.period("2016-H1", at: now), at: now)
      } * 1e6
    Row(
      name: "start from a snapshot of \(Figure.fixed(Double(bytes) / 1e6, 1)) MB",
      ours: Figure.micros(start) + " (written in \(Figure.micros(saving)))", theirs: "–",
      ratio: "–",
      target: "< 1 s", isMet: start < 1e6
    ).print()
  }

  /// The wall's times, and beside them those of this thread's processor, which a busy machine changes less.
  private func printTimes(_ name: String, _ times: [Times], _ target: String, _ limit: Double) {
    let micros = times.map(\.wall)
    let own = times.map(\.processor)
    let p99 = percentile(micros, 0.99)
    Row(
      name: name,
      ours: "processor: \(Figure.micros(median(own))), p99 \(Figure.micros(percentile(own, 0.99)))",
      theirs: "–", ratio: "–", target: target, isMet: p99 < limit,
      p50: Figure.micros(median(micros)), p99: Figure.micros(p99)
    ).print()
  }
}

/// How long something took, in microseconds: by the clock on the wall, and by the processor's time of this thread.
private struct Times {
  let wall: Double
  let processor: Double

  init(_ body: () throws -> Void) rethrows {
    let start = Self.processorNow
    wall = try seconds(body) * 1e6
    processor = Self.processorNow - start
  }

  private static var processorNow: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }
}
