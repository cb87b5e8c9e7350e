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

  private let log: any EventLog
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
  ///   - broadcast: its growth.
  ///   - keys: the log's keys.
  ///   - policy: whose cosignatures are wanted; `nil` for none.
  ///   - clock: what time it is.
  ///   - interval: longest time between two checkpoints while the log grows.
  ///   - logger: told what the operator should know.
  /// - Throws: a sentence when a witness's address cannot be used, ``LogError`` when the log cannot be read.
  init(
    log: any EventLog, broadcast: HeadBroadcast, keys: NoteKeyRing, policy: WitnessPolicy?,
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
    let kept = try log.withSnapshot { try $0.checkpoint() }
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
    let signals = broadcast.signals(every: min(interval, .seconds(1)))
    await withGracefulShutdownHandler {
      for await _ in signals.stream where time.now - last >= interval {
        last = time.now
        await sign()
      }
    } onGracefulShutdown: {
      signals.stop()
    }
    try? await gracefulShutdown()
    await sign()
  }

  /// Signs the head, asks every witness, keeps and publishes the result. Does nothing when the head is published.
  func sign() async {
    let known = published
    do {
      var checkpoint = try CheckpointIssue.issue(log, keys, at: clock.seconds)
      if let known, known.checkpoint == checkpoint.checkpoint, isComplete(known) { return }
      let asked = checkpoint
      let lines = await collect(asked)
      for line in lines { checkpoint = checkpoint.adding(line) }
      if !lines.isEmpty { try log.keep(checkpoint) }
      publish(checkpoint, isNew: known?.checkpoint != checkpoint.checkpoint, lines.count)
    } catch {
      fail("no checkpoint was signed: \(error)")
    }
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
        try self.log.withSnapshot {
          try $0.consistencyProof(from: old, to: checkpoint.checkpoint.size)
        }
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
