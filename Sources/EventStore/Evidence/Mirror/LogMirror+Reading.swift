extension LogMirror {
  /// The checkpoint of a mirror, or `nil` when it is empty.
  /// - Throws: ``LogError``.
  public static func checkpoint(_ directory: String) throws(LogError) -> SignedCheckpoint? {
    let path = directory + "/checkpoint"
    guard FileSystem.exists(path) else { return nil }
    let bytes = try FileSystem.read(path)
    guard let held = try? SignedCheckpoint(bytes) else {
      throw .unusable("\(path) is damaged; restore the mirror from a backup, or begin a new one")
    }
    return held
  }

  /// A file of a mirror, or `nil` when it has none: `checkpoint` or a tile.
  /// - Throws: ``LogError``.
  public static func file(_ path: String, of directory: String) throws(LogError) -> [UInt8]? {
    guard path == "checkpoint" || TilePath(path: path) != nil else { return nil }
    let place = directory + "/" + path
    return FileSystem.exists(place) ? try FileSystem.read(place) : nil
  }

  /// The first event of a log that is not the one of the mirror, the one after its last where the log is shorter; `nil` when the
  /// log has every entry of the mirror.
  /// - Throws: ``LogError``.
  public static func firstDifference(
    _ directory: String, from snapshot: borrowing LogSnapshot
  ) throws -> Position? {
    guard let head = try checkpoint(directory)?.checkpoint else { return nil }
    var position: UInt64 = 0
    while position < head.size {
      let leaves = try leaves(directory, from: position, to: head.size)
      let range = ReadRange(
        after: Position(position), upTo: Position(position + UInt64(leaves.count)))
      var found: [Digest] = []
      try snapshot.scan(.all, range, content: .envelope) { event in
        found.append(event.leafHash)
        return .next
      }
      for (index, leaf) in leaves.enumerated()
      where index >= found.count || found[index] != leaf {
        return Position(position + UInt64(index) + 1)
      }
      position += UInt64(leaves.count)
    }
    return nil
  }

  /// Leaf hashes of the bundle that begins after `size` entries.
  static func leaves(
    _ directory: String, from size: UInt64, to total: UInt64
  ) throws(LogError) -> [Digest] {
    guard let path = TilePath.entries(holding: size, treeSize: total) else { return [] }
    return try leaves(try FileSystem.read("\(directory)/\(path)"), of: path)
  }

  /// Leaf hashes of an entry bundle.
  /// - Throws: ``LogError/corrupt(position:_:)`` when it has another number of entries.
  static func leaves(_ bundle: [UInt8], of path: TilePath) throws(LogError) -> [Digest] {
    var leaves: [Digest] = []
    var offset = 0
    while offset + 2 <= bundle.count, leaves.count < path.width {
      let length = Int(bundle[offset]) << 8 | Int(bundle[offset + 1])
      guard offset + 2 + length <= bundle.count else { break }
      leaves.append(
        MerkleHash.leaf(bundle.span.extracting((offset + 2)..<(offset + 2 + length))))
      offset += 2 + length
    }
    guard leaves.count == path.width, offset == bundle.count else {
      let place = path.index * UInt64(TilePath.fullWidth) + UInt64(leaves.count) + 1
      throw .corrupt(position: Position(place), "the bundle \(path) ends or goes on there")
    }
    return leaves
  }
}
