import EventStore
import Hotline

/// Turns the YAML of a mapping into a ``Mapping``, or says which line is wrong.
struct MappingReader {
  let root: YAMLValue
  private let digest: Digest

  init(yaml: String, file: String) throws(ImportError) {
    root = try YAMLValue.parse(yaml, file: file)
    digest = sha256(Array(yaml.utf8))
  }

  func read() throws(ImportError) -> Mapping {
    if root.optional("events") != nil {
      return try readCases(Mapping(name: root.required("name").code(), digest: digest))
    }
    try root.only([
      "name", "event", "source", "identity", "stream", "id", "occurred", "recovery", "category",
      "district", "constants", "disclosures", "tables",
    ])
    var mapping = Mapping(name: try root.required("name").code(), digest: digest)
    let event = try root.required("event")
    guard try event.text() == IntakeRecorded.typeName else {
      throw event.error(
        "must be \(IntakeRecorded.typeName), the one event that a row can become here; "
          + "list several under events instead")
    }
    try readSource(&mapping)
    try readIdentity(&mapping)
    try readTime(&mapping)
    try readCodes(&mapping)
    mapping.disclosures = try disclosures(
      root.optional("disclosures"), of: IntakeRecorded.self, mapping)
    return mapping
  }

  func readSource(_ mapping: inout Mapping) throws(ImportError) {
    let source = try root.required("source")
    try source.only(["format", "encoding", "columns", "sheet", "headerRow"])
    let format = try source.required("format")
    switch try format.text() {
    case "csv": mapping.format = .separated(by: UInt8(ascii: ","))
    case "tsv": mapping.format = .separated(by: UInt8(ascii: "\t"))
    case "json": mapping.format = .json
    case "xlsx": mapping.format = .workbook(try sheetChoice(source))
    default: throw format.error("must be csv, tsv, json or xlsx")
    }
    if let encoding = source.optional("encoding") {
      guard let known = TextEncoding(rawValue: try encoding.text()) else {
        let names = TextEncoding.allCases.map(\.rawValue).joined(separator: ", ")
        throw encoding.error("must be one of \(names)")
      }
      if case .separated = mapping.format {
      } else if known != .utf8 {
        throw encoding.error("must be utf-8, as JSON and workbooks always are; leave it out")
      }
      mapping.encoding = known
    }
    for key in ["sheet", "headerRow"] {
      if let value = source.optional(key), try format.text() != "xlsx" {
        throw value.error("is for workbooks only (format: xlsx); leave it out")
      }
    }
    for column in try source.required("columns").list() { try addColumn(column, to: &mapping) }
    let stream = try root.required("stream")
    try stream.only(["prefix"])
    mapping.streamPrefix = try stream.required("prefix").code()
  }

  private func sheetChoice(_ source: YAMLValue) throws(ImportError) -> SheetChoice {
    var choice = SheetChoice()
    choice.name = try source.optional("sheet")?.name()
    if let row = source.optional("headerRow") {
      choice.headerRow = try row.number(1...SheetCells.rowsMax)
    }
    return choice
  }

