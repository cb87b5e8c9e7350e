/// The published table of transitions: which event may be recorded in which step, and where it leads.
public enum TransitionTable {
  /// One row.
  public struct Row: Sendable {
    /// Type of the event.
    public let event: String
    /// What it is called.
    public let words: Phrase
    /// Its family.
    public let family: EventFamily
    /// Where it is allowed and where it leads.
    public let transition: Transition
  }

  /// Every event of a case, in the order of the vocabulary.
  public static let rows: [Row] = Vocabulary.types.compactMap { type in
    guard let type = type as? any CaseEvent.Type else { return nil }
    return row(type)
  }

  private static func row<E: CaseEvent>(_ type: E.Type) -> Row {
    Row(
      event: E.typeName, words: E.schema.words, family: E.family, transition: E.transition)
  }

  /// The page `docs/ticket-states.md`.
  public static var markdown: String {
    let steps = TicketStep.allCases
    var lines = [
      "# Where a ticket stands, and what may happen to it",
      "",
      "Made from the source by the tests; `ANJUAN_PROMOTE=1 swift test --filter TransitionTable` writes it anew.",
      "",
      "| step | 环节 | 環節 | meaning |",
      "|---|---|---|---|",
    ]
    lines += steps.map { step in
      "| \(step.name) | \(step.words.simplified) | \(step.words.traditional) | \(step.words.english) |"
    }
    lines += [
      "",
      "Rows are events, columns the step before: `→ step` where the event leads, `•` where the step stays, `late` where",
      "only an act of before that step may still be entered, empty where it is refused. Each event may ask for more",
      "(a unit that handles the ticket, a ruling, an authority): what it asks stands in `Sources/Hotline/Tickets/Events`.",
    ]
    for family in EventFamily.allCases {
      let rows = rows.filter { $0.family == family }
      if rows.isEmpty { continue }
      lines += ["", "## \(family.words.english) (\(family.words.simplified))", ""]
      lines.append("| event | no intake | " + steps.map(\.name).joined(separator: " | ") + " |")
      lines.append("|---|" + String(repeating: "---|", count: steps.count + 1))
      lines += rows.map { row in
        let cells: [TicketStep?] = [nil] + steps.map(Optional.some)
        return "| \(row.event) \(row.words.simplified) | "
          + cells.map { cell(row.transition, $0) }.joined(separator: " | ") + " |"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func cell(_ transition: Transition, _ step: TicketStep?) -> String {
    if transition.from.contains(step) {
      let to = transition.to.steps
      return to.isEmpty ? "•" : "→ " + to.map(\.name).joined(separator: " / ")
    }
    return transition.late.contains(step) && step != nil ? "late" : ""
  }
}
