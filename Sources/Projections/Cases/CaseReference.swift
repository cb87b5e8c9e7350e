import EventStore
import Hotline

/// Rule sets, calendars and names of units that a log had adopted by a moment, for explaining one
/// case.
public struct CaseReference: Sendable {
  private let data: ReferenceData
  private let point: CasePoint
  /// What units and categories are called.
  public let names: CaseNames

  /// What was known by a point of what was adopted; everything when a case is told by occurrence.
  public init(
    _ data: ReferenceData = ReferenceData(), _ point: CasePoint = .now,
    _ order: CaseOrder = .recorded
  ) {
    self.data = data
    self.point = order == .recorded ? point : .now
    var names = CaseNames()
    for unit in data.units(asOf: self.point) { names.name(unit.unit.unit, unit.unit.name) }
    for category in data.categories(asOf: self.point) {
      names.name(category: category.content.category, category.content.name)
    }
    self.names = names
  }

  /// The rule set of an id and version as last adopted before a position.
  func ruleSet(_ id: String, _ version: UInt64, before position: Position) -> RuleSet? {
    data.ruleSets.last { adopted in
      guard let rules = adopted.content.rules else { return false }
      return adopted.position < position && adopted.isKnown(point) && rules.version == version
        && rules.id.hasSameBytes(as: id)
    }?.content.rules
  }

  /// The rule set that was adopted last.
  var latestRuleSet: RuleSet? {
    data.ruleSets.last { $0.isKnown(point) }?.content.rules
  }

  /// The calendar of an id and version as last adopted before a position; the newest version for
  /// version 0.
  func calendar(_ id: String, _ version: UInt64, before position: Position) -> WorkCalendar? {
    let found = data.calendars.last { adopted in
      guard let list = adopted.content.calendar else { return false }
      return adopted.position < position && adopted.isKnown(point)
        && (version == 0 || list.version == version) && list.id.hasSameBytes(as: id)
    }
    return found?.content.calendar.flatMap { try? $0.calendar() }
  }
}
