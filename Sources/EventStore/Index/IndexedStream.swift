/// One stream as the index has it, held against the records that it points to.
///
/// The index has no checksums. A flipped bit or a lost entry must not hide an event or give a new one a wrong revision, so an
/// entry counts only when the record at its position has this stream and this revision, and the last only where the index goes
/// on with the next stream.
struct IndexedStream {
  /// The stream's last event that the index has.
  let head: StreamHead
  private let name: [UInt8]
  private let index: IndexReader
  private let log: SegmentReader
  private let last: Position

  /// The stream, or `nil` when the index does not know it.
  /// - Parameter last: the last event that the log's view has; the index may be ahead of it, and what lies beyond is not
  ///   held against records.
  init?(
    _ stream: StreamID, _ index: IndexReader, _ log: SegmentReader, upTo last: Position = .end
  ) throws {
    guard let number = try index.streamNumber(stream) else { return nil }
    name = Array(stream.text.utf8)
    self.index = index
    self.log = log
    self.last = last
    head = try index.head(of: number)
    try check(head.position, head.revision.rawValue)
  }

  /// Revisions of the events from one position to another.
  func revisions(from low: UInt64, through high: UInt64) throws -> Range<UInt64> {
    let first = try revision(atOrAfter: low)
    guard high >= low else { return first..<first }
    return first..<(high == .max ? head.revision.rawValue + 1 : try revision(atOrAfter: high + 1))
  }

  /// Position of the event of a revision; whoever shows it checks that it ``matches(_:_:)``.
  func position(of revision: UInt64) throws(LogError) -> Position {
    guard let position = try index.position(of: head.number, revision: revision) else {
      throw gap(revision)
    }
    return position
  }

  /// Refuses an event that is not the one of this revision.
  func check(_ event: borrowing EventView, _ revision: UInt64) throws(LogError) {
    guard event.record.stream.isEqual(to: name), event.record.revision.rawValue == revision,
      event.record.streamNumber == head.number
    else { throw gap(revision) }
  }

  /// Revision of the first event at or after a position; one more than the last where there is none.
  private func revision(atOrAfter bound: UInt64) throws -> UInt64 {
    var low: UInt64 = 1
    var high = head.revision.rawValue + 1
    while low < high {
      let middle = low + (high - low) / 2
      if try position(of: middle).rawValue < bound { low = middle + 1 } else { high = middle }
    }
    // Both sides of the border are what the records say, so every other event is on its side of it.
    for revision in [low - 1, low] where (1...head.revision.rawValue).contains(revision) {
      try check(try position(of: revision), revision)
    }
    return low
  }

  private func check(_ position: Position, _ revision: UInt64) throws {
    guard position > .start, position <= index.state.position else { throw gap(revision) }
    if position > last { return }
    try log.show(position, .envelope) { event in try check(event, revision) }
  }

  private func gap(_ revision: UInt64) -> LogError {
    index.damaged(
      "its entry for revision \(revision) of stream \(String(decoding: name, as: UTF8.self)) is missing or leads to another event"
    )
  }
}
