/// Some events of a commit in a row, with their records: they are hashed together, and can be written while those after them
/// are hashed.
struct CommitPiece: Sendable {
  /// Index of its first event in the commit.
  let first: Int
  /// Its events, in order.
  private(set) var events: [SequencedEvent] = []
  /// Their records.
  private(set) var records = RecordBuilder()
  /// Which of them name the leaf of another one, by index in the piece.
  private var links: [HashLink] = []
  /// Which of them name a leaf of an earlier piece: by index in the piece, and in the commit.
  private var outside: [(event: Int, previous: Int, offset: Int)] = []

  /// Most events of a piece: so many are hashed in the time in which as many are written.
  static let eventsMax = 256

  /// An empty piece.
  /// - Parameters:
  ///   - first: events of the commit before it.
  ///   - room: events to make room for.
  ///   - bytes: bytes of their records to make room for.
  init(first: Int, room: Int, bytes: Int) {
    self.first = first
    events.reserveCapacity(room)
    links.reserveCapacity(room)
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
      if index >= first {
        links.append(HashLink(previous: index - first, offset: offset))
      } else {
        outside.append((events.count, index, offset))
        links.append(.none)
      }
    } else {
      links.append(.none)
    }
    events.append(SequencedEvent(position: position, leafHash: .zero, record: built.record))
    return built.tags
  }

  /// Forgets what was added after it had so many events and bytes of records.
  mutating func truncate(to count: Int, bytes: Int) {
    events.removeLast(events.count - count)
    links.removeLast(links.count - count)
    outside.removeAll { $0.event >= count }
    records.truncate(to: bytes)
  }

  /// Hashes the records, many side by side, and names in each the leaf before it in its stream.
  /// - Parameter leaves: leaf hashes of the commit's events before the piece.
  mutating func hash(after leaves: [Digest]) {
    for link in outside { records.setPrevious(leaves[link.previous], at: link.offset) }
    let hashes = records.leafHashes(
      events.map { HashPart(RecordBuilder.leafPart($0.record)) }, links)
    for index in events.indices { events[index].leafHash = hashes[index] }
  }
}
