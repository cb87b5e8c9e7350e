private import Wire

extension SegmentReader {
  /// Passes over the events of `low...high`, and checks on the way that each is in its place and that looking it up finds it.
  ///
  /// What is looked up, and why, is as in ``ReadView/walk(_:unreachable:_:)``; positions without gaps need no copy of a key to
  /// know the entry before.
  ///
  /// - Parameters:
  ///   - unreachable: called with the position of an event that the walk passes and a look-up does not find.
  ///   - body: called with each position, the value that is stored there, and the segment.
  /// - Throws: ``LogError`` for an event that is missing or out of place, and what `body` throws.
  func walk(
    from low: Position, through high: Position, unreachable: (Position) -> Void,
    _ body: (Position, Span<UInt8>, SegmentView) throws -> Void
  ) throws {
    var next = low
    while next <= high {
      let first = next
      try walkSegment(view(set.index(of: first)), &next, through: high, unreachable, body)
      if next == first { throw LogError.corrupt(position: next, "the event is missing") }
    }
  }

  private func walkSegment(
    _ view: SegmentView, _ next: inout Position, through high: Position,
    _ unreachable: (Position) -> Void, _ body: (Position, Span<UInt8>, SegmentView) throws -> Void
  ) throws {
    let transaction = view.transaction
    let events = view.segment.tables.events
    func lookUp(_ position: Position) throws(LMDBError) {
      if try transaction.get(events, Key(position.rawValue)) == nil { unreachable(position) }
    }
    let cursor = try transaction.cursor(events)
    var last: Position?
    var page: UInt = 0
    var entry = try cursor.seek(Key(next.rawValue))
    while let found = entry {
      guard found.key.count == 8, found.key.word(at: 0) == next.rawValue else {
        throw LogError.corrupt(position: next, "the event is missing or out of place")
      }
      if found.page != page {
        if let last { try lookUp(last) }
        try lookUp(next)
        page = found.page
      }
      found.fetchAfterNext()
      try body(next, found.value, view)
      last = next
      next = next.next
      if next > high { break }
      entry = try cursor.move(.next)
    }
    if let last { try lookUp(last) }
  }
}
