import ArgumentParser
import EventStore
import Hotline
import Projections

/// `log-server switch`: lets another version of the figures answer, signed.
struct SwitchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "switch",
    abstract: "Lets another version of the figures answer: compares it, and records who signed.",
    discussion: """
      The new version is built beside the one that answers, from the same log, and compared figure by figure for \
      every period and unit. The sign-off is an event: both versions, log size and root, the digests of both results, \
      the difference, the reason and who signed. Until it is recorded the old version answers; earlier moments and \
      published bulletins keep the version of then. `replay versions --check` computes it again.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Number of the version that is to answer.", valueName: "version"))
  var to: UInt64

  @Option(
    help: ArgumentHelp("Rule set of the comparison (default: the last one).", valueName: "id"))
  var rules: String?

  @Option(help: ArgumentHelp("Code of who signs.", valueName: "code"))
  var authority = ""

  @Option(help: ArgumentHelp("Why the version changes.", valueName: "text"))
  var reason = ""

  @Flag(help: "Only show what differs.")
  var dryRun = false

  func run() throws {
    let directory = try DataDirectory.open(global.path)
    let log = try directory.openLog(.writer)
    defer { log.close() }
    let signOff: SignOff
    do {
      signOff = try SignOff(log, to: to, rules: rules)
    } catch let error as ScoreError {
      throw Failure(error, global.language)
    }
    let lines = ComparisonLines.of(signOff.comparison, global.language)
    if dryRun { return global.show(lines, signOff.comparison.json) }
    if authority.isEmpty || reason.isEmpty {
      throw Failure(
        "version \(to) answers only when somebody signs for it; give --authority and --reason, or "
          + "look first with --dry-run", .usage)
    }
    let position = try signOff.record(
      in: log, directory.clock, by: authority, reason: reason)
    let done = Phrase(
      "version \(to) answers from position \(position) on", "自第 \(position) 位起由第 \(to) 版作答",
      "自第 \(position) 位起由第 \(to) 版作答")
    global.show(
      lines + [done(global.language)],
      .object([
        .init("position", .unsigned(position.rawValue)),
        .init("comparison", signOff.comparison.json),
      ]))
  }
}

/// A comparison of the version that answers with the one that is to answer, and its recording.
struct SignOff {
  let comparison: VersionComparison
  private let root: Digest

  /// Compares on the whole log.
  /// - Throws: ``ScoreError``, ``Failure`` when that version answers already, ``LogError``.
  init(
    _ log: any EventLog, to number: UInt64, rules: String?,
    versions: [ScoreVersion] = ScoreVersion.known
  ) throws {
    (comparison, root) = try log.withSnapshot { snapshot in
      var runner = ProjectionRunner<ScoreLedger>()
      _ = try runner.advance(snapshot, isStrict: true)
      let ledger = runner.state
      guard let now = ledger.recordedAt else { throw ScoreError.emptyLog }
      guard number != ledger.signedVersion else {
        throw Failure("version \(number) of the figures answers already", .usage)
      }
      let comparison = try VersionComparison(
        ledger, from: try ScoreVersion.of(ledger.signedVersion, versions),
        to: try ScoreVersion.of(number, versions), rules: rules, now: now)
      return (comparison, try snapshot.root(at: runner.position.rawValue))
    }
  }

  /// Records the sign-off.
  /// - Throws: ``Failure``.
  func record(
    in log: any EventLog, _ clock: any LogClock, by authority: String, reason: String
  ) throws -> Position {
    let event = comparison.signOff(by: authority, reason: reason, root: root)
    return try Recording(actor: "log-server switch", clock: clock).record(
      [event], named: "\(ScoreVersion.name(comparison.to)) \(comparison.position)",
      in: try StreamID("projection-\(ScoreVersion.projection)"), expected: .any, log)
  }
}
