/// What a witness knows and decides: a pure value, without a clock, a disk or a network.
public struct Witness: Sendable {
  /// A log it follows.
  public struct Log: Sendable {
    /// Name of the log.
    public let origin: String
    /// Keys by which the log signs, old and new.
    public let keys: [NoteVerifier]
  }

  /// What follows from a request.
  public enum Decision: Hashable, Sendable {
    /// Nothing is signed; answer this.
    case refuse(WitnessAnswer)
    /// Nothing is signed, and the request proves that the log contradicts itself or tried to: keep it.
    case contradiction(WitnessAnswer)
    /// Keep this checkpoint, durably, and only then answer with the signature line.
    case cosign(SignedCheckpoint, line: String)
  }

  private let signer: NoteSigner
  /// The logs it follows, by origin.
  public let logs: [Log]

  /// A witness.
  ///
  /// - Parameters:
  ///   - signer: its key, of the kind ``NoteKeyKind/cosignature``.
  ///   - keys: keys of the logs it follows; several of one name are of one log.
  /// - Throws: ``EvidenceError`` when the key is of another kind or no log is given.
  public init(_ signer: NoteSigner, following keys: [NoteVerifier]) throws(EvidenceError) {
    guard signer.verifier.kind == .cosignature else {
      throw .malformed("a witness signs with a key of type 4 (cosignature)")
    }
    guard !keys.isEmpty else { throw .malformed("a witness follows at least one log") }
    guard !keys.contains(where: { $0.publicKey == signer.verifier.publicKey }) else {
      throw .malformed("a log must not sign with the key of its witness")
    }
    self.signer = signer
    var logs: [Log] = []
    for key in keys where !logs.contains(where: { $0.origin.hasSameBytes(as: key.name) }) {
      logs.append(
        Log(origin: key.name, keys: keys.filter { $0.name.hasSameBytes(as: key.name) }))
    }
    self.logs = logs
  }

  /// The public half of its key.
  public var verifier: NoteVerifier { signer.verifier }

  /// The log of an origin, or `nil`.
  public func log(_ origin: String) -> Log? { logs.first { $0.origin.hasSameBytes(as: origin) } }

  /// Decides on a request, in the order of the specification: form, origin, signature, sizes, consistency.
  ///
  /// - Parameters:
  ///   - request: what the log sent.
  ///   - held: the checkpoint cosigned last for this origin, or `nil`.
  ///   - seconds: what time it is, in seconds since 1970-01-01T00:00:00Z.
  public func decide(
    _ request: WitnessRequest, held: SignedCheckpoint?, at seconds: UInt64
  ) -> Decision {
    let head = request.checkpoint.checkpoint
    guard let log = log(head.origin) else {
      return .refuse(.lines(404, "unknown log '\(head.origin)'"))
    }
    do throws(EvidenceError) {
      try request.checkpoint.verified(byLog: log.keys)
    } catch {
      return .refuse(.lines(403, "invalid signature: \(error)"))
    }
    guard request.oldSize <= head.size else {
      return .refuse(
        .lines(400, "the old size \(request.oldSize) is larger than the checkpoint's \(head.size)"))
    }
    let last = held?.checkpoint
    guard request.oldSize == last?.size ?? 0 else {
      let answer = WitnessAnswer.conflict(last?.size ?? 0)
      if let last, last.size == head.size, last.root != head.root { return .contradiction(answer) }
      return .refuse(answer)
    }
    if let failure = inconsistency(request, last) {
      return .contradiction(.lines(422, failure))
    }
    return cosign(request.checkpoint, by: log, held: held, at: seconds)
  }

  /// Why the checkpoint does not continue the one held, or `nil` when it does.
  private func inconsistency(_ request: WitnessRequest, _ last: Checkpoint?) -> String? {
    let head = request.checkpoint.checkpoint
    if head.size == 0, head.root != MerkleHash.emptyRoot {
      return "the root of the empty tree is \(MerkleHash.emptyRoot)"
    }
    guard let last, last.size > 0 else {
      return request.proof.isEmpty ? nil : "a consistency proof from size 0 is empty"
    }
    do throws(MerkleProof.Failure) {
      try MerkleProof.verifyConsistency(
        from: last.size, root: last.root, to: head.size, root: head.root, path: request.proof)
      return nil
    } catch {
      return "the consistency proof does not hold: \(error.sentence)"
    }
  }

  private func cosign(
    _ checkpoint: SignedCheckpoint, by log: Log, held: SignedCheckpoint?, at seconds: UInt64
  ) -> Decision {
    let earlier = held.flatMap { try? $0.note.verified(by: [verifier]).first?.seconds } ?? 0
    guard seconds >= earlier else {
      return .refuse(
        .lines(
          503, "the clock of the witness runs \(earlier - seconds) seconds behind its last word"))
    }
    do throws(EvidenceError) {
      // Lines of unknown keys are not passed on.
      let known = checkpoint.note.signatures.filter { line in
        log.keys.contains { $0.keyID == line.keyID && $0.name.hasSameBytes(as: line.name) }
      }
      let own = try signer.sign(checkpoint.note.text, at: seconds)
      let kept = try SignedNote(text: checkpoint.note.text, signatures: known).adding(own)
      return .cosign(try SignedCheckpoint(kept), line: own.line)
    } catch {
      return .refuse(.lines(500, "the witness cannot sign: \(error)"))
    }
  }
}
