public import ArgumentParser
import EventStore
public import Projections

/// `replay satisfaction`: what citizens said in callbacks of a period.
struct SatisfactionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "satisfaction",
    abstract:
      "What citizens said when called back: three questions, solved or not, response rate, n.",
    discussion: """
      The figures are those of the scorecards, divided by unit, category, channel, district or kind. \
      A rate never stands without the number of answers behind it; '-' is no data, never 0.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var question: ScoreOptions

  @Option(
    help: ArgumentHelp(
      "unit, category, channel, district or kind; and recorded or occurred, whether --as-of asks for what was known or for what had happened. May be repeated.",
      valueName: "word"))
  var by: [SatisfactionWord] = []

  @Option(help: ArgumentHelp("Only this unit; goes with --by unit.", valueName: "code"))
  var unit: String?

  mutating func validate() throws {
    guard let asked = SatisfactionQuestion(by) else {
      throw ValidationError(
        "--by names two things of a kind; give one of unit, category, channel, district or kind, "
          + "and one of recorded or occurred.")
    }
    if unit != nil, asked.dimension != .unit {
      throw ValidationError("--unit goes with --by unit alone; leave one of them out.")
    }
  }

  func run() throws {
    let asked = SatisfactionQuestion(by) ?? SatisfactionQuestion()
    let (report, head) = try question.ask(global, by: asked.order) { view, period, now in
      let report = try view.satisfaction(period, by: asked.dimension, at: now)
      return (
        try unit.map(report.only) ?? report,
        PeriodHeading(view: view, period: period, now: now)
      )
    }
    var output = Output()
    if global.format == .text {
      let text = SatisfactionText(layout: global.layout, report: report, head: head)
      output.lines(text.lines())
    } else {
      output.line(JSONWriter.text(report.json, isIndented: global.format == .json))
    }
    output.flush()
  }
}

extension SatisfactionWord: ExpressibleByArgument {}
