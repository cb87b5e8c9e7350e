import ArgumentParser
import EventStore
import Projections

/// Options that every subcommand takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The data directory (default: ANJUAN_DATA, or ./data).", valueName: "dir"))
  var data: String?

  @Option(help: "text is for people, json and jsonl are stable.")
  var format: OutputFormat = .text

  @Option(help: "Language of the text: en, zh-Hans or zh-Hant (default: from LC_ALL or LANG).")
  var lang: Language?

  @Option(
    help: ArgumentHelp(
      "Columns of the text (default: those of the terminal, else COLUMNS, else 100).",
      valueName: "columns"))
  var width: Int?

  mutating func validate() throws {
    if let width, !(40...1000).contains(width) {
      throw ValidationError("--width is \(width); give a number of columns from 40 to 1000.")
    }
  }

  /// The data directory's path.
  var path: String { data ?? Terminal.environment("ANJUAN_DATA") ?? "./data" }

  /// How text is laid out.
  var layout: Layout {
    Layout(width: columns, language: language, isColoured: isColoured)
  }

  private var columns: Int {
    if let width { return width }
    let told = Terminal.columns(.output) ?? Terminal.environment("COLUMNS").flatMap { Int($0) }
    return max(40, told ?? 100)
  }

  private var language: Language {
    if let lang { return lang }
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { Terminal.environment($0) }
    return Language(locale: names.first { !$0.isEmpty } ?? "")
  }

  private var isColoured: Bool {
    Terminal.isTerminal(.output) && (Terminal.environment("NO_COLOR") ?? "").isEmpty
  }

  /// Opens the log for reading.
  /// - Parameter file: what is to be written of it, if anything is.
  /// - Throws: ``Failure``, also for a file in the data directory, in which nothing here changes anything, or
  ///   ``EventStore/LogError``.
  func open(
    toWrite file: String? = nil
  ) throws -> (directory: DataDirectory, log: LMDBEventLog) {
    let directory = try DataDirectory.open(path)
    if let file, directory.holds(file) {
      throw Failure(
        "\(file) lies in the data directory, in which replay changes nothing; name a file elsewhere",
        .usage)
    }
    return (directory, try directory.openLog(.reader))
  }

  /// Opens the log for reading, and closes it after `body`.
  func withLog<Answer>(_ body: (LMDBEventLog) throws -> Answer) throws -> Answer {
    let (_, log) = try open()
    defer { log.close() }
    return try body(log)
  }

  /// Writes an answer as text or as JSON.
  func show(_ lines: @autoclosure () -> [String], _ json: @autoclosure () -> JSONValue) {
    var output = Output()
    if format == .text {
      output.lines(lines())
    } else {
      output.line(JSONWriter.text(json(), isIndented: format == .json))
    }
    output.flush()
  }
}

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// One JSON value.
  case json
  /// JSON Lines: one value a line.
  case jsonl
}

/// An argument that is a position.
struct PositionArgument: ExpressibleByArgument {
  let position: Position

  init?(argument: String) {
    guard let number = UInt64(argument) else { return nil }
    position = Position(number)
  }
}

/// An argument that is a time with an offset.
struct InstantArgument: ExpressibleByArgument {
  let instant: Instant

  /// A day alone means its end in China and Taiwan: everything recorded on that day counts.
  init?(argument: String) {
    guard let instant = WallClock.instant(argument, endOfDay: true) else { return nil }
    self.instant = instant
  }
}
