import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("Lists of tickets")
struct CaseListTests {
  /// Five cases: handed out, given back, closed and opened again, closed with grade B, and entered late.
  private static func sample() throws -> BoardLog {
    var log = try BoardLog()
    try log.name("U1", "Works")
    var intake = IntakeRecorded()
    intake.kind = "complaint"
    intake.category = "noise"
    intake.district = "east"
    intake.channel = "phone"
    try log.act("a", 0, intake)
    try log.hand("a", 0, "U1")
    try log.open("b", 10, "U2")
    try log.giveBack("b", 20, "U2")
    try log.open("c", 30)
    try log.report("c", 40)
    try log.answer("c", 50)
    try log.close("c", 60)
    try log.reopen("c", 70)
    try log.open("d", 80, "U2")
    try log.report("d", 90, "U2")
    try log.answer("d", 100)
    try log.close("d", 110, grade: .b)
    try log.open("e", 120)
    try log.report("e", 130, enteredAfter: 2 * 24 * 60)
    return log
  }

  private static let later: Int64 = 10 * 24 * 60

  private func list(
    _ conditions: [(String, String)], at minutes: Int64 = later, limit: Int = 50,
    after: String? = nil, _ ledger: ScoreLedger
  ) throws -> CaseList {
    var question = CaseQuestion()
    for (name, value) in conditions { try question.ask(name, value) }
    question.limit = limit
    question.after = try after.map { text throws(CaseListError) in try CaseCursor(text) }
    return try CaseList(
      question, ledger, at: Viewpoint(upTo: question.after?.position ?? .end),
      now: BoardLog.at(minutes))
  }

  private func streams(_ conditions: [(String, String)], at minutes: Int64 = later) throws
    -> String
  {
    let ledger = try Self.sample().ledger()
    return try list(conditions, at: minutes, ledger).rows.map(\.stream).joined()
  }

  @Test("Each condition lets through exactly the tickets that meet it")
  func conditions() throws {
    #expect(try streams([]) == "abcde")
    #expect(try streams([("state", "returning,closed")]) == "bd")
    #expect(try streams([("state", "settled")]) == "d")
    #expect(try streams([("unit", "Works")]) == "ace")
    #expect(try streams([("holder", "U1")]) == "ac")
    let all = try list([], try Self.sample().ledger()).rows
    let central = all.filter { $0.holder.code == "centre" }.map(\.stream)
    #expect(central.contains("e") && !central.contains("a"))
    #expect(try streams([("holder", "centre")]) == central.joined())
    #expect(try streams([("kind", "complaint"), ("category", "noise")]) == "a")
    #expect(try streams([("district", "east"), ("channel", "phone")]) == "a")
    #expect(try streams([("reopened", "yes")]) == "c")
    #expect(try streams([("reopened", "no"), ("grade", "b")]) == "d")
    #expect(try streams([("late", "yes")]) == "e")
    #expect(try streams([("card", "yes")]).isEmpty)
  }

  @Test("Overdue tickets are those of the board, and a limit counts by the moment of the question")
  func overdue() throws {
    let log = try Self.sample()
    for minutes: Int64 in [100, 3 * 24 * 60 + 5, Self.later] {
      let board = try log.board(.overdue, minutes)
      let found = try streams([("overdue", "yes")], at: minutes)
      #expect(Set(found.map { String($0) }) == Set(board.streams), "\(minutes)")
    }
    #expect(try streams([("overdue", "yes")], at: 100).isEmpty)
    let soon = BoardLog.at(3 * 24 * 60 + 20).description
    #expect(try streams([("due-before", soon), ("state", "open")], at: 100) == "abce")
    #expect(try streams([("due-before", BoardLog.at(130).description)], at: 100).isEmpty)
  }

  @Test("Tickets stand in the order asked for; those without the value stand last")
  func order() throws {
    #expect(try streams([("sort", "-opened")]) == "edcba")
    #expect(try streams([("sort", "-returns")]).hasPrefix("b"))
    #expect(try streams([("sort", "-lateness")]).hasPrefix("e"))
    #expect(try streams([("sort", "recorded")]) == "abcde")
    for (order, isDescending) in [("due", false), ("-due", true)] {
      let dues = try list([("sort", order)], at: 100, try Self.sample().ledger()).rows.map(\.due)
      let known = dues.prefix { $0 != nil }.compactMap(\.self)
      #expect(known.count > 2 && dues.dropFirst(known.count).allSatisfy { $0 == nil })
      #expect(known == (isDescending ? known.sorted(by: >) : known.sorted()))
    }
  }

