/// Reads a log again from its first event, a piece at a time, and says how far it is still what was written.
///
/// For a server that is running: it looks at records, leaf hashes and the tree, and once in each pass at the index.
/// ``Verification`` looks at everything.
public struct Scrub: Sendable {
  /// Up to here every record gives its leaf hash, and the leaves give the stored tree.
  public private(set) var verified = Position.start
  private var edge = TreeEdge()
  /// What the index should hold of the events up to `indexed`, where it stood when the pass began.
  private var sums = IndexSums()
  private var streams: UInt64 = 0
  private var indexed: Position?
  private var isIndexCompared = false

  /// Events that one call reads.
  public static let step = 4_096

  /// Begins before the first event.
  public init() {}

  /// Reads the next events of a view.
  /// - Returns: whether the view holds more.
  /// - Throws: ``LogError/corrupt(position:_:)`` naming the position that is damaged; nothing after it was read. Or
  ///   ``LogError/unusable(_:)`` where the index is not what the events give.
  public mutating func advance(_ snapshot: borrowing LogSnapshot) throws -> Bool {
    var edge = self.edge
    var last = verified
    let index = snapshot.source.index
    let indexed = self.indexed ?? min(index?.state.position ?? .start, snapshot.head)
    var sums = self.sums
    var streams = self.streams
    let range = ReadRange(after: verified, limit: Self.step)
    let seen = try snapshot.scan(.all, range, content: .unchecked) { event in
      let leaf = MerkleHash.leaf(event.record.bytes)
      guard leaf == event.leafHash else {
        throw LogError.corrupt(
          position: event.position, "its record does not give its leaf hash")
      }
      edge.append(leaf)
      last = event.position
      if last <= indexed {
        try sums.add(event)
        streams = max(streams, event.record.streamNumber.rawValue &+ 1)
      }
      return .next
    }
    guard seen > 0 else { return false }
    let root = try snapshot.root(at: last.rawValue)
    guard edge.root == root else {
      throw LogError.corrupt(
        position: last, "the records up to there do not give the tree that is stored")
    }
    self.edge = edge
    self.sums = sums
    self.streams = streams
    self.indexed = indexed
    verified = last
    if let index, verified >= indexed, !isIndexCompared {
      isIndexCompared = true
      var report = VerificationReport()
      IndexCheck(index, through: indexed, streams: streams).compare(with: sums, &report)
      if let finding = report.findings.first { throw LogError.unusable("\(finding)") }
    }
    return seen == Self.step
  }
}
