import ArgumentParser
import EventStore
import Hotline
import Projections

/// `log-server publish`: a bulletin that anyone can compute again.
struct PublishCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish",
    abstract:
      "Publishes the figures of a period: an event in the log, an HTML page and a JSON file.",
    discussion: """
      The event names the log's size and root, the rules with their digest, and the digest of every \
      figure; `replay verify --bulletin ID` computes them again. When an earlier bulletin on the same \
      period shows other figures, each is restated beside the old one, with a reason and an authority; \
      when nothing changed, nothing is recorded.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var keys: KeyOptions

  @Option(help: ArgumentHelp("2016-10, 2016-Q4, 2016-H2 or 2016.", valueName: "period"))
  var period: String

  @Option(help: ArgumentHelp("Rule set (default: the one adopted last).", valueName: "id"))
  var rules: String?

  @Option(help: ArgumentHelp("Why figures of an earlier bulletin change.", valueName: "text"))
  var reason = ""

  @Option(help: ArgumentHelp("Code of who approved the change.", valueName: "code"))
  var authority = ""

  @Option(
    help: ArgumentHelp(
      "Where the page and the JSON file go (default: bulletins in the data directory).",
      valueName: "dir"))
  var out: String?

  func run() throws {
    let directory = try DataDirectory.open(global.path)
    let (ring, policy) = (try keys.keys(for: directory), try keys.witnessPolicy())
    if let ring, let policy {
      try WitnessedHeads.compare(directory, policy, ring.verifiers) { _ in }
    }
    let log = try directory.openLog(.writer)
    defer { log.close() }
    var (bulletin, earlier) = try compute(log)
    if let earlier, earlier.event.resultDigest == bulletin.event.resultDigest {
      return global.show(
        [unchanged(earlier.event.bulletin)], .object([.init("unchanged", .bool(true))]))
    }
    var events: [any EventPayload] = []
    if let earlier {
      if reason.isEmpty || authority.isEmpty {
        throw Failure(
          "the figures of the bulletin \(earlier.event.bulletin) change; give --reason and --authority",
          .usage)
      }
      bulletin = bulletin.restating(earlier, reason: reason, authority: authority)
      events += bulletin.restatements
    }
    bulletin = bulletin.namingFiles
    events.append(bulletin.event)
    let position = try record(events, bulletin.event.bulletin, log, directory)
    if let ring {
      try InventoryTaking.record(log, as: "log-server publish", clock: directory.clock)
      _ = try CheckpointCommand.sign(log, ring, policy, directory)
    }
    let files = try write(bulletin)
    if bulletin.isPartial {
      Terminal.write(
        Array(
          "log-server: WARNING: \(bulletin.event.period) has not ended by what the log knows; its figures may still change, and the bulletin says so\n"
            .utf8), to: .error)
    }
    global.show(
      [recorded(bulletin.event.bulletin, position)] + files,
      .object([
        .init("bulletin", .string(bulletin.event.bulletin)),
        .init("position", .unsigned(position.rawValue)),
        .init("files", .array(files.map { .string($0) })),
      ]))
  }

  private func compute(
    _ log: LMDBEventLog
  ) throws -> (new: Bulletin, earlier: Bulletin?) {
    do {
      return try log.withSnapshot { snapshot in
        let shelf = try BulletinShelf(snapshot)
        guard let last = try snapshot.event(at: snapshot.head) else { throw ScoreError.emptyLog }
        let first = try Bulletin(
          "", period: period, rules: rules, at: last.record.recordedAt, upTo: snapshot.head,
          snapshot)
        let (set, period) = (first.event.ruleSet, first.event.period)
        let same = shelf.bulletins.count {
          $0.event.period == period && $0.event.ruleSet.hasSameBytes(as: set)
        }
        let name = (set.isEmpty ? "" : set + "-") + period
        let id = same == 0 ? name : "\(name)-\(same + 1)"
        let latest = shelf.latest(period: period, ruleSet: set)
        return (first.numbered(id), try latest.map { try Bulletin($0.event, snapshot) })
      }
    } catch let error as ScoreError {
      throw Failure(error, global.language)
    }
  }

  private func record(
    _ events: [any EventPayload], _ id: String, _ log: LMDBEventLog, _ directory: DataDirectory
  ) throws -> Position {
    try Recording(actor: "log-server publish", clock: directory.clock).record(
      events, named: "bulletin \(id)", in: try Bulletin.stream(id), expected: .none, log)
  }

  private func write(_ bulletin: Bulletin) throws -> [String] {
    let folder = out ?? global.path + "/bulletins"
    try FileSystem.createDirectory(folder)
    return try bulletin.files.map { file in
      let path = "\(folder)/\(file.name)"
      try FileSystem.replace(path, with: file.bytes)
      return path
    }
  }

  private func unchanged(_ id: String) -> String {
    Phrase(
      "nothing changed since the bulletin \(id); nothing was recorded",
      "自通报 \(id) 以来没有变化，未记录任何内容", "自通報 \(id) 以來沒有變化，未記錄任何內容")(global.language)
  }

  private func recorded(_ id: String, _ position: Position) -> String {
    Phrase(
      "published the bulletin \(id) at position \(position)", "已在第 \(position) 位发布通报 \(id)",
      "已在第 \(position) 位發布通報 \(id)")(global.language)
  }
}
