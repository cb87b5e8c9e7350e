private import Wire

/// One group commit, decided and encoded, not yet on disk.
struct SequencedCommit: Sendable {
  /// The state after it.
  var state: LogState
  /// Its events, in order, and their records.
  var events: [SequencedEvent] = []
  var records = RecordBuilder()
  /// The records that name a leaf of this same commit.
  var links = LeafLinks()
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
  /// Answers in the order of the requests.
  var answers: [(completion: LogQueue.Completion, result: Result<Receipt, AppendError>)] = []

  init(after state: LogState, at now: Instant) {
    self.state = state
    let head = Position(state.size)
    batch = BatchRecord(before: head, last: head, committedAt: now)
  }

  /// Makes room for a request's events, so that the arrays of a large one do not grow step by step.
  mutating func reserve(for prepared: PreparedRequest) {
    events.reserveCapacity(prepared.eventCount)
    entries.reserveCapacity(prepared.eventCount)
    links.reserve(prepared.eventCount)
    records.reserve(prepared.bytes)
  }

  /// Whether something must be written.
  var hasWork: Bool { isCounted }

  /// Hashes the records, many side by side, and names in each the leaf before it in its stream.
  mutating func hashLeaves() {
    for round in links.rounds() {
      for event in round {
        guard let previous = links.previous(of: event) else { continue }
        records.setPrevious(events[previous.event].leafHash, at: previous.offset)
      }
      if round.count == 1, let event = round.first {
        events[event].leafHash = records.leafHash(events[event].record)
        continue
      }
      let hashes = records.leafHashes(
        round.map { HashPart(RecordBuilder.leafPart(events[$0].record)) })
      for (event, hash) in zip(round, hashes) { events[event].leafHash = hash }
    }
  }

  /// Adds the leaves to a tree.
  mutating func grow(_ edge: inout TreeEdge) {
    edge.append(contentsOf: events.map(\.leafHash)) { level, index, hash in
      nodes.append((TreeGroup.lastPosition(level: level, index: index), UInt8(level), hash))
    }
    // Groups come level by level; the table of nodes is written in the order of its keys.
    nodes.sort { ($0.last, $0.level) < ($1.last, $1.level) }
  }
}

/// Decides requests one after the other: checks them against the log as it will be when everything before them is
/// durable, gives positions, encodes and hashes.
///
/// It writes nothing and never blocks on a sync; one commit may be decided while the one before is on its way to disk.
struct Sequencer {
  /// The log after the last commit that was taken.
  private(set) var state: LogState
  private var pending: SequencedCommit
  /// What was decided of each of the pending commit's requests.
  private var verdicts: [(completion: LogQueue.Completion, verdict: Verdict)] = []
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
    tail.forget(upTo: index.state.position, head: head)
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

  /// The commit with everything decided since ``begin()``, hashed.
  mutating func take() -> SequencedCommit {
    pending.hashLeaves()
    pending.grow(&state.edge)
    pending.state = state
    tail.remember(pending)
    for (completion, verdict) in verdicts {
      pending.answers.append((completion, answer(verdict)))
    }
    verdicts.removeAll()
    let taken = pending
    pending = SequencedCommit(after: state, at: state.lastRecordedAt)
    return taken
  }

  /// Events decided since ``begin()``.
  var pendingEvents: Int { pending.events.count }

  /// The last event decided so far.
  private var head: Position { Position(state.size + UInt64(pending.events.count)) }

  /// What was decided of a request; its receipt needs the hashes of its events.
  private enum Verdict {
    case refused(AppendError)
    case recorded(RequestTrace)
    case repeated(RequestTrace)
  }

  private func answer(_ verdict: Verdict) -> Result<Receipt, AppendError> {
    do throws(LogError) {
      switch verdict {
      case .refused(let error): return .failure(error)
      case .recorded(let trace): return .success(try receipt(trace, isRepeat: false))
      case .repeated(let trace): return .success(try receipt(trace, isRepeat: true))
      }
    } catch {
      return .failure(.readOnly("the log cannot be read (\(error)); restart the server"))
    }
  }

  private func receipt(_ trace: RequestTrace, isRepeat: Bool) throws(LogError) -> Receipt {
    var hashes: [Digest] = []
    hashes.reserveCapacity(Int(trace.count))
    for position in trace.first.rawValue..<(trace.first.rawValue + trace.count) {
      let position = Position(position)
      if let known = tail.leafHash(at: position) {
        hashes.append(known)
      } else {
        hashes.append(try log.leafHash(at: position))
      }
    }
    return trace.receipt(leafHashes: hashes, isRepeat: isRepeat)
  }

  /// Answers requests without deciding them.
  mutating func refuse(_ items: [LogQueue.Item], _ error: AppendError) {
    for item in items { verdicts.append((item.completion, .refused(error))) }
  }

  /// Decides one request; it is answered with the commit.
  mutating func add(_ request: PreparedRequest, _ completion: @escaping LogQueue.Completion) {
    do throws(AppendError) {
      verdicts.append((completion, try decide(request)))
    } catch {
      verdicts.append((completion, .refused(error)))
    }
  }

