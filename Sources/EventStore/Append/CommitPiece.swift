/// Some events of a commit in a row, with their records: they are hashed together, while those after them are decided and those
/// before them are written.
struct CommitPiece: Sendable {
  /// Index of its first event in the commit.
  let first: Int
  /// Its events, in order.
  private(set) var events: [SequencedEvent] = []
  /// Their records.
  private(set) var records = RecordBuilder()
  /// Which of them name the leaf of an earlier event of the commit, by its index in the commit, and where.
  private var links: [(event: Int, previous: Int, offset: Int)] = []

  /// Most events of a piece.
  static let eventsMax = 256

  /// An empty piece.
  /// - Parameters:
  ///   - first: events of the commit before it.
  ///   - room: events to make room for.
  ///   - bytes: bytes of their records to make room for.
  init(first: Int, room: Int, bytes: Int) {
    self.first = first
    events.reserveCapacity(room)
    records.reserve(bytes)
  }

  /// Adds the next event: the record of one of the drafts.
  ///
  /// - Parameters:
  ///   - digests: those of the draft's disclosures.
  ///   - previous: the leaf before it in its stream, which `head` names as far as it is known.
  /// - Returns: the sorted tags of the record.
  mutating func add(
    _ streams: Span<StreamAppend>, _ place: DraftPlace, digests: Span<Digest>,
    head: RecordEncoder.Head, previous: PreviousLeaf, at position: Position
  ) throws(AppendError) -> [Tag] {
    let built = try records.add(streams, place, digests: digests, head: head)
    if case .pending(let index) = previous, let offset = built.previous {
      links.append((events.count, index, offset))
    }
    events.append(SequencedEvent(position: position, leafHash: .zero, record: built.record))
    return built.tags
  }

  /// Forgets what was added after it had so many events and bytes of records.
  mutating func truncate(to count: Int, bytes: Int) {
    events.removeLast(events.count - count)
    while let link = links.last, link.event >= count { links.removeLast() }
    records.truncate(to: bytes)
  }

  /// Hashes the records, many side by side, names in each the leaf before it in its stream, and adds the leaves to the tree.
  /// - Parameter commit: what the commit's events before the piece gave.
  mutating func hash(after commit: inout HashedCommit) {
    var plan = HashPlan()
    plan.reserve(2 * events.count + 64)
    for event in events { _ = plan.add(RecordBuilder.leafPart(event.record)) }
    for link in links {
      if link.previous >= first {
        plan.use(link.previous - first, in: link.event, at: link.offset)
      } else {
        records.setPrevious(commit.events[link.previous].leafHash, at: link.offset)
      }
    }
    let bytes = records.count
    let growth = TreeGrowth(of: commit.edge, by: 0..<events.count, &plan) { records.addNode($0) }
    let digests = records.digests(plan)
    records.truncate(to: bytes)
    for index in events.indices { events[index].leafHash = digests[index] }
    commit.add(events, growth, digests)
  }
}

/// A commit's events with their leaf hashes, and what they made of the tree.
struct HashedCommit: Sendable {
  /// Its events, in order.
  private(set) var events: [SequencedEvent] = []
  /// The tree after them.
  private(set) var edge: TreeEdge
  /// Completed groups of the tree: position of the last leaf, tile level, root; in the order of their keys.
  private(set) var nodes: [(last: UInt64, level: UInt8, hash: Digest)] = []

  /// A commit without events.
  /// - Parameter edge: the tree before it.
  init(after edge: TreeEdge) {
    self.edge = edge
  }

  fileprivate mutating func add(
    _ more: [SequencedEvent], _ growth: TreeGrowth, _ digests: [Digest]
  ) {
    guard let grown = growth.edge(digests) else {
      preconditionFailure("a tree grows by its leaves")
    }
    events.append(contentsOf: more)
    edge = grown
    nodes.append(contentsOf: growth.nodes(digests))
  }
}
