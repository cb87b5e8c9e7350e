private import Synchronization
private import Wire

/// The log as a plain array: the model that tests compare ``LMDBEventLog`` with, and a stand-in where nothing is kept.
///
/// It follows the rules of the contract in the simplest way and shares only the record's encoding with the real log.
public final class InMemoryEventLog: EventLog {
  /// Name of the log.
  public let origin: String

  struct Stored {
    var bytes: [UInt8]
    var leafHash: Digest
    var record: Record
    var entry = VaultEntry()
  }

  struct State {
    var events: [Stored] = []
    var streams: [StreamID: StreamHead] = [:]
    var requests: [RequestKey: (trace: RequestTrace, receipt: Receipt)] = [:]
    var states: [(name: String, state: [UInt8], last: Position)] = []
    var waiting: [(beyond: Position, action: @Sendable () -> Void)] = []
    var checkpoints: [(size: UInt64, note: [UInt8])] = []
    var isClosed = false
  }

  private let clock: any LogClock
  private let state = Mutex(State())

  /// An empty log.
  public init(origin: String, clock: any LogClock = SystemClock()) {
    self.origin = origin
    self.clock = clock
  }

  /// Position of the last event.
  public var head: Position { state.withLock { Position(UInt64($0.events.count)) } }

  /// Decides the request at once and answers on the calling thread.
  public func submit(
    _ request: AppendRequest, completion: @escaping @Sendable (Result<Receipt, AppendError>) -> Void
  ) {
    let (result, woken) = state.withLock { state in
      let result = Result { () throws(AppendError) in try Self.apply(request, to: &state, clock) }
      return (result, Self.takeWoken(&state))
    }
    completion(result)
    for action in woken { action() }
  }

  /// Keeps a signed checkpoint beside the events.
  public func keep(_ checkpoint: SignedCheckpoint) throws {
    try check(checkpoint)
    state.withLock { state in
      let size = checkpoint.checkpoint.size
      state.checkpoints.removeAll { $0.size == size }
      let place = state.checkpoints.firstIndex { $0.size > size } ?? state.checkpoints.count
      state.checkpoints.insert((size, checkpoint.encoded), at: place)
    }
  }

  /// Records an erasure and forgets the values.
  public func erase(_ erasure: ErasureRequest) throws -> Receipt {
    let receipt = try appendAndWait(erasure.request)
    state.withLock { state in
      for value in erasure.values {
        let index = Int(clamping: value.position.rawValue) - 1
        guard state.events.indices.contains(index) else { continue }
        state.events[index].erase(value.ordinal, by: receipt.first)
      }
    }
    return receipt
  }

  /// Runs `body` with a copy of the current state.
  public func withSnapshot<Output>(
    _ body: (borrowing LogSnapshot) throws -> Output
  ) throws -> Output {
    let copy = state.withLock { InMemorySnapshot(state: $0) }
    return try body(LogSnapshot(copy))
  }

  /// Calls `action` once the log grows beyond `position` or closes.
  public func onGrowth(beyond position: Position, _ action: @escaping @Sendable () -> Void) {
    let now = state.withLock { state in
      if state.isClosed || UInt64(state.events.count) > position.rawValue { return true }
      state.waiting.append((position, action))
      return false
    }
    if now { action() }
  }

  /// Refuses every later append and wakes whoever waits.
  public func close() {
    let woken = state.withLock { state in
      state.isClosed = true
      return Self.takeWoken(&state)
    }
    for action in woken { action() }
  }

  private static func takeWoken(_ state: inout State) -> [@Sendable () -> Void] {
    let size = UInt64(state.events.count)
    let closed = state.isClosed
    let woken = state.waiting.filter { closed || $0.beyond.rawValue < size }.map(\.action)
    state.waiting.removeAll { closed || $0.beyond.rawValue < size }
    return woken
  }
}

