/// Signs the head of a log and keeps the checkpoint with it.
public enum CheckpointIssue {
  /// Signs the durable head, keeps the checkpoint in the log, and returns it.
  ///
  /// The head is read from a view of the log, which holds committed and synced events alone; and the log refuses to
  /// keep a checkpoint that it does not reproduce. A head that these keys signed before is returned as it was kept.
  /// - Parameter seconds: seconds since 1970-01-01T00:00:00Z, for keys that sign a time.
  /// - Throws: ``LogError``; ``LogError/unusable(_:)`` when the keys are another log's.
  public static func issue(
    _ log: any EventLog, _ keys: NoteKeyRing, at seconds: UInt64
  ) throws -> SignedCheckpoint {
    try check(log, keys)
    // After a failed commit nobody knows what is durable.
    if let stored = log as? LMDBEventLog, case .readOnly(let reason) = stored.health {
      throw LogError.unusable("no checkpoint is signed: the log takes no writes (\(reason))")
    }
    let (checkpoint, kept) = try heads(log)
    if let kept, isSigned(kept, checkpoint, by: keys) { return kept }
    var signed = try checkpoint.signed(by: keys.signers, at: seconds)
    if let kept, kept.checkpoint == checkpoint {
      // New keys sign beside what was signed before.
      signed = signed.note.signatures.reduce(kept) { $0.adding($1) }
    }
    try log.keep(signed)
    return signed
  }

  /// The checkpoint of the durable head, when these keys have all signed it; writes nothing.
  /// - Throws: ``LogError``; ``LogError/unusable(_:)`` when the keys are another log's.
  public static func kept(_ log: any EventLog, _ keys: NoteKeyRing) throws -> SignedCheckpoint? {
    try check(log, keys)
    let (checkpoint, kept) = try heads(log)
    return kept.flatMap { isSigned($0, checkpoint, by: keys) ? $0 : nil }
  }

  private static func check(_ log: any EventLog, _ keys: NoteKeyRing) throws(LogError) {
    guard keys.name.hasSameBytes(as: log.origin) else {
      throw LogError.unusable(
        "the keys are named '\(keys.name)', but the log is '\(log.origin)'; "
          + "a log signs with keys of its own name")
    }
  }

  private static func heads(_ log: any EventLog) throws -> (Checkpoint, SignedCheckpoint?) {
    try log.withSnapshot { snapshot in
      let head = Checkpoint(origin: log.origin, size: snapshot.size, root: try snapshot.root())
      return (head, try snapshot.checkpoint(atMost: head.size))
    }
  }

  private static func isSigned(
    _ kept: SignedCheckpoint, _ head: Checkpoint, by keys: NoteKeyRing
  ) -> Bool {
    guard kept.checkpoint == head,
      let known = try? kept.verified(byLog: keys.signers.map(\.verifier))
    else { return false }
    return known.count == keys.signers.count
  }
}
