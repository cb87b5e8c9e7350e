import ArgumentParser
import EventStore
import Hotline
import Projections

/// A report that comes to a verdict.
protocol VerdictReport {
  var verdict: Verdict { get }
  var json: JSONValue { get }
  /// The report for people.
  func lines(_ layout: Layout) -> [String]
}

extension GlobalOptions {
  /// Writes a report and ends with its verdict's exit code.
  func end(with report: some VerdictReport) throws -> Never {
    show(report.lines(layout), report.json)
    Main.end(report.verdict.exitCode)
  }
}

/// Something that a report states: its name in JSON, what it is called, and in words.
struct VerdictFact {
  let name: String
  let label: Phrase
  let value: Phrase

  init(_ name: String, _ label: Phrase, _ value: Phrase) {
    self.name = name
    self.label = label
    self.value = value
  }

  /// Something that reads the same in every language.
  init(_ name: String, _ label: Phrase, _ value: String) {
    self.init(name, label, Phrase(value, value, value))
  }

  /// Label and words in a language.
  func pair(_ language: Language) -> (String, String) {
    (label(language), value(language).printable)
  }
}

extension Phrase {
  static let log = Phrase("log", "日志", "日誌")
  static let root = Phrase("root", "树根", "樹根")
  static let treeSize = Phrase("tree size", "树大小", "樹大小")
  static let signatures = Phrase("signatures", "签名", "簽章")
  static let notChecked = Phrase("not checked", "未检查", "未檢查")
  static let finding = Phrase("finding", "发现", "發現")
}

extension Verdict {
  /// The verdict and what goes with it, for programs.
  func json(_ facts: [VerdictFact], _ more: [JSONValue.Member] = []) -> JSONValue {
    .object(
      [.init("verdict", .string(name)), .init("exitCode", .integer(Int64(exitCode)))]
        + facts.map { .init($0.name, .string($0.value.english)) } + more)
  }
}