extension InMemoryEventLog {
  private static func apply(
    _ request: AppendRequest, to state: inout State, _ clock: any LogClock
  ) throws(AppendError) -> Receipt {
    if state.isClosed { throw .closed }
    try RequestCheck.check(request)
    if let key = request.key, let known = state.requests[key] {
      guard known.trace.fingerprint == request.fingerprint else {
        throw .requestKeyReused(key, first: known.receipt.first)
      }
      var receipt = known.receipt
      receipt.isRepeat = true
      return receipt
    }
    for (index, condition) in request.conditions.enumerated() {
      let first = min(Int(clamping: condition.after.rawValue), state.events.count)
      for offset in first..<state.events.count {
        let record = state.events[offset].record
        if condition.query.matches(type: record.type, tags: record.tags, stream: record.stream) {
          throw .conditionFailed(conditionIndex: index, position: Position(UInt64(offset + 1)))
        }
      }
    }
    let receipt = try appendOrUndo(request, to: &state, clock.atOnce())
    if let key = request.key {
      let trace = RequestTrace(
        keyDigest: key.digest, fingerprint: request.fingerprint, first: receipt.first,
        last: receipt.last, recordedAt: receipt.recordedAt, skipped: receipt.skipped,
        count: UInt64(receipt.leafHashes.count))
      state.requests[key] = (trace, receipt)
    }
    if let source = request.source {
      state.states.append((source.name, source.state, receipt.last))
    }
    return receipt
  }

  private static func appendOrUndo(
    _ request: AppendRequest, to state: inout State, _ clock: any LogClock
  ) throws(AppendError) -> Receipt {
    let count = state.events.count
    let heads = request.streams.map { ($0.stream, state.streams[$0.stream]) }
    do throws(AppendError) {
      return try append(request, to: &state, clock)
    } catch {
      state.events.removeLast(state.events.count - count)
      for (stream, head) in heads { state.streams[stream] = head }
      throw error
    }
  }

  private static func append(
    _ request: AppendRequest, to state: inout State, _ clock: any LogClock
  ) throws(AppendError) -> Receipt {
    let before = Position(UInt64(state.events.count))
    var skipped: [Int] = []
    var hashes: [Digest] = []
    var builder = RecordBuilder()
    for (index, append) in request.streams.enumerated() {
      let actual = state.streams[append.stream]?.revision ?? .none
      switch append.expected {
      case .any: break
      case .none where actual == .none: break
      case .none where append.ifPresent == .skip:
        skipped.append(index)
        continue
      case .exactly(let revision) where revision == actual: break
      default:
        throw .wrongRevision(stream: append.stream, expected: append.expected, actual: actual)
      }
      for draft in append.events {
        hashes.append(try record(draft, in: append, &state, &builder, clock))
      }
    }
    let last = Position(UInt64(state.events.count))
    return Receipt(
      first: hashes.isEmpty ? before : before.next, last: last, leafHashes: hashes,
      recordedAt: state.events.last?.record.recordedAt ?? Instant(microseconds: 0),
      skipped: skipped, isRepeat: false)
  }

  private static func record(
    _ draft: EventDraft, in append: StreamAppend, _ state: inout State,
    _ builder: inout RecordBuilder, _ clock: any LogClock
  ) throws(AppendError) -> Digest {
    let stream = append.stream
    let position = Position(UInt64(state.events.count + 1))
    let old = state.streams[stream]
    let number = old?.number ?? StreamNumber(UInt64(state.streams.count))
    let revision = (old?.revision ?? .none).next
    let previous = old.map { state.events[Int($0.position.rawValue) - 1].leafHash }
    let floor = state.events.last?.record.recordedAt ?? Instant(microseconds: .min)
    let recordedAt = max(floor, try clock.now(for: position, simulated: append.simulatedAt))
    builder.removeAll()
    let disclosures = draft.disclosures.map {
      DisclosureDigest(path: $0.path, digest: $0.digest(eventID: draft.id))
    }
    let streams = [StreamAppend(stream, events: [draft])]
    let digests = disclosures.map(\.digest)
    let built = try builder.add(
      streams.span, DraftPlace(stream: 0, event: 0), digests: digests.span,
      head: RecordEncoder.Head(
        number: number, revision: revision, previous: previous, recordedAt: recordedAt))
    let record = Record(
      type: draft.type, schemaVersion: draft.schemaVersion, stream: stream, streamNumber: number,
      revision: revision, id: draft.id, recordedAt: recordedAt, occurredAt: draft.occurredAt,
      actor: draft.actor, previous: previous, tags: built.tags,
      disclosures: disclosures, payload: draft.payload)
    let leafHash = builder.leafHash(built.record)
    var stored = Stored(
      bytes: Array(builder.bytes[built.record]), leafHash: leafHash, record: record)
    stored.entry.values = draft.disclosures
    state.events.append(stored)
    state.streams[stream] = StreamHead(number: number, revision: revision, position: position)
    return leafHash
  }
}

