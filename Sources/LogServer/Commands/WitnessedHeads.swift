import EventStore
import Projections
import Witnessing

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
    try compare(log, policy, keys, "this log", note: note)
  }

  /// Asks every witness of the policy what it holds of the access log, which may not be there.
  ///
  /// - Throws: ``LogError/rolledBack(_:)``, as for the log itself.
  static func compareAccess(
    of directory: DataDirectory, _ policy: WitnessPolicy, _ keys: [NoteVerifier],
    note: (String) -> Void
  ) throws {
    let (name, words) = (AccessLog.name, "the access log")
    let found: Void? = try directory.withCompanion(name, .reader) {
      try compare($0, policy, keys, words, note: note)
    }
    if found == nil {
      let nothing = InMemoryEventLog(origin: directory.companionOrigin(name))
      try compare(nothing, policy, keys, words, note: note)
    }
  }

  private static func compare(
    _ log: any EventLog, _ policy: WitnessPolicy, _ keys: [NoteVerifier], _ words: String,
    note: (String) -> Void
  ) throws {
    for witness in try policy.clients() {
      let held: SignedCheckpoint?
      do {
        held = try witness.held(log.origin, keys: keys)
      } catch {
        note("WARNING: \(error); \(words) is not compared with what it holds")
        continue
      }
      guard let held else {
        note("witness '\(witness.name)' has cosigned nothing of \(words) yet")
        continue
      }
      let found = try log.withSnapshot {
        try HeadComparison(held.checkpoint, $0, origin: log.origin)
      }
      guard found.agrees else {
        throw LogError.rolledBack(
          "witness '\(witness.name)' holds a checkpoint of \(words) with \(held.checkpoint.size) events and root "
            + "\(held.checkpoint.root), signed by its key, and \(found.sentence); nothing is written: "
            + "restore the newest copy, and keep this one as evidence")
      }
      note("witness '\(witness.name)', \(words): \(found.sentence)")
    }
  }
}
