/// Checks a log against itself: leaf hashes, tree, edge, stream chains, batches, and the index and vault against a scan.
///
/// It reads only, and looks at the log as it stood when it began: a server may go on writing. A damaged file can make LMDB
/// itself die of a signal, so programs run it in a child process (``ChildProcess``) and name the last position it reported.
public enum Verification {
  /// Verifies a data directory.
  ///
  /// - Parameters:
  ///   - directory: the data directory.
  ///   - full: every record is read and hashed; otherwise the files, states, batches, places and the newest 4,096 events.
  ///   - threads: threads to hash on.
  ///   - careful: first touches every entry one by one and reports each position before it is read, so that a process
  ///     that dies of one names its place; slow, for a second look.
  ///   - progress: called with the position up to which everything was read.
  ///   - erases: whether an event erased the value at a path; the store knows only that it must be a later one of the same
  ///     stream, who reads events knows which are erasures.
  /// - Returns: everything found; an unusable directory is a finding, too.
  public static func run(
    directory: String, full: Bool, threads: Int = 2, careful: Bool = false,
    progress: (Position) -> Void = { _ in }, erases: @escaping ErasureTest = { _, _ in true }
  ) -> VerificationReport {
    var report = VerificationReport()
    report.isFull = full
    do throws(LogError) {
      let data = try DataDirectory.open(directory)
      report.origin = data.origin
      try checkSealedFiles(directory + "/log", full: full, &report)
      let segments = try SegmentDirectory.open(directory + "/log", isReadOnly: true, faults: nil)
      let state = try segments.active.currentState()
      if state.origin != data.origin {
        report.add(.file, nil, "the log belongs to '\(state.origin)', not to '\(data.origin)'")
      }
      report.size = state.size
      report.segments = segments.segments.count
      report.sealedSegments = segments.segments.count { $0.isSealed }
      var verifier = Verifier(segments, state, directory, report)
      progress(.start)
      if careful { verifier.touchEverything(progress) }
      if full {
        // Nothing beside it, so that a process that dies has told the place at which it did.
        let threads = careful ? 1 : threads
        verifier.checkAll(threads: threads, isCareful: careful, progress)
        verifier.checkVault(threads: threads, erases)
      } else {
        verifier.checkNewest()
      }
      return verifier.report
    } catch {
      report.add(.file, unreadable: error, error.description)
    }
    return report
  }

  private static func checkSealedFiles(
    _ directory: String, full: Bool, _ report: inout VerificationReport
  ) throws(LogError) {
    for entry in try SegmentManifest.load(directory).entries {
      let path = directory + "/" + Segment.fileName(entry.number)
      guard let size = FileSystem.size(of: path) else {
        report.add(.file, Position(entry.first), "\(path) is missing; restore it from a backup")
        continue
      }
      if size != entry.bytes {
        report.add(
          .file, Position(entry.first), "\(path) has \(size) bytes, sealed with \(entry.bytes)")
      } else if full, try FileSystem.sha256(of: path) != entry.sha256 {
        report.add(.file, Position(entry.first), "\(path) differs from the file that was sealed")
      }
    }
  }
}

/// Whether an event is one that erased the value at a path.
public typealias ErasureTest = @Sendable (_ event: borrowing EventView, _ path: String) -> Bool

/// One verification under way.
struct Verifier {
  let segments: SegmentSet
  let state: LogState
  let directory: String
  var report: VerificationReport
  /// Personal values that the records of each run commit to.
  var expectedDisclosures: [Int] = []
  private var tips: [StreamTip] = []
  private var edge = TreeEdge()
  /// Checkpoints that are kept and not yet compared, smallest first.
  var checkpoints: [KeptCheckpoint] = []
  private var recordedAt = Int64.min
  private var nodes: [(last: UInt64, level: UInt8, hash: Digest)] = []

  /// Where a stream's chain stands.
  private struct StreamTip {
    var nameHash: UInt64
    var revision: UInt64
    var leafHash: Digest
  }

  init(
    _ segments: SegmentSet, _ state: LogState, _ directory: String, _ report: VerificationReport
  ) {
    self.segments = segments
    self.state = state
    self.directory = directory
    self.report = report
  }

  // MARK: Events

  /// Checks every event, the tree, and the tables beside them, which another thread reads meanwhile.
  mutating func checkAll(threads: Int, isCareful: Bool, _ progress: (Position) -> Void) {
    let index = Self.openIndex(directory, segments)
    let indexed = index?.state.position ?? .start
    report.isIndexCompared = index != nil
    let tables = TableChecks(segments, state, index)
    let earlier = report.findings.count
    if isCareful { tables.checkBatches() }
    checkpoints = readCheckpoints()
    var sums = IndexSums()
    let size = state.size
    let segments = self.segments
    OrderedPipeline.run(
      count: EventRun.count(size), helpers: max(0, threads - 1),
      beside: { if !isCareful { tables.checkAll() } },
      compute: { EventRun($0, size: size, indexed: indexed, segments) },
      consume: { run in
        take(run)
        expectedDisclosures.append(run.disclosures)
        sums.add(run.sums)
        progress(Position(run.last))
        return true
      })
    if isCareful { tables.checkIndex() }
    let (batches, found) = tables.results()
    report.batches = batches.batches
    report.insert(batches, at: earlier)
    checkWhole()
    found?.compare(with: sums, &report)
  }

  private mutating func checkWhole() {
    report.root = edge.root
    report.streams = UInt64(tips.count)
    if edge != state.edge {
      report.add(.tree, nil, "the records give root \(edge.root), the log says \(state.edge.root)")
    }
    if UInt64(tips.count) != state.streams {
      report.add(.chain, nil, "there are \(tips.count) streams, the log says \(state.streams)")
    }
    checkNodes()
  }

