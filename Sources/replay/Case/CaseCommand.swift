public import ArgumentParser
import EventStore
import Hotline
import Projections

/// `replay case ID`: the history of one case.
struct CaseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "case",
    abstract:
      "The history of a case: each event, the state after it, limits, hands, contradictions.",
    discussion: """
      Above the events stands where the case is now: what contradicts what, every limit with the \
      count of its days, who held the case for how long. Limits are judged at the time of --as-of, \
      else when the log's last event was recorded; a time to come may be given. A due date is \
      explained by the rules and the calendar as they were adopted when it was given.

      ID is the case's stream, or the number its source gave it (案件編號). Such numbers are not \
      unique: when several cases carry one, they are listed, and you name one by its stream. Looking \
      a number up reads the whole log, which takes a second or two.

      Personal values are masked. --reveal shows what the role may see, and asks for --viewer and --reason: both are recorded \
      in the access log before anything is shown (`replay access`), and when that fails nothing is.
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "The case's stream, or the number its source gave it.")
  var id: String

  @Option(
    help: ArgumentHelp(
      "Only what was recorded by this time (a day alone means its end, +08:00).",
      valueName: "time"))
  var asOf: InstantArgument?

  @Option(
    help: ArgumentHelp("Only what was recorded up to this position.", valueName: "position"))
  var at: PositionArgument?

  @Option(
    help: ArgumentHelp(
      "recorded tells it as it became known, occurred as it is claimed to have happened.",
      valueName: "time"))
  var by: CaseOrder = .recorded

  @Flag(help: "The same as --format json.")
  var json = false

  @Flag(help: "Show the personal values that the role may see; recorded in the access log first.")
  var reveal = false

  @OptionGroup var looking: ViewerOptions

  mutating func validate() throws {
    if asOf != nil, at != nil {
      throw ValidationError("--as-of and --at both name a moment; give one of them.")
    }
    if reveal { try looking.check("--reveal") }
  }

  func run() throws {
    let (directory, log) = try global.open()
    defer { log.close() }
    let found = try log.withSnapshot { snapshot in
      try lookUp(snapshot, origin: log.origin)
    }
    var output = Output()
    defer { output.flush() }
    switch found {
    case .history(let history): show(try disclosed(history, directory), &output)
    case .candidates(let candidates, let count):
      show(candidates, count, &output)
      output.flush()
      throw CaseFinder.several(named: id, count)
    case .nothing:
      throw Failure(
        "there is no case \(id.printable) in the log at \(global.path); "
          + "give a stream id or the source's own number as it was imported", .notFound)
    }
  }

  /// The history as the role may see it; the look is durable in the access log before this returns.
  private func disclosed(
    _ history: CaseHistory, _ directory: DataDirectory
  ) throws -> CaseHistory {
    guard reveal else { return history }
    let person = looking.person(through: "replay case")
    let (seen, paths) = history.seen(by: person)
    try ViewerOptions.record(person, history, paths, in: directory)
    return seen
  }

  private enum Found {
    case history(CaseHistory)
    case candidates([CaseFinder.Candidate], Int)
    case nothing
  }

  private var point: CasePoint {
    if let asOf { return .recorded(by: asOf.instant) }
    if let at { return .position(at.position) }
    return .now
  }

  private func lookUp(_ snapshot: borrowing LogSnapshot, origin: String) throws -> Found {
    if let at, at.position > snapshot.head {
      throw Failure(
        "there is no event at position \(at.position); the log has \(snapshot.head)", .notFound)
    }
    if let stream = try? StreamID(id),
      let history = try history(of: stream, snapshot, origin)
    {
      return .history(history)
    }
    let (candidates, count) = try CaseFinder.find(
      sourceID: id, in: snapshot, mayKnow: looking.mayKnow)
    if count == 1, let stream = candidates.first?.stream,
      let history = try history(of: stream, snapshot, origin)
    {
      return .history(history)
    }
    return count == 0 ? .nothing : .candidates(candidates, count)
  }

  private func history(
    of stream: StreamID, _ snapshot: borrowing LogSnapshot, _ origin: String
  ) throws -> CaseHistory? {
    guard try looking.mayKnow(stream, snapshot) else { return nil }
    // Masked text needs the value too; JSON shows it only when it is revealed.
    let withValues = reveal || !isJSON
    return try CaseHistory.load(
      stream, from: snapshot, origin: origin, point: point, order: by, withValues: withValues)
  }

  private var isJSON: Bool { json || global.format != .text }

  private func show(_ history: CaseHistory, _ output: inout Output) {
    if isJSON {
      let value = history.json(isRevealed: reveal)
      output.line(JSONWriter.text(value, isIndented: global.format != .jsonl))
    } else {
      output.lines(CaseText(layout: global.layout, isRevealed: reveal).lines(history))
    }
  }

  private func show(
    _ candidates: [CaseFinder.Candidate], _ count: Int, _ output: inout Output
  ) {
    if isJSON {
      let value = JSONValue.object([
        .init("sourceId", .string(id)), .init("count", .integer(Int64(count))),
        .init("candidates", .array(candidates.map(\.json))),
      ])
      output.line(JSONWriter.text(value, isIndented: global.format != .jsonl))
    } else {
      output.lines(CaseText(layout: global.layout, isRevealed: false).lines(candidates, count))
    }
  }
}

extension CaseOrder: ExpressibleByArgument {}
