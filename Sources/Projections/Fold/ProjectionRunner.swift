public import EventStore

/// Folds a log into a projection, from position 1 or from a snapshot, in one go or as the log
/// grows.
public struct ProjectionRunner<State: Projection>: Sendable {
  /// The view at ``position``.
  public private(set) var state: State
  /// The last event that the view has taken.
  public private(set) var position: Position

  /// A runner before the first event.
  public init() {
    state = State()
    position = .start
  }

  /// A runner that goes on from a view at a position.
  public init(state: State, position: Position) {
    self.state = state
    self.position = position
  }

  /// Takes events up to a position, or up to the log's head.
  ///
  /// - Parameters:
  ///   - log: the log.
  ///   - target: the last event to take; the head when the log is shorter.
  ///   - batch: at most this many events for each view of the log; has no influence on the result.
  ///   - progress: told the position after each batch.
  /// - Returns: how many events were taken.
  /// - Throws: ``EventStore/LogError``.
  @discardableResult
  public mutating func advance(
    _ log: any EventLog, upTo target: Position = .end, batch: Int = 262_144,
    progress: (Position) -> Void = { _ in }
  ) throws -> Int {
    var total = 0
    while position < target {
      let taken = try log.withSnapshot { snapshot in
        try advance(snapshot, upTo: target, limit: max(1, batch))
      }
      if taken == 0 { break }
      total += taken
      progress(position)
    }
    return total
  }

  /// Takes at most `limit` events from one view of the log.
  /// - Parameter isStrict: whether an event that the view cannot read stops it; else the view only notes it.
  /// - Returns: how many.
  /// - Throws: ``EventStore/LogError``; ``UnreadableEvent``, with ``position`` before that event.
  public mutating func advance(
    _ snapshot: borrowing LogSnapshot, upTo target: Position = .end, limit: Int = .max,
    isStrict: Bool = false
  ) throws -> Int {
    let range = ReadRange(after: position, upTo: target, limit: limit)
    // The view is moved out for the scan: reaching it through the generic runner costs more than a
    // small event.
    var view = State()
    var last = position
    swap(&view, &state)
    defer {
      swap(&view, &state)
      position = last
    }
    let known = view.unreadableCount
    return try snapshot.scan(.all, range) { event in
      guard event.position == last.next else {
        throw LogError.corrupt(
          position: last.next, "the next event that can be read is at \(event.position)")
      }
      view.apply(event)
      if isStrict, view.unreadableCount != known { throw UnreadableEvent(event) }
      last = event.position
      return .next
    }
  }
}
