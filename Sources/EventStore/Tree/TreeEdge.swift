/// The right edge of an RFC 6962 tree: the roots of its complete subtrees, largest first.
///
/// Enough to append leaves and to give the root; at most 64 digests.
public struct TreeEdge: Hashable, Sendable {
  /// Number of leaves.
  public private(set) var size: UInt64
  /// Roots of the complete subtrees, one for each bit set in ``size``, largest first.
  public private(set) var hashes: [Digest]

  /// Leaves below one stored node: a tile of C2SP tlog-tiles is 2⁸ wide.
  public static let groupHeight = 8

  /// Fewer leaves than this are appended one after the other: a row has nothing to share.
  private static let leavesMin = 3

  /// The edge of the empty tree.
  public init() {
    size = 0
    hashes = []
  }

  /// An edge that was stored.
  /// - Returns: `nil` when the number of hashes does not fit the size.
  public init?(size: UInt64, hashes: [Digest]) {
    guard hashes.count == size.nonzeroBitCount else { return nil }
    self.size = size
    self.hashes = hashes
  }

  /// Appends a leaf hash.
  ///
  /// - Parameter completed: called for each group of 256 nodes that this leaf completes, lowest level first, with the
  ///   tile level of the group's root (1, 2 …), its index on that level, and its hash.
  /// - Complexity: amortised O(1) hashes.
  public mutating func append(
    _ leaf: Digest,
    completed: (_ level: Int, _ index: UInt64, _ hash: Digest) -> Void = { _, _, _ in }
  ) {
    var hash = leaf
    var height = 0
    var rest = size
    while rest & 1 == 1 {
      if let left = hashes.popLast() { hash = MerkleHash.node(left, hash) }
      rest >>= 1
      height += 1
      if height % TreeEdge.groupHeight == 0 {
        completed(height / TreeEdge.groupHeight, rest, hash)
      }
    }
    hashes.append(hash)
    size += 1
  }

  /// Appends many leaf hashes: the same edge and groups as one after the other, hashed a row at a time.
  ///
  /// - Parameter completed: as for ``append(_:completed:)``, but groups come level by level.
  public mutating func append(
    contentsOf leaves: [Digest],
    completed: (_ level: Int, _ index: UInt64, _ hash: Digest) -> Void = { _, _, _ in }
  ) {
    if leaves.count < Self.leavesMin {
      for leaf in leaves { append(leaf, completed: completed) }
      return
    }
    var row = leaves
    var first = size
    var height = 0
    var left: [Digest] = []
    while !row.isEmpty {
      // The row begins with a left sibling, which may stand at the edge already.
      if first & 1 == 1, let sibling = hashes.popLast() { row.insert(sibling, at: 0) }
      first >>= 1
      if row.count & 1 == 1 { left.append(row.removeLast()) }
      row = BatchHash.parents(row)
      height += 1
      guard height % TreeEdge.groupHeight == 0 else { continue }
      for (index, hash) in row.enumerated() {
        completed(height / TreeEdge.groupHeight, first + UInt64(index), hash)
      }
    }
    hashes.append(contentsOf: left.reversed())
    size += UInt64(leaves.count)
  }

  /// Root of the tree.
  public var root: Digest {
    guard var root = hashes.last else { return MerkleHash.emptyRoot }
    for hash in hashes.dropLast().reversed() { root = MerkleHash.node(hash, root) }
    return root
  }
}

/// Where the tree's stored groups end: the position of the last leaf below a stored node.
enum TreeGroup {
  /// Leaves below one node of a tile level: 256 to the power of `level`.
  static func leaves(level: Int) -> UInt64 {
    1 << UInt64(level * TreeEdge.groupHeight)
  }

  /// Position of the last event below node `index` of `level`.
  static func lastPosition(level: Int, index: UInt64) -> UInt64 {
    (index + 1) * leaves(level: level)
  }
}
