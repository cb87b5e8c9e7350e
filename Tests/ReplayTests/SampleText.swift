import EventStore
import Projections
import Testing

@testable import replay

/// The text of a case in a log of the tests.
enum SampleText {
  static func of(
    _ stream: String, in log: InMemoryEventLog, _ layout: Layout, _ point: CasePoint = .now,
    isRevealed: Bool = false
  ) throws -> String {
    let history = try #require(
      try log.withSnapshot {
        try CaseHistory.load(
          try StreamID(stream), from: $0, origin: log.origin, point: point, withValues: true)
      })
    let lines = CaseText(layout: layout, isRevealed: isRevealed).lines(history)
    return lines.joined(separator: "\n") + "\n"
  }

  /// Expects that no line is wider than the terminal.
  static func expect(
    _ text: String, fits width: Int, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for line in text.split(separator: "\n") {
      #expect(displayWidth(line) <= width, "\(line)", sourceLocation: sourceLocation)
    }
  }
}