  @Test("Pages are those of one list, whatever is recorded between them")
  func pages() throws {
    var log = try Self.sample()
    let first = try list([("sort", "-opened")], limit: 2, try log.ledger())
    #expect(first.total == 5 && first.rows.map(\.stream) == ["e", "d"])
    try log.open("f", Self.later)
    try log.report("a", Self.later + 1)
    let grown = try log.log()
    var seen = first.rows.map(\.stream)
    var cursor = first.next?.text
    while let text = cursor {
      let position = try CaseCursor(text).position
      let ledger = try grown.withSnapshot { try ScoreLedger($0, upTo: position) }
      let page = try list(
        [("sort", "-opened")], at: Self.later + 100, limit: 2, after: text, ledger)
      #expect(page.total == 5 && page.now == first.now && page.position == first.position)
      seen += page.rows.map(\.stream)
      cursor = page.next?.text
    }
    #expect(seen == ["e", "d", "c", "b", "a"])
    let text = try #require(first.next?.text)
    #expect(throws: CaseListError.badCursor(text)) {
      try list([("sort", "opened")], after: text, try Self.sample().ledger())
    }
    #expect(throws: CaseListError.badCursor("1.2")) { try CaseCursor("1.2") }
  }

  @Test("A row holds hands, limits, counts and lateness, and its JSON is that of one case")
  func row() throws {
    let ledger = try Self.sample().ledger()
    let rows = try list([], ledger).rows
    let e = try #require(rows.first { $0.stream == "e" })
    #expect(e.isRecordedLate && e.latenessMicroseconds == 2 * 24 * 3_600_000_000)
    #expect(e.custody.stretches.map(\.unit) == ["centre", "U1", "centre"])
    let c = try #require(rows.first { $0.stream == "c" })
    #expect(c.state.ticket.reopenings == 1 && c.callbacks.answered == 1)
    #expect(c.clocks.contains { $0.standing == .overdue } && c.isOverdue)
    let text = JSONWriter.text(c.json)
    for part in [
      #""case":"c""#, #""reopenings":1"#, #""standing":"overdue""#, #""stretches":["#,
      #""contacts":{"tried":0,"reached":0}"#, #""callbacks":{"tried":1,"answered":1}"#,
    ] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
  }

  @Test("What cannot be answered says why: unknown names, values, times, and an empty log")
  func refused() throws {
    let ledger = try Self.sample().ledger()
    let cases: [([(String, String)], String)] = [
      ([("unit", "U9")], "U9"), ([("holder", "nobody")], "nobody"),
      ([("kind", "praise")], "complaint"), ([("category", "x")], "noise"),
      ([("channel", "owl")], "phone"), ([("state", "asleep")], "inHand"),
      ([("overdue", "maybe")], "yes"), ([("grade", "z")], "a"), ([("sort", "colour")], "-due"),
      ([("colour", "red")], "opened-from"), ([("opened-from", "soon")], "2016-07-01"),
      ([("opened-to", "2001-01-01")], "before the log's first case"),
      ([("opened-from", "2101-01-01")], "after the moment"),
      (
        [
          ("opened-from", BoardLog.at(125).description),
          ("opened-to", BoardLog.at(126).description),
        ], "no case was opened"
      ),
    ]
    for (conditions, part) in cases {
      do {
        _ = try list(conditions, ledger)
        Issue.record("\(conditions) was answered")
      } catch let error as CaseListError {
        #expect(error.words(.english).contains(part), "\(error.words(.english))")
      }
    }
    #expect(throws: CaseListError.emptyLog) { try list([], ScoreLedger()) }
    let none = try list([("card", "yes")], ledger)
    #expect(none.total == 0 && JSONWriter.text(none.json).contains("no case meets these"))
  }

  @Test("By occurrence, what was entered late counts from when it happened")
  func occurred() throws {
    let log = try Self.sample().log()
    let then = BoardLog.at(200)
    let known = try log.withSnapshot { try ScoreLedger($0, at: Viewpoint(asOf: then)) }
    let happened = try log.withSnapshot {
      try ScoreLedger($0, at: Viewpoint(asOf: then, by: .occurred))
    }
    func step(_ ledger: ScoreLedger) throws -> TicketStep? {
      try list([], at: 200, ledger).rows.first { $0.stream == "e" }?.state.ticket.step
    }
    #expect(try step(known) == .inHand)
    #expect(try step(happened) == .reported)
    #expect(happened.events == log.head.rawValue)
  }
}
