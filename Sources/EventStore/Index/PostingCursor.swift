/// Finds the next position that a query selects, from postings alone.
///
/// Every node answers one question: the nearest position at or after (backwards: at or before) a bound. Intersections
/// leapfrog, unions take the nearest; nothing is decoded that the answer does not need.
indirect enum PostingNode {
  case label(PostingList)
  case union([PostingNode])
  case intersection([PostingNode])
  case nothing

  /// The nearest selected position from `bound` on in the direction, or `nil`.
  func nearest(
    _ bound: UInt64, _ direction: ReadRange.Direction
  ) throws(LogError) -> UInt64? {
    switch self {
    case .nothing: return nil
    case .label(let list): return try list.nearest(bound, direction)
    case .union(let nodes):
      var best: UInt64?
      for node in nodes {
        guard let found = try node.nearest(bound, direction) else { continue }
        best = best.map { direction == .forward ? min($0, found) : max($0, found) } ?? found
      }
      return best
    case .intersection(let nodes):
      var bound = bound
      while true {
        var agreed = true
        for node in nodes {
          guard let found = try node.nearest(bound, direction) else { return nil }
          if found != bound {
            bound = found
            agreed = false
          }
        }
        if agreed { return bound }
      }
    }
  }

  /// The postings of a query's items as far as the index knows their labels.
  init(_ items: [EventQuery.Item], _ reader: IndexReader) throws(LogError) {
    var nodes: [PostingNode] = []
    for item in items {
      var parts: [PostingNode] = []
      if !item.types.isEmpty {
        var types: [PostingNode] = []
        for type in item.types {
          types.append(try Self.list(IndexEnvironment.key(type: type), reader))
        }
        parts.append(types.count == 1 ? types[0] : .union(types))
      }
      for tag in item.tags { parts.append(try Self.list(IndexEnvironment.key(tag: tag), reader)) }
      nodes.append(parts.count == 1 ? parts[0] : .intersection(parts))
    }
    self = nodes.count == 1 ? nodes[0] : .union(nodes)
  }

  private static func list(_ key: [UInt8], _ reader: IndexReader) throws(LogError) -> PostingNode {
    guard let label = try reader.label(key) else { return .nothing }
    return .label(PostingList(label, reader))
  }
}

/// One label's positions, with the block that was read last.
final class PostingList {
  private let label: UInt64
  private let reader: IndexReader
  private var block: [UInt64] = []

  init(_ label: UInt64, _ reader: IndexReader) {
    self.label = label
    self.reader = reader
  }

  func nearest(
    _ bound: UInt64, _ direction: ReadRange.Direction
  ) throws(LogError) -> UInt64? {
    if !holds(bound) { block = try reader.block(label, around: bound) ?? [] }
    guard let first = block.first, let last = block.last else { return nil }
    switch direction {
    case .forward:
      if bound > last {
        block = try reader.block(label, after: last) ?? []
        return block.first
      }
      return bound <= first ? first : block[index(atOrAfter: bound)]
    case .backward:
      if bound < first { return nil }
      if bound >= last { return last }
      let at = index(atOrAfter: bound)
      return block[at] == bound ? bound : block[at - 1]
    }
  }

  private func holds(_ bound: UInt64) -> Bool {
    guard let first = block.first, let last = block.last else { return false }
    return bound >= first && bound <= last
  }

  /// Index of the first position at or after `bound`, which is not beyond the last.
  private func index(atOrAfter bound: UInt64) -> Int {
    var low = 0
    var high = block.count - 1
    while low < high {
      let middle = (low + high) / 2
      if block[middle] < bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
