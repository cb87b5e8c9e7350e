private import Synchronization

/// The one door through which events enter: two threads that take turns deciding and committing.
final class LogWriter: Sendable {
  let indexer: Indexer
  private let queue = LogQueue()
  private let sequencer: Mutex<Sequencer?>
  private let store: Mutex<LogStore?>
  private let latch = Mutex<AppendError?>(nil)
  private let threads = Mutex<[WorkerThread]>([])
  private let erasure = Mutex(false)
  private let growth: GrowthWatch
  private let configuration: LMDBEventLog.Configuration
  private let lock: LogLock
  private let directory: String

  init(
    state: LogState, segments: SegmentSet, index: IndexDirectory.Opened, vault: Vault?,
    configuration: LMDBEventLog.Configuration, lock: LogLock, growth: GrowthWatch
  ) throws(LogError) {
    self.growth = growth
    self.configuration = configuration
    self.lock = lock
    directory = FileSystem.parent(of: segments.active.path)
    indexer = Indexer(IndexWriter(index.index, state: index.state))
    let reader = try IndexReader(index.index)
    sequencer = Mutex(
      Sequencer(
        state: state, clock: configuration.clock, index: reader, log: SegmentReader(segments)))
    store = Mutex(LogStore(segments, vault: vault))
  }

  /// Begins to take requests.
  func start(_ log: LMDBEventLog) {
    threads.withLock { threads in
      for _ in 0..<2 {
        threads.append(
          WorkerThread { [weak log, self] in run { set in log?.replaceSegments(set) } })
      }
    }
  }

  /// Why the log takes no writes, or that it does.
  var health: LogHealth {
    switch latch.withLock({ $0 }) {
    case nil: .writable
    case .some(let error): .readOnly(reason: error.description)
    }
  }

  /// Takes no writes from now on, for a reason that a reader found.
  func refuse(_ why: String) {
    latch.withLock { if $0 == nil { $0 = .readOnly(why) } }
  }

  func submit(_ request: AppendRequest, _ completion: @escaping LogQueue.Completion) {
    _ = take(request, lends: false, completion)
  }

  /// Appends and blocks until there is an answer. The calling thread decides and commits when nobody else does: waking
  /// another for it, and being woken by that one, takes as long as the sync on a good disk.
  func append(
    _ request: AppendRequest, _ publish: (SegmentSet) -> Void
  ) -> Result<Receipt, AppendError> {
    let answer = Rendezvous<Result<Receipt, AppendError>>()
    if take(request, lends: true, { answer.put($0) }) { takeTurn(publish) }
    return answer.take()
  }

  /// Takes a request in, or refuses it; returns whether the calling thread has to decide.
  private func take(
    _ request: AppendRequest, lends: Bool, _ completion: @escaping LogQueue.Completion
  ) -> Bool {
    do throws(AppendError) {
      if let error = latch.withLock({ $0 }) { throw error.afterwards }
      if let failure = indexer.failure {
        throw .readOnly("the index cannot be written (\(failure)); restart the server")
      }
      let item = LogQueue.Item(request: try PreparedRequest(request), completion: completion)
      switch queue.put(item, lends: lends) {
      case .refused(let refusal): throw refusal
      case .waits: return false
      case .decides: return true
      }
    } catch {
      completion(.failure(error))
      return false
    }
  }

  /// Writes a checkpoint, between two commits.
  func keep(
    _ checkpoint: SignedCheckpoint, _ publish: (SegmentSet) -> Void
  ) throws(LogError) {
    if let error = latch.withLock({ $0 }) {
      throw .unusable("no checkpoint is kept: \(error.afterwards)")
    }
    do throws(LogError) {
      try store.withLock { store throws(LogError) in
        guard let store else { throw .closed }
        try store.keep(checkpoint)
      }
    } catch .system(let reason) {
      latch.withLock { $0 = .inDoubt(reason) }
      reopenForReading(publish)
      throw .system(reason)
    } catch {
      throw error
    }
  }

  /// Runs one erasure at a time.
  func erasing<Output>(_ body: () throws -> Output) throws -> Output {
    try erasure.withLock { _ in try body() }
  }

  /// Runs what destroys values between two commits; a failure latches the log: it is opened again to complete it.
  func complete(_ body: () throws(LogError) -> Void) throws(LogError) {
    do throws(LogError) {
      try store.withLock { _ throws(LogError) in try body() }
    } catch {
      latch.withLock { $0 = .readOnly("an erasure is not complete (\(error)); restart the server") }
      throw error
    }
  }

