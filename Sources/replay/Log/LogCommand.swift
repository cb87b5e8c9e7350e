import ArgumentParser
import EventStore
import Projections

/// `replay log`: the event feed.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log",
    abstract: "The event feed, oldest first; --format jsonl gives CloudEvents, one a line.",
    discussion: "Several --type are alternatives; several --tag must all be present.")

  @OptionGroup var global: GlobalOptions

  @Option(help: ArgumentHelp("Only events after this position.", valueName: "position"))
  var after: PositionArgument?

  @Option(help: ArgumentHelp("Only events before this position.", valueName: "position"))
  var before: PositionArgument?

  @Option(help: ArgumentHelp("At most this many events.", valueName: "count"))
  var limit: Int?

  @Option(help: ArgumentHelp("Only events of this type (may be repeated).", valueName: "type"))
  var type: [String] = []

  @Option(
    help: ArgumentHelp("Only events of this unit: short for --tag unit:U.", valueName: "unit"))
  var unit: String?

  @Option(help: ArgumentHelp("Only events with this tag (may be repeated).", valueName: "tag"))
  var tag: [String] = []

  @Option(help: ArgumentHelp("Only events of this stream.", valueName: "stream"))
  var stream: String?

  @Flag(help: "Newest first.")
  var reverse = false

  @Flag(help: "Go on as the log grows, until interrupted.")
  var follow = false

  mutating func validate() throws {
    if let limit, limit < 1 {
      throw ValidationError("--limit is \(limit); give a number from 1.")
    }
    if follow, reverse {
      throw ValidationError("--follow goes forwards; leave out --reverse.")
    }
    if let before, before.position == .start {
      throw ValidationError("--before is 0; positions begin at 1.")
    }
  }

  func run() throws {
    let filter = try Filter(types: type, tags: tag + (unit.map { ["unit:\($0)"] } ?? []), stream)
    let (_, log) = try global.open()
    defer { log.close() }
    var printer = LogPrinter(
      isText: global.format == .text, layout: global.layout, origin: log.origin)
    var range = ReadRange(
      after: after?.position ?? .start, upTo: last, direction: reverse ? .backward : .forward,
      limit: limit ?? .max)
    if !follow { try log.withSnapshot { try filter.refuseUnknown($0) } }
    range.after = try printNew(log, filter, range, &printer)
    if printer.count == 0, !follow { printer.say(nothing(head: log.head)) }
    guard follow else { return }
    WorkerThread {
      Terminal.waitUntilUnread()
      Main.end(0)
    }.detach()
    while range.limit > printer.count, range.after < range.upTo {
      log.waitForGrowth(beyond: range.after)
      range.after = try printNew(log, filter, range, &printer)
    }
  }

  /// Prints what matches in a range of the log as it is now.
  /// - Returns: the position up to which the log was read.
  private func printNew(
    _ log: any EventLog, _ filter: Filter, _ range: ReadRange, _ printer: inout LogPrinter
  ) throws -> Position {
    defer { printer.flush() }
    return try log.withSnapshot { snapshot in
      printer.begin(head: snapshot.head)
      var scanned = range
      // A stream's events are filtered here, so the limit counts what is shown.
      if filter.isNarrowed { scanned.limit = .max }
      try snapshot.scan(filter.query, scanned) { view in
        guard printer.count < range.limit else { return .stop }
        let event = try RecordedEvent(view)
        if filter.shows(event.record) { printer.print(event) }
        return .next
      }
      return snapshot.head
    }
  }

  /// What stands where no event does.
  private func nothing(head: Position) -> String {
    global.layout(
      "no event of the log's \(head) meets these conditions", "日志共 \(head) 个事件，没有符合条件的",
      "日誌共 \(head) 個事件，沒有符合條件的")
  }

  private var last: Position {
    before.map { Position($0.position.rawValue - 1) } ?? .end
  }
}

/// Which events are shown.
private struct Filter {
  let query: EventQuery
  let types: [EventType]
  let tags: [Tag]
  let stream: StreamID?
  /// Whether the query lets more through than is shown.
  let isNarrowed: Bool

  init(types: [String], tags: [String], _ stream: String?) throws {
    do {
      self.types = try types.map { try EventType($0) }
      self.tags = try tags.map { try Tag($0) }
      self.stream = try stream.map { try StreamID($0) }
      if let stream = self.stream {
        query = .stream(stream)
        isNarrowed = !types.isEmpty || !tags.isEmpty
      } else {
        let isAll = types.isEmpty && tags.isEmpty
        query = isAll ? .all : .matching(types: self.types, tags: self.tags)
        isNarrowed = false
      }
    } catch let error as NameError {
      throw Failure(error.description, .usage)
    }
  }

  /// Refuses a type, tag or stream that no event of the log has: most likely it is misspelt.
  func refuseUnknown(_ snapshot: borrowing LogSnapshot) throws {
    var asked = types.map { ("type", $0.text, EventQuery.matching(types: [$0], tags: [])) }
    asked += tags.map { ("tag", $0.text, EventQuery.matching(types: [], tags: [$0])) }
    asked += stream.map { [("stream", $0.text, EventQuery.stream($0))] } ?? []
    for (kind, name, query) in asked {
      guard try snapshot.events(query, ReadRange(limit: 1)).isEmpty else { continue }
      throw Failure(
        "no event of the log has the \(kind) '\(name.printable)'; check its spelling, or wait for the first with --follow",
        .notFound)
    }
  }

  func shows(_ record: Record) -> Bool {
    guard isNarrowed else { return true }
    return (types.isEmpty || types.contains(record.type))
      && tags.allSatisfy { record.tags.contains($0) }
  }
}
