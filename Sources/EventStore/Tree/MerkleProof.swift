/// Building and checking the proofs of RFC 6962 / RFC 9162 §2.1.
public enum MerkleProof {
  /// Why a proof does not hold.
  public enum Failure: Error, Hashable, Sendable {
    /// Index, sizes or number of hashes cannot belong together.
    case malformed(String)
    /// The hashes lead to another root.
    case rootMismatch(String)
  }

  /// Checks that a leaf is in a tree (RFC 9162 §2.1.3.2).
  public static func verifyInclusion(
    leaf: Digest, index: UInt64, treeSize: UInt64, path: [Digest], root: Digest
  ) throws(Failure) {
    guard index < treeSize else {
      throw .malformed("leaf index \(index) is not below the tree size \(treeSize)")
    }
    var node = index
    var last = treeSize - 1
    var hash = leaf
    for sibling in path {
      guard last != 0 else { throw .malformed("the path is longer than the tree is high") }
      if node & 1 == 1 || node == last {
        hash = MerkleHash.node(sibling, hash)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        hash = MerkleHash.node(hash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .malformed("the path is shorter than the tree is high") }
    guard hash == root else { throw .rootMismatch("the path leads to root \(hash)") }
  }

  /// Checks that a tree is a prefix of a larger one (RFC 9162 §2.1.4.2).
  ///
  /// Sizes of zero are refused: a proof from the empty tree says nothing. Equal sizes need equal roots and no path.
  public static func verifyConsistency(
    from old: UInt64, root oldRoot: Digest, to new: UInt64, root newRoot: Digest, path: [Digest]
  ) throws(Failure) {
    guard old > 0 else { throw .malformed("a proof from size 0 proves nothing") }
    guard old <= new else { throw .malformed("the old size \(old) is larger than \(new)") }
    if old == new {
      guard path.isEmpty else { throw .malformed("equal sizes take an empty path") }
      guard oldRoot == newRoot else { throw .rootMismatch("equal sizes have different roots") }
      return
    }
    var rest = path[...]
    if old & (old - 1) == 0 { rest = [oldRoot] + rest }
    guard let first = rest.popFirst() else { throw .malformed("the path is empty") }
    var node = old - 1
    var last = new - 1
    while node & 1 == 1 {
      node >>= 1
      last >>= 1
    }
    var oldHash = first
    var newHash = first
    for sibling in rest {
      guard last != 0 else { throw .malformed("the path is longer than the tree is high") }
      if node & 1 == 1 || node == last {
        oldHash = MerkleHash.node(sibling, oldHash)
        newHash = MerkleHash.node(sibling, newHash)
        while node & 1 == 0, node != 0 {
          node >>= 1
          last >>= 1
        }
      } else {
        newHash = MerkleHash.node(newHash, sibling)
      }
      node >>= 1
      last >>= 1
    }
    guard last == 0 else { throw .malformed("the path is shorter than the tree is high") }
    guard oldHash == oldRoot else { throw .rootMismatch("the path leads to old root \(oldHash)") }
    guard newHash == newRoot else { throw .rootMismatch("the path leads to new root \(newHash)") }
  }

  /// Gives the root of the complete subtree of 2^height leaves that starts at leaf `index << height`.
  typealias Subtree = (_ height: Int, _ index: UInt64) throws -> Digest

  /// Root over the leaves `start..<end`, where `start` is a multiple of the largest power of two that fits.
  static func root(of range: Range<UInt64>, _ subtree: Subtree) throws -> Digest {
    let count = UInt64(range.count)
    if count == 0 { return MerkleHash.emptyRoot }
    if count & (count - 1) == 0 {
      let height = count.trailingZeroBitCount
      return try subtree(height, range.lowerBound >> UInt64(height))
    }
    let middle = range.lowerBound + split(count)
    return MerkleHash.node(
      try root(of: range.lowerBound..<middle, subtree),
      try root(of: middle..<range.upperBound, subtree))
  }

  /// The audit path of leaf `index` in the leaves of `range`, leaf side first (RFC 6962 §2.1.1).
  static func inclusion(
    index: UInt64, in range: Range<UInt64>, _ subtree: Subtree
  ) throws -> [Digest] {
    let count = UInt64(range.count)
    if count == 1 { return [] }
    let middle = range.lowerBound + split(count)
    if index < middle {
      return try inclusion(index: index, in: range.lowerBound..<middle, subtree)
        + [root(of: middle..<range.upperBound, subtree)]
    }
    return try inclusion(index: index, in: middle..<range.upperBound, subtree)
      + [root(of: range.lowerBound..<middle, subtree)]
  }

  /// The consistency proof from the first `old` leaves to `new` (RFC 6962 §2.1.2).
  static func consistency(from old: UInt64, to new: UInt64, _ subtree: Subtree) throws -> [Digest] {
    guard old > 0, old < new else { return [] }
    return try subproof(old, 0..<new, isWhole: true, subtree)
  }

  private static func subproof(
    _ old: UInt64, _ range: Range<UInt64>, isWhole: Bool, _ subtree: Subtree
  ) throws -> [Digest] {
    let count = UInt64(range.count)
    if old == count { return isWhole ? [] : [try root(of: range, subtree)] }
    let half = split(count)
    let middle = range.lowerBound + half
    if old <= half {
      return try subproof(old, range.lowerBound..<middle, isWhole: isWhole, subtree)
        + [root(of: middle..<range.upperBound, subtree)]
    }
    return try subproof(old - half, middle..<range.upperBound, isWhole: false, subtree)
      + [root(of: range.lowerBound..<middle, subtree)]
  }

  /// The largest power of two below `count`.
  private static func split(_ count: UInt64) -> UInt64 {
    1 << UInt64(63 - (count - 1).leadingZeroBitCount)
  }
}
