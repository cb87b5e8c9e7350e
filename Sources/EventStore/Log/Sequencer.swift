private import Wire

/// One group commit, decided and encoded, not yet on disk.
struct SequencedCommit: Sendable {
  /// The state after it.
  var state: LogState
  /// Its events, in order, and their records.
  var events: [SequencedEvent] = []
  var records = RecordBuilder()
  /// Completed tree groups: position of the last leaf, tile level, root.
  var nodes: [(last: UInt64, level: UInt8, hash: Digest)] = []
  /// Values for the vault.
  var vault = Vault.Batch()
  /// What the `batches` table gets.
  var batch: BatchRecord
  /// Whether the state's number of batches includes this commit.
  var isCounted = false
  /// For the index.
  var entries: [IndexEntry] = []
  /// Verdicts in the order of the requests.
  var answers: [(completion: LogQueue.Completion, result: Result<Receipt, AppendError>)] = []

  init(after state: LogState, at now: Instant) {
    self.state = state
    let head = Position(state.size)
    batch = BatchRecord(before: head, last: head, committedAt: now)
  }

  /// Whether something must be written.
  var hasWork: Bool { isCounted }
}

/// Decides requests one after the other: checks them against the log as it will be when everything before them is
/// durable, gives positions, encodes and hashes.
///
/// It writes nothing and never blocks on a sync; one commit may be decided while the one before is on its way to disk.
struct Sequencer {
  private(set) var state: LogState
  private var pending: SequencedCommit
  private var tail = Tail()
  private let clock: any LogClock
  private let index: IndexReader
  private var log: SegmentReader

  init(
    state: LogState, clock: any LogClock, index: IndexReader, log: SegmentReader
  ) {
    self.state = state
    pending = SequencedCommit(after: state, at: state.lastRecordedAt)
    self.clock = clock
    self.index = index
    self.log = log
  }

  /// Forgets what the index has caught up with.
  mutating func follow(indexedUpTo position: Position) throws(LogError) {
    guard position > index.state.position else { return }
    try index.renew()
    // The index now speaks of events that an older view of the log does not hold.
    log.letGo()
    tail.forget(upTo: index.state.position)
  }

  /// Reads from a newer row of segments from now on.
  mutating func use(_ segments: SegmentSet) {
    log = SegmentReader(segments)
  }

  /// Begins a commit; requests are added to it until it is taken.
  mutating func begin() {
    log.letGo()
    pending = SequencedCommit(
      after: state, at: max(state.lastRecordedAt, clock.now(for: Position(state.size + 1))))
  }

  /// The commit with everything decided since ``begin()``.
  mutating func take() -> SequencedCommit {
    let taken = pending
    pending = SequencedCommit(after: state, at: state.lastRecordedAt)
    return taken
  }

  /// Events decided since ``begin()``.
  var pendingEvents: Int { pending.events.count }

  /// Answers requests without deciding them.
  mutating func refuse(_ items: [LogQueue.Item], _ error: AppendError) {
    for item in items { pending.answers.append((item.completion, .failure(error))) }
  }

  /// Decides one request; its answer is kept in the commit.
  mutating func add(_ request: AppendRequest, _ completion: @escaping LogQueue.Completion) {
    do throws(AppendError) {
      let receipt = try decide(request)
      pending.answers.append((completion, .success(receipt)))
    } catch {
      pending.answers.append((completion, .failure(error)))
    }
  }

  private mutating func decide(
    _ request: AppendRequest
  ) throws(AppendError) -> Receipt {
    try RequestCheck.check(request)
    do {
      if let key = request.key, let known = try repeated(request, key) { return known }
      for (index, condition) in request.conditions.enumerated() {
        if let found = try firstMatch(condition) {
          throw AppendError.conditionFailed(conditionIndex: index, position: found)
        }
      }
      let plan = try plan(request)
      return try record(request, plan)
    } catch let error as AppendError {
      throw error
    } catch {
      throw .readOnly("the index cannot be read (\(error)); restart the server")
    }
  }

  // MARK: Retries

  private func repeated(
    _ request: AppendRequest, _ key: RequestKey
  ) throws -> Receipt? {
    let digest = key.digest
    var trace = tail.requests[digest]
    if trace == nil, let number = try index.batch(ofRequest: digest) {
      trace = try log.batch(number)?.requests.first { $0.keyDigest == digest }
    }
    guard let trace else { return nil }
    guard trace.fingerprint == request.fingerprint else {
      throw AppendError.requestKeyReused(key, first: trace.first)
    }
    var hashes: [Digest] = []
    for position in trace.first.rawValue..<(trace.first.rawValue + trace.count) {
      hashes.append(try tail.leafHash(at: position) ?? log.leafHash(at: Position(position)))
    }
    return trace.receipt(leafHashes: hashes, isRepeat: true)
  }

  // MARK: Conditions

  private func firstMatch(_ condition: AppendCondition) throws -> Position? {
    if let found = try firstIndexed(condition) { return found }
    return tail.events.first {
      $0.position > condition.after
        && condition.query.matches(type: $0.type, tags: $0.tags, stream: $0.stream)
    }?.position
  }

  private func firstIndexed(_ condition: AppendCondition) throws -> Position? {
    let next = condition.after.rawValue == .max ? UInt64.max : condition.after.rawValue + 1
    let limit = index.state.position
    switch condition.query.selection {
    case .all: return limit > condition.after ? condition.after.next : nil
    case .stream(let stream):
      guard let number = try index.streamNumber(stream) else { return nil }
      return try index.positions(of: number, from: next, .forward, count: 1).first
        .map { Position($0) }
    case .anyOf(let items):
      return try PostingNode(items, index).nearest(next, .forward).map { Position($0) }
    }
  }

