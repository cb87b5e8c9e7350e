import EventStore
import Hotline

/// Reads what the fields of an event's payload say, by the schema of its type.
extension MappingReader {
  /// Fields that the importer fills itself.
  private static let ownFields = ["precision", "marks", "occurrence", "provenance"]

  /// Field by field: its name and where its value comes from.
  func fields(
    _ value: YAMLValue, of type: MessageDescription, _ plan: CasePlan, _ mapping: Mapping
  ) throws(ImportError) -> [FieldPlan] {
    var result: [FieldPlan] = []
    let own = type.name == IntakeRecorded.typeName ? Self.ownFields : []
    for (key, item) in try value.pairs() where key.text != "when" {
      guard let field = type.field(named: key.text), !own.contains(key.text) else {
        let names = type.fields.map(\.name).filter { !own.contains($0) }
        throw key.value.error(
          "is not a field of \(type.name) that a mapping fills; use \(names.joined(separator: ", "))"
        )
      }
      let source = try fieldValue(item, field, plan, mapping)
      result.append(FieldPlan(number: field.number, value: source))
    }
    return result.sorted { $0.number < $1.number }
  }

  private func fieldValue(
    _ item: YAMLValue, _ field: FieldDescription, _ plan: CasePlan, _ mapping: Mapping
  ) throws(ImportError) -> FieldPlan.Value {
    switch field.kind {
    case .message(let part):
      var parts: [(conditions: [RowCondition], fields: [FieldPlan])] = []
      for one in try field.isRepeated ? item.list() : [item] {
        var when: [RowCondition] = []
        if let value = one.optional("when") { when = try conditions(value, mapping) }
        parts.append((when, try fields(one, of: part(), plan, mapping)))
      }
      return .parts(parts)
    case _ where field.isRepeated:
      throw item.error("is a list, which a mapping cannot fill")
    case .text: return .text(try text(item, mapping))
    case .word(let words): return .word(try word(item, words, mapping), words)
    case .instant:
      try item.only(["time"])
      return .time(try time(item.required("time"), plan))
    case .flag: return .number(try item.flag() ? 1 : 0, writesZero: false)
    case .answer: return .number(try item.flag() ? 1 : 0, writesZero: true)
    case .number:
      return .number(UInt64(try item.number(0...1_000_000_000)), writesZero: false)
    case .bytes, .importStream: throw item.error("is nothing that a mapping can fill")
    }
  }

  /// A constant text; or a column, with the table of its codes.
  func text(_ item: YAMLValue, _ mapping: Mapping) throws(ImportError) -> TextSource {
    if item.isText { return .constant(try item.name()) }
    try item.only(["column", "table", "otherwise"])
    let column = try index(of: item.required("column"), in: mapping)
    guard let name = item.optional("table") else {
      if let otherwise = item.optional("otherwise") {
        throw otherwise.error("needs a table beside it; add it, or remove this")
      }
      return .column(column)
    }
    var otherwise: String?
    if let value = item.optional("otherwise") { otherwise = try value.code() }
    let table = try table(name, in: root.required("tables"))
    return .code(column, table, otherwise: otherwise)
  }

  /// A word of a list: a constant, or a column with a table whose codes are such words.
  private func word(
    _ item: YAMLValue, _ words: WordList, _ mapping: Mapping
  ) throws(ImportError) -> TextSource {
    let source = try text(item, mapping)
    var names: [String]
    switch source {
    case .constant(let name): names = [name]
    case .code(_, let table, let otherwise):
      names = table.entries.map(\.code)
      if let otherwise { names.append(otherwise) }
    case .column: throw item.error("must be a word, or a column with a table of words")
    }
    for name in names where words.number(of: name) == nil {
      let known = words.entries.map(\.name).joined(separator: ", ")
      throw item.error("has '\(name)', which is not known; use one of \(known)")
    }
    return source
  }
}

extension YAMLValue {
  /// A fixed offset from UTC, and the rule of the summer time where there is one.
  func zone() throws(ImportError) -> LocalZone {
    try only(["offset", "summer"])
    var zone = LocalZone(offsetMinutes: try required("offset").offsetMinutes())
    guard let summer = optional("summer") else { return zone }
    try summer.only(["offset", "since", "begins", "ends"])
    let offset = try summer.required("offset")
    zone.summer = LocalZone.SummerTime(
      offsetMinutes: try offset.offsetMinutes(),
      since: try summer.required("since").number(1900...9999),
      begins: try summer.required("begins").turn(), ends: try summer.required("ends").turn())
    guard let minutes = zone.summer?.offsetMinutes, minutes > zone.offsetMinutes else {
      throw offset.error("must be east of the offset of the winter")
    }
    return zone
  }

  /// Month, which Sunday of it, and the time of day.
  private func turn() throws(ImportError) -> LocalZone.Turn {
    try only(["month", "sunday", "at"])
    let at = try required("at")
    let text = Array(try at.text().utf8)
    guard let second = TimePattern("HH:MM").read(text.span)?.secondOfDay else {
      throw at.error("must be a time such as \"02:00\"")
    }
    let sunday = try required("sunday")
    let number = try sunday.text() == "last" ? 0 : sunday.number(1...4)
    return LocalZone.Turn(
      month: try required("month").number(1...12), sunday: number, secondOfDay: second)
  }
}
