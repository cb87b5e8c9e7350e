internal import Synchronization

/// The log on disk: `log/` is the truth, fully synced; `index/` is derived; `vault/` holds personal values.
public final class LMDBEventLog: EventLog {
  /// What the log is opened for.
  public enum Mode: Sendable {
    /// Appends and reads; one process at a time.
    case writer
    /// Reads only, also while another process writes.
    case reader
  }

  /// How the log runs; the defaults are for production.
  public struct Configuration: Sendable {
    /// Where `recordedAt` comes from.
    public var clock: any LogClock = SystemClock()
    /// Events after which a segment is sealed and the next begins.
    public var eventsPerSegment = Limits.eventsPerSegment
    /// Writes are refused with ``AppendError/diskFull(_:)`` while less than this is free.
    public var freeBytesMin: UInt64 = 64 << 20
    /// A head that is known from elsewhere; an older or different log is refused.
    public var knownHead: LogHead?
    var faults: (any FaultPlan)?

    /// The defaults.
    public init() {}
  }

  /// Name of the log.
  public let origin: String
  /// What it was opened for.
  public let mode: Mode
  let directory: String
  let configuration: Configuration
  private let files: Mutex<Files?>
  let writer: LogWriter?
  let growth = GrowthWatch()

  /// What readers read; gone once the log is closed.
  struct Files: Sendable {
    var segments: SegmentSet
    var index: IndexEnvironment?
    var vault: Vault?
  }

  /// Opens the log below a data directory; ``DataDirectory/openLog(_:configuration:)`` is the usual way in.
  init(
    _ directory: String, origin: String, mode: Mode, configuration: Configuration
  ) throws(LogError) {
    self.origin = origin
    self.mode = mode
    self.directory = directory
    self.configuration = configuration
    let isReadOnly = mode == .reader
    let lock = LogLock()
    if !isReadOnly { try lock.take(directory) }
    let segments = try SegmentDirectory.open(
      directory + "/log", isReadOnly: isReadOnly, faults: configuration.faults)
    let state = try segments.active.currentState()
    guard state.origin == origin else {
      throw .unusable(
        "\(directory)/log belongs to '\(state.origin)', not to '\(origin)'; restore the right log")
    }
    let vaultPath = directory + "/" + Vault.filePath
    let vault =
      isReadOnly && !FileSystem.exists(vaultPath)
      ? nil
      : try Vault(
        vaultPath, origin: origin, isReadOnly: isReadOnly, faults: configuration.faults)
    try Self.checkKnownHead(configuration.knownHead, segments)
    if isReadOnly {
      let index = IndexDirectory.openForReading(directory, segments)
      files = Mutex(Files(segments: segments, index: index, vault: vault))
      writer = nil
    } else {
      let opened = try IndexDirectory.openForWriting(directory, segments)
      files = Mutex(Files(segments: segments, index: opened.index, vault: vault))
      do throws(LMDBError) {
        for segment in segments.segments where !segment.isSealed {
          try segment.environment.clearDeadReaders()
        }
        try vault?.removeLeftovers(after: Position(state.size))
      } catch {
        throw LogError(error, directory)
      }
      if let vault {
        try Self.completeErasure(vault, segments, try IndexReader(opened.index))
      }
      writer = try LogWriter(
        state: state, segments: segments, index: opened, vault: vault,
        configuration: configuration, lock: lock, growth: growth)
    }
    growth.grow(to: Position(state.size))
    writer?.start(self)
  }

  private static func checkKnownHead(
    _ known: LogHead?, _ segments: SegmentSet
  ) throws(LogError) {
    guard let known else { return }
    let snapshot = try LMDBSnapshot(segments: segments, index: nil, vault: nil)
    guard snapshot.head.rawValue >= known.size else {
      throw .rolledBack(
        "the log has \(snapshot.head) events, but a head of \(known.size) events was seen before; "
          + "an older copy was put in its place: restore the newest one")
    }
    let root = try snapshot.root(at: known.size)
    guard root == known.root else {
      throw .rolledBack(
        "the first \(known.size) events have root \(root), but \(known.root) was seen before; "
          + "the log was changed: restore a copy that agrees")
    }
  }

  /// Position of the last durable event.
  public var head: Position {
    if mode == .reader, let state = try? files.withLock({ $0 })?.segments.active.currentState() {
      growth.grow(to: Position(state.size))
    }
    return growth.head
  }

