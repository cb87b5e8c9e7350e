public import EventStore
public import Hotline
public import Projections

/// What adopting a file would record, and what that changes. Nothing is written before its request is appended.
public struct Adoption: Sendable {
  /// What kind of file it is.
  public enum Kind: String, Sendable {
    /// A rule set.
    case rules
    /// A calendar.
    case calendar
    /// Units.
    case units
    /// Categories.
    case categories
  }

  /// One event to be recorded.
  public struct Event: Sendable {
    /// Its stream.
    public let stream: StreamID
    /// Its type.
    public let type: String
    /// Its payload, in protobuf wire format.
    public let payload: [UInt8]
  }

  /// What kind of file it is.
  public internal(set) var kind: Kind
  /// Name of the rule set or the calendar; empty for units and categories.
  public internal(set) var id = ""
  /// Version that is adopted, or that stays when nothing changes; 0 for units and categories.
  public internal(set) var version: UInt64 = 0
  /// Lines that come, go or read differently.
  public internal(set) var changes: [ReferenceChange] = []
  /// The events, in order; empty when what the file says is in force already.
  public internal(set) var events: [Event] = []

  /// Whether what the file says is in force already.
  public var isUnchanged: Bool { events.isEmpty }
}

/// Compares a file with what is in force.
public struct AdoptionPlanner {
  let file: String
  let source: String
  let authority: String
  let reference: ReferenceData
  let day: CivilDate

  /// A planner.
  ///
  /// - Parameters:
  ///   - file: the file's name, for errors.
  ///   - source: the file's text.
  ///   - authority: code of the person or office that approved it.
  ///   - reference: what is in force.
  ///   - day: the day of adoption.
  public init(
    file: String, source: String, authority: String, reference: ReferenceData, on day: CivilDate
  ) {
    self.file = file
    self.source = source
    self.authority = authority
    self.reference = reference
    self.day = day
  }

  /// Reads and checks the file and says what its adoption would record.
  /// - Throws: ``ImportError/mapping(_:)`` with file, line, reason and how to mend it.
  public func plan() throws(ImportError) -> Adoption {
    switch try ReferenceFile.read(yaml: source, file: file) {
    case .rules(let rules): return try plan(rules)
    case .calendar(let calendar): return try plan(calendar)
    case .units(let units): return try plan(units)
    case .categories(let categories): return try plan(categories)
    }
  }

  private var digest: [UInt8] { sha256(Array(source.utf8)).bytes }

  private func plan(_ read: RuleSet) throws(ImportError) -> Adoption {
    var rules = read
    let old = reference.ruleSet(rules.id)?.content.rules
    try RuleFile.check(
      rules, yaml: source, file: file, calendar: try calendar(of: rules), adoptedOn: day)
    rules.version = old?.version ?? 0
    var adoption = Adoption(kind: .rules, id: rules.id, version: rules.version)
    if rules == old { return adoption }
    rules.version += 1
    adoption.version = rules.version
    adoption.changes = rules.changes(from: old)
    var adopted = RuleSetAdopted()
    adopted.rules = rules
    adopted.source = source
    adopted.digest = digest
    adopted.authority = authority
    adoption.events = [try event("rules-\(rules.id)", adopted)]
    return adoption
  }

  private func calendar(of rules: RuleSet) throws(ImportError) -> WorkCalendar? {
    if rules.calendar.isEmpty { return nil }
    do {
      return try reference.calendar(rules.calendar, knownOn: nil)
    } catch {
      throw .mapping("\(file): the adopted calendar cannot be used: \(error); adopt it anew")
    }
  }

