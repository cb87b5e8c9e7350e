public import EventStore
public import Wire

/// Up to which moment a history is read.
public enum CasePoint: Hashable, Sendable {
  /// Everything recorded.
  case now
  /// What was recorded by this time, inclusive: what was known.
  case recorded(by: Instant)
  /// What was recorded up to this position, inclusive.
  case position(Position)

  /// Whether an event belongs to the history; told by occurrence, an instant asks what is claimed to
  /// have happened by then, whenever it was recorded.
  func shows(_ event: RecordedEvent, _ order: CaseOrder = .recorded) -> Bool {
    switch self {
    case .now: true
    case .recorded(let instant):
      switch order {
      case .recorded: event.record.recordedAt <= instant
      case .occurred: event.record.occurredAt <= instant
      }
    case .position(let position): event.position <= position
    }
  }

  /// The instant at which clocks are judged: the moment itself, else the time of the last record.
  func judgedAt(_ snapshot: borrowing LogSnapshot) throws -> Instant? {
    switch self {
    case .recorded(let instant): instant
    case .position(let position):
      try snapshot.event(at: min(position, snapshot.head))?.record.recordedAt
    case .now: try snapshot.event(at: snapshot.head)?.record.recordedAt
    }
  }
}

/// In which order a history is told and folded.
public enum CaseOrder: String, Hashable, Sendable, CaseIterable {
  /// As it became known.
  case recorded
  /// As it is claimed to have happened.
  case occurred
}
