import ArgumentParser
import EventStore
import Projections

/// `replay board`: the work lists of the supervision office.
struct BoardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board",
    abstract:
      "Work lists: overdue, due-soon, cards, returns, reopened, b-grade, signals, and more.",
    discussion: """
      The boards: overdue, due-soon, cards, returns, reopened, b-grade, joint-supervision, \
      spot-check, signals. Each row names the events behind it; `replay case ID` shows the case.

      Limits are judged at the time of --as-of, and only what was recorded by then counts. Without \
      it that is when the log's last event was recorded, as for every other question.
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var order: OrderOption

  @Argument(help: "Which board.")
  var name: String

  @Option(
    help: ArgumentHelp(
      "As known and judged at this time (a day alone means its end, +08:00).", valueName: "time"))
  var asOf: InstantArgument?

  @Option(help: ArgumentHelp("Only rows of this unit: its code or its name.", valueName: "unit"))
  var unit: String?

  @Option(
    help: ArgumentHelp(
      "The rule set by which signals and samples are judged, such as foshan or foshan@2.",
      valueName: "id"))
  var rules: String?

  @Option(
    help: ArgumentHelp(
      "Seed of a spot check (default: the position up to which the log was read).",
      valueName: "number"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Most rows (default: 50 in text, all in JSON; 0 for all).", valueName: "rows"))
  var limit: Int?

  mutating func validate() throws {
    if let limit, limit < 0 {
      throw ValidationError("--limit is \(limit); give a number of rows, or 0 for all.")
    }
  }

  func run() throws {
    let layout = global.layout
    let board: Board
    do {
      board = try make()
    } catch let error as BoardError {
      let isName = if case .unknownBoard = error { true } else { false }
      throw Failure(error.words(layout.language), isName ? .usage : .notFound)
    }
    global.show(
      BoardText(layout: layout, limit: rowLimit(50)).lines(board),
      board.json(limit: rowLimit(.max)))
  }

  private func rowLimit(_ usual: Int) -> Int {
    guard let limit else { return usual }
    return limit == 0 ? .max : limit
  }

  private func make() throws -> Board {
    let name = try Board.name(name)
    let point = Viewpoint(asOf: asOf?.instant, by: order.by)
    let question = ScoreQuestion(rules: rules, point: point, language: global.layout.language)
    return try global.withLog { log in
      try question.askLedger(log) { ledger, basis in
        try Board.of(name, ledger, by: basis, unit: unit, seed: seed)
      }
    }
  }
}