  /// The index, when there is one that belongs to this log.
  private static func openIndex(_ directory: String, _ segments: SegmentSet) -> IndexReader? {
    guard let index = IndexDirectory.openForReading(directory, segments) else { return nil }
    return try? IndexReader(index)
  }

  /// Checks the batches, the places of all events, and the newest events alone.
  mutating func checkNewest() {
    var batches = BatchCheck(segments, state)
    batches.run()
    report.batches = batches.report.batches
    report.insert(batches.report, at: report.findings.count)
    walkEvents()
    let runs = EventRun.count(state.size)
    if runs > 0 { takeNewest(EventRun(runs - 1, size: state.size, indexed: .start, segments)) }
  }

  /// Whether every event stands in its place and can be looked up; nothing is read of it.
  private mutating func walkEvents() {
    var next = Position.start.next
    do {
      try SegmentReader(segments).walk(from: next, through: Position(state.size)) {
        report.add(.event, $0, "the event cannot be looked up")
      } _: { position, _, _ in
        next = position.next
        if position.rawValue % Self.eventsPerResidentRelease == 0 { letPagesGo(upTo: position) }
      }
    } catch {
      report.add(.event, next, "it cannot be read (\(error))")
    }
  }

  /// The quick check looks at the newest events alone: their records and their places.
  private mutating func takeNewest(_ run: EventRun) {
    for finding in run.findings { report.add(finding) }
    report.root = state.edge.root
    report.verifiedUpTo = .start
  }

  private mutating func take(_ run: EventRun) {
    for finding in run.findings { report.add(finding) }
    for link in run.links { checkLink(link) }
    checkCheckpoints(run, from: edge)
    for group in run.groups { addGroup(group) }
    for leaf in run.rest { edge.append(leaf) }
    if report.isSound { report.verifiedUpTo = Position(run.last) }
    if run.last % Self.eventsPerResidentRelease == 0 { letPagesGo(upTo: Position(run.last)) }
  }

  /// Events after which the pages that were read go from this process's memory: whole runs, more than are read at a time.
  private static let eventsPerResidentRelease = 64 * EventRun.length

  /// Lets the pages of a segment go that were read so far; without that a verification looks as large as the log.
  private func letPagesGo(upTo position: Position) {
    segments.segments[segments.index(of: position)].environment.letPagesGo()
  }

  private mutating func checkLink(_ link: EventRun.Link) {
    let position = Position(link.position)
    if link.recordedAt < recordedAt {
      report.add(.chain, position, "recordedAt runs backwards")
    }
    recordedAt = link.recordedAt
    let known = UInt64(tips.count)
    if link.stream == known {
      if link.revision != 1 || link.previous != nil {
        report.add(.chain, position, "a new stream does not begin at revision 1")
      }
      tips.append(
        StreamTip(nameHash: link.nameHash, revision: link.revision, leafHash: link.leafHash))
      return
    }
    guard link.stream < known else {
      report.add(.chain, position, "stream number \(link.stream) skips numbers after \(known)")
      return
    }
    let number = Int(link.stream)
    let tip = tips[number]
    if tip.nameHash != link.nameHash {
      report.add(.chain, position, "stream number \(link.stream) had another name before")
    }
    if link.revision != tip.revision + 1 {
      report.add(.chain, position, "revision \(link.revision) follows revision \(tip.revision)")
    }
    if link.previous != tip.leafHash {
      report.add(.chain, position, "it does not name the leaf before it in its stream")
    }
    tips[number].revision = link.revision
    tips[number].leafHash = link.leafHash
  }

  private mutating func addGroup(_ root: Digest) {
    edge.appendGroup(root) { level, index, hash in
      nodes.append((TreeGroup.lastPosition(level: level, index: index), UInt8(level), hash))
    }
  }

  // MARK: Tree nodes

  private mutating func checkNodes() {
    var expected = nodes[...]
    for segment in segments.segments {
      do {
        let view = try ReadView(segment.environment)
        let grown = try segment.state(in: view).size
        var unreachable: [[UInt8]] = []
        try view.walk(segment.tables.nodes) {
          unreachable.append($0)
        } _: { key, value in
          let found = key.word(at: 0)
          // Written since the verification began.
          if let found, found > state.size, found <= grown { return }
          let next = expected.popFirst()
          let place = Position(next?.last ?? found ?? 0)
          guard let next, found == next.last, key.count == 9, key[8] == next.level else {
            report.add(.tree, place, "a stored node is missing or out of place")
            return
          }
          if value.count != 32 || Digest(value, at: 0) != next.hash {
            report.add(
              .tree, place, "the stored node of level \(next.level) differs from its leaves")
          }
        }
        for key in unreachable {
          report.add(.tree, Self.position(key), "the node there cannot be looked up")
        }
      } catch {
        report.add(.tree, nil, "the nodes in \(segment.path) cannot be read (\(error))")
      }
    }
    if let missing = expected.first {
      report.add(
        .tree, Position(missing.last), "\(expected.count) stored nodes are missing from here on")
    }
  }

  static func position(_ key: [UInt8]) -> Position? { key.span.word(at: 0).map { Position($0) } }
}

extension TreeEdge {
  /// Appends the root of 256 leaves at once; the size must be a multiple of 256.
  mutating func appendGroup(
    _ root: Digest, completed: (_ level: Int, _ index: UInt64, _ hash: Digest) -> Void
  ) {
    completed(1, size >> 8, root)
    // In units of 256 leaves this is an ordinary append.
    guard var groups = TreeEdge(size: size >> 8, hashes: hashes) else { return }
    groups.append(root) { level, index, hash in completed(level + 1, index, hash) }
    if let grown = TreeEdge(size: groups.size << 8, hashes: groups.hashes) { self = grown }
  }
}
