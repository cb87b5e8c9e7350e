private import Synchronization

/// The segments of a log as one row, at one moment; replaced as a whole when a segment is added or sealed.
final class SegmentSet: Sendable {
  /// In order; the last one is being written.
  let segments: [Segment]

  init(_ segments: [Segment]) {
    self.segments = segments
  }

  /// The segment that is being written.
  var active: Segment { segments[segments.count - 1] }

  /// Index of the segment that holds an event.
  /// - Complexity: O(log segments).
  func index(of position: Position) -> Int {
    lastIndex { $0.start.base < position.rawValue }
  }

  /// Index of the segment that holds a batch (batches are numbered from 0).
  func index(ofBatch number: UInt64) -> Int {
    lastIndex { $0.start.baseBatches <= number }
  }

  private func lastIndex(_ holds: (Segment) -> Bool) -> Int {
    var low = 0
    var high = segments.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if holds(segments[middle]) { low = middle } else { high = middle }
    }
    return low
  }
}

/// Finds, opens and seals the segment files of a log directory.
enum SegmentDirectory {
  /// Creates the directory's first segment.
  static func create(_ directory: String, origin: String) throws(LogError) {
    try FileSystem.createDirectory(directory)
    try Segment.create(directory + "/" + Segment.fileName(1), start: LogState(origin: origin))
  }

  /// Opens every segment.
  ///
  /// A reader may come while the writer seals a segment and puts another file in its place: it tries again.
  /// - Throws: ``LogError/unusable(_:)`` when one is missing, cut, or does not continue the one before.
  static func open(
    _ directory: String, isReadOnly: Bool, faults: (any FaultPlan)?
  ) throws(LogError) -> SegmentSet {
    for _ in 1..<(isReadOnly ? readerTriesMax : 1) {
      do throws(LogError) {
        return try openOnce(directory, isReadOnly: true, faults: faults)
      } catch {
        if case .notFound = error { throw error }
      }
      Terminal.pause(milliseconds: 20)
    }
    return try openOnce(directory, isReadOnly: isReadOnly, faults: faults)
  }

  /// Sealing takes a few milliseconds from one file's taking another's place to the manifest that says so.
  private static let readerTriesMax = 5

  private static func openOnce(
    _ directory: String, isReadOnly: Bool, faults: (any FaultPlan)?
  ) throws(LogError) -> SegmentSet {
    let manifest = try SegmentManifest.load(directory)
    var segments: [Segment] = []
    let names = try FileSystem.list(directory).filter { $0.hasSuffix(".mdb") }
    guard !names.isEmpty else {
      throw .notFound("\(directory) holds no segment of a log; restore it from a backup")
    }
    for (index, name) in names.enumerated() {
      let path = directory + "/" + name
      let number = UInt64(index + 1)
      guard name == Segment.fileName(number) else {
        throw .unusable(
          "\(directory) lacks \(Segment.fileName(number)) (found \(name)); "
            + "restore it from a backup")
      }
      let entry = index < manifest.entries.count ? manifest.entries[index] : nil
      if let entry, FileSystem.size(of: path) != entry.bytes {
        throw .unusable(
          "\(path) has another length than the \(entry.bytes) bytes it was sealed with; "
            + "restore it from a backup")
      }
      let segment = try Segment(
        path, isSealed: entry != nil, isReadOnly: isReadOnly || index + 1 < names.count,
        faults: faults)
      try check(segment, number: number, after: segments.last, path)
      segments.append(segment)
    }
    guard manifest.entries.count < segments.count else {
      throw .unusable(
        "\(directory) lacks the segment that was being written; restore it from a backup")
    }
    return SegmentSet(segments)
  }

  private static func check(
    _ segment: Segment, number: UInt64, after before: Segment?, _ path: String
  ) throws(LogError) {
    let expected = try before?.currentState()
    guard segment.start.segment == number, segment.start.base == expected?.size ?? 0,
      segment.start.edge.root == expected?.edge.root ?? MerkleHash.emptyRoot,
      segment.start.origin == expected?.origin ?? segment.start.origin
    else {
      throw .unusable(
        "\(path) does not continue the segment before it; restore both from one backup")
    }
  }

  /// Seals a segment that is full: a compact copy takes its place, and the manifest names it.
  ///
  /// Safe to repeat: until the manifest names the segment, it counts as not sealed.
  static func seal(_ segment: Segment, in directory: String) throws(LogError) -> Segment {
    let state = try segment.currentState()
    let temporary = segment.path + ".sealing"
    try FileSystem.remove(temporary)
    do throws(LMDBError) {
      try segment.environment.copyCompactly(to: temporary)
    } catch {
      throw LogError(error, temporary)
    }
    try FileSystem.syncFile(temporary)
    let entry = SegmentManifest.Entry(
      number: segment.start.segment, first: segment.start.base + 1, last: state.size,
      root: state.edge.root, bytes: FileSystem.size(of: temporary) ?? 0,
      sha256: try FileSystem.sha256(of: temporary))
    try FileSystem.setMode(temporary, 0o400)
    try FileSystem.rename(temporary, to: segment.path)
    try FileSystem.syncDirectory(of: segment.path)
    var manifest = try SegmentManifest.load(directory)
    guard manifest.entries.count + 1 == Int(entry.number) else {
      throw .unusable("segment \(entry.number) cannot be sealed before the one ahead of it")
    }
    manifest.entries.append(entry)
    try manifest.save(directory)
    try FileSystem.remove(segment.path + "-lock")
    return try Segment(segment.path, isSealed: true, isReadOnly: true, faults: nil)
  }
}
