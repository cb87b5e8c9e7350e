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

  func run() throws {
    let directory = try DataDirectory.open(global.path)
    // A log that cannot be opened is a finding below.
    if let log = try? directory.openLog(.reader) {
      Self.say(.total(log.head.rawValue))
      log.close()
    }
    let report = Verification.run(
      directory: directory.path, full: full, careful: careful
    ) { Self.say(.verified($0)) }
    for finding in report.findings { Self.say(.finding(finding.description)) }
    if report.furtherFindings > 0 {
      Self.say(.finding("\(report.furtherFindings) further findings are not listed"))
    }
    if report.isSound {
      Self.say(.head(size: report.size, root: report.root.hex))
      try sayComparison(directory)
    }
    Self.say(.done)
  }

  private func sayComparison(_ directory: DataDirectory) throws {
    guard let against else { return }
    let checkpoint = try CheckpointFile.read(against)
    let log = try directory.openLog(.reader)
    defer { log.close() }
    try log.withSnapshot { snapshot in
      let (agrees, sentence) = try Self.compare(checkpoint, snapshot, origin: log.origin)
      Self.say(.compared(agrees: agrees, sentence))
    }
  }

  /// Compares a log that is sound in itself with a head that was kept elsewhere.
  static func compare(
    _ checkpoint: CheckpointFile, _ snapshot: borrowing LogSnapshot, origin: String
  ) throws -> (agrees: Bool, sentence: String) {
    if checkpoint.origin != origin {
      return (
        false, "the checkpoint is of the log \(checkpoint.origin.printable), this one is \(origin)"
      )
    }
    if checkpoint.size > snapshot.size {
      return (
        false,
        "the checkpoint was made at size \(checkpoint.size), but the log has only \(snapshot.size) "
          + "events: it was rolled back"
      )
    }
    let root = try snapshot.root(at: checkpoint.size)
    if root != checkpoint.root {
      return (
        false,
        "at size \(checkpoint.size) the log has root \(root), the checkpoint says "
          + "\(checkpoint.root): events up to \(checkpoint.size) are not those it was made over"
      )
    }
    return (true, "the first \(checkpoint.size) events are those of the checkpoint")
  }

  private static func say(_ message: WorkerMessage) {
    Terminal.write(Array((message.line + "\n").utf8))
  }
}
