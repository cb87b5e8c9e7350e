public import EventStore
public import Hotline
public import Wire

// What was in force at a point: the version that became known last before it.
extension ReferenceData {
  /// The rule set in force, or `nil` when none of this name was known.
  ///
  /// - Parameters:
  ///   - id: its name, such as `taipei`.
  ///   - asOf: what was known at this point.
  ///   - day: judge a case of this day: versions whose effective day is later are passed over.
  public func ruleSet(
    _ id: String, asOf: CasePoint = .now, on day: CivilDate? = nil
  ) -> Adopted<RuleSetAdopted>? {
    ruleSets.last { adopted in
      guard let rules = adopted.content.rules, rules.id.hasSameBytes(as: id) else { return false }
      guard adopted.isKnown(asOf) else { return false }
      return day.map { Int64(clamping: rules.effectiveDay) <= $0.daysSinceEpoch } ?? true
    }
  }

  /// A version of a rule set, or `nil`.
  public func ruleSet(_ id: String, version: UInt64) -> Adopted<RuleSetAdopted>? {
    ruleSets.last { adopted in
      guard let rules = adopted.content.rules else { return false }
      return rules.id.hasSameBytes(as: id) && rules.version == version
    }
  }

  /// The newest adoption of a calendar, or `nil`.
  public func calendar(_ id: String, asOf: CasePoint = .now) -> Adopted<CalendarAdopted>? {
    calendars.last { adopted in
      guard let calendar = adopted.content.calendar else { return false }
      return calendar.id.hasSameBytes(as: id) && adopted.isKnown(asOf)
    }
  }

  /// A calendar to count with, as its days were announced by the end of a day: entries announced later are left out.
  ///
  /// - Parameters:
  ///   - id: its name, such as `cn`.
  ///   - day: the day of the decision; `nil` for all that the calendar knows.
  ///   - asOf: which adoption counts.
  /// - Returns: the calendar, or `nil` when none of this name was adopted.
  /// - Throws: ``/Hotline/CalendarError`` when what was recorded is no calendar.
  public func calendar(
    _ id: String, knownOn day: CivilDate?, asOf: CasePoint = .now
  ) throws(CalendarError) -> WorkCalendar? {
    guard let list = calendar(id, asOf: asOf)?.content.calendar else { return nil }
    let calendar = try list.calendar()
    return day.map(calendar.asKnown) ?? calendar
  }

  /// A rule set made ready to decide by, with its calendar; `nil` when none of this name was known.
  /// - Throws: ``/Hotline/RuleBookError`` or ``/Hotline/CalendarError``.
  public func ruleBook(
    _ id: String, asOf: CasePoint = .now, on day: CivilDate? = nil
  ) throws -> RuleBook? {
    guard let rules = ruleSet(id, asOf: asOf, on: day)?.content.rules else { return nil }
    let calendar =
      rules.calendar.isEmpty ? nil : try calendar(rules.calendar, knownOn: day, asOf: asOf)
    return try RuleBook(rules, calendar: calendar)
  }

  /// Rule sets in force, one of each name, in the order of their names.
  public func ruleSets(asOf: CasePoint) -> [Adopted<RuleSetAdopted>] {
    newest(ruleSets, asOf) { $0.rules?.id ?? "" }
  }

  /// Calendars in force, one of each name, in the order of their names.
  public func calendars(asOf: CasePoint) -> [Adopted<CalendarAdopted>] {
    newest(calendars, asOf) { $0.calendar?.id ?? "" }
  }

  /// Categories in force, one of each code, in the order of their codes.
  public func categories(asOf: CasePoint = .now) -> [Adopted<CategoryDefined>] {
    newest(categoryChanges, asOf) { $0.category }
  }

  private func newest<Content>(
    _ all: [Adopted<Content>], _ asOf: CasePoint, _ name: (Content) -> String
  ) -> [Adopted<Content>] {
    var newest: [(name: String, adopted: Adopted<Content>)] = []
    for adopted in all where adopted.isKnown(asOf) {
      let name = name(adopted.content)
      newest.removeAll { $0.name.hasSameBytes(as: name) }
      newest.append((name, adopted))
    }
    newest.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    return newest.map(\.adopted)
  }
}

/// A unit as it was known at a point (单位).
public struct ReferenceUnit: Sendable {
  /// Code, name, tier, superior, group; the name is the newest.
  public var unit: UnitCreated
  /// Code of the unit it went up in; empty while it goes on.
  public var mergedInto = ""
  /// Position of the event that changed it last.
  public var position: Position
  /// When that became known.
  public var recordedAt: Instant
  /// Revision of its stream.
  public var revision: Revision
}

extension ReferenceData {
  /// Every unit, also those that were merged into others, in the order of their codes.
  public func units(asOf: CasePoint = .now) -> [ReferenceUnit] {
    var units: [ReferenceUnit] = []
    // Looked up, never walked through.
    var places: [[UInt8]: Int] = [:]
    for change in unitChanges where change.isKnown(asOf) {
      switch change.content {
      case .created(let created):
        let unit = ReferenceUnit(
          unit: created, position: change.position, recordedAt: change.recordedAt,
          revision: change.revision)
        let code = Array(created.unit.utf8)
        if let place = places[code] {
          units[place] = unit
        } else {
          places[code] = units.count
          units.append(unit)
        }
      case .renamed(let renamed):
        guard let place = places[Array(renamed.unit.utf8)] else { continue }
        units[place].unit.name = renamed.name
        units[place].note(change)
      case .merged(let merged):
        guard let place = places[Array(merged.unit.utf8)] else { continue }
        units[place].mergedInto = merged.into
        units[place].note(change)
      }
    }
    return units.sorted { $0.unit.unit.utf8.lexicographicallyPrecedes($1.unit.unit.utf8) }
  }
}

extension ReferenceUnit {
  /// Notes which change was its latest.
  fileprivate mutating func note(_ change: ReferenceData.Adopted<ReferenceData.UnitChange>) {
    position = change.position
    recordedAt = change.recordedAt
    revision = change.revision
  }
}
