/// One run of positions, read and hashed; runs are checked on several threads.
struct EventRun: Sendable {
  /// What the chain check needs of an event.
  struct Link: Sendable {
    var position: UInt64
    var stream: UInt64
    var revision: UInt64
    var nameHash: UInt64
    var previous: Digest?
    var leafHash: Digest
    var recordedAt: Int64
  }

  var links: [Link] = []
  /// Roots of the groups of 256 that the run completes; runs begin at a group's first leaf.
  var groups: [Digest] = []
  /// Leaves after the last complete group.
  var rest: [Digest] = []
  var sums = IndexSums()
  /// Personal values that the records commit to.
  var disclosures = 0
  /// Records that do not give their leaf hashes, then why the rest could not be read.
  var findings: [VerificationReport.Finding] = []
  var last: UInt64 = 0

  /// Events in a run: a multiple of 256.
  static let length: UInt64 = 4_096

  /// How many runs cover a log.
  static func count(_ size: UInt64) -> Int { Int((size + length - 1) / length) }

  /// Reads a run.
  /// - Parameters:
  ///   - number: the run begins at position `number × length + 1`.
  ///   - size: positions beyond it are left out.
  ///   - indexed: the sums cover events up to here.
  init(_ number: Int, size: UInt64, indexed: Position, _ segments: SegmentSet) {
    let first = UInt64(number) * EventRun.length + 1
    let end = min(first + EventRun.length - 1, size)
    last = end
    links.reserveCapacity(Int(end - first + 1))
    var leaves = LeafBatch()
    var hashes: [Digest] = []
    hashes.reserveCapacity(Int(end - first + 1))
    let reader = SegmentReader(segments)
    var next = first
    var failure: VerificationReport.Finding?
    do {
      try reader.walk(from: Position(first), through: Position(end)) {
        findings.append(.init(.event, $0, "the event cannot be looked up"))
      } _: { position, value, segment in
        try reader.show(value, at: position, in: segment, .unchecked) { event in
          leaves.add(event)
          try note(event, indexed)
        }
        next += 1
        if leaves.isFull { take(&leaves, &hashes) }
      }
    } catch {
      failure = .init(.event, Position(next), "it cannot be read (\(error))")
    }
    take(&leaves, &hashes)
    if let failure { findings.append(failure) }
    // Stand-ins keep the tree's shape; the root will differ, and the finding says where.
    while hashes.count < Int(end - first + 1) { hashes.append(.zero) }
    fold(hashes)
  }

  /// Hashes records side by side and compares them with the leaf hashes that are stored.
  private mutating func take(_ leaves: inout LeafBatch, _ hashes: inout [Digest]) {
    let found = leaves.hashes()
    for (index, hash) in found.enumerated() {
      let leaf = leaves.stored[index]
      if hash != leaf.hash {
        findings.append(
          .init(.event, leaf.position, "its record does not give its leaf hash \(leaf.hash)"))
      }
      let place = hashes.count + index
      if place < links.count { links[place].leafHash = hash }
    }
    hashes += found
    leaves.removeAll()
  }

  private mutating func note(_ event: borrowing EventView, _ indexed: Position) throws {
    // The record is asked where it is: a copy of the view costs more than what is read of it.
    let position = event.position.rawValue
    let stream = event.record.streamNumber.rawValue
    let revision = event.record.revision.rawValue
    let nameHash = SetSum.hash(event.record.stream, seed: 0)
    links.append(
      Link(
        position: position, stream: stream, revision: revision,
        nameHash: nameHash, previous: event.record.previous, leafHash: .zero,
        recordedAt: event.record.recordedAt.microseconds))
    let isIndexed = event.position <= indexed
    var postings = SetSum()
    disclosures += try event.record.countDisclosures { tag in
      if !isIndexed { return }
      postings.add(SetSum.hash(tag, seed: UInt64(UInt8(ascii: "t"))), position)
    }
    guard isIndexed else { return }
    sums.streams.add(stream, revision, position)
    if revision == 1 { sums.names.add(nameHash, stream) }
    sums.postings.add(SetSum.hash(event.record.type, seed: UInt64(UInt8(ascii: "y"))), position)
    sums.postings.add(postings)
  }

  private mutating func fold(_ leaves: [Digest]) {
    let whole = leaves.count / 256 * 256
    groups = Array(leaves[..<whole])
    for _ in 0..<TreeEdge.groupHeight { groups = BatchHash.parents(groups) }
    rest = Array(leaves[whole...])
  }
}

/// Records on their way to be hashed together.
private struct LeafBatch {
  /// Their positions and the leaf hashes that stand beside them.
  private(set) var stored: [(position: Position, hash: Digest)] = []
  private var records = MessageBatch()

  /// Whether it should be hashed before more is added: as many as the processor's own memory holds.
  var isFull: Bool { stored.count >= 1_024 }

  mutating func add(_ event: borrowing EventView) {
    stored.append((event.position, event.leafHash))
    records.addLeaf(event.record.bytes)
  }

  func hashes() -> [Digest] { records.digests() }

  /// Forgets them and keeps the memory.
  mutating func removeAll() {
    stored.removeAll(keepingCapacity: true)
    records.removeAll()
  }
}
