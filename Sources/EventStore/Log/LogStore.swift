private import Synchronization
private import Wire

/// Puts decided commits on disk: the vault first, then the log in one synced transaction.
struct LogStore {
  private(set) var segments: SegmentSet
  private let vault: Vault?
  private var sealing: SealingTask?
  private var isClosed = false

  init(_ segments: SegmentSet, vault: Vault?) {
    self.segments = segments
    self.vault = vault
  }

  /// Makes a commit durable; nothing of it is when this throws before the sync, and it is open after.
  mutating func write(_ commit: SequencedCommit) throws(LogError) {
    try vault?.append(commit.vault)
    try commitAll(bytes: commit.records.count) { segment, transaction throws(LMDBError) in
      try Self.put(commit, segment.tables, start: segment.start, transaction)
    }
  }

  /// Makes a checkpoint durable, in place of one of the same size.
  func keep(_ checkpoint: SignedCheckpoint) throws(LogError) {
    let note = checkpoint.encoded
    try commitAll(bytes: note.count) { segment, transaction throws(LMDBError) in
      try transaction.put(
        segment.tables.checkpoints, Key(checkpoint.checkpoint.size), note.span)
    }
  }

  private func commitAll(
    bytes: Int,
    _ body: (Segment, borrowing WriteTransaction) throws(LMDBError) -> Void
  ) throws(LogError) {
    let segment = segments.active
    do throws(LMDBError) {
      let transaction = try segment.environment.beginWrite()
      try body(segment, transaction)
      try segment.environment.reserve(bytes: UInt64(bytes))
      try transaction.commit()
    } catch {
      throw .system(
        "\(segment.path): \(error.description)"
          + (error.code == ioError || error.isNoSpace ? Self.spaceHint(segment.path) : ""))
    }
  }

  private static func spaceHint(_ path: String) -> String {
    guard let free = FileSystem.freeBytes(at: path), free < 16 << 20 else { return "" }
    return " (the disk is full: \(free >> 10) KiB left)"
  }

  private static func put(
    _ commit: SequencedCommit, _ tables: Segment.Tables, start: LogState,
    _ transaction: borrowing WriteTransaction
  ) throws(LMDBError) {
    let records = commit.records.bytes
    let writer = try transaction.writer(tables.events)
    for event in commit.events {
      let end = min(event.record.upperBound, event.record.lowerBound + Segment.inlineBytesMax)
      try writer.append(
        Key(event.position.rawValue), UInt16(clamping: event.record.count), event.leafHash,
        records.span.extracting(event.record.lowerBound..<end))
      var chunk: UInt16 = 0
      var start = end
      while start < event.record.upperBound {
        let stop = min(event.record.upperBound, start + Segment.chunkBytes)
        try transaction.append(
          tables.payloads, Key(event.position.rawValue, chunk),
          records.span.extracting(start..<stop))
        start = stop
        chunk += 1
      }
    }
    for node in commit.nodes {
      let hash = node.hash.bytes
      try transaction.append(tables.nodes, Key(node.last, node.level), hash.span)
    }
    let batch = commit.batch.encoded()
    try transaction.append(tables.batches, Key(commit.state.batches - 1), batch.span)
    var state = commit.state
    state.continues(start)
    let bytes = state.encoded()
    try transaction.put(tables.meta, Key(0), bytes.span)
  }

  /// Begins the next segment when the active one is full; the full one is sealed on a thread of its own.
  ///
  /// - Parameter head: last event before the commit that is to be written.
  mutating func rollIfFull(
    _ configuration: LMDBEventLog.Configuration, head: Position
  ) throws(LogError) -> SegmentSet? {
    let sealed = takeSealed()
    let active = segments.active
    var next = sealed
    if head.rawValue - active.start.base >= configuration.eventsPerSegment, sealing == nil {
      let state = try active.currentState()
      let path = FileSystem.parent(of: active.path) + "/" + Segment.fileName(state.segment + 1)
      try Segment.create(path, start: state.nextSegment)
      let added = try Segment(
        path, isSealed: false, isReadOnly: false, faults: configuration.faults)
      segments = SegmentSet(segments.segments + [added])
      next = segments
      startSealing()
    }
    return next
  }

  /// Seals the oldest segment that is full and not sealed.
  private mutating func startSealing() {
    guard sealing == nil,
      let segment = segments.segments.dropLast().first(where: { !$0.isSealed })
    else { return }
    sealing = SealingTask(segment)
  }

  private mutating func takeSealed() -> SegmentSet? {
    guard let task = sealing, let result = task.result else {
      if sealing == nil { startSealing() }
      return nil
    }
    sealing = nil
    guard case .success(let sealed) = result else { return nil }
    segments = SegmentSet(
      segments.segments.map { $0.start.segment == sealed.start.segment ? sealed : $0 })
    startSealing()
    return segments
  }

  /// Waits for a seal under way.
  mutating func close() {
    sealing?.join()
    sealing = nil
  }
}

/// A segment being sealed beside the writer.
private final class SealingTask: Sendable {
  private let outcome: Outcome
  private let worker: WorkerThread

  private final class Outcome: Sendable {
    let value = Mutex<Result<Segment, LogError>?>(nil)
  }

  init(_ segment: Segment) {
    let outcome = Outcome()
    self.outcome = outcome
    worker = WorkerThread {
      let result = Result { () throws(LogError) in
        try SegmentDirectory.seal(segment, in: FileSystem.parent(of: segment.path))
      }
      outcome.value.withLock { $0 = result }
    }
  }

  var result: Result<Segment, LogError>? { outcome.value.withLock { $0 } }

  func join() { worker.join() }
}
