/// Some events of a log, read as if they were the log: what folds need to tell one case without the rest.
///
/// Nothing in it is proved; the caller has checked that the events belong to the log. It has no tree.
public struct LogExcerpt: Sendable {
  /// Name of the log.
  public let origin: String
  /// Position of the last event of the log that the events are from.
  public let head: Position
  /// The events, in order of position.
  public let events: [RecordedEvent]
  private let values: [Position: [Disclosure]]

  /// An excerpt.
  /// - Parameter disclosures: personal values that may be read, by the position of their event.
  public init(
    origin: String, head: Position, events: [RecordedEvent],
    disclosures: [(position: Position, values: [Disclosure])]
  ) {
    self.origin = origin
    self.head = head
    self.events = events.sorted { $0.position < $1.position }
    values = Dictionary(
      disclosures.map { ($0.position, $0.values) }, uniquingKeysWith: { first, _ in first })
  }

  /// Runs `body` with the events as a view of the log.
  /// - Throws: what `body` throws.
  public func withSnapshot<Output>(
    _ body: (borrowing LogSnapshot) throws -> Output
  ) throws -> Output {
    try body(LogSnapshot(ExcerptSnapshot(self)))
  }

  /// The personal values of an event that may be read.
  func disclosures(at position: Position) -> [Disclosure] { values[position] ?? [] }
}

private final class ExcerptSnapshot: SnapshotSource {
  private let excerpt: LogExcerpt

  init(_ excerpt: LogExcerpt) { self.excerpt = excerpt }

  var head: Position { excerpt.head }

  func scan(
    _ query: EventQuery, _ range: ReadRange, _ content: RecordContent,
    _ body: (borrowing EventView) throws -> ScanStep
  ) throws -> Int {
    var found = excerpt.events.filter { event in
      event.position > range.after && event.position <= range.upTo
        && query.matches(
          type: event.record.type, tags: event.record.tags, stream: event.record.stream)
    }
    if range.direction == .backward { found.reverse() }
    var seen = 0
    for event in found.prefix(range.limit) {
      seen += 1
      let view = EventView(
        position: event.position, leafHash: event.leafHash,
        record: try RecordView(event.bytes.span))
      if try body(view) == .stop { break }
    }
    return seen
  }

  func streamHead(_ stream: StreamID) throws -> StreamHead? {
    excerpt.events.last { $0.record.stream == stream }.map { event in
      StreamHead(
        number: event.record.streamNumber, revision: event.record.revision,
        position: event.position)
    }
  }

  func vaultEntry(at position: Position) throws -> VaultEntry {
    var entry = VaultEntry()
    entry.values = excerpt.disclosures(at: position)
    return entry
  }

  func receipt(for key: RequestKey) throws -> Receipt? { nil }
  func lastState(ofSource name: String, since: Position) throws -> [UInt8]? { nil }
  func checkpoint(atMost size: UInt64) throws(LogError) -> [UInt8]? { nil }
  func root(at size: UInt64) throws(LogError) -> Digest { throw Self.noTree }
  func inclusionProof(of position: Position, treeSize: UInt64) throws -> [Digest] {
    throw Self.noTree
  }
  func consistencyProof(from old: UInt64, to new: UInt64) throws -> [Digest] { throw Self.noTree }
  func node(level: Int, index: UInt64) throws -> Digest { throw Self.noTree }

  private static let noTree = LogError.unusable("an excerpt of a log has no tree")
}
