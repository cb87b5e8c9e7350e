import ArgumentParser
import EventStore
import Projections

/// `replay verify-worker`: the check itself, in a process that may die of a damaged file.
struct VerifyWorkerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify-worker",
    abstract: "The child process of `verify`; not for people.", shouldDisplay: false)

  @OptionGroup var global: GlobalOptions
  @Flag var full = false
  @Flag var careful = false
  @Option var against: String?
  @OptionGroup var trust: TrustOptions

  func run() throws {
    MappedFault.leaveToParent()
    let directory = try DataDirectory.open(global.path)
    // A log that cannot be opened is a finding below.
    if let log = try? directory.openLog(.reader) {
      Self.say(.total(log.head.rawValue))
      log.close()
    }
    let report = Verification.run(
      directory: directory.path, full: full, careful: careful,
      progress: { Self.say(.verified($0)) }, erases: Erasures.erased)
    for finding in report.findings {
      Self.say(
        finding.subject == .reader ? .refused(finding.sentence) : .finding(finding.description))
    }
    if report.furtherFindings > 0 {
      Self.say(.finding("\(report.furtherFindings) further findings are not listed"))
    }
    if full, report.isSound {
      try sayInventories(directory)
      try sayRemnants(directory)
    }
    if report.lockedValues > 0 { Self.say(.locked(report.lockedValues)) }
    if full, !report.isIndexCompared { Self.say(.unindexed) }
    if report.isSound {
      Self.say(.head(size: report.size, root: report.root.hex))
      try sayComparison(directory)
    }
    Self.say(.done)
  }

  private func sayInventories(_ directory: DataDirectory) throws {
    let log = try directory.openLog(.reader)
    defer { log.close() }
    for finding in try log.withSnapshot({ try Inventories.check($0) }) {
      Self.say(.finding("inventory at position \(finding.position): \(finding.sentence)"))
    }
  }

  /// Tells of values that were erased and are there, but not of those that an erasure beside this process is about to take.
  private func sayRemnants(_ directory: DataDirectory) throws {
    var seen: [Erasures.Remnant] = []
    for _ in 0..<50 {
      let wasErasing = directory.isErasing
      let log = try directory.openLog(.reader)
      let found = try log.withSnapshot { try Erasures.remnants($0) }
      log.close()
      if found.isEmpty { return }
      let isStill = !wasErasing && found == seen
      seen = found
      if isStill { break }
      Terminal.pause(milliseconds: 100)
    }
    for remnant in seen {
      Self.say(.finding("vault at position \(remnant.position): \(remnant.sentence)"))
    }
  }

  private func sayComparison(_ directory: DataDirectory) throws {
    let trust = try trust.load()
    let log = try directory.openLog(.reader)
    defer { log.close() }
    try log.withSnapshot { snapshot in
      if let against {
        let file = try CheckpointFile.read(against)
        Self.say(.standing(Self.standing(of: file, trust)))
        try Self.sayComparison(file.checkpoint, snapshot, log.origin)
        if let mirror = file.mirror,
          let place = try LogMirror.firstDifference(mirror, from: snapshot)
        {
          Self.say(.firstDifference(place))
        }
      } else if let (kept, standing) = try Self.best(snapshot, trust) {
        Self.say(.standing(standing))
        try Self.sayComparison(kept.checkpoint, snapshot, log.origin)
      }
    }
  }

  private static func sayComparison(
    _ checkpoint: Checkpoint, _ snapshot: borrowing LogSnapshot, _ origin: String
  ) throws {
    let found = try HeadComparison(checkpoint, snapshot, origin: origin)
    say(message(found, checkpoint))
  }

  /// What to tell of a comparison.
  static func message(_ found: HeadComparison, _ checkpoint: Checkpoint) -> WorkerMessage {
    let sentence = found.sentence.printable
    return found.agrees && checkpoint.size == 0
      ? .saysNothing(sentence) : .compared(agrees: found.agrees, sentence)
  }

  /// How far a file's signatures carry; a file without any is worth what the user's own keeping of it is worth.
  static func standing(of file: CheckpointFile, _ trust: Trust) -> Standing {
    if let signed = file.signed { return trust.standing(of: signed) }
    guard let policy = trust.policy, !policy.needsNobody else { return .unchecked }
    return .quorumNotMet(only: "")
  }

  /// Checkpoints looked at in the log, newest first, before the search for a witnessed one is given up.
  private static let keptMax = 1_000

  /// The newest checkpoint kept in the log that the policy accepts, else the newest that a known key signed.
  static func best(
    _ snapshot: borrowing LogSnapshot, _ trust: Trust
  ) throws -> (SignedCheckpoint, Standing)? {
    guard !trust.isEmpty else { return nil }
    var best: (SignedCheckpoint, Standing)?
    var next = try snapshot.checkpoint()
    for _ in 0..<keptMax {
      // That of the empty log says nothing of this one.
      guard let kept = next, kept.checkpoint.size > 0 else { break }
      switch trust.standing(of: kept) {
      case .witnessed(let names): return (kept, .witnessed(by: names))
      case .refused(let text): return (kept, .refused(text))
      case .stranger: break
      case let standing: best = best ?? (kept, standing)
      }
      guard trust.policy?.needsNobody == false else { break }
      next = try snapshot.checkpoint(atMost: kept.checkpoint.size - 1)
    }
    return best
  }

  private static func say(_ message: WorkerMessage) {
    Terminal.write(Array((message.line + "\n").utf8))
  }
}
