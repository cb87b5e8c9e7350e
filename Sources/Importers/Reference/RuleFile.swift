public import EventStore
public import Hotline

/// The YAML file of a ``/Hotline/RuleSet``: readable like the table of a hotline's deadlines, checked line by line.
///
/// `fixtures/rules/` holds a file for each hotline; `docs/rules.md` shows what they say and explains the keys.
public enum RuleFile {
  /// Reads a rule set and checks everything that needs no calendar.
  ///
  /// - Parameters:
  ///   - yaml: the text.
  ///   - file: its name, for errors.
  /// - Returns: the rule set with version 0; adoption numbers it.
  /// - Throws: ``ImportError/mapping(_:)`` with file, line, reason and how to mend it. Nothing else happens then.
  public static func read(yaml: String, file: String) throws(ImportError) -> RuleSet {
    let root = try YAMLValue.parseBounded(yaml, file: file)
    var reader = RuleReader(root: root)
    let rules = try reader.read()
    try refuse(rules.findings, root)
    try checkSize(rules, yaml, root)
    return rules
  }

  /// Checks a rule set that was read from a text against the calendar it will be judged by.
  ///
  /// - Parameters:
  ///   - calendar: the calendar in force, or `nil`.
  ///   - day: the day of adoption.
  /// - Throws: ``ImportError/mapping(_:)``.
  public static func check(
    _ rules: RuleSet, yaml: String, file: String, calendar: WorkCalendar?, adoptedOn day: CivilDate
  ) throws(ImportError) {
    let root = try YAMLValue.parseBounded(yaml, file: file)
    try refuse(rules.calendarFindings(calendar, adoptedOn: day), root)
  }

  private static func refuse(
    _ findings: [RuleFinding], _ root: YAMLValue
  ) throws(ImportError) {
    if let finding = findings.first {
      throw root.nearest(finding.place).error(finding.reason)
    }
  }

  /// The adoption is one record, the compiled rules and the text together.
  private static func checkSize(
    _ rules: RuleSet, _ yaml: String, _ root: YAMLValue
  ) throws(ImportError) {
    var adopted = RuleSetAdopted()
    adopted.rules = rules
    adopted.source = yaml
    let bytes = adopted.encoded.count
    let most = Limits.recordBytesMax - Limits.envelopeBytesMax
    if bytes > most {
      throw root.error(
        "takes \(bytes) bytes with its text, and a record of the log has room for \(most); shorten it"
      )
    }
  }
}
