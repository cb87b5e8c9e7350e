private import Wire

/// Reads events, nodes and batches across the segments of a set, each through one read transaction of its own.
final class SegmentReader {
  let set: SegmentSet
  private var open: [Int: SegmentView] = [:]
  private var rowsSinceRelease = 0

  init(_ set: SegmentSet) {
    self.set = set
  }

  /// One segment's open transaction.
  final class SegmentView {
    let segment: Segment
    let transaction: ReadView

    init(_ segment: Segment) throws(LogError) {
      self.segment = segment
      do throws(LMDBError) {
        transaction = try ReadView(segment.environment)
      } catch {
        throw LogError(error, segment.path)
      }
    }

    /// Takes the newest state of the file and lets go of the old one.
    func renew() throws(LogError) {
      do throws(LMDBError) {
        try transaction.renew()
      } catch {
        throw LogError(error, segment.path)
      }
    }
  }

  /// The open view of a segment, by its index in the set.
  func view(_ index: Int) throws(LogError) -> SegmentView {
    if let view = open[index] { return view }
    let view = try SegmentView(set.segments[index])
    open[index] = view
    return view
  }

  /// Lets go of the views taken so far; the next read takes newer ones.
  func letGo() {
    open = [:]
  }

  /// The leaf hash stored with an event.
  func leafHash(at position: Position) throws(LogError) -> Digest {
    let view = try view(set.index(of: position))
    do throws(LMDBError) {
      let transaction = view.transaction
      if let value = try transaction.get(view.segment.tables.events, Key(position.rawValue)),
        value.count >= Segment.prefixBytes
      {
        return Digest(value, at: 2)
      }
    } catch {
      throw LogError(error, view.segment.path)
    }
    throw .corrupt(position: position, "the event is missing or too short")
  }

  /// A stored node: the root of a completed group.
  func node(level: Int, index: UInt64) throws(LogError) -> Digest {
    let last = Position(TreeGroup.lastPosition(level: level, index: index))
    let view = try view(set.index(of: last))
    do throws(LMDBError) {
      let transaction = view.transaction
      let key = Key(last.rawValue, UInt8(level))
      if let value = try transaction.get(view.segment.tables.nodes, key), value.count == 32 {
        return Digest(value, at: 0)
      }
    } catch {
      throw LogError(error, view.segment.path)
    }
    throw .corrupt(position: last, "the tree node of level \(level) is missing")
  }

  /// The signed note of the largest checkpoint up to a size, or `nil`.
  ///
  /// A segment's checkpoints are no smaller than those of the segments before it.
  func checkpoint(atMost size: UInt64) throws(LogError) -> [UInt8]? {
    for index in set.segments.indices.reversed() where set.segments[index].start.base <= size {
      let view = try view(index)
      do throws(LMDBError) {
        let transaction = view.transaction
        let cursor = try transaction.cursor(view.segment.tables.checkpoints)
        if let found = try cursor.seekBefore(Key(size + 1)) { return [UInt8](copying: found.value) }
      } catch {
        throw LogError(error, view.segment.path)
      }
    }
    return nil
  }

  /// A batch, or `nil` when there is none with this number.
  func batch(_ number: UInt64) throws(LogError) -> BatchRecord? {
    let view = try view(set.index(ofBatch: number))
    var bytes: [UInt8]?
    do throws(LMDBError) {
      let transaction = view.transaction
      if let value = try transaction.get(view.segment.tables.batches, Key(number)) {
        bytes = [UInt8](copying: value)
      }
    } catch {
      throw LogError(error, view.segment.path)
    }
    guard let bytes else { return nil }
    guard let batch = BatchRecord(decoding: bytes) else {
      throw .corrupt(position: .start, "batch \(number) does not fit its sum")
    }
    return batch
  }

  /// Appends the rest of a long record to its first part.
  func appendChunks(
    at position: Position, in view: SegmentView, length: Int, to bytes: inout [UInt8]
  ) throws(LogError) {
    var chunk: UInt16 = 0
    do throws(LMDBError) {
      let transaction = view.transaction
      while bytes.count < length,
        let value = try transaction.get(
          view.segment.tables.payloads, Key(position.rawValue, chunk))
      {
        bytes.append(contentsOf: [UInt8](copying: value))
        chunk += 1
      }
    } catch {
      throw LogError(error, view.segment.path)
    }
    guard bytes.count == length else {
      throw .corrupt(position: position, "the record lacks \(length - bytes.count) of its bytes")
    }
  }

