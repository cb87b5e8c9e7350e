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

  @Test("The sample follows from population and seed, as the worked example of decision 36 tells")
  func spotCheck() throws {
    var rules = SmallRules.ruleSet()
    var check = SpotCheckRule()
    check.perPeriod = 5
    check.algorithm = "sha256-draw-1"
    rules.check = check
    var log = try BoardLog(rules)
    try log.open("open", 0)
    for stream in (1...12).map({ "c\($0)" }) {
      try log.open(stream, 0)
      try log.report(stream, 60)
      try log.close(stream, 80)
    }
    let board = try log.board(.spotCheck, 100, seed: 7)
    #expect(board.streams == ["c4", "c7", "c11", "c9", "c1"])
    #expect(board.cell(4, "listed") == .count(1))
    #expect(board.cell(4, "draw") == .count(5))
    #expect(try log.board(.spotCheck, 100, seed: 7).streams == board.streams)
    #expect(try log.board(.spotCheck, 100, seed: 8).streams != board.streams)
    #expect(board.notes.first?.english.hasPrefix("5 of 12 closed tickets") == true)
    #expect(board.notes.first?.english.contains("seed 7") == true)
    #expect(board.notes.count == 1)
  }

  @Test("Of a list that is no longer than the sample every ticket is taken, and none is drawn")
  func fewClosed() throws {
    var log = try BoardLog()
    for stream in ["c1", "c2"] {
      try log.open(stream, 0)
      try log.report(stream, 60)
      try log.close(stream, 80)
    }
    let board = try log.board(.spotCheck, 100, seed: 7)
    #expect(board.streams == ["c1", "c2"])
    #expect(board.cell(0, "draw") == BoardCell.none)
  }

  @Test(
    "Of many closed tickets those at the places drawn are shown, of all, of a unit and of a period")
  func manyLots() throws {
    var log = try BoardLog()
    let streams = (1...900).map { "c\($0)" }
    for (place, stream) in streams.enumerated() {
      try log.open(stream, 0, place % 3 == 0 ? "U1" : "U2")
      try log.report(stream, 60, place % 3 == 0 ? "U1" : "U2")
      if place % 5 != 0 { try log.close(stream, 80) }
    }
    try log.open("open", 90, "U3")
    let closed = streams.enumerated().filter { $0.offset % 5 != 0 }
    let board = try log.board(.spotCheck, 100, seed: 7)
    #expect(board.streams == drawn(closed.map(\.element)))
    #expect(board.notes.first?.english.hasPrefix("20 of 720 closed tickets") == true)
    let own = closed.filter { $0.offset % 3 == 0 }.map(\.element)
    let ofUnit = try log.board(.spotCheck, 100, unit: "U1", seed: 7)
    #expect(ofUnit.streams == drawn(own))
    #expect(ofUnit.notes.first?.english.hasPrefix("20 of 240 closed tickets") == true)
    #expect(try log.board(.spotCheck, 100, unit: "U3", seed: 7).rows.isEmpty)
  }

  @Test(
    "A ticket that is opened again leaves the list, and one closed in another month is not on it")
  func listOfAPeriod() throws {
    var rules = SmallRules.ruleSet()
    var check = SpotCheckRule()
    check.perPeriod = 100
    check.period = .month
    rules.check = check
    var log = try BoardLog(rules)
    let month: Int64 = 40 * 24 * 60
    let closings: [(String, Int64)] = [
      ("c1", 80), ("c2", 90), ("c3", month), ("c4", 100), ("c5", month),
    ]
    for (stream, minute) in closings {
      try log.open(stream, 0)
      try log.report(stream, 60)
      try log.close(stream, minute)
    }
    #expect(try log.board(.spotCheck, 200).streams == ["c1", "c2", "c4"])
    try log.reopen("c2", month + 10)
    try log.reopen("c3", month + 20)
    try log.report("c2", month + 40)
    try log.close("c2", month + 50)
    #expect(try log.board(.spotCheck, month + 100).streams == ["c2", "c5"])
  }

  /// By hand: SHA-256 of the seed 7, a comma and the number of the draw, by the length of the list; twenty of them.
  private func drawn(_ list: [String]) -> [String] {
    var places: [Int] = []
    for draw in 1... where places.count < 20 {
      let digest = sha256(Array("7,\(draw)".utf8)).bytes
      let place = digest.reduce(0) { ($0 << 8 | Int($1)) % list.count }
      if !places.contains(place) { places.append(place) }
      if places.count == 20 { break }
    }
    return places.map { list[$0] }
  }
}
