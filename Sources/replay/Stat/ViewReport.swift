import EventStore
import Hotline
import Projections

/// How a view stands: what is kept of it on disk, and what folding it from position 1 gave.
struct ViewReport {
  var name: String
  var version: UInt32
  /// Last event of the kept snapshot; `nil` when none is kept, or none that fits the log.
  var kept: Position?
  /// Why the snapshot that is there is not used.
  var rejection: String?
  /// Events of the log that the kept snapshot has not.
  var lag: UInt64?
  /// Events a second of a fold from position 1; `nil` when it was not folded.
  var eventsPerSecond: UInt64?
  /// Where the fold stopped; `nil` when it did not.
  var failure: UnreadableEvent?

  /// Looks at the snapshot of a view and, if asked to, folds the view.
  /// - Throws: ``LogError``.
  static func of<View: Projection>(
    _ view: View.Type, _ log: LMDBEventLog, snapshots: String, folding isFolded: Bool
  ) throws -> ViewReport {
    try of(view, kept: view, log, snapshots: snapshots, folding: isFolded)
  }

  /// The same for a view of which something else is kept than what is folded.
  /// - Throws: ``LogError``.
  static func of<View: Projection, Kept: KeptView>(
    _ view: View.Type, kept: Kept.Type, _ log: LMDBEventLog, snapshots: String,
    folding isFolded: Bool
  ) throws -> ViewReport {
    var report = ViewReport(name: View.name, version: View.version)
    switch try ProjectionStore<Kept>(directory: snapshots).load(for: log) {
    case .found(_, let header):
      report.kept = header.position
      report.lag = log.head.rawValue - min(header.position.rawValue, log.head.rawValue)
    case .missing: break
    case .rejected(let why): report.rejection = why
    }
    if isFolded { try report.fold(view, log) }
    return report
  }

  private mutating func fold<View: Projection>(_ view: View.Type, _ log: LMDBEventLog) throws {
    var bar = ProgressBar(View.name, total: log.head.rawValue)
    defer { bar.finish() }
    let clock = ContinuousClock()
    let start = clock.now
    var runner = ProjectionRunner<View>()
    do {
      while try log.withSnapshot({ try runner.advance($0, limit: 262_144, isStrict: true) }) > 0 {
        bar.show(runner.position.rawValue)
      }
    } catch let error as UnreadableEvent {
      failure = error
    }
    let time = (clock.now - start).components
    let milliseconds = max(1, time.seconds * 1_000 + time.attoseconds / 1_000_000_000_000_000)
    eventsPerSecond = runner.position.rawValue * 1_000 / UInt64(milliseconds)
  }

  var json: JSONValue {
    var members: [JSONValue.Member] = [
      .init("view", .string(name)), .init("version", .unsigned(UInt64(version))),
      .init("position", kept.map { .unsigned($0.rawValue) } ?? .null),
      .init("lag", lag.map { .unsigned($0) } ?? .null),
    ]
    if let rejection { members.append(.init("rejected", .string(rejection))) }
    guard let eventsPerSecond else { return .object(members) }
    members.append(.init("eventsPerSecond", .unsigned(eventsPerSecond)))
    let failed = failure.map {
      JSONValue.object([
        .init("position", .unsigned($0.position.rawValue)), .init("error", .string("\($0)")),
      ])
    }
    members.append(.init("lastError", failed ?? .null))
    return .object(members)
  }

  /// One line for people.
  func text(_ layout: Layout) -> String {
    var parts: [String] = []
    if let kept, let lag {
      parts.append(
        layout(
          "kept at \(kept), \(lag) events behind", "快照位于 \(kept)，落后 \(lag) 条",
          "快照位於 \(kept)，落後 \(lag) 筆"))
    } else {
      parts.append(
        rejection.map { layout("not used: \($0)", "未采用：\($0)", "未採用：\($0)") }
          ?? layout("nothing kept", "无快照", "無快照"))
    }
    if let eventsPerSecond {
      parts.append(
        layout(
          "folds \(eventsPerSecond) events/s", "每秒折叠 \(eventsPerSecond) 条",
          "每秒折疊 \(eventsPerSecond) 筆"))
    }
    if let failure {
      parts.append(layout("STOPS: \(failure)", "停止：\(failure)", "停止：\(failure)"))
    }
    return "\(name)@\(version): " + parts.joined(separator: layout("; ", "；", "；"))
  }
}
