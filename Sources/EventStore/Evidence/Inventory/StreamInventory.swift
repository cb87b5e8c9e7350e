/// What a log holds of every stream at one size, under one root: a tree that is walked by the bits of H(stream id).
///
/// A stream has one place in the tree, whoever built it: a proof for a stream excludes every other number of events.
/// Taken from a scan; only the parts that changed are hashed again, so that roots at many sizes cost little.
public struct StreamInventory: Sendable {
  /// Number of events taken.
  public private(set) var size: UInt64 = 0
  private var entries: [StreamTip] = []
  /// For each value of a key's first 16 bits: entries by number, and the root over them unless it is out of date.
  private var parts: [Part]

  private struct Part: Sendable {
    var members: [UInt32] = []
    var root: Digest? = MerkleHash.emptyRoot
  }

  /// Parts of the tree that are hashed again on their own: one for each value of the first bits of a key.
  static let partBits = 16

  /// An inventory of nothing.
  public init() {
    parts = [Part](repeating: Part(), count: 1 << Self.partBits)
  }

  /// Number of streams.
  public var streams: UInt64 { UInt64(entries.count) }

  /// Takes the next event of the log.
  /// - Throws: ``LogError/corrupt(position:_:)`` when it is not the next one of the log, or of its stream.
  public mutating func take(_ event: borrowing EventView) throws(LogError) {
    let record = event.record
    let number = record.streamNumber.rawValue
    let revision = record.revision.rawValue
    let known = UInt64(entries.count)
    guard event.position.rawValue == size + 1, number <= known, number < UInt64(UInt32.max),
      revision == (number == known ? 1 : entries[Int(number)].count + 1)
    else {
      throw .corrupt(position: event.position, "its stream's number or revision is out of order")
    }
    size += 1
    if number == known {
      let key = sha256(record.stream)
      entries.append(StreamTip(key: key, count: 1, head: event.leafHash))
      parts[Self.part(of: key)].members.append(UInt32(number))
    } else {
      entries[Int(number)].count = revision
      entries[Int(number)].head = event.leafHash
    }
    parts[Self.part(of: entries[Int(number)].key)].root = nil
  }

  private static func part(of key: Digest) -> Int { Int(key.words.0 >> UInt64(64 - partBits)) }

  // MARK: Root

  /// The root over all streams; the hash of nothing when there are none.
  /// - Complexity: O(streams in changed parts + number of parts).
  public mutating func root() -> Digest {
    for index in parts.indices where parts[index].root == nil {
      let tips = sorted(part: index)
      parts[index].root = Self.root(tips[...], depth: Self.partBits)
    }
    return joined(parts.indices, depth: 0).root
  }

  private func sorted(part: Int) -> [StreamTip] {
    parts[part].members.map { entries[Int($0)] }.sorted { $0.key.precedes($1.key) }
  }

  /// Root over a range of parts whose keys share `depth` bits, and how many streams are below; for ``root()``.
  private func joined(_ range: Range<Int>, depth: Int) -> (root: Digest, count: Int) {
    if depth == Self.partBits {
      let part = parts[range.lowerBound]
      return (part.root ?? MerkleHash.emptyRoot, part.members.count)
    }
    let middle = range.lowerBound + range.count / 2
    let left = joined(range.lowerBound..<middle, depth: depth + 1)
    let right = joined(middle..<range.upperBound, depth: depth + 1)
    let count = left.count + right.count
    if count <= 1 { return (left.count == 1 ? left.root : right.root, count) }
    return (MerkleHash.node(left.root, right.root), count)
  }

  /// Root over streams, in order of their keys, that share `depth` bits.
  private static func root(_ tips: ArraySlice<StreamTip>, depth: Int) -> Digest {
    guard let first = tips.first else { return MerkleHash.emptyRoot }
    if tips.count == 1 { return first.leafHash }
    let middle = tips.firstIndex { $0.key.bit(depth) } ?? tips.endIndex
    return MerkleHash.node(
      root(tips[..<middle], depth: depth + 1), root(tips[middle...], depth: depth + 1))
  }

  // MARK: Proof

  /// The proof of how many events a stream has and which is the last; `nil` when it has none.
  /// - Complexity: O(streams).
  public func proof(of stream: StreamID) -> StreamProof? {
    let key = sha256(Array(stream.text.utf8))
    var tips = entries.sorted { $0.key.precedes($1.key) }[...]
    guard let own = tips.first(where: { $0.key == key }) else { return nil }
    var siblings: [Digest] = []
    while tips.count > 1 {
      let depth = siblings.count
      let middle = tips.firstIndex { $0.key.bit(depth) } ?? tips.endIndex
      let (zeros, ones) = (tips[..<middle], tips[middle...])
      siblings.append(Self.root(key.bit(depth) ? zeros : ones, depth: depth + 1))
      tips = key.bit(depth) ? ones : zeros
    }
    return StreamProof(count: own.count, head: own.head, path: siblings.reversed())
  }
}

/// One stream's line in an inventory.
struct StreamTip: Sendable {
  /// H(stream id).
  var key: Digest
  /// Number of its events.
  var count: UInt64
  /// Leaf hash of the last.
  var head: Digest

  /// H(0x00 ‖ key ‖ u64 count ‖ head).
  var leafHash: Digest {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(72)
    key.append(to: &bytes)
    bytes.appendBigEndian(count)
    head.append(to: &bytes)
    return MerkleHash.leaf(bytes.span)
  }
}

/// Proof that a stream had exactly so many events, the last of them this one, when an inventory was taken.
public struct StreamProof: Hashable, Sendable {
  /// Number of the stream's events.
  public let count: UInt64
  /// Leaf hash of the last of them.
  public let head: Digest
  /// The hashes beside the way, leaf side first.
  public let path: [Digest]

  /// Most hashes of a path: the bits of a key.
  public static let pathMax = 256

  /// A proof.
  public init(count: UInt64, head: Digest, path: [Digest]) {
    self.count = count
    self.head = head
    self.path = path
  }

  /// Checks that the path leads from the stream's line to an inventory's root.
  /// - Throws: ``EvidenceError/Kind/badProof``.
  public func verify(_ stream: StreamID, root: Digest) throws(EvidenceError) {
    guard path.count <= Self.pathMax else {
      throw EvidenceError(.badProof, "the path through the inventory is longer than a key")
    }
    let key = sha256(Array(stream.text.utf8))
    var hash = StreamTip(key: key, count: count, head: head).leafHash
    for (height, sibling) in path.enumerated() {
      let isRight = key.bit(path.count - 1 - height)
      hash = isRight ? MerkleHash.node(sibling, hash) : MerkleHash.node(hash, sibling)
    }
    guard hash == root else {
      throw EvidenceError(
        .badProof, "the stream's \(count) events are not proved: the path leads to root \(hash)")
    }
  }
}

extension Digest {
  /// A bit, from 0, the most significant of the first byte.
  func bit(_ index: Int) -> Bool {
    let word =
      switch index >> 6 {
      case 0: words.0
      case 1: words.1
      case 2: words.2
      default: words.3
      }
    return word >> UInt64(63 - index & 63) & 1 == 1
  }

  /// Whether the bytes come before another digest's.
  func precedes(_ other: Digest) -> Bool {
    (words.0, words.1, words.2, words.3)
      < (other.words.0, other.words.1, other.words.2, other.words.3)
  }
}
