import Hotline

/// 指标目录: every measure and its definition as a page, from which `docs/measures.md` is made.
public enum MeasureCatalogue {
  /// The page in Markdown.
  public static var markdown: String {
    var lines = [
      "# Measures", "",
      "What scorecards count, out of what, and what is left out. This page is made from the program's own table",
      "(`Sources/Projections/Scoring`); scoring rules name measures by their ids.", "",
      "- A share whose denominator is empty is *no data*, never 0 and never 100 %.",
      "- Percentages, hours and points are exact and printed with two digits, half-up (a half goes away from zero),",
      "  rounded once, unless a rule says otherwise.",
      "- A limit is counted once, in the period in which it was met or passed without the act; sums over periods and",
      "  units are sums of the two counts, never means of percentages.",
      "- A limit that lapsed stays missed when the ticket is sent back, dispatched anew, or asks for another limit or none",
      "  because its kind, urgency or handling changed; the other limit is counted for itself.",
      "- Medians and percentiles are by linear interpolation, place p·(n − 1) among n values in ascending order.",
      "- Shares of answers carry n and a Wilson interval (z = 1.96). A scoring rule may mark small samples; they are",
      "  not ranked.",
      "- A change on another period is the difference of the exact values; a period without data has none.",
      "- What happened to a ticket before any unit had it, or to one that none ever had, counts for the hotline's",
      "  centre; the rows of all units add up to the city where a measure is a sum.",
      "- A unit is judged by the formula of its group: which grades satisfy, and what is excluded from which measure.",
      "- By person (`--per person`), a figure is of the person whom an act of the unit named last when it came about,",
      "  what is still open of the one named last; what nobody is named for stands in a row of its own.",
      "- As co-handler (`--as co-handler`), a unit has the tickets that it joined and never led, with their handling and",
      "  its outcome from its joining on; each counts for every unit that joined it. As lead it has all others.",
      "",
    ]
    for language in Language.allCases { lines += table(language) }
    return lines.joined(separator: "\n")
  }

  private static func table(_ language: Language) -> [String] {
    let head: [Phrase] = [
      Phrase("id", "编号", "編號"), Phrase("measure", "指标", "指標"),
      Phrase("definition", "定义", "定義"), Phrase("left out", "剔除", "剔除"),
      Phrase("source", "依据", "依據"),
    ]
    var lines = ["## \(name(language))", "", row(head.map { $0(language) })]
    lines.append("|" + String(repeating: "---|", count: head.count))
    for definition in MeasureDefinition.all {
      lines.append(
        row([
          "`\(definition.measure.rawValue)`", definition.title(language),
          definition.sentence(language), definition.exclusions.words(language),
          definition.source(language),
        ]))
    }
    return lines + [""]
  }

  private static func name(_ language: Language) -> String {
    switch language {
    case .english: "English"
    case .simplifiedChinese: "简体中文"
    case .traditionalChinese: "繁體中文"
    }
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }
}
