/// An append-only log with dense positions, conditions, request keys and durable acknowledgement.
///
/// ``LMDBEventLog`` is the real one, ``InMemoryEventLog`` the model that tests compare it with; one contract suite
/// runs against both, and a replicated engine may become a third.
public protocol EventLog: AnyObject, Sendable {
  /// Name of the log, as in its checkpoints: a host and path such as `1999.example.gov/log`.
  var origin: String { get }

  /// Hands a request to the writer and returns at once.
  ///
  /// - Parameter completion: called exactly once, on the thread that commits, after the commit is durable or the request
  ///   is refused. It must not block.
  func submit(
    _ request: AppendRequest,
    completion: @escaping @Sendable (Result<Receipt, AppendError>) -> Void)

  /// Appends and blocks the calling thread until the events are durable.
  /// - Throws: ``AppendError``; nothing was written, unless it is ``AppendError/inDoubt(_:)``.
  func appendAndWait(_ request: AppendRequest) throws(AppendError) -> Receipt

  /// Runs `body` with one unchanging view of the log; nothing may await or outlive it.
  /// - Throws: what `body` throws, or ``LogError`` when no view can be opened.
  func withSnapshot<Output>(_ body: (borrowing LogSnapshot) throws -> Output) throws -> Output

  /// Position of the last durable event.
  var head: Position { get }

  /// Keeps a signed checkpoint with the log, durable when this returns; it is never removed.
  ///
  /// One of the same size is replaced, so that cosignatures can be added.
  /// - Throws: ``LogError/rolledBack(_:)`` when the durable log does not reproduce it: nothing is kept.
  func keep(_ checkpoint: SignedCheckpoint) throws

  /// Records an erasure and destroys the values and their salts; ``LMDBEventLog/erase(_:)`` says how.
  func erase(_ erasure: ErasureRequest) throws -> Receipt

  /// Calls `action` once: as soon as the log grows beyond `position`, or when it closes.
  ///
  /// The building block of subscriptions; `action` runs on the thread that commits and must not block.
  func onGrowth(beyond position: Position, _ action: @escaping @Sendable () -> Void)
}

extension EventLog {
  /// A log that only stands in front of another keeps nothing itself.
  public func keep(_ checkpoint: SignedCheckpoint) throws {
    throw LogError.unusable("this log keeps no checkpoints; ask the log behind it")
  }

  /// A log that only stands in front of another erases nothing itself.
  public func erase(_ erasure: ErasureRequest) throws -> Receipt {
    throw LogError.unusable("this log erases nothing; ask the log behind it")
  }

  /// Refuses a checkpoint that the durable log does not reproduce.
  func check(_ checkpoint: SignedCheckpoint) throws {
    let found = try withSnapshot { snapshot in
      try HeadComparison(checkpoint.checkpoint, snapshot, origin: origin)
    }
    guard found.agrees else {
      throw LogError.rolledBack("the checkpoint is not kept: \(found.sentence)")
    }
  }

  /// Appends and waits, without blocking a thread, until the events are durable.
  /// - Throws: ``AppendError``; nothing was written, unless it is ``AppendError/inDoubt(_:)``.
  public func append(_ request: AppendRequest) async throws(AppendError) -> Receipt {
    let result = await withCheckedContinuation { continuation in
      submit(request) { continuation.resume(returning: $0) }
    }
    return try result.get()
  }

  /// Appends and blocks the calling thread until the events are durable.
  /// - Throws: ``AppendError``.
  public func appendAndWait(_ request: AppendRequest) throws(AppendError) -> Receipt {
    let box = Rendezvous<Result<Receipt, AppendError>>()
    submit(request) { box.put($0) }
    return try box.take().get()
  }

  /// Blocks until the log has grown beyond `position` or is closed.
  public func waitForGrowth(beyond position: Position) {
    let box = Rendezvous<Bool>()
    onGrowth(beyond: position) { box.put(true) }
    _ = box.take()
  }
}

/// What went wrong in reading or opening a log.
public enum LogError: Error, Hashable, Sendable {
  /// The data directory, or a file in it, cannot be used; the sentence says which, why and what to do.
  case unusable(String)
  /// There is no log at this path.
  case notFound(String)
  /// Another process has the log open for writing.
  case alreadyOpen(String)
  /// Stored bytes are not what was written.
  case corrupt(position: Position, String)
  /// A data file was cut short while it was open; nothing of it is read any more.
  case cutShort(String)
  /// More readers at once than ``Limits/readersMax``.
  case tooManyReaders
  /// The log on disk is older than, or differs from, a head that was kept elsewhere.
  case rolledBack(String)
  /// The operating system refused something.
  case system(String)
  /// This program may not read, or has no means to: that says nothing about what is stored.
  case denied(String)
  /// The log is closed.
  case closed
}

extension LogError: CustomStringConvertible {
  /// One sentence: what, where and how to mend it.
  public var description: String {
    switch self {
    case .unusable(let text), .notFound(let text), .alreadyOpen(let text), .rolledBack(let text),
      .cutShort(let text), .system(let text), .denied(let text):
      text
    case .corrupt(let position, let text):
      "the log is damaged at position \(position): \(text); restore it from a backup"
    case .tooManyReaders:
      "more than \(Limits.readersMax) readers are open at once; close some and try again"
    case .closed: "the log is closed"
    }
  }
}
