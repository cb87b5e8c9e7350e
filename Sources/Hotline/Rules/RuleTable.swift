/// Rule sets as a document in Markdown that reads like the table of a hotline's deadlines.
///
/// `docs/rules.md` is made by it from `fixtures/rules`, so that what people read is what the program judges by.
public enum RuleTable {
  /// The chapters of some rule sets, one after the other.
  public static func markdown(_ sets: [RuleSet], level: Int = 2) -> String {
    sets.map { chapter($0, level: level) }.joined(separator: "\n")
  }

  /// One rule set: its clocks as a table, then everything else that it says.
  public static func chapter(_ rules: RuleSet, level: Int) -> String {
    let hashes = String(repeating: "#", count: level)
    let title = rules.title?.words ?? Phrase(verbatim: rules.id)
    var lines = ["\(hashes) \(title.english) · \(title.simplified)", ""]
    var facts = ["`\(rules.id)`"]
    facts.append(rules.calendar.isEmpty ? "no calendar" : "calendar `\(rules.calendar)`")
    facts.append("UTC+\(DayInterval.time(rules.utcOffsetMinutes * 60))")
    lines += [facts.joined(separator: " · ") + ". " + sentence("Source", rules.source), ""]
    lines += clockTable(rules.clocks)
    lines += section("Routes", rules.routes.map { "`\($0.id)`: \($0.words.english)" })
    lines += section("Cards", rules.cards.map { "`\($0.id)`: \($0.words.english)" })
    lines += section(
      "Extensions", rules.extensions.map { "`\($0.authority)`: \($0.words.english)" })
    lines += section("Further rules", further(rules))
    for rule in scoring(rules) { lines += section(rule.title, rule.terms) }
    lines += section("Not said by this rule set, and why", rules.notes)
    return lines.joined(separator: "\n")
  }

  private static func clockTable(_ clocks: [ClockRule]) -> [String] {
    if clocks.isEmpty { return ["No deadlines are stated, so there are no clocks.", ""] }
    var lines = [
      "| id | case | starts at | limit | counted | who | ends with | consequence | note |",
      "|---|---|---|---|---|---|---|---|---|",
    ]
    for clock in clocks {
      var note = clock.source
      if clock.pausable { note += "; pausable" }
      if !clock.group.isEmpty { note += "; group `\(clock.group)`" }
      let title = clock.title?.words
      var matter = [title?.english ?? "", title?.simplified ?? ""].filter { !$0.isEmpty }
      if let when = clock.when, !when.isAlways { matter.append("(\(when.words.english))") }
      let cells = [
        clock.id, matter.joined(separator: " "), clock.start?.words.english ?? "",
        clock.limit?.words.english ?? "",
        clock.counting?.words(for: clock.limit?.unit).english ?? "",
        clock.holder?.words.english ?? "", clock.end?.words.english ?? "",
        clock.consequence?.words.english ?? "", note,
      ]
      lines.append("| " + cells.map(cell).joined(separator: " | ") + " |")
    }
    return lines + [""]
  }

  private static func scoring(_ rules: RuleSet) -> [(title: String, terms: [String])] {
    rules.scoring.map { rule in
      (
        "Scoring `\(rule.id)`",
        [rule.words.english] + rule.terms.map { "`\($0.id)`: \($0.words.english)" }
      )
    }
  }

  /// A vertical bar would end a cell.
  private static func cell(_ text: String) -> String {
    text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
  }

  private static func section(_ title: String, _ items: [String]) -> [String] {
    items.isEmpty ? [] : ["**\(title)**", ""] + items.map { "- \($0)" } + [""]
  }

  private static func sentence(_ name: String, _ text: String) -> String {
    text.isEmpty ? "" : "\(name): \(text)."
  }

  private static func further(_ rules: RuleSet) -> [String] {
    var items: [String] = []
    func add(_ name: String, _ text: String?) {
      if let text, !text.isEmpty { items.append("\(name): \(text)") }
    }
    func add(_ name: String, codes: [String]) {
      add(name, codes.map { "`\($0)`" }.joined(separator: ", "))
    }
    add("Calls", rules.calls?.words.english)
    add("Callback", rules.callback?.words.english)
    add("Returns", rules.returns?.words.english)
    if let merge = rules.mergeClock {
      add("Merged tickets", "the clock of the \(merge.words.english) counts")
    }
    add("Periods", rules.periods.map(\.words.english).joined(separator: "; "))
    add("Spot checks", rules.check?.words.english)
    if rules.gradesResults { add("Grades", HandlingGrade.gradesWords.english) }
    add("Exclusions", rules.exclusions.map(\.words.english).joined(separator: "; "))
    add("Not assessed", rules.excludedMatters.map(\.words.english).joined(separator: ". "))
    add("Opening hours", rules.opening.map(\.text).joined(separator: ", "))
    add("Effective from", rules.effectiveDay == 0 ? "" : CivilText.day(rules.effectiveDay))
    add("Kinds", codes: rules.kinds)
    add("Channels", codes: rules.channels)
    add("Languages", codes: rules.languages)
    let queues = rules.queues.map { queue in
      "`\(queue.id)` \(queue.title?.simplified ?? "")"
    }
    add("Queues", queues.joined(separator: ", "))
    return items
  }
}
