import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("Boards of limits and supervision")
struct DeadlineBoardTests {
  private static let hour: Int64 = 60

  @Test("A limit is due soon up to its last microsecond, and overdue from the next one")
  func boundary() throws {
    var log = try BoardLog()
    try log.name("U1", "市政局")
    try log.open("c1", 0)
    let due = 72 * Self.hour
    #expect(try log.board(.overdue, due).rows.isEmpty)
    let soon = try log.board(.dueSoon, due)
    #expect(soon.streams == ["c1"])
    #expect(soon.cell(0, "leftMicroseconds") == .duration(0))
    let over = try log.board(.overdue, due, microseconds: 1)
    #expect(over.streams == ["c1"])
    #expect(over.cell(0, "overMicroseconds") == .duration(1))
    #expect(over.cell(0, "unit") == .unit("U1", Phrase(verbatim: "市政局")))
    #expect(over.cell(0, "due") == .deadline(BoardLog.at(due)))
    #expect(over.cell(0, "limit") == .words(ClockEnd.resultReported.words))
    #expect(try log.board(.dueSoon, due, microseconds: 1).rows.isEmpty)
  }

  @Test("Only limits of the next 24 hours are due soon where no calendar tells a working day")
  func horizon() throws {
    var log = try BoardLog()
    try log.open("c1", 0)
    #expect(try log.board(.dueSoon, 0).rows.count == 1, "the contact, in 24 hours")
    #expect(try log.board(.dueSoon, 48 * Self.hour - 1).streams == [])
    #expect(try log.board(.dueSoon, 48 * Self.hour).streams == ["c1"])
  }

  @Test("The longest overdue stands first; reported, closed and other units' tickets do not stand")
  func order() throws {
    var log = try BoardLog()
    try log.open("c1", 30)
    try log.open("c2", 0)
    try log.open("c3", 0, "U2")
    try log.open("c4", 0)
    try log.report("c4", 60)
    let now = 100 * Self.hour
    #expect(try log.board(.overdue, now).streams == ["c2", "c3", "c1"])
    #expect(try log.board(.overdue, now, unit: "U2").streams == ["c3"])
    #expect(try log.board(.overdue, now).rows[0].events.count == 1)
  }

  @Test("A unit that the log does not know is an error that names those it knows")
  func unknownUnit() throws {
    var log = try BoardLog()
    try log.name("U1", "市政局")
    try log.open("c1", 0, "U2")
    let named = try log.board(.overdue, 9_000, unit: "市政局")
    #expect(named.unit == "U1")
    #expect(
      throws: BoardError.unknownUnit("U9", known: ["U1", "U2", TicketState.centre].sorted())
    ) { try log.board(.overdue, 9_000, unit: "U9") }
    #expect(throws: BoardError.unknownBoard("owls")) { try Board.name("owls") }
    #expect(BoardError.unknownBoard("owls").words.english.contains("due-soon"))
  }

  @Test("A yellow card stands until the red one takes its place, and red stands before yellow")
  func cards() throws {
    var log = try BoardLog()
    try log.open("c1", 0)
    try log.open("c2", 60)
    try log.deadlines("c1", 73 * Self.hour)
    let yellow = try log.board(.cards, 74 * Self.hour)
    #expect(yellow.streams == ["c1"])
    #expect(yellow.cell(0, "colour") == .word(CardColour.yellow.name, CardColour.yellow.words))
    try log.deadlines("c2", 74 * Self.hour)
    try log.deadlines("c1", 121 * Self.hour)
    let both = try log.board(.cards, 121 * Self.hour)
    #expect(both.streams == ["c1", "c2"])
    #expect(both.cell(0, "colour") == .word(CardColour.red.name, CardColour.red.words))
    #expect(both.rows.map(\.isUrgent) == [true, false])
  }

  @Test("Joint supervision stands while it is open, since when and by whom")
  func jointSupervision() throws {
    var log = try BoardLog()
    try log.open("c1", 0)
    var opened = JointSupervisionOpened()
    opened.offices = ["office", "bureau"]
    opened.authority = "mayor"
    try log.act("c1", 10, opened)
    let board = try log.board(.jointSupervision, 70)
    #expect(board.streams == ["c1"])
    #expect(board.cell(0, "offices") == .code("office, bureau"))
    #expect(board.cell(0, "openMicroseconds") == .duration(3_600_000_000))
    var closed = JointSupervisionClosed()
    closed.isSolved = true
    closed.authority = "mayor"
    try log.act("c1", 80, closed)
    #expect(try log.board(.jointSupervision, 90).rows.isEmpty)
  }

  @Test(
    "An empty board says so, in three languages, and its JSON too", arguments: BoardName.allCases)
  func empty(name: BoardName) throws {
    var log = try BoardLog()
    #expect(throws: BoardError.emptyLog) { try log.board(name, 10) }
    try log.act("c1", 5, IntakeRecorded())
    let board = try log.board(name, 10)
    #expect(board.rows.isEmpty)
    for language in Language.allCases {
      #expect(!name.nothing(language).isEmpty)
      #expect(!name.title(language).isEmpty)
      #expect(!name.explanation(language).isEmpty)
    }
    let text = JSONWriter.text(board.json())
    #expect(text.contains(#""count":0,"nothing":{"en":"\#(name.nothing.english)""#))
  }
}
