import EventStore
import Hotline

/// Rule sets, calendars and names of units that a log had adopted by a moment, for explaining one
/// case.
///
/// Read by the index of types, so that a log of millions of events is not scanned.
public struct CaseReference: Sendable {
  private struct Adopted<Value: Sendable>: Sendable {
    var position: Position
    var value: Value
  }

  private var ruleSets: [Adopted<RuleSet>] = []
  private var calendars: [Adopted<CalendarList>] = []
  /// What units are called.
  public private(set) var names = CaseNames()

  /// Nothing adopted.
  public init() {}

  /// Reads what was adopted by a moment.
  /// - Complexity: O(adoptions and units of the log).
  static func load(
    from snapshot: borrowing LogSnapshot, point: CasePoint, _ order: CaseOrder
  ) throws -> CaseReference {
    var reference = CaseReference()
    let types = try [
      RuleSetAdopted.typeName, CalendarAdopted.typeName, UnitCreated.typeName,
      UnitRenamed.typeName,
    ].map { try EventType($0) }
    for event in try snapshot.events(.matching(types: types)) 
    where order == .occurred || point.shows(event) {
      reference.take(event)
    }
    return reference
  }

  /// What cannot be read is left out: the history then says that the rule is not in the log.
  private mutating func take(_ event: RecordedEvent) {
    switch try? Vocabulary.decode(event.record.type.text, event.record.payload) {
    case let adopted as RuleSetAdopted:
      if let rules = adopted.rules {
        ruleSets.append(Adopted(position: event.position, value: rules))
      }
    case let adopted as CalendarAdopted:
      if let list = adopted.calendar {
        calendars.append(Adopted(position: event.position, value: list))
      }
    case let created as UnitCreated: names.name(created.unit, created.name)
    case let renamed as UnitRenamed: names.name(renamed.unit, renamed.name)
    default: break
    }
  }

  /// The rule set of an id and version as last adopted before a position.
  func ruleSet(_ id: String, _ version: UInt64, before position: Position) -> RuleSet? {
    ruleSets.last {
      $0.position < position && $0.value.id == id && $0.value.version == version
    }?.value
  }

  /// The rule set that was adopted last.
  var latestRuleSet: RuleSet? { ruleSets.last?.value }

  /// The calendar of an id and version as last adopted before a position; the newest version for
  /// version 0.
  func calendar(_ id: String, _ version: UInt64, before position: Position) -> WorkCalendar? {
    let found = calendars.last {
      $0.position < position && $0.value.id == id
        && (version == 0 || $0.value.version == version)
    }
    return found.flatMap { try? $0.value.calendar() }
  }
}
