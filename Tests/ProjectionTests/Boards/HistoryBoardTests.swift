import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("Boards of what went the wrong way, and the spot check")
struct HistoryBoardTests {
  @Test("A return that waits stands first; to and fro and time in the air are shown")
  func returns() throws {
    var log = try BoardLog()
    try log.open("c1", 0)
    try log.giveBack("c1", 60, "U1")
    try log.rule("c1", 90, .granted)
    try log.hand("c1", 100, "U2")
    try log.giveBack("c1", 200, "U2")
    try log.rule("c1", 210, .granted)
    try log.hand("c1", 220, "U1")
    try log.open("c2", 0, "U2")
    try log.giveBack("c2", 50, "U2")
    try log.open("c3", 0, "U3")
    let board = try log.board(.returns, 230)
    #expect(board.streams == ["c2", "c1"])
    #expect(board.cell(0, "ruling")?.json.plainText.contains("waits") == true)
    #expect(board.cell(0, "inTheAirMicroseconds") == .duration(180 * 60_000_000))
    #expect(board.cell(1, "inTheAirMicroseconds") == .duration(40 * 60_000_000))
    #expect(board.cell(1, "returns") == .count(2))
    #expect(board.cell(1, "path") == .words(Phrase(verbatim: "U1 → U2 → U1")))
    #expect(board.rows[1].events.count == 4)
    #expect(try log.board(.returns, 230, unit: "U1").streams == ["c1"])
    #expect(try log.board(.returns, 230, unit: "U3").streams == [])
  }

  @Test("A reopened ticket shows what was claimed and what the citizen said before it")
  func reopened() throws {
    var log = try BoardLog()
    try log.open("c1", 0)
    try log.report("c1", 60)
    try log.answer("c1", 70, isSolved: false)
    try log.close("c1", 80)
    #expect(try log.board(.reopened, 85).rows.isEmpty)
    try log.reopen("c1", 90)
    let board = try log.board(.reopened, 100)
    #expect(board.streams == ["c1"])
    #expect(board.cell(0, "claimed") == .words(Phrase("solved", "已解决", "已解決")))
    #expect(board.cell(0, "citizen") == .words(Phrase("not solved", "未解决", "未解決")))
    #expect(board.rows[0].isUrgent)
  }

  @Test("Grade B stands until a follow-up ends it; grade A never does")
  func gradeB() throws {
    var log = try BoardLog()
    for (stream, grade) in [("c1", HandlingGrade.b), ("c2", .a)] {
      try log.open(stream, 0)
      try log.report(stream, 60)
      try log.close(stream, 80, grade: grade)
    }
    #expect(try log.board(.bGrade, 90).streams == ["c1"])
    var followed = FollowedUp()
    followed.unit = "U1"
    try log.act("c1", 100, followed)
    #expect(try log.board(.bGrade, 110).cell(0, "followUps") == .count(1))
    followed.isFinished = true
    try log.act("c1", 120, followed)
    #expect(try log.board(.bGrade, 130).rows.isEmpty)
  }

  @Test("The sample follows from population and seed: the lowest hashes of seed and stream")
  func spotCheck() throws {
    var rules = SmallRules.ruleSet()
    var check = SpotCheckRule()
    check.perPeriod = 3
    check.algorithm = Board.drawing
    rules.check = check
    var log = try BoardLog(rules)
    let streams = (1...12).map { "c\($0)" }
    for stream in streams {
      try log.open(stream, 0)
      try log.report(stream, 60)
      try log.close(stream, 80)
    }
    try log.open("open", 0)
    let first = try log.board(.spotCheck, 100, seed: 7)
    let expected = streams.sorted { lot($0) < lot($1) }.prefix(3)
    #expect(first.streams == Array(expected))
    #expect(try log.board(.spotCheck, 100, seed: 7).streams == first.streams)
    #expect(try log.board(.spotCheck, 100, seed: 8).streams != first.streams)
    #expect(first.notes.first?.english.hasPrefix("3 of 12 closed tickets") == true)
    #expect(first.notes.first?.english.contains("seed 7") == true)
  }

  @Test("Of many closed tickets those with the lowest lots are drawn, of all or of a unit")
  func manyLots() throws {
    var log = try BoardLog()
    let streams = (1...900).map { "c\($0)" }
    for (place, stream) in streams.enumerated() {
      try log.open(stream, 0, place % 3 == 0 ? "U1" : "U2")
      try log.report(stream, 60, place % 3 == 0 ? "U1" : "U2")
      try log.close(stream, 80)
    }
    let expected = streams.sorted { lot($0) < lot($1) }
    let board = try log.board(.spotCheck, 100, seed: 7)
    #expect(board.streams == Array(expected.prefix(20)))
    #expect(board.notes.first?.english.hasPrefix("20 of 900 closed tickets") == true)
    #expect(board.cell(0, "rank") == .code(String(lot(expected[0]).prefix(16))))
    let own = Set(streams.enumerated().filter { $0.offset % 3 == 0 }.map(\.element))
    let ofUnit = try log.board(.spotCheck, 100, unit: "U1", seed: 7)
    #expect(ofUnit.streams == Array(expected.filter(own.contains).prefix(20)))
    #expect(ofUnit.notes.first?.english.hasPrefix("20 of 300 closed tickets") == true)
  }

  /// By hand: SHA-256 of eight bytes of seed 7 and the stream.
  private func lot(_ stream: String) -> String {
    sha256([0, 0, 0, 0, 0, 0, 0, 7] + Array(stream.utf8)).hex
  }
}