extension InMemoryEventLog.Stored {
  fileprivate mutating func erase(_ ordinal: Int, by position: Position) {
    guard record.disclosures.indices.contains(ordinal),
      !entry.erased.contains(where: { $0.ordinal == ordinal })
    else { return }
    let digest = record.disclosures[ordinal].digest
    entry.values.removeAll { $0.digest(eventID: record.id) == digest }
    entry.erased.append(ErasedValue(ordinal: ordinal, by: position))
    entry.erased.sort { $0.ordinal < $1.ordinal }
  }
}

/// A frozen copy of the model.
private final class InMemorySnapshot: SnapshotSource {
  private let state: InMemoryEventLog.State

  init(state: InMemoryEventLog.State) {
    self.state = state
  }

  var head: Position { Position(UInt64(state.events.count)) }

  func root(at size: UInt64) throws(LogError) -> Digest {
    var edge = TreeEdge()
    for event in state.events.prefix(Int(clamping: size)) { edge.append(event.leafHash) }
    return edge.root
  }

  func scan(
    _ query: EventQuery, _ range: ReadRange, _ content: RecordContent,
    _ body: (borrowing EventView) throws -> ScanStep
  ) throws -> Int {
    let low = min(Int(clamping: range.after.rawValue), state.events.count)
    let high = max(low, min(Int(clamping: range.upTo.rawValue), state.events.count))
    var indexes = Array(low..<high)
    if range.direction == .backward { indexes.reverse() }
    var seen = 0
    for index in indexes where seen < range.limit {
      let event = state.events[index]
      guard
        query.matches(
          type: event.record.type, tags: event.record.tags, stream: event.record.stream)
      else { continue }
      seen += 1
      let view = EventView(
        position: Position(UInt64(index + 1)), leafHash: event.leafHash,
        record: try RecordView(event.bytes.span))
      if try body(view) == .stop { break }
    }
    return seen
  }

  func streamHead(_ stream: StreamID) throws -> StreamHead? { state.streams[stream] }

  func receipt(for key: RequestKey) throws -> Receipt? {
    guard var receipt = state.requests[key]?.receipt else { return nil }
    receipt.isRepeat = true
    return receipt
  }

  func lastState(ofSource name: String, since: Position) throws -> [UInt8]? {
    state.states.last { $0.name == name && $0.last >= since }?.state
  }

  func inclusionProof(of position: Position, treeSize: UInt64) throws -> [Digest] {
    guard position > .start, position.rawValue <= treeSize, treeSize <= head.rawValue else {
      return []
    }
    return try MerkleProof.inclusion(index: position.rawValue - 1, in: 0..<treeSize, subtree)
  }

  func consistencyProof(from old: UInt64, to new: UInt64) throws -> [Digest] {
    try MerkleProof.consistency(from: old, to: min(new, head.rawValue), subtree)
  }

  func vaultEntry(at position: Position) throws -> VaultEntry {
    guard position > .start, position <= head else { return VaultEntry() }
    return state.events[Int(position.rawValue) - 1].entry
  }

  func node(level: Int, index: UInt64) throws -> Digest {
    subtree(level * TreeEdge.groupHeight, index)
  }

  func checkpoint(atMost size: UInt64) throws(LogError) -> [UInt8]? {
    let limit = min(size, head.rawValue)
    return state.checkpoints.last { $0.size <= limit }?.note
  }

  private func subtree(_ height: Int, _ index: UInt64) -> Digest {
    var edge = TreeEdge()
    let start = Int(index << UInt64(height))
    for event in state.events[start..<(start + 1 << height)] { edge.append(event.leafHash) }
    return edge.root
  }
}