  private func plan(_ calendar: WorkCalendar) throws(ImportError) -> Adoption {
    let old = reference.calendar(calendar.id)?.content.calendar
    var list = CalendarList(calendar, version: old?.version ?? 0)
    var adoption = Adoption(kind: .calendar, id: list.id, version: list.version)
    if list == old { return adoption }
    list.version += 1
    adoption.version = list.version
    adoption.changes = ReferenceChange.between(old?.lines ?? [], list.lines)
    var adopted = CalendarAdopted()
    adopted.calendar = list
    adopted.source = file
    adopted.digest = digest
    adopted.authority = authority
    adoption.events = [try event("calendar-\(list.id)", adopted)]
    return adoption
  }

  private func plan(_ entries: [ReferenceFile.UnitEntry]) throws(ImportError) -> Adoption {
    var adoption = Adoption(kind: .units)
    let units = reference.units()
    for entry in entries {
      let old = units.first { $0.unit.unit.utf8.elementsEqual(entry.unit.unit.utf8) }
      let stream = "unit-\(entry.unit.unit)"
      var expected = old?.unit
      expected?.name = entry.unit.name
      if expected != entry.unit {
        adoption.events.append(try event(stream, entry.unit))
      } else if old?.unit != entry.unit {
        var renamed = UnitRenamed()
        renamed.unit = entry.unit.unit
        renamed.name = entry.unit.name
        renamed.authority = authority
        adoption.events.append(try event(stream, renamed))
      }
      let merged = old?.mergedInto ?? ""
      if !entry.mergedInto.isEmpty, !merged.utf8.elementsEqual(entry.mergedInto.utf8) {
        var event = UnitMerged()
        event.unit = entry.unit.unit
        event.into = entry.mergedInto
        event.authority = authority
        adoption.events.append(try self.event(stream, event))
      }
    }
    let before = units.map { ReferenceLine($0.unit, mergedInto: $0.mergedInto) }
    let after = entries.map { ReferenceLine($0.unit, mergedInto: $0.mergedInto) }
    adoption.changes = ReferenceChange.between(before, after).filter { $0.after != nil }
    return adoption
  }

  private func plan(_ entries: [CategoryDefined]) throws(ImportError) -> Adoption {
    var adoption = Adoption(kind: .categories)
    let old = reference.categories().map(\.content)
    for entry in entries where !old.contains(entry) {
      adoption.events.append(try event("category-\(entry.category)", entry))
    }
    adoption.changes = ReferenceChange.between(
      old.map(ReferenceLine.init), entries.map(ReferenceLine.init)
    ).filter { $0.after != nil }
    return adoption
  }

  private func event<E: EventPayload>(
    _ stream: String, _ payload: E
  ) throws(ImportError) -> Adoption.Event {
    let bytes = payload.encoded
    guard bytes.count <= Limits.recordBytesMax - Limits.envelopeBytesMax else {
      throw .mapping(
        "\(file) takes \(bytes.count) bytes as an event, more than a record holds; shorten it")
    }
    do {
      return Adoption.Event(stream: try StreamID(stream), type: E.typeName, payload: bytes)
    } catch {
      throw .mapping("\(file): \(error.description)")
    }
  }
}

extension ReferenceLine {
  init(_ unit: UnitCreated, mergedInto: String) {
    var parts = [Phrase(verbatim: unit.name)]
    if let tier = unit.tier { parts.append(tier.words) }
    if !unit.parent.isEmpty { parts.append(Phrase(verbatim: "↑ \(unit.parent)")) }
    if !unit.group.isEmpty {
      parts.append(Phrase("group \(unit.group)", "组 \(unit.group)", "組 \(unit.group)"))
    }
    if !mergedInto.isEmpty {
      parts.append(
        Phrase("merged into \(mergedInto)", "并入 \(mergedInto)", "併入 \(mergedInto)"))
    }
    self.init(
      section: Phrase("unit", "单位", "單位"), key: unit.unit, text: .joined(parts, by: .comma))
  }

  init(_ category: CategoryDefined) {
    let parent = category.parent.isEmpty ? "" : " ↑ \(category.parent)"
    self.init(
      section: Phrase("category", "类别", "類別"), key: category.category,
      text: Phrase(verbatim: category.name + parent))
  }
}