  /// Hands a request to the writer.
  public func submit(
    _ request: AppendRequest, completion: @escaping @Sendable (Result<Receipt, AppendError>) -> Void
  ) {
    guard let writer else {
      completion(.failure(.readOnly("it was opened for reading; append through the server")))
      return
    }
    writer.submit(request, completion)
  }

  /// Appends and blocks the calling thread until the events are durable; it does the work itself when no other thread does.
  public func appendAndWait(_ request: AppendRequest) throws(AppendError) -> Receipt {
    guard let writer else {
      throw .readOnly("it was opened for reading; append through the server")
    }
    return try writer.append(request) { [weak self] in self?.replaceSegments($0) }.get()
  }

  /// Keeps a signed checkpoint in the segment that is being written.
  ///
  /// Only a log that takes writes does: after a failed commit nobody knows what is durable.
  public func keep(_ checkpoint: SignedCheckpoint) throws {
    guard let writer else {
      throw LogError.unusable("\(directory) was opened for reading; no checkpoint is kept")
    }
    try check(checkpoint)
    try writer.keep(checkpoint) { [weak self] set in self?.replaceSegments(set) }
  }

  /// Runs `body` with one unchanging view of the log.
  public func withSnapshot<Output>(
    _ body: (borrowing LogSnapshot) throws -> Output
  ) throws -> Output {
    if mode == .reader { try refresh() }
    guard let files = files.withLock({ $0 }) else { throw LogError.closed }
    // The index's view is taken first, so that it is never ahead of the log's; what it lacks is scanned.
    let reader = try indexReader(files.index)
    do {
      return try body(
        LogSnapshot(
          LMDBSnapshot(segments: files.segments, index: reader, vault: files.vault)))
    } catch LogError.cutShort(let why) {
      writer?.refuse(why)
      throw LogError.cutShort(why)
    }
  }

  /// The vault, while the log is open.
  var vault: Vault? { files.withLock { $0?.vault } }

  /// A view of the index, or `nil` when there is none that can be read: the log is scanned instead.
  private func indexReader(_ index: IndexEnvironment?) throws(LogError) -> IndexReader? {
    guard let index, writer?.indexer.failure == nil else { return nil }
    do throws(LogError) {
      return try IndexReader(index)
    } catch {
      if error == .tooManyReaders { throw error }
      return nil
    }
  }

  /// A reader looks whether the writer has begun another segment.
  private func refresh() throws(LogError) {
    guard let segments = files.withLock({ $0?.segments }) else { return }
    let next = directory + "/log/" + Segment.fileName(UInt64(segments.segments.count + 1))
    guard FileSystem.exists(next) else { return }
    let reopened = try SegmentDirectory.open(directory + "/log", isReadOnly: true, faults: nil)
    files.withLock { $0?.segments = reopened }
  }

  /// Calls `action` once the log grows beyond `position` or closes.
  public func onGrowth(beyond position: Position, _ action: @escaping @Sendable () -> Void) {
    growth.wait(beyond: position, action)
    if mode == .reader { growth.poll { [weak self] in self?.head ?? .end } }
  }

  /// Whether appends are possible.
  public var health: LogHealth {
    guard let writer else { return .readOnly(reason: "opened for reading") }
    return writer.health
  }

  /// Events recorded but not yet covered by the index.
  public var indexLag: UInt64 {
    guard let writer else { return 0 }
    let head = growth.head.rawValue
    return head - min(head, writer.indexer.position.rawValue)
  }

  /// Blocks until the index covers every event recorded so far.
  public func waitForIndex() {
    writer?.indexer.drain()
  }

  /// Answers what was taken in, completes the index and closes; later appends and reads are refused.
  ///
  /// The files may be opened again once no snapshot taken before is in use.
  public func close() {
    writer?.close()
    growth.close()
    files.withLock { $0 = nil }
  }

  /// Readers take another row of segments from now on.
  func replaceSegments(_ set: SegmentSet) {
    files.withLock { $0?.segments = set }
  }
}

/// A size of the tree and its root: what a checkpoint says.
public struct LogHead: Hashable, Sendable {
  /// Number of events.
  public var size: UInt64
  /// Root of the tree over them.
  public var root: Digest

  /// A head.
  public init(size: UInt64, root: Digest) {
    self.size = size
    self.root = root
  }
}

/// Whether a log takes writes.
public enum LogHealth: Hashable, Sendable {
  /// It does.
  case writable
  /// It does not, for this reason; reads go on.
  case readOnly(reason: String)
}