  /// Answers what was taken in, completes the index and lets go of the directory.
  func close() {
    queue.close()
    for thread in threads.withLock({ list in
      defer { list = [] }
      return list
    }) { thread.join() }
    queue.waitForRoles()
    indexer.close()
    store.withLock { store in
      store?.close()
      store = nil
    }
    sequencer.withLock { $0 = nil }
    lock.release()
  }

  // MARK: The loop

  private func run(_ publish: (SegmentSet) -> Void) {
    while queue.beginDeciding() { takeTurn(publish) }
  }

  /// Decides what has arrived and commits it, with the role of deciding taken already.
  private func takeTurn(_ publish: (SegmentSet) -> Void) {
    let commit = decide()
    queue.endDeciding()
    if let commit { perform(commit, publish) }
    queue.endCommitting()
  }

  private func decide() -> SequencedCommit? {
    sequencer.withLock { $0?.begin() }
    while true {
      let decided = sequencer.withLock { $0?.pendingEvents ?? 0 }
      switch queue.nextStep(decided: decided) {
      case .decide(let items): add(items)
      case .commit: return sequencer.withLock { $0?.take() }
      }
    }
  }

  private func add(_ items: [LogQueue.Item]) {
    let refusal = refusalForSpace(items)
    let indexed = indexer.position
    sequencer.withLock { sequencer in
      if let refusal {
        sequencer?.refuse(items, refusal)
        return
      }
      do throws(LogError) {
        try sequencer?.follow(indexedUpTo: indexed)
        for item in items { sequencer?.add(item.request, item.completion) }
      } catch {
        sequencer?.refuse(items, .readOnly(error.description))
      }
    }
  }

  /// Refuses before anything is decided when the disk is nearly full, so that writes resume once there is room.
  private func refusalForSpace(_ items: [LogQueue.Item]) -> AppendError? {
    guard let free = FileSystem.freeBytes(at: directory) else { return nil }
    let wanted = items.reduce(configuration.freeBytesMin) { $0 + UInt64($1.request.bytes) * 4 }
    guard free < wanted else { return nil }
    return .diskFull("\(directory) has \(free >> 20) MiB left and \(wanted >> 20) MiB are needed")
  }

  private func perform(_ commit: SequencedCommit, _ publish: (SegmentSet) -> Void) {
    if let error = latch.withLock({ $0 }) {
      answer(commit, insteadOfSuccess: error.afterwards)
      return
    }
    if !commit.hasWork {
      answer(commit, insteadOfSuccess: nil)
      return
    }
    do throws(LogError) {
      let rolled = try store.withLock { store throws(LogError) in
        let rolled = try store?.rollIfFull(configuration, head: commit.batch.before)
        try store?.write(commit)
        return rolled
      }
      if let rolled {
        sequencer.withLock { $0?.use(rolled) }
        publish(rolled)
      }
    } catch {
      latch.withLock { $0 = .inDoubt(error.description) }
      reopenForReading(publish)
      answer(commit, insteadOfSuccess: .inDoubt(error.description))
      return
    }
    let head = Position(commit.state.size)
    indexer.add(
      IndexBatch(
        entries: commit.entries, requests: commit.batch.requests.map(\.keyDigest),
        batch: commit.state.batches - 1, position: head, root: .edge(commit.state.edge)))
    growth.grow(to: head)
    answer(commit, insteadOfSuccess: nil)
    indexer.waitForRoom()
  }

  /// LMDB refuses even reads after a failed commit: readers go on through a fresh view of the same file.
  private func reopenForReading(_ publish: (SegmentSet) -> Void) {
    guard let failed = store.withLock({ $0?.segments }) else { return }
    let active = failed.active
    guard
      let fresh = try? Segment(active.path, isSealed: true, isReadOnly: true, faults: nil)
    else { return }
    publish(SegmentSet(failed.segments.dropLast() + [fresh]))
  }

  private func answer(_ commit: SequencedCommit, insteadOfSuccess error: AppendError?) {
    for (completion, result) in commit.answers {
      if case .success = result, let error {
        completion(.failure(error))
      } else {
        completion(result)
      }
    }
  }
}

extension AppendError {
  /// What later requests are told after this failure: theirs were not tried.
  fileprivate var afterwards: AppendError {
    if case .inDoubt(let why) = self {
      return .readOnly("an earlier commit failed (\(why)); restart the server")
    }
    return self
  }
}
