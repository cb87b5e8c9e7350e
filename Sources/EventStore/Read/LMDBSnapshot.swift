/// One view of an LMDB log: a read transaction on the segment being written, others as needed, and one on the index.
final class LMDBSnapshot: SnapshotSource {
  let head: Position
  private let state: LogState
  private let log: SegmentReader
  let index: IndexReader?
  private let vault: Vault?

  init(
    segments: SegmentSet, index: IndexReader?, vault: Vault?
  ) throws(LogError) {
    log = SegmentReader(segments)
    let view = try log.view(segments.segments.count - 1)
    state = try view.segment.state(in: view.transaction)
    head = Position(state.size)
    self.index = index
    self.vault = vault
  }

  func root(at size: UInt64) throws(LogError) -> Digest {
    if size == head.rawValue { return state.edge.root }
    guard size < head.rawValue else {
      throw .unusable("the log has \(head) events, fewer than the \(size) asked for")
    }
    do {
      return try MerkleProof.root(of: 0..<size, log.subtree)
    } catch let error as LogError {
      throw error
    } catch {
      throw .unusable("the tree cannot be read (\(error))")
    }
  }

  func inclusionProof(of position: Position, treeSize: UInt64) throws -> [Digest] {
    guard position > .start, position.rawValue <= treeSize, treeSize <= head.rawValue else {
      return []
    }
    return try MerkleProof.inclusion(index: position.rawValue - 1, in: 0..<treeSize, log.subtree)
  }

  func consistencyProof(from old: UInt64, to new: UInt64) throws -> [Digest] {
    try MerkleProof.consistency(from: old, to: min(new, head.rawValue), log.subtree)
  }

  func vaultEntry(at position: Position) throws -> VaultEntry {
    guard position > .start, position <= head else { return VaultEntry() }
    return try vault?.content(at: position).entry ?? VaultEntry()
  }

  /// Where the events of a request begin, by the digest of its key.
  func firstPosition(ofRequest digest: EventID) throws -> Position? {
    try trace(of: digest)?.first
  }

  func node(level: Int, index: UInt64) throws -> Digest {
    level == 0
      ? try log.leafHash(at: Position(index + 1)) : try log.node(level: level, index: index)
  }

  func checkpoint(atMost size: UInt64) throws(LogError) -> [UInt8]? {
    try log.checkpoint(atMost: min(size, head.rawValue))
  }

  /// Last event in this view that the index covers.
  private var indexed: Position { min(index?.state.position ?? .start, head) }

  func streamHead(_ stream: StreamID) throws -> StreamHead? {
    var found: StreamHead?
    let name = Array(stream.text.utf8)
    _ = try log.scan(from: indexed.next, through: head, .backward, .envelope) { event in
      guard event.record.stream.isEqual(to: name) else { return .next }
      found = StreamHead(
        number: event.record.streamNumber, revision: event.record.revision,
        position: event.position)
      return .stop
    }
    if let found { return found }
    guard let index, let known = try IndexedStream(stream, index, log, upTo: head)
    else { return nil }
    if known.head.position <= self.head { return known.head }
    // The index may be ahead of this view: then the stream's last event in the view is asked for.
    let revision = try known.revisions(from: 0, through: self.head.rawValue).upperBound - 1
    guard revision > 0 else { return nil }
    return StreamHead(
      number: known.head.number, revision: Revision(revision),
      position: try known.position(of: revision))
  }

  func receipt(for key: RequestKey) throws -> Receipt? {
    let digest = key.digest
    guard let trace = try trace(of: digest) else { return nil }
    var hashes: [Digest] = []
    for position in trace.first.rawValue..<(trace.first.rawValue + trace.count) {
      hashes.append(try log.leafHash(at: Position(position)))
    }
    return trace.receipt(leafHashes: hashes, isRepeat: true)
  }

  private func trace(of digest: EventID) throws -> RequestTrace? {
    if let index, let number = try index.batch(ofRequest: digest), number < state.batches {
      let found = try log.batch(number)?.requests.first { $0.keyDigest == digest }
      if found == nil { throw index.damaged("a request key leads to another batch") }
      return found
    }
    var number = state.batches
    while number > min(index?.state.batches ?? 0, state.batches) {
      number -= 1
      if let found = try log.batch(number)?.requests.first(where: { $0.keyDigest == digest }) {
        return found
      }
    }
    return nil
  }

  func lastState(ofSource name: String, since: Position) throws -> [UInt8]? {
    var number = state.batches
    while number > 0 {
      number -= 1
      guard let batch = try log.batch(number), batch.last >= since else { return nil }
      if let source = batch.sources.last(where: { $0.name == name }) { return source.state }
    }
    return nil
  }

  /// Number of batches in this view.
  var batchCount: UInt64 { state.batches }

  /// What the index needs of a batch; its root is left out.
  func indexBatch(_ number: UInt64) throws -> IndexBatch {
    guard let batch = try log.batch(number) else {
      throw LogError.unusable("batch \(number) is missing; restore the log from a backup")
    }
    var entries: [IndexEntry] = []
    _ = try log.scan(from: batch.before.next, through: batch.last, .forward, .envelope) { event in
      entries.append(try IndexEntry(event))
      return .next
    }
    return IndexBatch(
      entries: entries, requests: batch.requests.map(\.keyDigest), batch: number,
      position: batch.last, root: .known(.zero))
  }

