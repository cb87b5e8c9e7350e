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

  /// Makes room for a request's events, so that the arrays of a large one do not grow step by step.
  mutating func reserve(for prepared: PreparedRequest) {
    let streams = prepared.request.streams.span
    var count = 0
    for index in streams.indices { count += streams[index].events.count }
    events.reserveCapacity(count)
    entries.reserveCapacity(count)
    records.reserve(prepared.bytes)
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
    tail.forget(upTo: index.state.position, head: Position(state.size))
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
    tail.remember(taken)
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
  mutating func add(_ request: PreparedRequest, _ completion: @escaping LogQueue.Completion) {
    do throws(AppendError) {
      let receipt = try decide(request)
      pending.answers.append((completion, .success(receipt)))
    } catch {
      pending.answers.append((completion, .failure(error)))
    }
  }

  private mutating func decide(
    _ prepared: PreparedRequest
  ) throws(AppendError) -> Receipt {
    let request = prepared.request
    do {
      if let known = try repeated(prepared) { return known }
      for (index, condition) in request.conditions.enumerated() {
        if let found = try firstMatch(condition) {
          throw AppendError.conditionFailed(conditionIndex: index, position: found)
        }
      }
      return try record(prepared)
    } catch let error as AppendError {
      throw error
    } catch {
      throw .readOnly("the index cannot be read (\(error)); restart the server")
    }
  }

  // MARK: Retries

  private func repeated(_ prepared: PreparedRequest) throws -> Receipt? {
    guard let key = prepared.request.key, let digest = prepared.keyDigest else { return nil }
    var trace = tail.requests[digest]
    if trace == nil, let number = try index.batch(ofRequest: digest) {
      trace = try log.batch(number)?.requests.first { $0.keyDigest == digest }
    }
    guard let trace else { return nil }
    guard trace.fingerprint == prepared.fingerprint else {
      throw AppendError.requestKeyReused(key, first: trace.first)
    }
    var hashes: [Digest] = []
    for position in trace.first.rawValue..<(trace.first.rawValue + trace.count) {
      hashes.append(
        try tail.leafHash(at: position, then: pending.events)
          ?? log.leafHash(at: Position(position)))
    }
    return trace.receipt(leafHashes: hashes, isRepeat: true)
  }

  // MARK: Conditions

  private func firstMatch(_ condition: AppendCondition) throws -> Position? {
    if let found = try firstIndexed(condition) { return found }
    return tail.first(after: condition.after, matching: condition.query, then: pending.entries)
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

  /// Where a stream stands, everything decided so far included.
  private func head(of stream: StreamID, hash: Int) throws -> TailHead? {
    if let known = tail.head(of: stream, hash: hash) { return known }
    guard let number = try index.streamNumber(stream), let head = try index.head(of: number) else {
      return nil
    }
    return TailHead(
      number: head.number, revision: head.revision, position: head.position,
      leafHash: try log.leafHash(at: head.position))
  }

  /// Whether a stream's events are recorded; `false` when they are skipped.
  private func admits(_ append: StreamAppend, at head: TailHead?) throws(AppendError) -> Bool {
    let actual = head?.revision ?? .none
    switch append.expected {
    case .any: return true
    case .none where actual == .none: return true
    case .none where append.ifPresent == .skip: return false
    case .exactly(let revision) where revision == actual: return true
    default:
      throw .wrongRevision(stream: append.stream, expected: append.expected, actual: actual)
    }
  }

  // MARK: Recording

  /// Records a request's events; takes everything back when one of its streams refuses.
  private mutating func record(_ prepared: PreparedRequest) throws -> Receipt {
    let request = prepared.request
    var number = 0
    let mark = Mark(pending, state)
    if pending.events.isEmpty { pending.reserve(for: prepared) }
    var skipped: [Int] = []
    var undo: [Undo] = []
    do {
      let streams = request.streams.span
      for offset in streams.indices {
        let drafts = streams[offset].events.span
        let hash = prepared.streamHashes[offset]
        var head = try head(of: streams[offset].stream, hash: hash)
        guard try admits(streams[offset], at: head) else {
          skipped.append(offset)
          for event in drafts.indices { number += drafts[event].disclosures.count }
          continue
        }
        undo.append(Undo(offset: offset, head: head))
        for event in drafts.indices {
          let next = number + drafts[event].disclosures.count
          try add(
            drafts, event, prepared.digests[number..<next], to: streams[offset].stream, &head,
            simulated: streams[offset].simulatedAt)
          number = next
        }
        tail.set(streams[offset].stream, hash: hash, head)
      }
    } catch {
      for step in undo.reversed() {
        tail.set(
          request.streams[step.offset].stream, hash: prepared.streamHashes[step.offset], step.head)
      }
      state = mark.state
      mark.restore(&pending)
      throw error
    }
    let hashes = pending.events[mark.events...].map { $0.leafHash }
    let trace = RequestTrace(
      keyDigest: prepared.keyDigest ?? EventID(high: 0, low: 0), fingerprint: prepared.fingerprint,
      first: Position(mark.state.size + (hashes.isEmpty ? 0 : 1)), last: Position(state.size),
      recordedAt: state.lastRecordedAt, skipped: skipped, count: UInt64(hashes.count))
    finish(request, trace, mark)
    return trace.receipt(leafHashes: hashes, isRepeat: false)
  }

  private mutating func add(
    _ drafts: Span<EventDraft>, _ index: Int, _ digests: ArraySlice<DisclosureDigest>,
    to stream: StreamID, _ head: inout TailHead?, simulated: Instant?
  ) throws(AppendError) {
    let position = Position(state.size + 1)
    let number = head?.number ?? StreamNumber(state.streams)
    let revision = (head?.revision ?? .none).next
    let recordedAt = max(
      state.lastRecordedAt, try clock.now(for: position, simulated: simulated))
    let built = try pending.records.add(
      drafts, index, digests: digests,
      head: RecordEncoder.Head(
        stream: stream, number: number, revision: revision, previous: head?.leafHash,
        recordedAt: recordedAt))
    state.edge.append(built.leafHash) { level, index, hash in
      pending.nodes.append(
        (TreeGroup.lastPosition(level: level, index: index), UInt8(level), hash))
    }
    if head == nil { state.streams += 1 }
    state.lastRecordedAt = recordedAt
    head = TailHead(
      number: number, revision: revision, position: position, leafHash: built.leafHash)
    pending.events.append(
      SequencedEvent(position: position, leafHash: built.leafHash, record: built.record))
    pending.entries.append(
      IndexEntry(
        position: position.rawValue, stream: number.rawValue, revision: revision.rawValue,
        streamID: stream, type: drafts[index].type, tags: built.tags))
    if !drafts[index].disclosures.isEmpty {
      pending.vault.entries.append(
        Vault.Entry(
          position: position, stream: number, disclosures: drafts[index].disclosures))
    }
  }

  private mutating func finish(_ request: AppendRequest, _ trace: RequestTrace, _ mark: Mark) {
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
  }

  /// Where a stream stood before a request.
  private struct Undo {
    var offset: Int
    var head: TailHead?
  }

  /// How things were before a request, to take back what a refused one added.
  private struct Mark {
    let state: LogState
    let events: Int
    let nodes: Int
    let vault: Int
    let records: Int

    init(_ commit: SequencedCommit, _ state: LogState) {
      self.state = state
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
