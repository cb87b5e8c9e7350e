import EventStore
import Hotline
import Projections
import Synchronization

/// 代码核对: units and categories that the log has adopted, so that no slip of the hand hands a case to nobody.
///
/// A log that has adopted no units (or no categories) takes any code, and so do events that a unit records of itself:
/// a case that names an unknown unit can still be handled. Kinds and channels are those of the rule set in force,
/// where it lists them.
final class KnownCodes: Sendable {
  fileprivate struct Codes {
    var upTo = Position.start
    var units: Set<[UInt8]> = []
    var merged: [[UInt8]: String] = [:]
    var categories: Set<[UInt8]> = []
  }

  private struct Use {
    let field: String
    let code: String
  }

  private let codes = Mutex(Codes())

  /// Nothing read yet.
  init() {}

  /// Refuses what names a unit, category, kind or channel that is not in use.
  ///
  /// - Parameters:
  ///   - body: what is to be recorded.
  ///   - rules: the rules in force.
  ///   - state: reads the log.
  /// - Throws: a problem of status 422 that names the field.
  func check(_ body: CaseBody, by rules: RuleBook?, _ state: ServerState) throws(Problem) {
    try check(body.event, at: "/data", by: rules, state)
    for (index, part) in body.parts.enumerated() {
      try check(part.event, at: "/cases/\(index)/data", by: rules, state)
    }
  }

  /// Refuses a correction of what an intake or a reclassification says the matter is, to a code that is not in use.
  /// - Parameter type: type of the corrected event.
  /// - Throws: a problem of status 422 that names the value.
  func check(
    _ correction: Corrected, of type: EventType, by rules: RuleBook?, _ state: ServerState
  ) throws(Problem) {
    var matter = Matter()
    switch (type.text, correction.field) {
    case (IntakeRecorded.typeName, "kind"), (Reclassified.typeName, "kind"):
      matter.kind = correction.value
    case (IntakeRecorded.typeName, "category"), (Reclassified.typeName, "category"):
      matter.category = correction.value
    case (IntakeRecorded.typeName, "channel"): matter.channel = correction.value
    default: return
    }
    try check(matter, by: rules, state) { _ in "/data/value" }
  }

  /// Whether a unit was adopted, or any event names it: a question about another one is misspelt.
  func knows(unit: String, _ state: ServerState) throws(Problem) -> Bool {
    let adopted = try current(state)
    let code = Array(unit.utf8)
    if adopted.units.contains(code) || adopted.merged[code] != nil { return true }
    return try state.read { snapshot in
      let query = EventQuery.matching(tags: [try Tag("unit:" + unit)])
      return try snapshot.scan(query, ReadRange(limit: 1), content: .envelope) { _ in .stop } > 0
    }
  }

  private func check(
    _ event: any Hotline.CaseEvent, at place: String, by rules: RuleBook?, _ state: ServerState
  ) throws(Problem) {
    let units = Self.units(event)
    try check(Self.matter(event), by: rules, state) { place + "/" + $0 }
    if units.isEmpty { return }
    let adopted = try current(state)
    for use in units {
      let code = Array(use.code.utf8)
      if let into = adopted.merged[code] {
        throw .unacceptable(
          "\(place)/\(use.field)", "the unit '\(use.code)' went up in '\(into)'; name that one")
      }
      guard adopted.units.isEmpty || adopted.units.contains(code) else {
        throw .unacceptable(
          "\(place)/\(use.field)",
          "the log has adopted no unit '\(use.code)'; /v1/units lists those it has")
      }
    }
  }

  /// - Parameter pointer: to the field of a name.
  private func check(
    _ matter: Matter, by rules: RuleBook?, _ state: ServerState, pointer: (String) -> String
  ) throws(Problem) {
    for (code, name, known) in [
      (matter.kind, "kind", rules?.rules.kinds ?? []),
      (matter.channel, "channel", rules?.rules.channels ?? []),
    ] where !code.isEmpty && !known.isEmpty && !known.contains(where: { $0.hasSameBytes(as: code) })
    {
      throw .unacceptable(
        pointer(name),
        "the rule set in force has no \(name) '\(code)'; it has \(known.joined(separator: ", "))")
    }
    if matter.category.isEmpty { return }
    let adopted = try current(state).categories
    guard adopted.isEmpty || adopted.contains(Array(matter.category.utf8)) else {
      throw .unacceptable(
        pointer("category"),
        "the log has adopted no category '\(matter.category)'; /v1/categories lists those it has")
    }
  }

  /// Units to which an event hands the case.
  private static func units(_ event: any Hotline.CaseEvent) -> [Use] {
    let uses: [Use] =
      switch event {
      case let event as Dispatched:
        [Use(field: "lead", code: event.lead)]
          + event.coHandlers.map { Use(field: "coHandlers", code: $0) }
      case let event as CoHandlerAdded: [Use(field: "unit", code: event.unit)]
      case let event as LeadChanged: [Use(field: "lead", code: event.lead)]
      case let event as LeaderDispatched: [Use(field: "lead", code: event.lead)]
      default: []
      }
    return uses.filter { !$0.code.isEmpty }
  }

  /// What a matter is.
  private struct Matter {
    var kind = ""
    var channel = ""
    var category = ""
  }

  /// What an event says the matter is.
  private static func matter(_ event: any Hotline.CaseEvent) -> Matter {
    switch event {
    case let event as IntakeRecorded:
      Matter(kind: event.kind, channel: event.channel, category: event.category)
    case let event as Reclassified: Matter(kind: event.kind, category: event.category)
    default: Matter()
    }
  }

  /// What was adopted by now; reads only what is new since the last time.
  private func current(_ state: ServerState) throws(Problem) -> Codes {
    var known = codes.withLock { $0 }
    let head = state.log.head
    if known.upTo >= head { return known }
    known = try state.read { snapshot in
      var known = known
      let types = try [UnitCreated.typeName, UnitMerged.typeName, CategoryDefined.typeName].map {
        try EventType($0)
      }
      try snapshot.scan(.matching(types: types), ReadRange(after: known.upTo, upTo: head)) { view in
        known.take(try RecordedEvent(view).record)
        return .next
      }
      known.upTo = head
      return known
    }
    let fresh = known
    codes.withLock { if $0.upTo < fresh.upTo { $0 = fresh } }
    return fresh
  }
}

extension KnownCodes.Codes {
  /// Takes what was adopted; what cannot be read adopts nothing.
  fileprivate mutating func take(_ record: Record) {
    switch record.type.text {
    case UnitCreated.typeName:
      guard let event = try? UnitCreated(decoding: record.payload) else { return }
      units.insert(Array(event.unit.utf8))
    case UnitMerged.typeName:
      guard let event = try? UnitMerged(decoding: record.payload) else { return }
      merged[Array(event.unit.utf8)] = event.into
    default:
      guard let event = try? CategoryDefined(decoding: record.payload) else { return }
      categories.insert(Array(event.category.utf8))
    }
  }
}
