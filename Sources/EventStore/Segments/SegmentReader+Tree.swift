extension SegmentReader {
  /// Root of the complete subtree of 2^height leaves from leaf `index << height`.
  ///
  /// One stored node where the height is that of a tile level, else a run of at most 128 neighbours below it: a proof
  /// costs a look-up and a short walk for each of its hashes.
  func subtree(_ height: Int, _ index: UInt64) throws -> Digest {
    let level = height / TreeEdge.groupHeight
    let above = height % TreeEdge.groupHeight
    if above == 0 {
      return try level == 0 ? leafHash(at: Position(index + 1)) : node(level: level, index: index)
    }
    var row = try self.row(level: level, from: index << UInt64(above), count: 1 << above)
    while row.count > 1 { row = BatchHash.parents(row) }
    return row[0]
  }

  /// Neighbouring nodes of a tile level: 0 are leaf hashes.
  func row(level: Int, from first: UInt64, count: Int) throws -> [Digest] {
    let nodes = first..<(first + UInt64(count))
    let segment = set.index(of: Self.place(level, nodes.lowerBound))
    guard segment == set.index(of: Self.place(level, nodes.upperBound - 1)) else {
      return try nodes.map { node in
        try level == 0 ? leafHash(at: Position(node + 1)) : self.node(level: level, index: node)
      }
    }
    let view = try view(segment)
    return try level == 0 ? leafHashes(nodes, view) : nodeHashes(level, nodes, view)
  }

  /// Position of the last event below a node.
  private static func place(_ level: Int, _ index: UInt64) -> Position {
    Position(level == 0 ? index + 1 : TreeGroup.lastPosition(level: level, index: index))
  }

  private func leafHashes(_ leaves: Range<UInt64>, _ view: SegmentView) throws -> [Digest] {
    var hashes: [Digest] = []
    hashes.reserveCapacity(leaves.count)
    let transaction = view.transaction
    let cursor = try transaction.cursor(view.segment.tables.events)
    var next = leaves.lowerBound + 1
    var entry = try cursor.seek(Key(next))
    while let found = entry {
      guard found.key.word(at: 0) == next, found.value.count >= Segment.prefixBytes else { break }
      hashes.append(Digest(found.value, at: 2))
      if next == leaves.upperBound { return hashes }
      next += 1
      entry = try cursor.move(.next)
    }
    throw LogError.corrupt(position: Position(next), "the event is missing or too short")
  }

  private func nodeHashes(
    _ level: Int, _ nodes: Range<UInt64>, _ view: SegmentView
  ) throws -> [Digest] {
    var hashes: [Digest] = []
    hashes.reserveCapacity(nodes.count)
    let transaction = view.transaction
    let cursor = try transaction.cursor(view.segment.tables.nodes)
    var index = nodes.lowerBound
    var place = TreeGroup.lastPosition(level: level, index: index)
    var entry = try cursor.seek(Key(place, UInt8(level)))
    while let found = entry {
      guard let position = found.key.word(at: 0), position <= place, found.key.count == 9 else {
        break
      }
      // Nodes of other levels lie between.
      if found.key[8] == UInt8(level), position == place, found.value.count == 32 {
        hashes.append(Digest(found.value, at: 0))
        index += 1
        if index == nodes.upperBound { return hashes }
        place = TreeGroup.lastPosition(level: level, index: index)
      }
      // Between two nodes of a level lie 255 of the level below, and those below it: only the lowest is worth walking.
      entry = try level == 1 ? cursor.move(.next) : cursor.seek(Key(place, UInt8(level)))
    }
    throw LogError.corrupt(
      position: Position(place), "the tree node of level \(level) is missing")
  }
}
