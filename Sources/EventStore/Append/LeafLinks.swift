/// Which records of a commit name a leaf of the same commit, so that it must be hashed before them.
struct LeafLinks: Sendable {
  /// Of each event: records of the same stream before it in the commit, the event whose leaf it names, and where.
  private(set) var links: [HashLink] = []
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
      links.append(HashLink())
      return
    }
    let depth = links[index].depth + 1
    deepest = max(deepest, depth)
    links.append(HashLink(depth: depth, previous: Int32(index), offset: UInt64(offset)))
  }

  /// Takes the last events back.
  mutating func removeLast(_ count: Int) {
    links.removeLast(count)
  }

  /// Whether many events can be hashed side by side: whether there are several for each that waits for another.
  var isWide: Bool { links.count > 2 * (Int(deepest) + 1) }

  /// All events by depth: each names leaves of earlier ones only.
  func order() -> [UInt32] {
    var next = [Int](repeating: 0, count: Int(deepest) + 2)
    for link in links { next[Int(link.depth) + 1] += 1 }
    for depth in next.indices.dropFirst() { next[depth] += next[depth - 1] }
    var order = [UInt32](repeating: 0, count: links.count)
    for event in links.indices {
      let depth = Int(links[event].depth)
      order[next[depth]] = UInt32(event)
      next[depth] += 1
    }
    return order
  }

  /// The previous leaf of an event, and where its record names it; `nil` when it is none of this commit.
  func previous(of event: Int) -> (event: Int, offset: Int)? {
    let link = links[event]
    return link.previous < 0 ? nil : (Int(link.previous), Int(link.offset))
  }

  /// Events that can be hashed side by side, in rounds: each names leaves of earlier rounds only.
  func rounds() -> [ArraySlice<UInt32>] {
    let order = order()
    var rounds: [ArraySlice<UInt32>] = []
    var start = 0
    while start < order.count {
      var end = start + 1
      let depth = links[Int(order[start])].depth
      while end < order.count, links[Int(order[end])].depth == depth { end += 1 }
      rounds.append(order[start..<end])
      start = end
    }
    return rounds
  }
}
