/// The nodes that leaves add to a tree, as messages of a plan: they are hashed with the leaves, without waiting for a whole row.
struct TreeGrowth {
  /// Bytes of a node's message: RFC 6962's mark, and the digests of both halves.
  static let nodeBytes = 65

  /// Roots of the old complete subtrees that stay.
  private var kept: [Digest]
  /// Messages of the new ones, smallest first.
  private var new: [Int] = []
  private var groups: [(last: UInt64, level: UInt8, message: Int)] = []
  private let size: UInt64

  /// Adds the nodes to a plan.
  ///
  /// - Parameters:
  ///   - edge: the tree before the leaves.
  ///   - leaves: their messages.
  ///   - node: writes the message of a node into the buffer, with the digest of its left half if that is known, and returns
  ///     its offset.
  init(
    of edge: TreeEdge, by leaves: Range<Int>, _ plan: inout HashPlan,
    node: (_ left: Digest?) -> Int
  ) {
    kept = edge.hashes
    size = edge.size + UInt64(leaves.count)
    var row = Array(leaves)
    var first = edge.size
    var height = 0
    while !row.isEmpty {
      var parents: [Int] = []
      parents.reserveCapacity(row.count / 2 + 1)
      var next = 0
      // The row begins with a left sibling, which may stand at the edge already.
      if first & 1 == 1, let sibling = kept.popLast() {
        parents.append(Self.parent(of: nil, row[0], at: node(sibling), &plan))
        next = 1
      }
      while next + 1 < row.count {
        parents.append(Self.parent(of: row[next], row[next + 1], at: node(nil), &plan))
        next += 2
      }
      if next < row.count { new.append(row[next]) }
      first >>= 1
      height += 1
      if height % TreeEdge.groupHeight == 0 { note(parents, from: first, height) }
      row = parents
    }
  }

  private static func parent(
    of left: Int?, _ right: Int, at start: Int, _ plan: inout HashPlan
  ) -> Int {
    let parent = plan.add(start..<(start + nodeBytes))
    if let left { plan.use(left, in: parent, at: start + 1) }
    plan.use(right, in: parent, at: start + 33)
    return parent
  }

  private mutating func note(_ row: [Int], from first: UInt64, _ height: Int) {
    let level = height / TreeEdge.groupHeight
    for (index, message) in row.enumerated() {
      let last = TreeGroup.lastPosition(level: level, index: first + UInt64(index))
      groups.append((last, UInt8(level), message))
    }
  }

  /// The tree after the leaves.
  /// - Parameter digests: those of the plan.
  func edge(_ digests: [Digest]) -> TreeEdge? {
    TreeEdge(size: size, hashes: kept + new.reversed().map { digests[$0] })
  }

  /// Groups that the leaves complete: position of the last leaf, tile level, root; in the order of the keys of the table.
  /// - Parameter digests: those of the plan.
  func nodes(_ digests: [Digest]) -> [(last: UInt64, level: UInt8, hash: Digest)] {
    groups.sorted { ($0.last, $0.level) < ($1.last, $1.level) }
      .map { ($0.last, $0.level, digests[$0.message]) }
  }
}