  /// A column: its name, or a list of its name and the names that other files give it.
  private func addColumn(
    _ column: YAMLValue, to mapping: inout Mapping
  ) throws(ImportError) {
    var names: [String] = []
    for item in try column.isText ? [column] : column.list() {
      let name = try item.name()
      let known = mapping.columns + mapping.otherNames.joined() + names
      if known.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
        throw item.error("names the column '\(name)' twice; remove one")
      }
      names.append(name)
    }
    guard let first = names.first else { throw column.error("is empty; name the column") }
    mapping.columns.append(first)
    mapping.otherNames.append(Array(names.dropFirst()))
  }

  private func readIdentity(_ mapping: inout Mapping) throws(ImportError) {
    let identity = try root.required("identity")
    try identity.only(["version", "columns"])
    mapping.identityVersion = try identity.required("version").number(1...1_000_000)
    let columns = try identity.required("columns")
    for column in try columns.list() {
      mapping.identityColumns.append(try index(of: column, in: mapping))
    }
    if mapping.identityColumns.isEmpty { throw columns.error("is empty; name at least one column") }
    let id = try root.required("id")
    try id.only(["column", "forms"])
    mapping.idColumn = try index(of: id.required("column"), in: mapping)
    mapping.idForms = try patterns(id.required("forms"))
  }

  private func readTime(_ mapping: inout Mapping) throws(ImportError) {
    let occurred = try root.required("occurred")
    try occurred.only(["offset", "date", "time"])
    mapping.offsetMinutes = try occurred.required("offset").offsetMinutes()
    let date = try occurred.required("date")
    try date.only(["column", "patterns"])
    mapping.dateColumn = try index(of: date.required("column"), in: mapping)
    mapping.datePatterns = try patterns(date.required("patterns"))
    if let bad = mapping.datePatterns.first(where: { !$0.hasDay }) {
      throw try date.required("patterns").error(
        "has '\(bad.text)', which names no day; use YYYY, MM and DD once each")
    }
    let time = try occurred.required("time")
    try time.only(["column", "patterns"])
    mapping.timeColumn = try index(of: time.required("column"), in: mapping)
    mapping.timePatterns = try patterns(time.required("patterns"))
    guard let recovery = root.optional("recovery") else { return }
    try recovery.only(["absorb"])
    let absorb = try recovery.required("absorb")
    let column = try index(of: absorb, in: mapping)
    guard mapping.dateColumn == column + 1, mapping.timeColumn == column + 2 else {
      throw absorb.error(
        "must be the column right before the date and the time column in source.columns")
    }
    mapping.absorbColumn = column
  }

  private func readCodes(_ mapping: inout Mapping) throws(ImportError) {
    let tables = try root.required("tables")
    let category = try root.required("category")
    try category.only(["column", "table"])
    mapping.categoryColumn = try index(of: category.required("column"), in: mapping)
    mapping.categories = try table(category.required("table"), in: tables)
    let district = try root.required("district")
    try district.only(["column", "characters", "table", "otherwise"])
    mapping.districtColumn = try index(of: district.required("column"), in: mapping)
    mapping.districtCharacters = try district.required("characters").number(1...64)
    mapping.districts = try table(district.required("table"), in: tables)
    mapping.districtOtherwise = try district.required("otherwise").code()
    guard let constants = root.optional("constants") else { return }
    try constants.only(["channel", "kind"])
    if let channel = constants.optional("channel"), try !channel.text().isEmpty {
      mapping.channel = try channel.code()
    }
    if let kind = constants.optional("kind"), try !kind.text().isEmpty {
      mapping.kind = try kind.code()
    }
  }

  /// The personal columns of an event, each under a path that its type has.
  func disclosures(
    _ list: YAMLValue?, of type: any EventPayload.Type, _ mapping: Mapping
  ) throws(ImportError) -> [(path: String, column: Int)] {
    guard let list else { return [] }
    var result: [(path: String, column: Int)] = []
    let known = type.disclosures.map(\.path)
    for disclosure in try list.list() {
      try disclosure.only(["path", "column"])
      let path = try disclosure.required("path")
      let name = try path.name()
      guard known.contains(name) else {
        throw path.error(
          "is '\(name)', which \(type.typeName) does not have; it has "
            + (known.isEmpty ? "none" : known.joined(separator: ", ")))
      }
      if result.contains(where: { $0.path == name }) {
        throw path.error("stands there twice; give each value a path of its own")
      }
      result.append((name, try index(of: disclosure.required("column"), in: mapping)))
    }
    return result
  }

  func index(of value: YAMLValue, in mapping: Mapping) throws(ImportError) -> Int {
    let name = try value.name()
    guard let index = mapping.columns.firstIndex(where: { $0.utf8.elementsEqual(name.utf8) }) else {
      throw value.error(
        "names the column '\(name)', which source.columns does not list; add it there")
    }
    return index
  }

  /// A list of patterns: plain texts, or a pattern with the mark it leaves.
  func patterns(_ value: YAMLValue) throws(ImportError) -> [TimePattern] {
    var result: [TimePattern] = []
    for item in try value.list() {
      if item.isText {
        result.append(TimePattern(try item.name()))
        continue
      }
      try item.only(["pattern", "mark"])
      let text = try item.required("pattern").name()
      result.append(TimePattern(text, mark: try mark(item.optional("mark"))))
    }
    if result.isEmpty { throw value.error("is empty; give at least one pattern") }
    return result
  }

  private func mark(_ value: YAMLValue?) throws(ImportError) -> IntakeMark? {
    guard let value else { return nil }
    guard let mark = IntakeMark(name: try value.text()) else {
      let names = IntakeMark.allCases.map(\.name).joined(separator: ", ")
      throw value.error("must be one of \(names)")
    }
    return mark
  }

  func table(_ value: YAMLValue, in tables: YAMLValue) throws(ImportError) -> ValueTable {
    let name = try value.name()
    guard let rows = tables.optional(name) else {
      throw value.error("names the table '\(name)', which tables does not have; add it there")
    }
    var table = ValueTable()
    for (key, texts) in try rows.pairs() {
      let code = try key.value.code(key.text)
      for item in try texts.list() {
        var text: String
        var mark: IntakeMark?
        if item.isText {
          text = try item.name()
        } else {
          try item.only(["text", "mark"])
          text = try item.required("text").name()
          mark = try self.mark(item.optional("mark"))
        }
        guard table.add(text, code: code, mark: mark) else {
          throw item.error("has '\(text)', which stands in the table already; remove one")
        }
      }
    }
    return table
  }
}
