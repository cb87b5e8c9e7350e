private import Synchronization

/// Where a witness keeps what it cosigned last.
public protocol WitnessStore: Sendable {
  /// The checkpoint cosigned last for an origin, or `nil`.
  func load(_ origin: String) throws(LogError) -> SignedCheckpoint?
  /// Replaces it; durable when this returns.
  func save(_ checkpoint: SignedCheckpoint, of origin: String) throws(LogError)
  /// Keeps what a log signed and what it contradicts, which together prove it.
  /// - Parameter held: what was cosigned last; `nil` when that stays as it is.
  /// - Returns: whether it was not kept before.
  @discardableResult
  func keepContradiction(_ body: [UInt8], of held: SignedCheckpoint?) throws(LogError) -> Bool
}

/// A witness at work: one request after the other, each persisted before it is answered.
public final class WitnessDesk: Sendable {
  private let witness: Witness
  private let store: any WitnessStore
  private let clock: any LogClock
  private let alarm: @Sendable (String) -> Void
  /// Held from reading the last checkpoint to replacing it, so that two requests never pass each other.
  private let turn = Mutex(())

  /// A witness over a store.
  /// - Parameter alarm: told once of each contradiction.
  public init(
    _ witness: Witness, _ store: any WitnessStore, clock: any LogClock,
    alarm: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.witness = witness
    self.store = store
    self.clock = clock
    self.alarm = alarm
  }

  /// Answers `POST …/add-checkpoint`.
  public func addCheckpoint(_ body: [UInt8]) -> WitnessAnswer {
    let request: WitnessRequest
    do throws(EvidenceError) {
      request = try WitnessRequest(body)
    } catch {
      return .lines(400, error.description)
    }
    return turn.withLock { _ in
      do throws(LogError) {
        return try decide(request, body)
      } catch {
        return .lines(503, "the witness cannot keep its state: \(error)")
      }
    }
  }

  private func decide(
    _ request: WitnessRequest, _ body: [UInt8]
  ) throws(LogError) -> WitnessAnswer {
    let origin = request.checkpoint.checkpoint.origin
    // Nothing is read for an origin that nobody configured.
    let held = witness.log(origin) == nil ? nil : try store.load(origin)
    switch witness.decide(request, held: held, at: clock.seconds) {
    case .refuse(let answer): return answer
    case .contradiction(let answer):
      if try store.keepContradiction(body, of: held) {
        let head = request.checkpoint.checkpoint
        alarm(
          "ALARM: \(origin) signed a checkpoint of \(head.size) events that does not continue the one of "
            + "\(held?.checkpoint.size ?? 0) events cosigned last; both are kept under contradictions/"
        )
      }
      return answer
    case .cosign(let checkpoint, let line):
      try store.save(checkpoint, of: origin)
      return .lines(200, line)
    }
  }

  /// Whether a log with this hash of its origin is followed.
  public func follows(_ hash: String) -> Bool {
    witness.logs.contains { witnessedName($0.origin).hasSameBytes(as: hash) }
  }

  /// Answers `GET …/<hexadecimal SHA-256 of the origin>/checkpoint` with what was cosigned last.
  public func checkpoint(ofOriginHash hash: String) -> WitnessAnswer {
    do throws(LogError) {
      for log in witness.logs where witnessedName(log.origin).hasSameBytes(as: hash) {
        guard let held = try store.load(log.origin) else { break }
        return WitnessAnswer(
          status: 200, contentType: "text/plain; charset=utf-8", body: held.encoded)
      }
    } catch {
      return .lines(503, "the witness cannot read its state: \(error)")
    }
    return .lines(404, "nothing was cosigned for this origin")
  }
}

/// How a witness names a log in addresses and files: the hexadecimal SHA-256 of its origin.
public func witnessedName(_ origin: String) -> String { sha256(Array(origin.utf8)).hex }

extension LogClock {
  /// Seconds since 1970-01-01T00:00:00Z, rounded down; 0 before.
  public var seconds: UInt64 { UInt64(max(0, now(for: .start).microseconds) / 1_000_000) }
}

/// A witness's state as files: `<hash of the origin>.checkpoint`, and for each contradiction `contradictions/<hash>.txt` with the
/// request, and `<hash>.held` with what had been cosigned.
public final class WitnessFiles: WitnessStore {
  private let directory: String
  private let lock: FileLock

  /// Most contradictions that are kept: one proves enough, and a log must not fill the witness's disk.
  private static let contradictionsMax = 1_000

  /// Opens the directory, creating it when it is not there.
  /// - Throws: ``LogError/alreadyOpen(_:)`` when another witness works there.
  public init(_ directory: String) throws(LogError) {
    try FileSystem.createDirectory(directory)
    try FileSystem.createDirectory(directory + "/contradictions")
    guard let lock = try FileLock(directory + "/LOCK") else {
      throw .alreadyOpen("another witness works in \(directory); give each its own directory")
    }
    self.directory = directory
    self.lock = lock
  }

  private func path(_ origin: String) -> String {
    "\(directory)/\(witnessedName(origin)).checkpoint"
  }

  /// Reads the checkpoint cosigned last.
  public func load(_ origin: String) throws(LogError) -> SignedCheckpoint? {
    let path = path(origin)
    guard FileSystem.exists(path) else { return nil }
    let bytes = try FileSystem.read(path)
    guard let held = try? SignedCheckpoint(bytes), held.checkpoint.origin.hasSameBytes(as: origin)
    else {
      throw .unusable("\(path) is damaged; a witness that lost its state must take a new key")
    }
    return held
  }

  /// Replaces it: written beside, synced, renamed, directory synced.
  public func save(_ checkpoint: SignedCheckpoint, of origin: String) throws(LogError) {
    try FileSystem.replace(path(origin), with: checkpoint.encoded)
  }

  /// Keeps a request as it came, under its hash.
  public func keepContradiction(
    _ body: [UInt8], of held: SignedCheckpoint?
  ) throws(LogError) -> Bool {
    let folder = directory + "/contradictions"
    let path = "\(folder)/\(sha256(body).hex)"
    let known = try FileSystem.list(folder).count { $0.hasSuffix(".txt") }
    guard !FileSystem.exists(path + ".txt"), known < Self.contradictionsMax else { return false }
    if let held { try FileSystem.replace(path + ".held", with: held.encoded) }
    try FileSystem.replace(path + ".txt", with: body)
    return true
  }
}