  // MARK: Expected revisions

  /// Where each stream of a request stands, and which are skipped.
  private struct Plan {
    var heads: [StreamID: TailHead] = [:]
    var skipped: [Int] = []
  }

  private func plan(_ request: AppendRequest) throws -> Plan {
    var plan = Plan()
    var counts: [StreamID: UInt64] = [:]
    let isSingle = request.streams.count == 1
    var skippedNow = false
    for (offset, append) in request.streams.enumerated() {
      if plan.heads[append.stream] == nil { plan.heads[append.stream] = try head(of: append.stream) }
      let stored = plan.heads[append.stream]?.revision.rawValue ?? 0
      let actual = Revision(stored + (counts[append.stream] ?? 0))
      skippedNow = false
      switch append.expected {
      case .any: break
      case .none where actual == .none: break
      case .none where append.ifPresent == .skip:
        plan.skipped.append(offset)
        skippedNow = true
      case .exactly(let revision) where revision == actual: break
      default:
        throw AppendError.wrongRevision(
          stream: append.stream, expected: append.expected, actual: actual)
      }
      if !isSingle, !skippedNow { counts[append.stream, default: 0] += UInt64(append.events.count) }
    }
    return plan
  }

  private func head(of stream: StreamID) throws -> TailHead? {
    if let known = tail.heads[stream] { return known }
    guard let number = try index.streamNumber(stream), let head = try index.head(of: number) else {
      return nil
    }
    return TailHead(
      number: head.number, revision: head.revision, position: head.position,
      leafHash: try log.leafHash(at: head.position))
  }

  // MARK: Recording

  private mutating func record(
    _ request: AppendRequest, _ plan: Plan
  ) throws(AppendError) -> Receipt {
    let before = state
    let mark = Mark(pending)
    var recorder = Recorder(heads: plan.heads, state: state)
    var hashes: [Digest] = []
    var skip = plan.skipped[...]
    do throws(AppendError) {
      for (offset, append) in request.streams.enumerated() {
        if skip.first == offset {
          skip.removeFirst()
          continue
        }
        for draft in append.events {
          hashes.append(try recorder.add(draft, to: append.stream, clock, &pending))
        }
      }
    } catch {
      mark.restore(&pending)
      throw error
    }
    state = recorder.state
    let first = hashes.isEmpty ? before.size : before.size + 1
        let trace = RequestTrace(
      keyDigest: request.key?.digest ?? EventID(high: 0, low: 0),
      fingerprint: request.key == nil ? 0 : request.fingerprint, first: Position(first),
      last: Position(state.size), recordedAt: state.lastRecordedAt, skipped: plan.skipped,
      count: UInt64(hashes.count))
    finish(request, trace, mark)
    return trace.receipt(leafHashes: hashes, isRepeat: false)
  }

  private mutating func finish(
    _ request: AppendRequest, _ trace: RequestTrace, _ mark: Mark
  ) {
    if request.key != nil {
      pending.batch.requests.append(trace)
      tail.requests[trace.keyDigest] = trace
      tail.requestOrder.append((trace.last, trace.keyDigest))
    }
    if let source = request.source { pending.batch.sources.append(source) }
    if !pending.isCounted {
      pending.isCounted = true
      state.batches += 1
    }
    pending.state = state
    pending.batch.last = Position(state.size)
    pending.batch.committedAt = max(pending.batch.committedAt, state.lastRecordedAt)
    tail.remember(pending, from: mark.events)
  }

  /// How long the commit's lists were before a request, to take back what a refused one added.
  private struct Mark {
    let events: Int
    let nodes: Int
    let vault: Int
    let records: Int

    init(_ commit: SequencedCommit) {
      events = commit.events.count
      nodes = commit.nodes.count
      vault = commit.vault.entries.count
      records = commit.records.count
    }

    func restore(_ commit: inout SequencedCommit) {
      commit.events.removeLast(commit.events.count - events)
      commit.entries.removeLast(commit.entries.count - events)
      commit.nodes.removeLast(commit.nodes.count - nodes)
      commit.vault.entries.removeLast(commit.vault.entries.count - vault)
      commit.records.truncate(to: records)
    }
  }
}

/// Adds the events of one request to a commit; thrown away when the request is refused.
private struct Recorder {
  var heads: [StreamID: TailHead]
  var state: LogState

  mutating func add(
    _ draft: EventDraft, to stream: StreamID, _ clock: any LogClock, _ commit: inout SequencedCommit
  ) throws(AppendError) -> Digest {
    let position = Position(state.size + 1)
    let old = heads[stream]
    let number = old?.number ?? StreamNumber(state.streams)
    let revision = (old?.revision ?? .none).next
    let recordedAt = max(state.lastRecordedAt, clock.now(for: position))
    let built = try commit.records.add(
      draft,
      head: RecordEncoder.Head(
        stream: stream, number: number, revision: revision, previous: old?.leafHash,
        recordedAt: recordedAt))
    state.edge.append(built.leafHash) { level, index, hash in
      commit.nodes.append(
        (TreeGroup.lastPosition(level: level, index: index), UInt8(level), hash))
    }
    if old == nil { state.streams += 1 }
    state.lastRecordedAt = recordedAt
    heads[stream] = TailHead(
      number: number, revision: revision, position: position, leafHash: built.leafHash)
    commit.events.append(
      SequencedEvent(position: position, leafHash: built.leafHash, record: built.record))
    commit.entries.append(
      IndexEntry(
        position: position.rawValue, stream: number.rawValue, revision: revision.rawValue,
        streamID: stream, type: draft.type, tags: built.tags))
    if !draft.disclosures.isEmpty { commit.vault.entries.append((position, draft.disclosures)) }
    return built.leafHash
  }
}
