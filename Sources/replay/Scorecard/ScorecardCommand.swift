import ArgumentParser
import EventStore
import Projections

/// `replay scorecard`: the figures of every unit for a period.
struct ScorecardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scorecard",
    abstract: "The figures of every unit for a period, with score, rank and changes.",
    discussion: """
      Each share shows its two counts; shares of answers show n. 'no data' is never 0. With --unit \
      every measure of one unit is listed, with the definition's counts, its interval and the terms \
      of the score. `replay explain` lists the tickets and events behind a figure.

      --per person divides what a unit has among the persons (经办人) that its acts name, or who recorded \
      them: each figure is of the person who was named last by then, and --unit U shows those of one \
      unit. --as co-handler shows the tickets that a unit joined and did not lead. Neither is scored.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var question: ScoreOptions
  @OptionGroup var order: OrderOption

  @OptionGroup var row: RowOption

  @Option(
    help: ArgumentHelp(
      "Only this unit (or group, or person), in full; with --per person, the persons of this unit.",
      valueName: "code"))
  var unit: String?

  func run() throws {
    let (card, isPartial) = try question.ask(global, by: order.by, row) { view, period, now in
      let card = try view.scorecard(period, at: now, per: row.per)
      return (try unit.map(card.only) ?? card, card.isPartial(offset: view.basis.offset))
    }
    let text = ScorecardText(
      layout: global.layout, card: card, isPartial: isPartial, isPart: unit != nil)
    let one = unit.flatMap { card.row($0) == nil ? nil : $0 }
    global.show(one.map(text.lines(unit:)) ?? text.lines(), card.json(unit: unit))
  }
}

/// `replay explain`: the tickets and events behind one figure.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "The tickets and events behind one figure of a scorecard.",
    discussion: "`replay case ID` shows each of them; positions are those of `replay log`.")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var question: ScoreOptions
  @OptionGroup var order: OrderOption

  @OptionGroup var row: RowOption

  @Option(
    help: ArgumentHelp(
      "The unit, or all; with --per group the group, with --per person unit/person.",
      valueName: "code"))
  var unit: String

  @Option(help: ArgumentHelp("The measure, such as on-time or satisfaction.", valueName: "id"))
  var measure: String

  func run() throws {
    let (explanation, head) = try question.ask(global, by: order.by, row) { view, period, now in
      (
        try view.explain(measure, unit: unit, period, at: now, per: row.per),
        PeriodHeading(view: view, period: period, now: now)
      )
    }
    let text = ExplanationText(layout: global.layout, explanation: explanation, head: head)
    global.show(text.lines(), explanation.json)
  }
}
