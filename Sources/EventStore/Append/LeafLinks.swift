/// Which records of a commit name a leaf of the same commit, so that it must be hashed before them.
struct LeafLinks: Sendable {
  private struct Link {
    /// Records of the same stream before it in the commit.
    var depth: Int32
    /// The event whose leaf it names; −1 when that is none of this commit.
    var previous: Int32
    /// Where in the buffer it names it.
    var offset: Int
  }

  private var links: [Link] = []
  private var deepest: Int32 = 0

  /// Events so far.
  var count: Int { links.count }

  /// Makes room for as many events.
  mutating func reserve(_ count: Int) {
    links.reserveCapacity(count)
  }

  /// Adds the next event.
  mutating func add(_ previous: PreviousLeaf, at offset: Int?) {
    guard case .pending(let index) = previous, let offset else {
      links.append(Link(depth: 0, previous: -1, offset: 0))
      return
    }
    let depth = links[index].depth + 1
    deepest = max(deepest, depth)
    links.append(Link(depth: depth, previous: Int32(index), offset: offset))
  }

  /// Takes the last events back.
  mutating func removeLast(_ count: Int) {
    links.removeLast(count)
  }

  /// Events that can be hashed side by side, in rounds: each names leaves of earlier rounds only.
  func rounds() -> [ArraySlice<Int>] {
    if links.isEmpty { return [] }
    if deepest == 0 { return [ArraySlice(links.indices)] }
    var ends = [Int](repeating: 0, count: Int(deepest) + 1)
    for link in links { ends[Int(link.depth)] += 1 }
    for depth in ends.indices.dropFirst() { ends[depth] += ends[depth - 1] }
    var next = [0] + ends.dropLast()
    var order = [Int](repeating: 0, count: links.count)
    for event in links.indices {
      let depth = Int(links[event].depth)
      order[next[depth]] = event
      next[depth] += 1
    }
    let starts = [0] + ends.dropLast()
    return zip(starts, ends).filter { $0 < $1 }.map { order[$0..<$1] }
  }

  /// The previous leaf of an event, and where its record names it; `nil` when it is none of this commit.
  func previous(of event: Int) -> (event: Int, offset: Int)? {
    let link = links[event]
    return link.previous < 0 ? nil : (Int(link.previous), link.offset)
  }
}
