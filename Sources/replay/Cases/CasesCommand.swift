import ArgumentParser
import EventStore
import Projections

/// `replay cases`: lists of tickets.
struct CasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cases",
    abstract: "Lists of tickets: filtered, sorted, page by page, as of any moment.",
    discussion: """
      Every condition must be met. States are those of a ticket (received, dispatched, inHand, returning, suspended, \
      reported, accepted, closed, …) or open, settled, departed; several are divided by commas. Units are named \
      by code or by name. Limits and hands are judged at the time of --as-of, else when the log's last event was \
      recorded. --after goes on with a list as the first page saw it, whatever was recorded since. JSON has every \
      limit, every pair of hands, cards and counts of each ticket. No condition looks at texts, and none is shown.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var conditions: CaseConditions
  @OptionGroup var order: OrderOption

  @Option(
    help: ArgumentHelp(
      "Only what was recorded by this time (a day alone means its end, +08:00).",
      valueName: "time"))
  var asOf: InstantArgument?

  @Option(help: ArgumentHelp("Rows of a page, 1 to 1000.", valueName: "rows"))
  var limit = 50

  @Option(help: ArgumentHelp("Where the page before ended: its 'next'.", valueName: "cursor"))
  var after: String?

  mutating func validate() throws {
    guard (1...CaseQuestion.limitMax).contains(limit) else {
      throw ValidationError("--limit is \(limit); give a number of rows from 1 to 1000.")
    }
  }

  func run() throws {
    let list: CaseList
    do {
      list = try make()
    } catch let error as CaseListError {
      let code: Failure.Code =
        switch error {
        case .badValue, .badCursor: .usage
        default: .notFound
        }
      throw Failure(error.words(global.layout.language), code)
    }
    global.show(CaseListText(layout: global.layout, list: list).lines(), list.json)
  }

  private func make() throws -> CaseList {
    var question = CaseQuestion()
    for (name, value) in conditions.given {
      if let value { try question.ask(name, value) }
    }
    question.limit = limit
    question.after = try after.map { text throws(CaseListError) in try CaseCursor(text) }
    let point = Viewpoint(
      asOf: asOf?.instant, by: order.by, upTo: question.after?.position ?? .end)
    return try global.withLog { log in
      let ledger = try ScoreQuestion.ledger(log, point)
      return try CaseList(
        question, ledger, at: point, now: ScoreQuestion.moment(ledger, point))
    }
  }
}

/// Which tickets a list shows, and in which order; the names are those of the HTTP parameters.
struct CaseConditions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where it stands: steps, or open, settled, departed.", valueName: "state"))
  var state: String?
  @Option(help: ArgumentHelp("Led, co-handled or held by this unit.", valueName: "unit"))
  var unit: String?
  @Option(help: ArgumentHelp("In the hands of this unit.", valueName: "unit"))
  var holder: String?
  @Option(help: ArgumentHelp("Kind of matter, such as complaint.", valueName: "code"))
  var kind: String?
  @Option(help: ArgumentHelp("Category.", valueName: "code"))
  var category: String?
  @Option(help: ArgumentHelp("District.", valueName: "code"))
  var district: String?
  @Option(help: ArgumentHelp("How it came in.", valueName: "code"))
  var channel: String?
  @Option(
    help: ArgumentHelp(
      "A limit for its completion has passed, and it is open.", valueName: "yes|no"))
  var overdue: String?
  @Option(help: ArgumentHelp("A limit that still runs ends by then.", valueName: "time"))
  var dueBefore: String?
  @Option(help: ArgumentHelp("Opened then or later.", valueName: "time"))
  var openedFrom: String?
  @Option(help: ArgumentHelp("Opened by then; a day alone means its end.", valueName: "time"))
  var openedTo: String?
  @Option(help: ArgumentHelp("A card stands.", valueName: "yes|no"))
  var card: String?
  @Option(help: ArgumentHelp("It was closed and opened again.", valueName: "yes|no"))
  var reopened: String?
  @Option(help: ArgumentHelp("Grade of the closing.", valueName: "a|b"))
  var grade: String?
  @Option(
    help: ArgumentHelp("Something was entered a day late or out of order.", valueName: "yes|no"))
  var late: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "opened, due, held, recorded, lateness or returns; with - before it the largest first.",
      valueName: "order"))
  var sort: String?

  /// Each condition by its name.
  var given: [(name: String, value: String?)] {
    [
      ("state", state), ("unit", unit), ("holder", holder), ("kind", kind),
      ("category", category), ("district", district), ("channel", channel),
      ("overdue", overdue), ("due-before", dueBefore), ("opened-from", openedFrom),
      ("opened-to", openedTo), ("card", card), ("reopened", reopened), ("grade", grade),
      ("late", late), ("sort", sort),
    ]
  }
}
