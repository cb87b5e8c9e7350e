import EventStore
import Hotline

/// Reads what a mapping says under `events`, `times` and `zone`.
extension MappingReader {
  /// A mapping whose rows become events of cases.
  func readCases(_ mapping: Mapping) throws(ImportError) -> Mapping {
    try root.only(["name", "source", "identity", "stream", "zone", "times", "events", "tables"])
    var mapping = mapping
    try readSource(&mapping)
    var plan = CasePlan()
    let identity = try root.required("identity")
    try identity.only(["version", "case"])
    mapping.identityVersion = try identity.required("version").number(1...1_000_000)
    plan.caseColumns = try columns(identity.required("case"), in: mapping)
    if plan.caseColumns.isEmpty {
      throw try identity.required("case").error("is empty; name at least one column")
    }
    plan.zone = try root.optional("zone")?.zone()
    try readTimes(&plan, mapping)
    try readEvents(&plan, mapping)
    mapping.identityColumns = Array(mapping.columns.indices)
    mapping.cases = plan
    return mapping
  }

  private func readTimes(_ plan: inout CasePlan, _ mapping: Mapping) throws(ImportError) {
    for (key, value) in try root.required("times").pairs() {
      try value.only(["column", "patterns"])
      let column = try index(of: value.required("column"), in: mapping)
      let forms = try value.required("patterns")
      let patterns = try patterns(forms)
      for pattern in patterns {
        guard pattern.hasDay else {
          throw forms.error(
            "has '\(pattern.text)', which names no day; use YYYY, MM and DD once each")
        }
        guard pattern.hasOffset || plan.zone != nil else {
          throw forms.error(
            "has '\(pattern.text)', which names no offset from UTC; end it in ±HH:MM, or add zone")
        }
      }
      plan.times.append(TimeSource(name: key.text, column: column, patterns: patterns))
    }
  }

  private func readEvents(_ plan: inout CasePlan, _ mapping: Mapping) throws(ImportError) {
    let events = try root.required("events")
    for value in try events.list() {
      try value.only([
        "type", "at", "when", "rows", "key", "fields", "tags", "disclosures",
      ])
      plan.events.append(try event(value, plan, mapping))
    }
    guard (1...CasePlan.eventsMax).contains(plan.events.count) else {
      throw events.error("must have 1 to \(CasePlan.eventsMax) entries")
    }
    guard plan.events[0].type == IntakeRecorded.self, plan.events[0].key.isEmpty else {
      throw events.error(
        "must begin with \(IntakeRecorded.typeName) and the key [], by which a case is opened once")
    }
    var watched: Set<Int> = []
    for event in plan.events {
      for condition in event.conditions + event.fields.flatMap(\.conditions)
      where condition.test == .changed {
        watched.insert(condition.column)
      }
    }
    plan.watched = watched.sorted()
  }

  private func event(
    _ value: YAMLValue, _ plan: CasePlan, _ mapping: Mapping
  ) throws(ImportError) -> EventPlan {
    let name = try value.required("type")
    guard let type = CaseEventTypes.named(try name.text()) else {
      throw name.error("is no event of a case; docs/vocabulary.md lists them")
    }
    let before = plan.events.filter { $0.type == type }.count
    var event = EventPlan(
      type: type, name: before == 0 ? type.typeName : "\(type.typeName)/\(before + 1)")
    event.time = try time(value.required("at"), plan)
    if let when = value.optional("when") { event.conditions = try conditions(when, mapping) }
    if let rows = value.optional("rows") {
      switch try rows.text() {
      case "all": break
      case "last": event.isLast = true
      default: throw rows.error("must be all or last")
      }
    }
    event.key = try columns(value.required("key"), in: mapping)
    if let fields = value.optional("fields") {
      event.fields = try self.fields(fields, of: type.description, plan, mapping)
    }
    if let tags = value.optional("tags") { event.tags = try self.tags(tags, mapping) }
    event.disclosures = try disclosures(value.optional("disclosures"), of: type, mapping)
    return event
  }

  /// The time with a name that `times` gives.
  func time(_ value: YAMLValue, _ plan: CasePlan) throws(ImportError) -> Int {
    let name = try value.name()
    guard let index = plan.times.firstIndex(where: { $0.name.utf8.elementsEqual(name.utf8) })
    else {
      throw value.error("names the time '\(name)', which times does not have; add it there")
    }
    return index
  }

  /// Column and what is asked of it, line by line; all of them must hold.
  func conditions(
    _ value: YAMLValue, _ mapping: Mapping
  ) throws(ImportError) -> [RowCondition] {
    var result: [RowCondition] = []
    for (key, test) in try value.pairs() {
      let column = try index(of: key.value, in: mapping)
      guard let known = RowCondition.Test(rawValue: try test.text()) else {
        let names = RowCondition.Test.allCases.map(\.rawValue).joined(separator: ", ")
        throw test.error("must be one of \(names)")
      }
      result.append(RowCondition(column: column, test: known))
    }
    return result
  }

  private func columns(
    _ value: YAMLValue, in mapping: Mapping
  ) throws(ImportError) -> [Int] {
    var result: [Int] = []
    for item in try value.list() { result.append(try index(of: item, in: mapping)) }
    return result
  }

  private func tags(
    _ value: YAMLValue, _ mapping: Mapping
  ) throws(ImportError) -> [(name: String, value: TextSource)] {
    var result: [(name: String, value: TextSource)] = []
    for (key, item) in try value.pairs() {
      let name = try key.value.code(key.text)
      guard name.utf8.count <= 32 else { throw key.value.error("is longer than 32 bytes") }
      _ = try item.required("table")
      result.append((name, try text(item, mapping)))
    }
    guard result.count <= 4 else { throw value.error("has more than 4 entries; remove some") }
    return result
  }
}

extension FieldPlan {
  /// Every condition inside.
  fileprivate var conditions: [RowCondition] {
    guard case .parts(let parts) = value else { return [] }
    return parts.flatMap { $0.conditions + $0.fields.flatMap(\.conditions) }
  }
}
