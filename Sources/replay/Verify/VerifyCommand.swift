import ArgumentParser
import EventStore
import Projections

/// `replay verify`: recomputes hashes, tree and chains, and says what that proves.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Checks the log and says what that proves.",
    discussion: """
      A sound log alone proves little: whoever can write it can rewrite all of it. So exit code 0 is \
      kept for a head that another institution has signed.

      Exit codes: 0 WITNESSED · 10 CONSISTENT BUT UNWITNESSED · 11 QUORUM NOT MET · 20 UNANCHORED \
      (nothing outside to compare with) · 30 DIVERGED (contradicts a checkpoint you kept) · \
      40 INVALID. Usage errors: 1; no log: 4.

      The check runs in a child process: a damaged file may end it by a signal, and the last position \
      it reached is then named.

      Signatures are checked by the keys and witnesses that you name with --key and --policy, and by no \
      other: those inside the evidence are not believed. With a policy and without --against, the newest \
      checkpoint kept in the log that meets the quorum is taken; that alone does not show that an older \
      copy was put in the place of a newer one.

      The access log beside it is checked as well, and the worse verdict counts. It is held against a \
      checkpoint of its own: give --against once for each log. One with nothing to hold it against is \
      told of, and only damage in it counts.
      """)

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Hash every record again and rebuild the tree from the leaves.")
  var full = false

  @Option(
    help: ArgumentHelp(
      "A checkpoint kept elsewhere (lines origin, size, root in base64), or the directory of a mirror; once for the log, and once for its access log.",
      valueName: "path"))
  var against: [String] = []

  @OptionGroup var trust: TrustOptions

  @Option(
    help: ArgumentHelp(
      "Compute a published bulletin again from the log, and compare its files: 0 when all agrees, 2 when not.",
      valueName: "id"))
  var bulletin: String?

  @Option(
    help: ArgumentHelp(
      "Where the files of the bulletin are (default: bulletins in the data directory).",
      valueName: "dir"))
  var files: String?

  func run() throws {
    if let bulletin { return try BulletinVerdict(global: global, files: files).run(bulletin) }
    if files != nil { throw Failure("--files goes with --bulletin; leave it out", .usage) }
    // Mistakes of the caller are told apart from damage before the child starts.
    let directory = try DataDirectory.open(global.path)
    let heads = try KeptHeads(against, for: directory)
    _ = try trust.load()
    let log = try check(directory, against: heads.log)
    let reports = VerifyReports(
      log: log, access: try checkAccess(of: directory, against: heads.access))
    if reports.verdict.exitCode < Verdict.diverged.exitCode, let refusal = reports.refusal {
      throw Failure("the check cannot be made, and says nothing of the log: \(refusal)", .usage)
    }
    try global.end(with: reports)
  }

  /// The report on the access log; `nil` when there is none, and nobody says that there was.
  private func checkAccess(
    of directory: DataDirectory, against: String?
  ) throws -> VerifyReport? {
    let origin = directory.companionOrigin(AccessLog.name)
    var report = VerifyReport(
      origin: origin, isFull: full, against: against, isTrustGiven: trust.isGiven)
    let inner: DataDirectory?
    do throws(LogError) {
      inner = try directory.companion(AccessLog.name)
    } catch {
      if case .denied(let sentence) = error {
        report.take(.refused(sentence))
      } else {
        report.take(.finding(error.description))
      }
      report.take(.done)
      return report
    }
    if let inner { return try check(inner, against: against) }
    guard let against else { return nil }
    let file = try CheckpointFile.read(against)
    report.take(.head(size: 0, root: MerkleHash.emptyRoot.hex))
    report.take(.standing(VerifyWorkerCommand.standing(of: file, try trust.load())))
    let found = try InMemoryEventLog(origin: origin).withSnapshot {
      try HeadComparison(file.checkpoint, $0, origin: origin)
    }
    report.take(VerifyWorkerCommand.message(found, file.checkpoint))
    report.take(.done)
    return report
  }

  private func check(_ directory: DataDirectory, against: String?) throws -> VerifyReport {
    var report = VerifyReport(
      origin: directory.origin, isFull: full, against: against, isTrustGiven: trust.isGiven)
    var arguments = ["verify-worker", "--data", directory.path]
    if full { arguments.append("--full") }
    if let against { arguments += ["--against", against] }
    arguments += trust.arguments
    var bar = ProgressBar("verify", total: 0)
    let exit = try runWorker(arguments) { message in
      report.take(message)
      switch message {
      case .total(let size): bar = ProgressBar("verify", total: size)
      case .verified(let position): bar.show(position.rawValue)
      default: break
      }
    }
    bar.finish()
    // A worker that died is run once more, telling each position before it reads it, to name the place.
    if case .signalled = exit {
      _ = try runWorker(arguments + ["--careful"]) { message in
        if case .verified = message { report.take(message) }
      }
    }
    report.take(exit)
    return report
  }

  private func runWorker(
    _ arguments: [String], _ onMessage: (WorkerMessage) -> Void
  ) throws -> ChildExit {
    try ChildProcess.run(executable: ChildProcess.ownExecutable(), arguments: arguments) { line in
      if let message = WorkerMessage(line: line) { onMessage(message) }
    }
  }
}

/// Heads that were kept elsewhere, each with the log that it names.
private struct KeptHeads {
  private(set) var log: String?
  private(set) var access: String?

  /// Sorts paths by the origin in their checkpoints; one of a third log is held against the log, and differs.
  init(_ paths: [String], for directory: DataDirectory) throws {
    let companion = directory.companionOrigin(AccessLog.name)
    for path in paths {
      let origin = try CheckpointFile.read(path).checkpoint.origin
      let isAccess = origin.utf8.elementsEqual(companion.utf8)
      guard (isAccess ? access : log) == nil else {
        throw Failure("give --against once for a log; \(path) is the second", .usage)
      }
      if isAccess { access = path } else { log = path }
    }
  }
}