  private mutating func decide(
    _ prepared: PreparedRequest
  ) throws(AppendError) -> Verdict {
    let request = prepared.request
    do {
      if let known = try repeated(prepared) { return .repeated(known) }
      for (index, condition) in request.conditions.enumerated() {
        if let found = try firstMatch(condition) {
          throw AppendError.conditionFailed(conditionIndex: index, position: found)
        }
      }
      return .recorded(try record(prepared))
    } catch let error as AppendError {
      throw error
    } catch {
      throw .readOnly("the index cannot be read (\(error)); restart the server")
    }
  }

  // MARK: Retries

  private func repeated(_ prepared: PreparedRequest) throws -> RequestTrace? {
    guard let key = prepared.request.key, let digest = prepared.keyDigest else { return nil }
    var trace = tail.requests[digest]
    if trace == nil, let number = try index.batch(ofRequest: digest) {
      trace = try log.batch(number)?.requests.first { $0.keyDigest == digest }
      if trace == nil { throw index.damaged("a request key leads to another batch") }
    }
    guard let trace else { return nil }
    guard trace.fingerprint == prepared.fingerprint else {
      throw AppendError.requestKeyReused(key, first: trace.first)
    }
    return trace
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
      guard let known = try IndexedStream(stream, index, log) else { return nil }
      return try known.revisions(from: next, through: .max).first.map { try known.position(of: $0) }
    case .anyOf(let items):
      return try PostingNode(items, index).nearest(next, .forward).map { Position($0) }
    }
  }

  // MARK: Expected revisions

  /// Where a stream stands, everything decided so far included.
  private func head(of stream: StreamID, hash: Int) throws -> TailHead? {
    if let known = tail.head(of: stream, hash: hash) { return known }
    guard let head = try IndexedStream(stream, index, log)?.head else { return nil }
    return TailHead(number: head.number, revision: head.revision, position: head.position)
  }

  /// The leaf that a stream's next record names.
  private func previous(_ head: TailHead?) throws(AppendError) -> PreviousLeaf {
    guard let position = head?.position else { return .none }
    if position.rawValue > state.size {
      return .pending(Int(position.rawValue - state.size) - 1)
    }
    if let known = tail.leafHash(at: position) { return .known(known) }
    do throws(LogError) {
      return .known(try log.leafHash(at: position))
    } catch {
      throw .readOnly("the log cannot be read (\(error)); restart the server")
    }
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
  private mutating func record(_ prepared: PreparedRequest) throws -> RequestTrace {
    let request = prepared.request
    var number = 0
    let mark = Mark(pending, state)
    if pending.events.isEmpty { pending.reserve(for: prepared) }
    var skipped: [Int] = []
    var undo: [Undo] = []
    do {
      let streams = request.streams.span
      let digests = prepared.digests.span
      let clock = clock.atOnce()
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
            streams, DraftPlace(stream: offset, event: event),
            digests.extracting(number..<next), &head, clock)
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
    let count = pending.events.count - mark.events
    let trace = RequestTrace(
      keyDigest: prepared.keyDigest ?? EventID(high: 0, low: 0), fingerprint: prepared.fingerprint,
      first: Position(head.rawValue - UInt64(count) + (count == 0 ? 0 : 1)), last: head,
      recordedAt: state.lastRecordedAt, skipped: skipped, count: UInt64(count))
    finish(request, trace)
    return trace
  }

  private mutating func add(
    _ streams: Span<StreamAppend>, _ place: DraftPlace, _ digests: Span<Digest>,
    _ head: inout TailHead?, _ clock: some LogClock
  ) throws(AppendError) {
    let drafts = streams[place.stream].events.span
    let index = place.event
    let position = self.head.next
    let number = head?.number ?? StreamNumber(state.streams)
    let revision = (head?.revision ?? .none).next
    let recordedAt = max(
      state.lastRecordedAt,
      try clock.now(for: position, simulated: streams[place.stream].simulatedAt))
    let previous = try previous(head)
    let built = try pending.records.add(
      streams, place, digests: digests,
      head: RecordEncoder.Head(
        number: number, revision: revision, previous: previous.written, recordedAt: recordedAt))
    pending.links.add(previous, at: built.previous)
    if head == nil { state.streams += 1 }
    state.lastRecordedAt = recordedAt
    head = TailHead(number: number, revision: revision, position: position)
    pending.events.append(
      SequencedEvent(position: position, leafHash: .zero, record: built.record))
    pending.entries.append(
      IndexEntry(
        position: position.rawValue, stream: number.rawValue, revision: revision.rawValue,
        streamID: streams[place.stream].stream, type: drafts[index].type, tags: built.tags))
    if !drafts[index].disclosures.isEmpty {
      pending.vault.entries.append(
        Vault.Entry(
          position: position, stream: number, disclosures: drafts[index].disclosures))
    }
  }

  private mutating func finish(_ request: AppendRequest, _ trace: RequestTrace) {
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
    pending.batch.last = head
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
    let vault: Int
    let records: Int

    init(_ commit: SequencedCommit, _ state: LogState) {
      self.state = state
      events = commit.events.count
      vault = commit.vault.entries.count
      records = commit.records.count
    }

    func restore(_ commit: inout SequencedCommit) {
      commit.events.removeLast(commit.events.count - events)
      commit.entries.removeLast(commit.entries.count - events)
      commit.links.removeLast(commit.links.count - events)
      commit.vault.entries.removeLast(commit.vault.entries.count - vault)
      commit.records.truncate(to: records)
    }
  }
}