  func visit(
    _ position: Position, _ content: RecordContent, _ body: (borrowing EventView) throws -> Void
  ) throws {
    guard position > .start, position <= head else {
      throw LogError.noEvent(at: position, head)
    }
    try log.show(position, content, body)
    try log.noteRow(at: position)
  }
}

extension LMDBSnapshot {
  func scan(
    _ query: EventQuery, _ range: ReadRange, _ content: RecordContent,
    _ body: (borrowing EventView) throws -> ScanStep
  ) throws -> Int {
    let low = range.after == .end ? Position.end : range.after.next
    let high = min(range.upTo, head)
    guard low <= high, range.limit > 0 else { return 0 }
    var seen = 0
    func visit(_ event: borrowing EventView) throws -> ScanStep {
      seen += 1
      let step = try body(event)
      return seen >= range.limit ? .stop : step
    }
    switch query.selection {
    case .all:
      _ = try log.scan(from: low, through: high, range.direction, content, visit)
    case .stream(let stream):
      let name = Array(stream.text.utf8)
      try select(low, high, range.direction, content, visit) { event in
        event.record.stream.isEqual(to: name)
      } indexed: { last in
        try scanStream(stream, low, last, range.direction, content, visit)
      }
    case .anyOf(let items):
      let filter = TextFilter(items)
      try select(low, high, range.direction, content, visit) { event in
        try filter.matches(event.record)
      } indexed: { last in
        try scanPostings(items, filter, low, last, range.direction, content, visit)
      }
    }
    return seen
  }

  /// Reads the part the index covers by `indexed`, up to the position it is told, the newer part by looking at every event.
  private func select(
    _ low: Position, _ high: Position, _ direction: ReadRange.Direction, _ content: RecordContent,
    _ visit: (borrowing EventView) throws -> ScanStep,
    matches: (borrowing EventView) throws -> Bool, indexed scanIndexed: (Position) throws -> Bool
  ) throws {
    let covered = min(high, indexed)
    let fresh = max(low, indexed.next)
    func scanFresh() throws -> Bool {
      guard fresh <= high else { return true }
      return try log.scan(from: fresh, through: high, direction, content) { event in
        try matches(event) ? try visit(event) : .next
      }
    }
    switch direction {
    case .forward:
      if low > covered {
        _ = try scanFresh()
      } else if try scanIndexed(covered) {
        _ = try scanFresh()
      }
    case .backward:
      if try scanFresh(), low <= covered { _ = try scanIndexed(covered) }
    }
  }

  private func scanStream(
    _ stream: StreamID, _ low: Position, _ last: Position, _ direction: ReadRange.Direction,
    _ content: RecordContent, _ visit: (borrowing EventView) throws -> ScanStep
  ) throws -> Bool {
    guard let index, let known = try IndexedStream(stream, index, log, upTo: head)
    else { return true }
    let revisions = try known.revisions(from: low.rawValue, through: last.rawValue)
    for step in 0..<(revisions.upperBound - revisions.lowerBound) {
      let revision =
        direction == .forward ? revisions.lowerBound + step : revisions.upperBound - 1 - step
      let goesOn = try log.show(try known.position(of: revision), content) { event in
        try known.check(event, revision)
        return try visit(event) != .stop
      }
      if !goesOn { return false }
    }
    return true
  }

  private func scanPostings(
    _ items: [EventQuery.Item], _ filter: TextFilter, _ low: Position, _ last: Position,
    _ direction: ReadRange.Direction, _ content: RecordContent,
    _ visit: (borrowing EventView) throws -> ScanStep
  ) throws -> Bool {
    guard let index else { return true }
    let node = try PostingNode(items, index)
    var bound = direction == .forward ? low.rawValue : last.rawValue
    while let found = try node.nearest(bound, direction), found >= low.rawValue,
      found <= last.rawValue
    {
      let goesOn = try log.show(Position(found), content) { event in
        guard try filter.matches(event.record) else {
          throw index.damaged(
            "it finds position \(found) by a tag or type that its event does not have")
        }
        return try visit(event) != .stop
      }
      if !goesOn { return false }
      if direction == .backward, found == low.rawValue { break }
      bound = direction == .forward ? found + 1 : found - 1
    }
    return true
  }
}

/// A query's items as bytes, to compare with records in place.
private struct TextFilter {
  private let items: [(types: [[UInt8]], tags: [[UInt8]])]

  init(_ items: [EventQuery.Item]) {
    self.items = items.map { item in
      (item.types.map { Array($0.text.utf8) }, item.tags.map { Array($0.text.utf8) })
    }
  }

  func matches(_ record: borrowing RecordView) throws -> Bool {
    for item in items {
      var typeFits = item.types.isEmpty
      for type in item.types where record.type.isEqual(to: type) { typeFits = true }
      if try typeFits && hasAll(item.tags, record) { return true }
    }
    return false
  }

  private func hasAll(_ tags: [[UInt8]], _ record: borrowing RecordView) throws -> Bool {
    if tags.isEmpty { return true }
    var missing = tags.count
    try record.forEachTag { tag in
      for wanted in tags where tag.isEqual(to: wanted) { missing -= 1 }
      return missing > 0
    }
    return missing <= 0
  }
}
