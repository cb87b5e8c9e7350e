import ArgumentParser
import EventStore
import Projections

/// Options that every subcommand takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The data directory (default: ANJUAN_DATA, or ./data).", valueName: "dir"))
  var data: String?

  @Option(help: "text is for people, json is stable.")
  var format: OutputFormat = .text

  @Option(
    help: "Language of the text: en, zh-Hans or zh-Hant (default: from LC_ALL or LANG).",
    transform: GlobalOptions.language)
  var lang: Language?

  /// The data directory's path.
  var path: String { data ?? Terminal.environment("ANJUAN_DATA") ?? "./data" }

  /// Language of the text.
  var language: Language {
    if let lang { return lang }
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { Terminal.environment($0) }
    return Language(locale: names.first { !$0.isEmpty } ?? "")
  }

  private static func language(_ text: String) throws -> Language {
    guard let language = Language(rawValue: text) else {
      throw ValidationError("'\(text)' is not a language here; give en, zh-Hans or zh-Hant.")
    }
    return language
  }

  /// Columns that text may take.
  var width: Int {
    let told = Terminal.columns(.output) ?? Terminal.environment("COLUMNS").flatMap { Int($0) }
    return max(40, told ?? 100)
  }

  /// Writes a result: lines for people, or one JSON value.
  func show(_ lines: [String], _ json: JSONValue) {
    let text =
      format == .text
      ? lines.joined(separator: "\n") : JSONWriter.text(json, isIndented: true)
    Terminal.write(Array((text + "\n").utf8))
  }
}

/// How results are written.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// For people.
  case text
  /// One JSON value.
  case json
}
