import ArgumentParser
import EventStore
import Hotline
import Importers
import Projections

/// `replay diff`: what changed in a period between two moments, or under two rule sets.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract:
      "What changed in a period between two moments or two rule sets, and which events did it.",
    discussion: """
      Give --as-of twice, or --rules twice. Each figure that differs is listed with the tickets whose \
      contribution changed, and the events recorded between the two moments.
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("2016-10, 2016-Q4, 2016-H2 or 2016.", valueName: "period"))
  var period: String

  @Option(help: ArgumentHelp("A moment; give it twice.", valueName: "time"))
  var asOf: [InstantArgument] = []

  @Option(help: ArgumentHelp("Rules; give it twice.", valueName: "id|file"))
  var rules: [String] = []

  @Option(help: ArgumentHelp("Only this unit.", valueName: "code"))
  var unit: String?

  @OptionGroup var order: OrderOption

  @Option(
    help: ArgumentHelp(
      "Most tickets below each figure of the text (default: 10; 0 for all).", valueName: "tickets"))
  var limit = 10

  mutating func validate() throws {
    let isMoments = asOf.count == 2 && rules.count < 2
    if limit < 0 {
      throw ValidationError("--limit is \(limit); give a number of tickets, or 0 for all.")
    }
    let isRules = rules.count == 2 && asOf.count < 2
    guard isMoments || isRules else {
      throw ValidationError("give --as-of twice, or --rules twice.")
    }
    if isMoments, asOf[0].instant > asOf[1].instant {
      throw ValidationError("the first --as-of is later than the second; exchange them.")
    }
  }

  func run() throws {
    let (difference, heads) = try compare()
    let text = DifferenceText(
      layout: global.layout, difference: difference, heads: heads, limit: limit == 0 ? .max : limit)
    global.show(text.lines(), difference.json)
  }

  private func compare() throws -> (ScoreDifference, [PeriodHeading]) {
    let (_, log) = try global.open()
    defer { log.close() }
    do {
      let before = try view(log, 0)
      let after = try view(log, 1)
      let period = try after.0.period(period, at: after.1)
      let heads = [before, after].map {
        PeriodHeading(view: $0.0, period: period, now: $0.1)
      }
      return (try ScoreDifference(period, from: before, to: after, unit: unit), heads)
    } catch let error as ScoreError {
      throw Failure(error, global.layout.language)
    } catch let error as ImportError {
      throw Failure(error.description, .usage)
    }
  }

  private func view(_ log: LMDBEventLog, _ index: Int) throws -> (ScoreView, Instant) {
    let moment = asOf.count == 2 ? asOf[index].instant : asOf.first?.instant
    let point = Viewpoint(asOf: moment, by: order.by)
    let ledger = try ScoreQuestion.ledger(log, point)
    let now = ScoreQuestion.moment(ledger, point)
    guard rules.count == 2 else {
      return (try ScoreView(ledger, rules: rules.first, now: now), now)
    }
    let book = try RuleArgument(rules[index]).book(ledger)
    let retold = try ScoreQuestion.ledger(log, point, retoldBy: book)
    return (try ScoreView(retold, book: book, now: now), now)
  }
}
