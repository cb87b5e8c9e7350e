/// 镜像: A copy of all of a log's entries, in a directory of files as tlog-tiles names them, kept by somebody else.
///
/// `checkpoint`, `tile/entries/…` and `tile/<L>/…`: any web server can hand it out, and any verifier of tlog-tiles reads it. The
/// hashes are computed from the entries, never taken from the log; `checkpoint` is replaced only when the entries give its root
/// and are durable. Nothing that a checkpoint covered is ever written again.
public struct LogMirror {
  /// Where it is.
  public let directory: String
  /// The checkpoint whose root the entries give; `nil` for an empty mirror.
  public private(set) var held: SignedCheckpoint?
  private var edge = TreeEdge()
  /// Hashes of the last tile of each level that is not full; level 0 holds leaf hashes.
  private var open: [[Digest]] = [[]]
  private var tiles: [UInt64] = [0]

  /// What came of an update.
  public enum Outcome: Hashable, Sendable {
    /// The log has nothing new.
    case unchanged
    /// The mirror now holds this many events.
    case grown(to: UInt64)
    /// The log handed out an older checkpoint, which agrees.
    case behind(UInt64)
    /// The log signed what contradicts the mirror: the position from which on, where it is known, and a sentence.
    case contradiction(Position?, String)
  }

  /// Opens a mirror, or makes an empty one, and reads every entry again.
  /// - Throws: ``LogError/corrupt(position:_:)`` when the entries do not give the checkpoint's root.
  public init(_ directory: String) throws(LogError) {
    self.directory = directory
    try FileSystem.createDirectory(directory)
    guard let held = try Self.checkpoint(directory) else { return }
    let head = held.checkpoint
    while edge.size < head.size {
      try take(try Self.leaves(directory, from: edge.size, to: head.size))
    }
    guard edge.root == head.root else {
      throw .corrupt(
        position: Position(head.size),
        "the entries of the mirror \(directory) do not give its checkpoint's root")
    }
    self.held = held
    try writeOpenTiles()
  }

  /// Takes what a log has beyond the mirror.
  ///
  /// - Parameters:
  ///   - checkpoint: the log's, its signature verified by the caller.
  ///   - fetch: an entry bundle of the log.
  /// - Throws: ``LogError``, or what `fetch` throws: the mirror is as it was.
  public mutating func update(
    to checkpoint: SignedCheckpoint, _ fetch: (TilePath) throws -> [UInt8]
  ) throws -> Outcome {
    let head = checkpoint.checkpoint
    if let known = held?.checkpoint, head.size <= known.size {
      let root = head.size == known.size ? known.root : try root(at: head.size)
      guard root == head.root else {
        return .contradiction(
          nil, "at size \(head.size) the mirror has root \(root), the log signed \(head.root)")
      }
      return head.size == known.size ? .unchanged : .behind(head.size)
    }
    var next = self
    while next.edge.size < head.size {
      guard let path = TilePath.entries(holding: next.edge.size, treeSize: head.size) else { break }
      let bundle = try fetch(path)
      let leaves = try Self.leaves(bundle, of: path)
      let known = next.open[0]
      let first = Position(path.index * UInt64(TilePath.fullWidth) + 1)
      for (index, pair) in zip(known, leaves).enumerated() where pair.0 != pair.1 {
        let place = Position(first.rawValue + UInt64(index))
        return .contradiction(place, "the event at position \(place) is not the one that was there")
      }
      try write(bundle, path)
      try next.take(leaves.dropFirst(known.count))
    }
    guard next.edge.root == head.root else {
      return .contradiction(
        nil, "the \(head.size) entries that the log hands out do not give the root that it signed")
    }
    try next.writeOpenTiles()
    try FileSystem.replace(directory + "/checkpoint", with: checkpoint.encoded)
    next.held = checkpoint
    self = next
    return .grown(to: head.size)
  }

  // MARK: Tree

  private mutating func take(_ leaves: some Collection<Digest>) throws(LogError) {
    var full: [(path: TilePath, hashes: [Digest])] = []
    for leaf in leaves {
      push(leaf, level: 0, &full)
      var completed: [(Int, Digest)] = []
      edge.append(leaf) { level, _, hash in completed.append((level, hash)) }
      for (level, hash) in completed { push(hash, level: level, &full) }
    }
    for (path, hashes) in full { try writeTile(path, hashes) }
  }

  private mutating func push(
    _ hash: Digest, level: Int, _ full: inout [(path: TilePath, hashes: [Digest])]
  ) {
    while open.count <= level {
      open.append([])
      tiles.append(0)
    }
    open[level].append(hash)
    guard open[level].count == TilePath.fullWidth else { return }
    if let path = TilePath(.hashes(level: level), index: tiles[level]) {
      full.append((path, open[level]))
    }
    open[level] = []
    tiles[level] += 1
  }

  private func writeOpenTiles() throws(LogError) {
    for level in open.indices where !open[level].isEmpty {
      let path = TilePath(
        .hashes(level: level), index: tiles[level], width: open[level].count)
      if let path { try writeTile(path, open[level]) }
    }
  }

  /// Hashes follow from the entries and are written again when the mirror is opened, so they need not be durable.
  private func writeTile(_ path: TilePath, _ hashes: [Digest]) throws(LogError) {
    guard !FileSystem.exists("\(directory)/\(path)") else { return }
    var bytes: [UInt8] = []
    for hash in hashes { hash.append(to: &bytes) }
    try write(bytes, path, durable: false)
  }

  private func write(
    _ bytes: [UInt8], _ path: TilePath, durable: Bool = true
  ) throws(LogError) {
    var folder = directory
    for part in path.text.split(separator: "/").dropLast() {
      folder += "/" + part
      try FileSystem.createDirectory(folder)
    }
    try FileSystem.replace("\(directory)/\(path)", with: bytes, durable: durable)
  }

  /// Root over the first entries.
  private func root(at size: UInt64) throws(LogError) -> Digest {
    var edge = TreeEdge()
    while edge.size < size {
      let total = held?.checkpoint.size ?? 0
      for leaf in try Self.leaves(directory, from: edge.size, to: total)
      where edge.size < size {
        edge.append(leaf)
      }
    }
    return edge.root
  }
}
