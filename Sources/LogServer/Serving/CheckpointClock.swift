import EventStore
import Logging
import ServiceLifecycle
import Synchronization
import Witnessing

/// Signs the log's head while it grows, asks the witnesses to cosign it, and keeps what came of it.
///
/// A witness that is down never stops the log: it is passed over and asked again with the next checkpoint.
final class CheckpointClock: Service {
  /// What came of it so far, in this process.
  struct Status: Sendable {
    /// Checkpoints signed.
    var signed: UInt64 = 0
    /// Cosignatures received.
    var cosigned: UInt64 = 0
    /// Witnesses that gave none, summed over the rounds.
    var missed: UInt64 = 0
    /// Size of the checkpoint that is published.
    var size: UInt64 = 0
    /// Whether that checkpoint has its quorum; `nil` without a policy.
    var isQuorumMet: Bool?
    /// Why the last round brought no checkpoint, or `nil`.
    var lastFailure: String?
    /// A witness holds a head that contradicts this log; only a restart settles it.
    var contradiction: String?
  }

  private struct State {
    var published: SignedCheckpoint?
    var status = Status()
    var notes: [String: String] = [:]
  }

  private let log: SignedLog
  private let broadcast: HeadBroadcast
  private let keys: NoteKeyRing
  private let policy: WitnessPolicy?
  private let witnesses: [WitnessClient]
  private let clock: any LogClock
  private let interval: Duration
  private let logger: Logger
  private let state = Mutex(State())

  /// A clock over a log.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - broadcast: the growth of the log that is served.
  ///   - keys: the log's keys.
  ///   - policy: whose cosignatures are wanted; `nil` for none.
  ///   - clock: what time it is.
  ///   - interval: longest time between two checkpoints while the log grows.
  ///   - logger: told what the operator should know.
  /// - Throws: a sentence when a witness's address cannot be used, ``LogError`` when the log cannot be read.
  init(
    of log: SignedLog, broadcast: HeadBroadcast, keys: NoteKeyRing, policy: WitnessPolicy?,
    clock: any LogClock, interval: Duration = .seconds(60), logger: Logger
  ) throws {
    self.log = log
    self.broadcast = broadcast
    self.keys = keys
    self.policy = policy
    witnesses = try policy?.clients() ?? []
    self.clock = clock
    self.interval = interval
    self.logger = logger
    let kept = try log.reading { log in try log.withSnapshot { try $0.checkpoint() } } ?? nil
    state.withLock { $0.published = kept }
  }

  /// The checkpoint that is served.
  var published: SignedCheckpoint? { state.withLock { $0.published } }

  /// What came of it so far.
  var status: Status { state.withLock { $0.status } }

  /// Signs at the start, then at least once an interval while the log grows, and once more at the end.
  func run() async throws {
    let time = ContinuousClock()
    var last = time.now
    await sign()
    // Due a tick early, since the next one would be late.
    let tick = min(interval / 10, .seconds(1))
    let signals = broadcast.signals(every: tick)
    await withGracefulShutdownHandler {
      for await _ in signals.stream where time.now - last >= interval - tick {
        last = time.now
        await sign()
      }
    } onGracefulShutdown: {
      signals.stop()
    }
    try? await gracefulShutdown()
    await sign()
  }

  /// Signs the head, asks every witness, keeps and publishes the result. Does nothing when the head is published, or when
  /// there is no log yet.
  func sign() async {
    let known = published
    do {
      guard var checkpoint = try issue(after: known) else { return }
      if let known, known == checkpoint, isComplete(known) { return }
      let asked = checkpoint
      let lines = await collect(asked)
      for line in lines { checkpoint = checkpoint.adding(line) }
      if !lines.isEmpty {
        let cosigned = checkpoint
        _ = try log.writing { try $0.keep(cosigned) }
      }
      publish(checkpoint, isNew: known?.checkpoint != checkpoint.checkpoint, lines.count)
    } catch {
      fail("no checkpoint of \(log.origin) was signed: \(error)")
    }
  }

  /// Signs the head, unless it is signed already.
  /// - Throws: ``LogError/rolledBack(_:)`` when the log does not go on from what was signed last.
  private func issue(after known: SignedCheckpoint?) throws -> SignedCheckpoint? {
    let kept = try log.reading { log in
      if let known {
        let found = try log.withSnapshot {
          try HeadComparison(known.checkpoint, $0, origin: log.origin)
        }
        guard found.agrees else { throw LogError.rolledBack(found.sentence) }
      }
      return try CheckpointIssue.kept(log, keys)
    }
    guard let kept else {
      guard let known, known.checkpoint.size > 0 else { return nil }
      throw LogError.rolledBack("it is gone, and \(known.checkpoint.size) events of it were signed")
    }
    return try kept ?? log.writing { try CheckpointIssue.issue($0, keys, at: clock.seconds) }
  }

  /// Whether every witness that can be asked has signed.
  private func isComplete(_ checkpoint: SignedCheckpoint) -> Bool {
    let signed = (try? checkpoint.note.verified(by: witnesses.map(\.key))) ?? []
    return signed.count == witnesses.count
  }

  /// Asks all witnesses at once, each on a thread of its own, since asking blocks.
  private func collect(_ checkpoint: SignedCheckpoint) async -> [NoteSignature] {
    await withTaskGroup(of: NoteSignature?.self) { group in
      for witness in witnesses {
        group.addTask { [self] in
          await withCheckedContinuation { continuation in
            let worker = WorkerThread {
              continuation.resume(returning: self.ask(witness, checkpoint))
            }
            worker.detach()
          }
        }
      }
      var lines: [NoteSignature] = []
      for await line in group { if let line { lines.append(line) } }
      // In the order of their names, so that equal rounds give equal notes.
      return lines.sorted { $0.line.utf8.lexicographicallyPrecedes($1.line.utf8) }
    }
  }

  private func ask(_ witness: WitnessClient, _ checkpoint: SignedCheckpoint) -> NoteSignature? {
    do {
      let line = try witness.cosign(checkpoint) { old in
        let proof = try self.log.reading { log in
          try log.withSnapshot {
            try $0.consistencyProof(from: old, to: checkpoint.checkpoint.size)
          }
        }
        return proof ?? []
      }
      note(witness.name, nil)
      return line
    } catch {
      if let failure = error as? WitnessClient.Failure, failure.isContradiction {
        state.withLock { $0.status.contradiction = failure.description }
      }
      note(witness.name, "\(error)")
      return nil
    }
  }

  /// Tells the operator once when a witness begins to fail, and once when it is back.
  private func note(_ name: String, _ failure: String?) {
    let isNew = state.withLock { state in
      defer { state.notes[name] = failure }
      return state.notes[name] != failure
    }
    guard isNew else { return }
    if let failure {
      logger.warning("\(failure)")
    } else {
      logger.notice("witness '\(name)' cosigns")
    }
  }

  private func publish(_ checkpoint: SignedCheckpoint, isNew: Bool, _ lines: Int) {
    let judgement = policy.flatMap { try? $0.judge(checkpoint) }
    state.withLock { state in
      state.published = checkpoint
      state.status.signed += isNew ? 1 : 0
      state.status.cosigned += UInt64(lines)
      state.status.missed += UInt64(witnesses.count - lines)
      state.status.size = checkpoint.checkpoint.size
      state.status.isQuorumMet = judgement?.isQuorumMet
      state.status.lastFailure = nil
    }
  }

  private func fail(_ sentence: String) {
    let isNew = state.withLock { state in
      defer { state.status.lastFailure = sentence }
      return state.status.lastFailure != sentence
    }
    if isNew { logger.error("\(sentence)") }
  }
}
