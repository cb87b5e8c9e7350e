import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import replay

@Suite("Questions that have no answer, to the program")
struct RefusalTests {
  /// A question, and the exit code of its refusal.
  private static let questions: [(String, Int32)] = [
    // No period.
    ("scorecard --period 2019-13", 1), ("satisfaction --period spring", 1),
    ("overview --period 2019-Q5", 1), ("explain --period x --unit centre --measure intake", 1),
    ("whatif --period x --rules foshan", 1),
    ("diff --period x --as-of 2026-05-04T09:05:00+08:00 --as-of 2026-05-05", 1),
    // Before the log's first case.
    ("scorecard --period 2018", 4), ("satisfaction --period 2018", 4),
    ("overview --period 2018", 4), ("explain --period 2018 --unit centre --measure intake", 4),
    ("whatif --period 2018 --rules foshan", 4),
    ("diff --period 2018 --as-of 2026-05-04T09:05:00+08:00 --as-of 2026-05-05", 4),
    // Without data.
    ("scorecard --period 2020", 4), ("satisfaction --period 2020", 4),
    ("overview --period 2020", 4), ("explain --period 2020 --unit centre --measure intake", 4),
    ("whatif --period 2020 --rules foshan", 4),
    ("diff --period 2020 --as-of 2026-05-04T09:05:00+08:00 --as-of 2026-05-05", 4),
    // In the future.
    ("scorecard --period 2027", 4), ("overview --period 2027", 4),
    // A unit that nobody knows.
    ("scorecard --period 2019-01 --unit nobody", 4),
    ("scorecard --period 2019-01 --per group --unit nobody", 4),
    ("explain --period 2019-01 --unit nobody --measure intake", 4),
    ("whatif --period 2019-01 --rules foshan --unit nobody", 4),
    ("diff --period 2019-01 --as-of 2026-05-04T09:05:00+08:00 --as-of 2026-05-05 --unit x", 4),
    ("board overdue --unit nobody", 4),
    // Persons and co-handlers, of which an import of bare intakes knows nothing.
    ("scorecard --period 2019-01 --per person", 4),
    ("scorecard --period 2019-01 --as co-handler", 4),
    // Rules that were not adopted, then or ever.
    ("scorecard --period 2019-01 --rules foshan", 4),
    ("satisfaction --period 2019-01 --rules foshan", 4),
    ("overview --period 2019-01 --rules foshan", 4),
    ("explain --period 2019-01 --unit centre --measure intake --rules foshan@2", 4),
    ("board signals --rules foshan", 4), ("whatif --period 2019-01 --rules no-such-file", 1),
    // A moment before the log's first event.
    ("scorecard --period 2019-01 --as-of 2026-05-03", 4),
    ("explain --period 2019-01 --unit centre --measure intake --as-of 2026-05-03", 4),
    ("satisfaction --period 2019-01 --as-of 2026-05-03", 4),
    ("overview --period 2019-01 --as-of 2026-05-03", 4),
    ("board overdue --as-of 2026-05-03", 4), ("board signals --as-of 2026-05-03", 4),
    ("diff --period 2019-01 --as-of 2026-05-02 --as-of 2026-05-03", 4),
    ("whatif --period 2019-01 --rules foshan --as-of 2026-05-03", 4),
    ("cases --as-of 2026-05-03", 4),
    // Names that no event has: most likely misspelt.
    ("log --type NoSuchType", 4), ("log --unit nobody", 4), ("log --tag no:such", 4),
    ("log --stream nobody --format jsonl", 4),
    // What there is not.
    ("explain --period 2019-01 --unit centre --measure speed", 1), ("board owls", 1),
    ("satisfaction --period 2019-01 --by unit --by channel", 1),
    ("satisfaction --period 2019-01 --by channel --unit centre", 1),
    ("case nobody --at 99999", 4), ("scorecard --period 2019-01 --as-of yesterday", 1),
  ]

  @Test("Each is refused with its exit code and shows no table")
  func refused() throws {
    try Tool.withLog { tool in
      for (question, code) in Self.questions {
        let asked = try tool.run(question.split(separator: " ").map(String.init))
        #expect(asked.code == code && asked.lines.isEmpty, "\(question): \(asked)")
      }
    }
  }

  @Test("Every ticket behind a figure leads to its case")
  func cases() throws {
    try Tool.withLog { tool in
      let asked = try tool.run(
        "explain", "--period", "2019-01", "--unit", "centre", "--measure", "intake")
      let streams = asked.lines.compactMap { line in
        line.split(separator: " ").first.flatMap { $0.hasPrefix("tpe-") ? String($0) : nil }
      }
      #expect(streams.count == 3, "\(asked.lines)")
      for stream in streams { #expect(try tool.run("case", stream).code == 0) }
    }
  }

  @Test("The same questions where there is an answer end with 0")
  func answered() throws {
    try Tool.withLog { tool in
      for question in [
        "scorecard --period 2019-01", "scorecard --period 2019-01 --as lead",
        "scorecard --period 2019-01 --by occurred", "overview --period 2019-01 --by occurred",
        "explain --period 2019-01 --unit centre --measure intake",
        "overview --period 2019-01 --by occurred --as-of 2019-01-02",
        "diff --period 2019-01 --by occurred --as-of 2019-01-01 --as-of 2019-01-03",
        "diff --period 2019-01 --as-of 2026-05-04T09:05:00+08:00 --as-of 2026-05-05",
        "whatif --period 2019-01 --rules foshan",
        "whatif --period 2019-01 --rules foshan --by occurred --as-of 2019-01-02",
        "board overdue --by occurred --as-of 2019-01-03",
      ] {
        let asked = try tool.run(question.split(separator: " ").map(String.init))
        #expect(asked.code == 0 && !asked.lines.isEmpty, "\(question): \(asked)")
      }
    }
  }
}
