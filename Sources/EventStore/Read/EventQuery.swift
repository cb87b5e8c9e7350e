/// Which events to read: any event, one stream's, or those that match one of several items.
public struct EventQuery: Sendable {
  /// What the events must have.
  public enum Selection: Sendable {
    /// Every event.
    case all
    /// The events of one stream.
    case stream(StreamID)
    /// Events that match at least one item.
    case anyOf([Item])
  }

  /// One of `types` (any type when empty) and every one of `tags`.
  public struct Item: Hashable, Sendable {
    /// Accepted types; empty accepts every type.
    public var types: [EventType]
    /// Tags that must all be present; empty asks for none.
    public var tags: [Tag]

    /// An item.
    public init(types: [EventType] = [], tags: [Tag] = []) {
      self.types = types
      self.tags = tags
    }
  }

  /// What the events must have.
  public var selection: Selection

  /// A query.
  public init(_ selection: Selection = .all) {
    self.selection = selection
  }

  /// Every event.
  public static let all = EventQuery(.all)

  /// The events of one stream.
  public static func stream(_ id: StreamID) -> EventQuery { EventQuery(.stream(id)) }

  /// Events of one of these types that carry all of these tags.
  public static func matching(types: [EventType] = [], tags: [Tag] = []) -> EventQuery {
    EventQuery(.anyOf([Item(types: types, tags: tags)]))
  }
}

/// Which part of the log to read, in which direction, and how much.
public struct ReadRange: Sendable {
  /// Only events after this position.
  public var after: Position
  /// Only events up to and including this position.
  public var upTo: Position
  /// Forwards (oldest first) or backwards (newest first).
  public var direction: Direction
  /// At most this many events.
  public var limit: Int

  /// Order of reading.
  public enum Direction: Sendable {
    /// Oldest first.
    case forward
    /// Newest first.
    case backward
  }

  /// A range.
  public init(
    after: Position = .start, upTo: Position = .end, direction: Direction = .forward,
    limit: Int = .max
  ) {
    self.after = after
    self.upTo = upTo
    self.direction = direction
    self.limit = limit
  }

  /// The whole log, oldest first.
  public static let everything = ReadRange()
}

/// Whether a scan goes on after an event.
public enum ScanStep: Sendable {
  /// Read the next event.
  case next
  /// Stop here.
  case stop
}