  /// Shows the event at a position.
  func show<Output>(
    _ position: Position, _ content: RecordContent, _ body: (borrowing EventView) throws -> Output
  ) throws -> Output {
    let view = try view(set.index(of: position))
    let transaction = view.transaction
    guard let value = try transaction.get(view.segment.tables.events, Key(position.rawValue))
    else { throw LogError.corrupt(position: position, "the event is missing") }
    return try show(value, at: position, in: view, content, body)
  }

  /// Shows the event under a value of the `events` table.
  func show<Output>(
    _ value: Span<UInt8>, at position: Position, in view: SegmentView, _ content: RecordContent,
    _ body: (borrowing EventView) throws -> Output
  ) throws -> Output {
    guard value.count > Segment.prefixBytes, let length = value.halfWord(at: 0).map(Int.init) else {
      throw LogError.corrupt(position: position, "the stored value is too short")
    }
    let hash = Digest(value, at: 2)
    let part = value.extracting(Segment.prefixBytes..<value.count)
    if part.count == length || content == .envelope {
      if content == .full { try check(part, hash, position) }
      return try body(
        EventView(position: position, leafHash: hash, record: try read(part, length, position)))
    }
    var whole = [UInt8](copying: part)
    try appendChunks(at: position, in: view, length: length, to: &whole)
    if content == .full { try check(whole.span, hash, position) }
    return try body(
      EventView(
        position: position, leafHash: hash, record: try read(whole.span, length, position)))
  }

  /// Whether a record is the one that was written; nobody is to take a damaged one for an event.
  private func check(
    _ record: Span<UInt8>, _ hash: Digest, _ position: Position
  ) throws(LogError) {
    guard MerkleHash.leaf(record) == hash else {
      throw .corrupt(position: position, "its record does not give its leaf hash")
    }
  }

  @_lifetime(copy bytes)
  private func read(
    _ bytes: Span<UInt8>, _ length: Int, _ position: Position
  ) throws(LogError) -> RecordView {
    do throws(WireError) {
      return try RecordView(bytes, wholeLength: length)
    } catch {
      throw .corrupt(position: position, "its record cannot be read (\(error))")
    }
  }

  /// Shows the events of `low...high` in order of the direction, until `body` says stop.
  ///
  /// The read transaction is renewed every ``Limits/rowsPerReadTransaction`` rows, so that a long scan does not keep
  /// old pages from being reused.
  /// - Returns: `false` when `body` stopped the scan.
  func scan(
    from low: Position, through high: Position, _ direction: ReadRange.Direction,
    _ content: RecordContent, _ body: (borrowing EventView) throws -> ScanStep
  ) throws -> Bool {
    var next = direction == .forward ? low : high
    while next >= low, next <= high, next > .start {
      let view = try view(set.index(of: next))
      let first = max(low, Position(view.segment.start.base + 1))
      var rows = 0
      let goesOn = try scanRun(
        view, next: &next, first: first, high: high, direction, rows: &rows, content, body)
      if !goesOn { return false }
      if rows == 0 { throw LogError.corrupt(position: next, "the event is missing") }
      rowsSinceRelease += rows
      if rowsSinceRelease > Limits.rowsPerResidentRelease {
        view.segment.environment.letPagesGo()
        rowsSinceRelease = 0
      }
      try view.renew()
    }
    return true
  }

  /// Counts a row that was read by itself, and now and then lets go of what was read, as a scan does.
  func noteRow(at position: Position) throws(LogError) {
    rowsSinceRelease += 1
    if rowsSinceRelease % Limits.rowsPerReadTransaction != 0 { return }
    let view = try view(set.index(of: position))
    if rowsSinceRelease > Limits.rowsPerResidentRelease {
      view.segment.environment.letPagesGo()
      rowsSinceRelease = 0
    }
    try view.renew()
  }

  private func scanRun(
    _ view: SegmentView, next: inout Position, first: Position, high: Position,
    _ direction: ReadRange.Direction, rows: inout Int, _ content: RecordContent,
    _ body: (borrowing EventView) throws -> ScanStep
  ) throws -> Bool {
    let transaction = view.transaction
    let cursor = try transaction.cursor(view.segment.tables.events)
    var entry = try cursor.seek(Key(next.rawValue))
    while let found = entry {
      guard found.key.word(at: 0) == next.rawValue else {
        throw LogError.corrupt(position: next, "the event is missing")
      }
      rows += 1
      if direction == .forward { found.fetchAfterNext() }
      if try show(found.value, at: next, in: view, content, body) == .stop { return false }
      if direction == .forward {
        next = next.next
        if next > high || rows >= Limits.rowsPerReadTransaction { return true }
        entry = try cursor.move(.next)
      } else {
        next = Position(next.rawValue - 1)
        if next < first || rows >= Limits.rowsPerReadTransaction { return true }
        entry = try cursor.move(.previous)
      }
    }
    return true
  }
}
