/// Where a stream stands.
struct TailHead {
  var number: StreamNumber
  var revision: Revision
  var position: Position
}

/// What was decided lately and the index does not cover yet; the sequencer looks here before it asks the index.
///
/// Heads lie in two generations: when the index has passed everything in the older one, it is dropped whole.
struct Tail {
  /// A commit's entries, shared with the commit itself.
  private struct Commit {
    var entries: [IndexEntry]
    var last: UInt64
  }

  private var commits: [Commit] = []
  private var young = HeadTable()
  private var old = HeadTable()
  /// The events that the heads of both generations speak of, and others; the heads name no hash.
  private var youngEvents: [[SequencedEvent]] = []
  private var oldEvents: [[SequencedEvent]] = []
  /// Nothing in `old` is newer than this.
  private var oldLast = Position.start

  /// Answers to requests with a key.
  var requests: [EventID: RequestTrace] = [:]
  var requestOrder: [(last: Position, digest: EventID)] = []

  /// Where a stream stands, or `nil` when it had no event lately.
  func head(of stream: StreamID, hash: Int) -> TailHead? {
    if let head = young.head(of: stream, hash: hash) { return head }
    return old.isEmpty ? nil : old.head(of: stream, hash: hash)
  }

  /// Notes where a stream stands now, or takes back what a refused request noted.
  mutating func set(_ stream: StreamID, hash: Int, _ head: TailHead?) {
    young.set(stream, hash: hash, head)
  }

  /// Takes in a commit that is on its way to disk.
  mutating func remember(_ commit: SequencedCommit) {
    guard let last = commit.events.last?.position.rawValue else { return }
    commits.append(Commit(entries: commit.entries, last: last))
    youngEvents.append(commit.events)
  }

  /// Position of the first event after `position` that a query matches, among the commits and then `pending`.
  func first(
    after position: Position, matching query: EventQuery, then pending: [IndexEntry]
  ) -> Position? {
    for entries in commits.lazy.map(\.entries) + [pending] {
      guard let last = entries.last?.position, last > position.rawValue else { continue }
      for entry in entries where entry.position > position.rawValue {
        if query.matches(type: entry.type, tags: entry.tags, stream: entry.streamID) {
          return Position(entry.position)
        }
      }
    }
    return nil
  }

  /// The leaf hash of an event that is not older than the tail.
  func leafHash(at position: Position) -> Digest? {
    Self.leafHash(at: position, in: youngEvents) ?? Self.leafHash(at: position, in: oldEvents)
  }

  /// Looks into commits in the order of their positions, from the last.
  private static func leafHash(
    at position: Position, in commits: [[SequencedEvent]]
  ) -> Digest? {
    let commits = commits.span
    var index = commits.count
    while index > 0 {
      index -= 1
      let events = commits[index].span
      let first = events[0].position
      guard position >= first else { continue }
      let offset = Int(position.rawValue - first.rawValue)
      return offset < events.count ? events[offset].leafHash : nil
    }
    return nil
  }

  /// Forgets what the index covers.
  /// - Parameter head: last event decided so far.
  mutating func forget(upTo position: Position, head: Position) {
    commits.removeFirst(commits.prefix { $0.last <= position.rawValue }.count)
    if oldLast <= position {
      old = young
      oldEvents = youngEvents
      oldLast = head
      young = HeadTable()
      youngEvents = []
    }
    var done = 0
    // A request without events ends at the head, which a later commit may share: it is kept until the index is past it.
    while done < requestOrder.count, requestOrder[done].last < position {
      requests[requestOrder[done].digest] = nil
      done += 1
    }
    requestOrder.removeFirst(done)
  }
}
