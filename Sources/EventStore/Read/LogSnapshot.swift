/// One unchanging view of the log: everything up to ``head``, and nothing that is recorded later.
public struct LogSnapshot: ~Copyable {
  let source: any SnapshotSource

  init(_ source: any SnapshotSource) {
    self.source = source
  }

  /// Position of the last event in this view.
  public var head: Position { source.head }

  /// Number of events in this view; the tree size of its checkpoint.
  public var size: UInt64 { source.head.rawValue }

  /// Root of the RFC 6962 tree over the first `size` leaves.
  /// - Parameter size: at most ``size``; all of them when `nil`.
  public func root(at size: UInt64? = nil) throws(LogError) -> Digest {
    try source.root(at: size ?? source.head.rawValue)
  }

  /// Calls `body` for each event that matches, in order, until it returns ``ScanStep/stop`` or the limit is reached.
  ///
  /// - Parameters:
  ///   - query: which events.
  ///   - range: which part of the log, in which direction, how many.
  ///   - content: whether large payloads are fetched too.
  /// - Returns: how many events `body` saw.
  /// - Throws: what `body` throws, or ``LogError``.
  @discardableResult
  public func scan(
    _ query: EventQuery = .all, _ range: ReadRange = .everything, content: RecordContent = .full,
    _ body: (borrowing EventView) throws -> ScanStep
  ) throws -> Int {
    try source.scan(query, range, content, body)
  }

  /// Calls `body` for the event at a position; for reading many of them out of their order.
  ///
  /// - Parameters:
  ///   - position: which event; at most ``head``.
  ///   - content: whether a large payload is fetched too.
  /// - Throws: what `body` throws, or ``LogError``.
  public func visit(
    _ position: Position, content: RecordContent = .full,
    _ body: (borrowing EventView) throws -> Void
  ) throws {
    try source.visit(position, content, body)
  }

  /// The event at a position, as an owned copy, or `nil` when the log is shorter.
  public func event(at position: Position) throws -> RecordedEvent? {
    guard position > .start, position <= head else { return nil }
    return try events(
      .all, ReadRange(after: Position(position.rawValue - 1), upTo: position, limit: 1)
    ).first
  }

  /// Matching events as owned copies; for long reads use ``scan(_:_:content:_:)``.
  public func events(_ query: EventQuery = .all, _ range: ReadRange = .everything) throws
    -> [RecordedEvent]
  {
    var result: [RecordedEvent] = []
    try scan(query, range) { event in
      result.append(try RecordedEvent(event))
      return .next
    }
    return result
  }

  /// Revision, last position and number of a stream, or `nil` when it has no event in this view.
  public func streamHead(_ stream: StreamID) throws -> StreamHead? {
    try source.streamHead(stream)
  }

  /// The receipt given for a request key, or `nil` when the key is new.
  public func receipt(for key: RequestKey) throws -> Receipt? {
    try source.receipt(for: key)
  }

  /// The newest batch state that a source recorded, or `nil`; how an importer finds where it stopped.
  ///
  /// - Parameter since: batches that end before this position are not looked at.
  public func lastState(ofSource name: String, since: Position) throws -> [UInt8]? {
    try source.lastState(ofSource: name, since: since)
  }

  /// The audit path of RFC 6962 §2.1.1 for an event in the tree of `treeSize` leaves, leaf side first.
  public func inclusionProof(of position: Position, treeSize: UInt64) throws -> [Digest] {
    try source.inclusionProof(of: position, treeSize: treeSize)
  }

  /// The consistency proof of RFC 6962 §2.1.2 between two tree sizes.
  public func consistencyProof(from old: UInt64, to new: UInt64) throws -> [Digest] {
    try source.consistencyProof(from: old, to: new)
  }

  /// The vault's values of an event, or an empty list when it disclosed nothing.
  public func disclosures(at position: Position) throws -> [Disclosure] {
    try source.vaultEntry(at: position).values
  }

  /// What the vault has of an event's personal values, and which of them were erased by which event.
  public func vaultEntry(at position: Position) throws -> VaultEntry {
    try source.vaultEntry(at: position)
  }
}

/// Whether a scan fetches payloads that are stored apart because of their size.
public enum RecordContent: Sendable {
  /// The whole record, which gives the leaf hash that stands beside it: a damaged one throws ``LogError/corrupt(position:_:)``
  /// and is shown to nobody.
  case full
  /// The whole record as it lies there, for readers that hash it themselves or did so before.
  case unchecked
  /// The envelope (everything before the payload) as it lies there; the payload only where it is stored with it.
  case envelope
}

/// Where a stream stands.
public struct StreamHead: Hashable, Sendable {
  /// The stream's dense number.
  public var number: StreamNumber
  /// Revision of its last event.
  public var revision: Revision
  /// Position of its last event.
  public var position: Position
}

/// What an engine provides for ``LogSnapshot``.
protocol SnapshotSource: AnyObject {
  var head: Position { get }
  /// The index that answers, where there is one that is trusted.
  var index: IndexReader? { get }
  func root(at size: UInt64) throws(LogError) -> Digest
  func scan(
    _ query: EventQuery, _ range: ReadRange, _ content: RecordContent,
    _ body: (borrowing EventView) throws -> ScanStep
  ) throws -> Int
  /// Shows the event at a position of this view.
  func visit(
    _ position: Position, _ content: RecordContent, _ body: (borrowing EventView) throws -> Void
  ) throws
  func streamHead(_ stream: StreamID) throws -> StreamHead?
  func receipt(for key: RequestKey) throws -> Receipt?
  func lastState(ofSource name: String, since: Position) throws -> [UInt8]?
  func inclusionProof(of position: Position, treeSize: UInt64) throws -> [Digest]
  func consistencyProof(from old: UInt64, to new: UInt64) throws -> [Digest]
  func vaultEntry(at position: Position) throws -> VaultEntry
  /// A node of a tile level: 0 are leaf hashes, each next one the roots of 256 nodes below.
  func node(level: Int, index: UInt64) throws -> Digest
  /// The signed note of the largest checkpoint up to a size.
  func checkpoint(atMost size: UInt64) throws(LogError) -> [UInt8]?
}

extension SnapshotSource {
  var index: IndexReader? { nil }

  func visit(
    _ position: Position, _ content: RecordContent, _ body: (borrowing EventView) throws -> Void
  ) throws {
    let before = Position(position.rawValue &- 1)
    let range = ReadRange(after: before, upTo: position, limit: 1)
    let seen =
      try position == .start
      ? 0
      : scan(.all, range, content) { event in
        try body(event)
        return .stop
      }
    if seen == 0 { throw LogError.noEvent(at: position, head) }
  }
}

extension LogError {
  /// The view that was asked has no event at a position.
  static func noEvent(at position: Position, _ head: Position) -> LogError {
    .unusable("there is no event at position \(position); the log ends at \(head)")
  }
}
