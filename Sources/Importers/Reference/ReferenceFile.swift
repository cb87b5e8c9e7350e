import EventStore
public import Hotline

/// A file of reference data, whichever kind it is (规则集, 日历, 单位, 类别).
public enum ReferenceFile: Sendable {
  /// A rule set.
  case rules(RuleSet)
  /// A calendar.
  case calendar(WorkCalendar)
  /// Units, and for each the unit that it went up in, or an empty code.
  case units([UnitEntry])
  /// Categories.
  case categories([CategoryDefined])

  /// A unit of a file.
  public struct UnitEntry: Hashable, Sendable {
    /// Code, name, tier, superior and group.
    public var unit: UnitCreated
    /// Code of the unit it went up in; empty while it goes on.
    public var mergedInto: String
  }

  /// Reads a file by its top-level keys: `clocks` or `offset` for rules, `years` for a calendar, `units`, `categories`.
  ///
  /// - Throws: ``ImportError/mapping(_:)`` with file, line, reason and how to mend it.
  public static func read(yaml: String, file: String) throws(ImportError) -> ReferenceFile {
    let root = try YAMLValue.parseBounded(yaml, file: file)
    if root.optional("units") != nil { return .units(try UnitReader.units(root)) }
    if root.optional("categories") != nil { return .categories(try UnitReader.categories(root)) }
    if root.optional("years") != nil || root.optional("covers") != nil {
      return .calendar(try CalendarFile.read(yaml: yaml, file: file))
    }
    if root.optional("clocks") != nil || root.optional("offset") != nil {
      return .rules(try RuleFile.read(yaml: yaml, file: file))
    }
    throw root.error(
      "is no rule set (with 'offset' and 'clocks'), calendar ('covers' and 'years'), 'units' or 'categories'"
    )
  }
}

/// Reads files of units and of categories.
enum UnitReader {
  static func units(_ root: YAMLValue) throws(ImportError) -> [ReferenceFile.UnitEntry] {
    try root.only(["units"])
    var entries: [ReferenceFile.UnitEntry] = []
    for item in try root.required("units").list() {
      try item.only(["code", "name", "tier", "parent", "group", "merged-into"])
      var unit = UnitCreated()
      let code = try item.required("code")
      unit.unit = try code.code()
      try refuseRepeated(unit.unit, code, among: entries.map(\.unit.unit))
      unit.name = try item.required("name").name()
      unit.tier = try item.required("tier").word()
      if let parent = item.optional("parent") {
        unit.parent = try known(parent, among: entries.map(\.unit.unit))
      }
      if let group = item.optional("group") { unit.group = try group.code() }
      var entry = ReferenceFile.UnitEntry(unit: unit, mergedInto: "")
      if let into = item.optional("merged-into") {
        entry.mergedInto = try known(into, among: entries.map(\.unit.unit))
      }
      entries.append(entry)
    }
    return entries
  }

  static func categories(_ root: YAMLValue) throws(ImportError) -> [CategoryDefined] {
    try root.only(["categories"])
    var entries: [CategoryDefined] = []
    for item in try root.required("categories").list() {
      try item.only(["code", "name", "parent"])
      var category = CategoryDefined()
      let code = try item.required("code")
      category.category = try code.code()
      try refuseRepeated(category.category, code, among: entries.map(\.category))
      category.name = try item.required("name").name()
      if let parent = item.optional("parent") {
        category.parent = try known(parent, among: entries.map(\.category))
      }
      entries.append(category)
    }
    return entries
  }

  private static func refuseRepeated(
    _ text: String, _ value: YAMLValue, among codes: [String]
  ) throws(ImportError) {
    if codes.contains(where: { $0.utf8.elementsEqual(text.utf8) }) {
      throw value.error("has '\(text)', which stands there already; give each its own code")
    }
  }

  /// A code that stands above in the file, so that nothing can be its own superior.
  private static func known(
    _ value: YAMLValue, among codes: [String]
  ) throws(ImportError) -> String {
    let text = try value.code()
    guard codes.contains(where: { $0.utf8.elementsEqual(text.utf8) }) else {
      throw value.error("names '\(text)', which does not stand above; put that one first")
    }
    return text
  }
}
