import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import replay

@Suite("The command board")
struct BoardCommandTests {
  /// The sample case as it stood on a day.
  private func board(_ name: BoardName, _ time: String) throws -> Board {
    let now = try #require(Instant(iso8601: time))
    let log = try SampleCase.log()
    let ledger = try log.withSnapshot { try ScoreLedger($0, asOf: now) }
    let basis = try ScoreBasis(try ledger.rules(nil), now: now)
    return try Board.of(name, ledger, by: basis)
  }

  @Test(
    "Every board fits its columns, in three languages", arguments: [80, 120], BoardName.allCases)
  func fits(width: Int, name: BoardName) throws {
    for time in [
      "2026-05-04T12:00:00+08:00", "2026-05-25T12:00:00+08:00", "2026-12-30T09:41:27+08:00",
    ] {
      let board = try board(name, time)
      for language in Language.allCases {
        let text = BoardText(layout: Layout(width: width, language: language), limit: 50)
        let lines = text.lines(board)
        #expect(lines.allSatisfy { displayWidth($0) <= width }, "\(lines)")
      }
    }
  }

  @Test("Boards of the sample case are as in the golden file")
  func golden() throws {
    var lines: [String] = []
    for (name, time) in [
      (BoardName.dueSoon, "2026-05-20T12:00:00+08:00"), (.cards, "2026-05-25T12:00:00+08:00"),
      (.returns, "2026-05-04T12:00:00+08:00"), (.signals, "2026-05-25T12:00:00+08:00"),
      (.overdue, "2026-05-25T12:00:00+08:00"),
    ] {
      for language in Language.allCases {
        let text = BoardText(layout: Layout(width: 100, language: language), limit: 50)
        lines += text.lines(try board(name, time)) + [""]
      }
    }
    try Golden.expect(lines.joined(separator: "\n"), is: "boards-100.txt")
  }

  @Test("The program shows boards as text and JSON; an unknown unit ends with 4")
  func program() throws {
    try Tool.withLog { tool in
      let text = try tool.run("board", "overdue", "--lang", "en")
      #expect(text.code == 0)
      #expect(text.lines.contains { $0.hasPrefix("no open ticket is overdue at 2026-05-") })
      let json = try tool.run("board", "signals", "--format", "jsonl")
      #expect(json.code == 0)
      #expect(json.lines.count == 1)
      #expect(json.lines.first?.contains(#""nothing":{"en":"nothing conspicuous""#) == true)
      let early = try tool.run("board", "overdue", "--as-of", "2026-05-04T09:02:00+08:00")
      #expect(early.code == 0)
      #expect(try tool.run("board", "owls").code == 1)
      #expect(try tool.run("board", "overdue", "--unit", "nobody").code == 4)
      #expect(try tool.run("board", "overdue", "--rules", "nothing").code == 4)
      #expect(try tool.run("board", "overdue", "--limit", "-1").code == 1)
    }
  }
}
