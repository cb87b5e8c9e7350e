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
      it that is now; for a simulated log, when its last event was recorded.
      """)

  @OptionGroup var global: GlobalOptions

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
    } catch let error as ScoreError {
      throw Failure(error, layout.language)
    }
    var output = Output()
    defer { output.flush() }
    if global.format == .text {
      output.lines(BoardText(layout: layout, limit: rowLimit(50)).lines(board))
    } else {
      output.line(
        JSONWriter.text(board.json(limit: rowLimit(.max)), isIndented: global.format == .json))
    }
  }

  private func rowLimit(_ usual: Int) -> Int {
    guard let limit else { return usual }
    return limit == 0 ? .max : limit
  }

  private func make() throws -> Board {
    let name = try Board.name(name)
    let (directory, log) = try global.open()
    defer { log.close() }
    let ledger = try ScoreQuestion.ledger(log, asOf?.instant)
    let last = directory.simulation == nil ? nil : ledger.recordedAt
    let now = asOf?.instant ?? last ?? SystemClock().now(for: Position(ledger.events + 1))
    let basis: ScoreBasis
    do {
      basis = try ScoreBasis(try ledger.rules(rules), now: now)
    } catch let error as ScoreError {
      throw error
    } catch {
      throw ScoreError.badRules("\(error)")
    }
    return try Board.of(name, ledger, by: basis, unit: unit, seed: seed)
  }
}
