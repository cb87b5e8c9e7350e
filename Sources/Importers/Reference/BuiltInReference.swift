public import Hotline

/// Rule sets and calendars that programs carry with them: the files of `fixtures/rules` and `fixtures/calendars`.
public struct BuiltInReference: Sendable {
  /// Name of the file, for people.
  public let file: String
  /// Its text.
  public let text: String

  /// The rule set with this id.
  /// - Throws: ``ImportError/usage(_:)`` when there is none.
  public static func rules(_ id: String) throws(ImportError) -> BuiltInReference {
    try find(id, "\(id).yaml", in: rulesByID)
  }

  /// The calendar with this id.
  /// - Throws: ``ImportError/usage(_:)`` when there is none.
  public static func calendar(_ id: String) throws(ImportError) -> BuiltInReference {
    try find(id, "calendar-\(id).yaml", in: calendarsByID)
  }

  /// A rule set and the calendar it counts by, each as its first version.
  /// - Throws: ``ImportError`` when there is none, or its file is wrong.
  public static func load(_ id: String) throws(ImportError) -> Loaded {
    let file = try rules(id)
    var rules = try RuleFile.read(yaml: file.text, file: file.file)
    rules.version = 1
    var loaded = Loaded(rules: rules, rulesText: file.text)
    if !rules.calendar.isEmpty {
      let file = try calendar(rules.calendar)
      let calendar = try CalendarFile.read(yaml: file.text, file: file.file)
      loaded.calendar = CalendarList(calendar, version: 1)
      loaded.calendarText = file.text
    }
    return loaded
  }

  /// A rule set and its calendar with their texts.
  public struct Loaded: Sendable {
    /// The rule set.
    public let rules: RuleSet
    /// Text of its file.
    public let rulesText: String
    /// The calendar; `nil` when no rule counts working days.
    public internal(set) var calendar: CalendarList?
    /// Text of its file.
    public internal(set) var calendarText = ""
  }

  private static func find(
    _ id: String, _ file: String, in files: [(id: String, bytes: [UInt8])]
  ) throws(ImportError) -> BuiltInReference {
    guard let found = files.first(where: { $0.id == id }) else {
      throw .usage("no rule set or calendar '\(id)' is built in; name a file instead")
    }
    return BuiltInReference(file: file, text: String(decoding: found.bytes, as: UTF8.self))
  }

  private static var rulesByID: [(id: String, bytes: [UInt8])] {
    [
      ("foshan", PackageResources.foshan_yaml), ("shanghai", PackageResources.shanghai_yaml),
      ("weihai", PackageResources.weihai_yaml), ("guangzhou", PackageResources.guangzhou_yaml),
      ("taipei", PackageResources.taipei_yaml),
      ("new-taipei", PackageResources.new_taipei_yaml),
      ("kaohsiung", PackageResources.kaohsiung_yaml),
    ]
  }

  private static var calendarsByID: [(id: String, bytes: [UInt8])] {
    [("cn", PackageResources.calendar_cn_yaml), ("tw", PackageResources.calendar_tw_yaml)]
  }
}
