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
  /// What is claimed to have happened by this time, inclusive, whenever it was recorded.
  case occurred(by: Instant)

  func shows(_ event: RecordedEvent) -> Bool {
    switch self {
    case .now: true
    case .recorded(let instant): event.record.recordedAt <= instant
    case .position(let position): event.position <= position
    case .occurred(let instant): event.record.occurredAt <= instant
    }
  }

  /// Whether a rule or name was known: those are never dated back.
  func knows(_ event: RecordedEvent) -> Bool {
    if case .occurred = self { return true }
    return shows(event)
  }

  /// The instant at which clocks are judged: the moment itself, else the time of the last record.
  func judgedAt(_ snapshot: borrowing LogSnapshot) throws -> Instant? {
    switch self {
    case .recorded(let instant), .occurred(let instant): instant
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
