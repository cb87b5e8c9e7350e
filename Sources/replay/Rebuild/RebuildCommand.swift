import ArgumentParser
import EventStore
import Hotline
import Projections
import Synchronization

/// `replay rebuild`: folds from position 1.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Folds the log from position 1 into its projections.",
    discussion: """
      Without --check the snapshots are replaced by new folds. With --check nothing is written: each \
      view of which a snapshot is kept (deadlines, city, scores) is folded up to the snapshot's \
      position and compared with the live state in it; all but the scores also with a fold in batches \
      of odd sizes that passes through a snapshot half-way. Where nothing is kept, as after an import, \
      the tickets are folded in both ways. Exit code 2 when a digest differs.
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Compare digests with the live state instead of replacing it.")
  var check = false

  func run() throws {
    let (directory, log) = try global.open()
    defer { log.close() }
    let rebuild = Rebuild(log: log, snapshots: directory.projectionsPath)
    let kept = check ? try rebuild.compareAll() : try rebuild.replaceAll()
    let reports = kept.isEmpty ? [try rebuild.foldTwice()] : kept
    let differences = reports.compactMap(\.difference)
    var output = Output()
    if global.format == .text {
      for report in reports { output.lines(report.lines(global.layout)) }
      if check, differences.isEmpty { output.line(kept.isEmpty ? sameFolds : agreement) }
    } else {
      let json = JSONValue.object([
        .init("views", .array(reports.map(\.json))), .init("agrees", .bool(differences.isEmpty)),
      ])
      output.line(JSONWriter.text(json, isIndented: global.format == .json))
    }
    output.flush()
    if !differences.isEmpty { throw Failure(differences.joined(separator: "; "), .differs) }
  }

  private var agreement: String {
    global.layout(
      "all digests agree: the live state follows from the log", "摘要全部一致：现用状态由日志得出",
      "摘要全部一致：現用狀態由日誌得出")
  }

  private var sameFolds: String {
    global.layout(
      "no live state is kept; folded in two ways, the log gives the same digest",
      "没有保存的现用状态；以两种方式折叠日志，摘要相同", "沒有保存的現用狀態；以兩種方式折疊日誌，摘要相同")
  }
}

/// Folds of a log from position 1, beside what is kept of its views.
private struct Rebuild {
  let log: LMDBEventLog
  let snapshots: String
  private static let threads = 2

  func replaceAll() throws -> [RebuildReport] {
    [try replace(OpenDeadlines.self), try replace(CityLedger.self), try replaceScores()]
  }

  /// Reports on the views of which something is kept.
  func compareAll() throws -> [RebuildReport] {
    try [compare(OpenDeadlines.self), compare(CityLedger.self), compareScores()]
      .compactMap(\.self)
  }

  /// Reports on the tickets, of which nothing is kept.
  func foldTwice() throws -> RebuildReport {
    let head = log.head
    let whole = try fold(TicketProjection.self, upTo: head)
    var report = RebuildReport(
      TicketProjection.self, at: head, cases: whole.state.caseCount,
      rebuilt: try whole.state.digest())
    report.batched = try foldInBatches(TicketProjection.self, upTo: head).state.digest()
    return report
  }

  private func replace<View: Projection>(_ view: View.Type) throws -> RebuildReport {
    let runner = try fold(view, upTo: log.head)
    let header = try ProjectionStore<View>(directory: snapshots).save(runner, of: log)
    return RebuildReport(view, at: runner.position, rebuilt: header.digest)
  }

  private func compare<View: Projection>(_ view: View.Type) throws -> RebuildReport? {
    guard let (kept, position) = try kept(view) else { return nil }
    let rebuilt = try fold(view, upTo: position)
    var report = RebuildReport(view, at: position, rebuilt: try rebuilt.state.digest())
    report.live = try kept.digest()
    report.batched = try foldInBatches(view, upTo: position).state.digest()
    return report
  }

  private func replaceScores() throws -> RebuildReport {
    let head = log.head
    let view = try scores(upTo: head)
    try ProjectionStore<ScoreView>(directory: snapshots).save(view, at: head, of: log)
    return RebuildReport(
      ScoreView.self, at: head, cases: view.ledger.caseCount, rebuilt: try view.countsDigest())
  }

  private func compareScores() throws -> RebuildReport? {
    guard let (kept, position) = try kept(ScoreView.self) else { return nil }
    let rebuilt = try scores(upTo: position)
    var report = RebuildReport(
      ScoreView.self, at: position, cases: rebuilt.ledger.caseCount,
      rebuilt: try rebuilt.countsDigest())
    report.live = try kept.countsDigest()
    report.namesTickets = kept.namesTickets(of: rebuilt)
    return report
  }

  private func scores(upTo position: Position) throws -> ScoreView {
    let bar = Mutex(ProgressBar(ScoreView.name, total: position.rawValue))
    defer { bar.withLock { $0.finish() } }
    return try ScoreView(
      log, upTo: position, signals: true, threads: Self.threads,
      progress: { done in bar.withLock { $0.show(done.rawValue) } }
    ) { try $0.basis(nil, now: $0.recordedAt ?? Instant(microseconds: 0)) }
  }

  /// What is kept of a view, or `nil`.
  /// - Throws: ``Failure`` when it is not to be used.
  private func kept<View: KeptView>(_ view: View.Type) throws -> (View, Position)? {
    let store = ProjectionStore<View>(directory: snapshots)
    switch try store.load(for: log) {
    case .found(let state, let header): return (state, header.position)
    case .missing: return nil
    case .rejected(let why):
      throw Failure(
        "the live state at \(store.path) cannot be compared: \(why); run `replay rebuild`",
        .differs)
    }
  }

  private func fold<View: Projection>(
    _ view: View.Type, upTo target: Position
  ) throws -> ProjectionRunner<View> {
    var bar = ProgressBar(View.name, total: target.rawValue)
    var runner = ProjectionRunner<View>()
    try runner.advance(log, upTo: target) { bar.show($0.rawValue) }
    bar.finish()
    return runner
  }

  /// The same fold as a live server makes it: a few events at a time, and through a snapshot
  /// half-way.
  private func foldInBatches<View: Projection>(
    _ view: View.Type, upTo target: Position
  ) throws -> ProjectionRunner<View> {
    var bar = ProgressBar("\(View.name) in batches", total: target.rawValue)
    var runner = ProjectionRunner<View>()
    let sizes = [1, 7, 64, 997, 65_537, 99_991]
    var turn = 0
    while runner.position < target {
      let isFirstHalf = runner.position.rawValue < target.rawValue / 2
      let size = UInt64(sizes[turn % sizes.count])
      let next = Position(min(runner.position.rawValue + size, target.rawValue))
      try runner.advance(log, upTo: next, batch: sizes[turn % sizes.count])
      guard runner.position == next else {
        throw LogError.corrupt(position: next, "it cannot be read")
      }
      if isFirstHalf, next.rawValue >= target.rawValue / 2 {
        guard let state = View(canonicalBytes: try runner.state.canonicalBytes()) else {
          throw Failure("the projection's own bytes at \(next) cannot be read back", .differs)
        }
        runner = ProjectionRunner(state: state, position: next)
      }
      turn += 1
      bar.show(next.rawValue)
    }
    bar.finish()
    return runner
  }
}
