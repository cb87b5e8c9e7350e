import ArgumentParser
import EventStore
import Projections

/// `replay rebuild`: folds from position 1.
struct RebuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rebuild",
    abstract: "Folds the log from position 1 into its projections.",
    discussion: """
      Without --check the snapshot is replaced by the new fold. With --check nothing is written: the \
      fold up to the snapshot's position is compared with the live state in the snapshot, and with a \
      fold in batches of odd sizes that passes through a snapshot half-way. Exit code 2 when a digest \
      differs, 4 when there is no live state.
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Compare digests with the live state instead of replacing it.")
  var check = false

  func run() throws {
    let (directory, log) = try global.open()
    defer { log.close() }
    let store = ProjectionStore<TicketProjection>(directory: directory.projectionsPath)
    let report = check ? try compare(log, store) : try replace(log, store)
    var output = Output()
    if global.format == .text {
      output.lines(report.lines(global.layout))
    } else {
      output.line(JSONWriter.text(report.json, isIndented: global.format == .json))
    }
    output.flush()
    if let difference = report.difference { throw Failure(difference, .differs) }
  }

  private func replace(
    _ log: any EventLog, _ store: ProjectionStore<TicketProjection>
  ) throws -> RebuildReport {
    let runner = try fold(log, upTo: log.head)
    let header = try store.save(runner, of: log)
    return RebuildReport(
      position: runner.position, cases: runner.state.caseCount, rebuilt: header.digest, live: nil,
      batched: nil)
  }

  private func compare(
    _ log: any EventLog, _ store: ProjectionStore<TicketProjection>
  ) throws -> RebuildReport {
    let header: ProjectionStore<TicketProjection>.Header
    switch try store.load(for: log) {
    case .found(_, let found): header = found
    case .missing:
      throw Failure(
        "there is no live state at \(store.path) to compare with; "
          + "run `replay rebuild` first", .notFound)
    case .rejected(let why):
      throw Failure(
        "the live state at \(store.path) cannot be compared: \(why); run `replay rebuild`",
        .differs)
    }
    let rebuilt = try fold(log, upTo: header.position)
    let batched = try foldInBatches(log, upTo: header.position)
    return RebuildReport(
      position: header.position, cases: rebuilt.state.caseCount,
      rebuilt: try rebuilt.state.digest(),
      live: header.digest, batched: try batched.state.digest())
  }

  private func fold(
    _ log: any EventLog, upTo target: Position
  ) throws -> ProjectionRunner<TicketProjection> {
    var bar = ProgressBar("fold", total: target.rawValue)
    var runner = ProjectionRunner<TicketProjection>()
    try runner.advance(log, upTo: target) { bar.show($0.rawValue) }
    bar.finish()
    return runner
  }

  /// The same fold as a live server makes it: a few events at a time, and through a snapshot
  /// half-way.
  private func foldInBatches(
    _ log: any EventLog, upTo target: Position
  ) throws -> ProjectionRunner<TicketProjection> {
    var bar = ProgressBar("fold in batches", total: target.rawValue)
    var runner = ProjectionRunner<TicketProjection>()
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
        guard let state = TicketProjection(canonicalBytes: runner.state.canonicalBytes()) else {
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

/// What `replay rebuild` says.
struct RebuildReport {
  var position: Position
  var cases: Int
  var rebuilt: Digest
  /// The snapshot's digest, when compared.
  var live: Digest?
  /// The digest of a fold in odd batches, when compared.
  var batched: Digest?

  /// A sentence when digests differ.
  var difference: String? {
    if let live, live != rebuilt {
      return
        "the live state at position \(position) has digest \(live), but folding from position 1 gives "
        + "\(rebuilt); run `replay verify --full`, then `replay rebuild`"
    }
    if let batched, batched != rebuilt {
      return
        "folding in batches up to position \(position) gives digest \(batched), folding at once "
        + "\(rebuilt); this is a defect of the program, please report it"
    }
    return nil
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("projection", .string(TicketProjection.name)),
      .init("version", .integer(Int64(TicketProjection.version))),
      .init("position", .unsigned(position.rawValue)), .init("cases", .integer(Int64(cases))),
      .init("digest", .string(rebuilt.hex)),
    ]
    if let live { members.append(.init("liveDigest", .string(live.hex))) }
    if let batched { members.append(.init("batchedDigest", .string(batched.hex))) }
    members.append(.init("agrees", .bool(difference == nil)))
    return .object(members)
  }

  func lines(_ layout: Layout) -> [String] {
    var pairs = [
      (
        layout("projection", "投影", "投影"),
        "\(TicketProjection.name) "
          + layout(
            "version \(TicketProjection.version)", "第 \(TicketProjection.version) 版",
            "第 \(TicketProjection.version) 版")
      ),
      (layout("position", "位置", "位置"), position.description),
      (layout("cases", "案件数", "案件數"), String(cases)),
      (layout("rebuilt", "重建", "重建"), rebuilt.hex),
    ]
    if let live { pairs.append((layout("live", "现用", "現用"), live.hex)) }
    if let batched { pairs.append((layout("in batches", "分批", "分批"), batched.hex)) }
    let labelWidth = pairs.map { displayWidth($0.0) }.max() ?? 0
    var lines = pairs.flatMap { layout.labelled($0.0, $0.1, indent: 0, labelWidth: labelWidth) }
    if live != nil, difference == nil {
      lines.append(
        layout(
          "all digests agree: the live state follows from the log", "摘要全部一致：现用状态由日志得出",
          "摘要全部一致：現用狀態由日誌得出"))
    }
    return lines
  }
}
