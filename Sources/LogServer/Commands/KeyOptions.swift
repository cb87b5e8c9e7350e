import ArgumentParser
import EventStore
import Projections
import Witnessing

/// The log's signing key, and whose cosignatures are wanted.
struct KeyOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The log's key file, outside the data directory (default: ANJUAN_KEY, else nothing is signed).",
      valueName: "file"))
  var key: String?

  @Option(
    help: ArgumentHelp(
      "Policy file that names the witnesses to ask (default: ANJUAN_POLICY).", valueName: "file"))
  var policy: String?

  /// Path of the key file, or `nil`.
  var keyPath: String? { key ?? Terminal.environment("ANJUAN_KEY") }

  /// Reads the key file, when one is named.
  /// - Throws: ``LogError``.
  func keys(for directory: DataDirectory) throws -> NoteKeyRing? {
    guard let path = keyPath else { return nil }
    let ring = try NoteKeyRing.load(path, outside: directory.path)
    guard ring.name == directory.origin else {
      throw Failure(
        "the key file \(path) is of '\(ring.name)', the log is '\(directory.origin)'; "
          + "name the key file of this log", .usage)
    }
    return ring
  }

  /// Reads the policy file, when one is named.
  /// - Throws: ``Failure``.
  func witnessPolicy() throws -> WitnessPolicy? {
    guard let path = policy ?? Terminal.environment("ANJUAN_POLICY") else { return nil }
    guard FileSystem.exists(path) else {
      throw Failure("there is no policy file \(path); give the path of one", .notFound)
    }
    do {
      return try WitnessPolicy(try FileSystem.read(path))
    } catch let error as EvidenceError {
      throw Failure("\(path) cannot be used: \(error)", .usage)
    }
  }
}

/// Compares the log with what witnesses hold, before anything is written to it.
enum WitnessedHeads {
  /// Asks every witness of the policy.
  ///
  /// A witness that cannot be asked is passed over with a note: it must not stop the log. A checkpoint that the log's own
  /// key signed and that the log does not reproduce does.
  /// - Throws: ``LogError/rolledBack(_:)`` naming the checkpoint and the witness.
  static func compare(
    _ directory: DataDirectory, _ policy: WitnessPolicy, _ keys: [NoteVerifier],
    note: (String) -> Void
  ) throws {
    let log = try directory.openLog(.reader)
    defer { log.close() }
    for witness in try policy.clients() {
      let held: SignedCheckpoint?
      do {
        held = try witness.held(log.origin, keys: keys)
      } catch {
        note("WARNING: \(error); the log is not compared with what it holds")
        continue
      }
      guard let held else {
        note("witness '\(witness.name)' has cosigned nothing of this log yet")
        continue
      }
      let found = try log.withSnapshot {
        try HeadComparison(held.checkpoint, $0, origin: log.origin)
      }
      guard found.agrees else {
        throw LogError.rolledBack(
          "witness '\(witness.name)' holds a checkpoint of this log with \(held.checkpoint.size) events and root "
            + "\(held.checkpoint.root), signed by this log's key, and \(found.sentence); nothing is written: "
            + "restore the newest copy, and keep this one as evidence")
      }
      note("witness '\(witness.name)': \(found.sentence)")
    }
  }
}
