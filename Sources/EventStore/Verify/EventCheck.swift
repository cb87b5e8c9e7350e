/// Two independent 64-bit sums over entries, equal for equal sets in any order.
struct SetSum: Hashable, Sendable {
  var a: UInt64 = 0
  var b: UInt64 = 0

  mutating func add(_ x: UInt64, _ y: UInt64, _ z: UInt64 = 0) {
    let mixed = SetSum.mix(x ^ SetSum.mix(y ^ SetSum.mix(z &+ 0x9E37_79B9_7F4A_7C15)))
    a &+= mixed
    b &+= SetSum.mix(mixed ^ 0xD6E8_FEB8_6659_FD93)
  }

  mutating func add(_ other: SetSum) {
    a &+= other.a
    b &+= other.b
  }

  private static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 32)) &* 0xD6E8_FEB8_6659_FD93
    z = (z ^ (z >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return z ^ (z >> 32)
  }

  /// 64 bits of a text (FNV-1a), to compare names without keeping them.
  static func hash(_ bytes: Span<UInt8>, seed: UInt64) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ seed
    for index in 0..<bytes.count { hash = (hash ^ UInt64(bytes[index])) &* 0x0000_0100_0000_01B3 }
    return hash
  }
}

/// What the index should hold, as sums.
struct IndexSums: Hashable, Sendable {
  var streams = SetSum()
  var names = SetSum()
  var postings = SetSum()
}

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
  var findings: [VerificationReport.Finding] = []
  var last: UInt64 = 0

  /// Events in a run: a multiple of 256.
  static let length: UInt64 = 4_096

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
    let reader = SegmentReader(segments)
    var next = first
    do {
      _ = try reader.scan(
        from: Position(first), through: Position(end), .forward, .full
      ) { event in
        next = event.position.rawValue
        try check(event, indexed, &leaves)
        next += 1
        return .next
      }
    } catch {
      findings.append(.init(.event, Position(next), "it cannot be read (\(error))"))
    }
    var hashes = check(leaves)
    // Stand-ins keep the tree's shape; the root will differ, and the finding says where.
    while hashes.count < Int(end - first + 1) { hashes.append(.zero) }
    fold(hashes)
  }

  /// Hashes the records side by side and compares them with the leaf hashes that are stored.
  private mutating func check(_ leaves: LeafBatch) -> [Digest] {
    let hashes = leaves.hashes()
    var wrong: [VerificationReport.Finding] = []
    for (index, hash) in hashes.enumerated() {
      let leaf = leaves.stored[index]
      if hash != leaf.hash {
        wrong.append(
          .init(.event, leaf.position, "its record does not give its leaf hash \(leaf.hash)"))
      }
      if index < links.count { links[index].leafHash = hash }
    }
    findings = wrong + findings
    return hashes
  }

  private mutating func check(
    _ event: borrowing EventView, _ indexed: Position, _ leaves: inout LeafBatch
  ) throws {
    leaves.add(event)
    let record = event.record
    let stream = record.stream
    let nameHash = SetSum.hash(stream, seed: 0)
    links.append(
      Link(
        position: event.position.rawValue, stream: record.streamNumber.rawValue,
        revision: record.revision.rawValue, nameHash: nameHash, previous: record.previous,
        leafHash: .zero, recordedAt: record.recordedAt.microseconds))
    disclosures += try record.disclosureCount()
    guard event.position <= indexed else { return }
    let position = event.position.rawValue
    sums.streams.add(record.streamNumber.rawValue, record.revision.rawValue, position)
    if record.revision.rawValue == 1 { sums.names.add(nameHash, record.streamNumber.rawValue) }
    let type = record.type
    sums.postings.add(SetSum.hash(type, seed: UInt64(UInt8(ascii: "y"))), position)
    try record.forEachTag { tag in
      sums.postings.add(SetSum.hash(tag, seed: UInt64(UInt8(ascii: "t"))), position)
      return true
    }
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

  mutating func add(_ event: borrowing EventView) {
    stored.append((event.position, event.leafHash))
    records.addLeaf(event.record.bytes)
  }

  func hashes() -> [Digest] { records.digests() }
}
