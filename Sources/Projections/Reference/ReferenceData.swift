public import EventStore
public import Hotline
public import Wire

/// Rules, calendars, units and categories as their adoption events made them known (基础数据).
///
/// A fold over the events of reference data. A later version stands beside the earlier ones and never removes them,
/// so that a decision is judged by what was known when it was made.
public struct ReferenceData: Sendable {
  /// Something that was adopted, and since when it is known.
  public struct Adopted<Content: Sendable>: Sendable {
    /// What it says.
    public let content: Content
    /// The event's position.
    public let position: Position
    /// When it became known.
    public let recordedAt: Instant
    /// When it was adopted, as claimed.
    public let occurredAt: Instant
    /// Revision of its stream.
    public let revision: Revision
  }

  /// Rule sets, in the order in which they became known.
  public private(set) var ruleSets: [Adopted<RuleSetAdopted>] = []
  /// Calendars, in the order in which they became known.
  public private(set) var calendars: [Adopted<CalendarAdopted>] = []
  /// What happened to units, in order.
  public private(set) var unitChanges: [Adopted<UnitChange>] = []
  /// Definitions of categories, in order.
  public private(set) var categoryChanges: [Adopted<CategoryDefined>] = []
  /// Sign-offs of other versions of a projection, in order.
  public private(set) var switches: [Adopted<ProjectionSwitched>] = []
  /// Events of reference data that cannot be read.
  public private(set) var unreadable: [Position] = []

  /// What happened to a unit.
  public enum UnitChange: Sendable {
    /// It was set up, or described anew.
    case created(UnitCreated)
    /// It has another name.
    case renamed(UnitRenamed)
    /// It went up in another one.
    case merged(UnitMerged)
  }

  /// Nothing adopted.
  public init() {}

  /// Types of the events it takes.
  public static let typeNames = [
    RuleSetAdopted.typeName, CalendarAdopted.typeName, UnitCreated.typeName, UnitRenamed.typeName,
    UnitMerged.typeName, CategoryDefined.typeName, ProjectionSwitched.typeName,
  ]

  /// Whether events of a type are reference data, by place of the type.
  static let isReference = Vocabulary.types.map { typeNames.contains($0.typeName) }

  /// Reads the reference data of a log. Complexity: O(events of reference data), found by the index of types.
  /// - Throws: ``EventStore/LogError``.
  public static func load(from snapshot: borrowing LogSnapshot) throws -> ReferenceData {
    var data = ReferenceData()
    let types = try typeNames.map { try EventType($0) }
    try snapshot.scan(.matching(types: types)) { event in
      data.apply(try RecordedEvent(event))
      return .next
    }
    return data
  }

  /// Takes an event; one of another kind changes nothing, one that cannot be read is noted.
  public mutating func apply(_ event: RecordedEvent) {
    do {
      try take(event)
    } catch {
      unreadable.append(event.position)
    }
  }

  private mutating func take(_ event: RecordedEvent) throws(WireError) {
    let payload = event.record.payload
    switch event.record.type.text {
    case RuleSetAdopted.typeName:
      ruleSets.append(event.adopted(try RuleSetAdopted(decoding: payload)))
    case CalendarAdopted.typeName:
      calendars.append(event.adopted(try CalendarAdopted(decoding: payload)))
    case UnitCreated.typeName:
      unitChanges.append(event.adopted(.created(try UnitCreated(decoding: payload))))
    case UnitRenamed.typeName:
      unitChanges.append(event.adopted(.renamed(try UnitRenamed(decoding: payload))))
    case UnitMerged.typeName:
      unitChanges.append(event.adopted(.merged(try UnitMerged(decoding: payload))))
    case CategoryDefined.typeName:
      categoryChanges.append(event.adopted(try CategoryDefined(decoding: payload)))
    case ProjectionSwitched.typeName:
      switches.append(event.adopted(try ProjectionSwitched(decoding: payload)))
    default: break
    }
  }
}

extension RecordedEvent {
  fileprivate func adopted<Content>(_ content: Content) -> ReferenceData.Adopted<Content> {
    ReferenceData.Adopted(
      content: content, position: position, recordedAt: record.recordedAt,
      occurredAt: record.occurredAt, revision: record.revision)
  }
}

extension ReferenceData.Adopted {
  /// Whether it was known at a point.
  public func isKnown(_ point: CasePoint) -> Bool {
    switch point {
    case .now: true
    case .recorded(let instant): recordedAt <= instant
    case .position(let position): self.position <= position
    }
  }
}
