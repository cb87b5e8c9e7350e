import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("Signals of fraud")
struct SignalTests {
  private typealias Found = (kind: SignalKind, unit: String, isConcentrated: Bool)

  private func signals(_ log: BoardLog, _ minutes: Int64 = 100_000) throws -> [FraudSignal] {
    try log.ledger().signals(by: try ScoreBasis(log.book, now: BoardLog.at(minutes)))
  }

  /// Tickets of an honest unit, each called back and closed minutes later by somebody else.
  private func honest(_ log: inout BoardLog, _ unit: String, _ count: Int, from: Int64 = 0) throws {
    for index in 1...count {
      let stream = "\(unit)-\(index)"
      let start = from + Int64(index)
      try log.open(stream, start, unit)
      try log.report(stream, start + 60, unit)
      try log.answer(stream, start + 70, number: UInt8(100 + index), agent: "a\(index % 5)")
      try log.close(stream, start + 80)
    }
  }

  @Test("Honest units show nothing")
  func nothing() throws {
    var log = try BoardLog()
    for unit in ["U1", "U2", "U3"] { try honest(&log, unit, 20) }
    #expect(try signals(log).isEmpty)
  }

  @Test("A number changed before the callback shows once; one changed after it does not")
  func single() throws {
    var log = try BoardLog()
    try honest(&log, "U2", 10)
    try log.open("c1", 0)
    try log.report("c1", 60)
    try log.changeNumber("c1", 65)
    try log.answer("c1", 70)
    try log.close("c1", 80)
    try log.open("c2", 0)
    try log.report("c2", 60)
    try log.answer("c2", 70)
    try log.changeNumber("c2", 75)
    try log.close("c2", 80)
    let found = try signals(log)
    #expect(found.map(\.kind) == [.contactChanged])
    #expect(found[0].unit == "U1")
    #expect(found[0].found == Rate(1, of: 2))
    #expect(found[0].others == Rate(0, of: 10))
    #expect(!found[0].isConcentrated)
    #expect(found[0].cases.map(\.stream) == ["c1"])
    #expect(found[0].cases[0].events.count == 2)
  }

  @Test(
    "By occurrence, a number changed before the callback shows although it was entered after it")
  func changedBeforeByOccurrence() throws {
    var log = try BoardLog()
    try log.open("c1", 0)
    try log.report("c1", 60)
    try log.answer("c1", 70)
    try log.close("c1", 80)
    var change = ContactDetailsChanged()
    change.fields = ["caller.phone"]
    try log.act("c1", 65, change, enteredAfter: 100)
    #expect(try signals(log).isEmpty)
    let happened = try log.log().withSnapshot {
      try ScoreLedger($0, at: Viewpoint(asOf: nil, by: .occurred))
    }
    let basis = try ScoreBasis(log.book, now: BoardLog.at(1_000))
    let found = try happened.signals(by: basis)
    #expect(found.map(\.kind) == [.contactChanged])
    #expect(found.first?.found == Rate(1, of: 1))
  }

  @Test("Swapped numbers, praise from one number and praise by one operator are concentrations")
  func swapping() throws {
    var log = try BoardLog()
    try honest(&log, "U2", 20)
    for index in 1...6 {
      let stream = "c\(index)"
      try log.open(stream, 0)
      try log.report(stream, 60)
      try log.changeNumber(stream, 65)
      try log.answer(stream, 70, number: 9, agent: "a9")
      try log.close(stream, 80)
    }
    let found = try signals(log)
    #expect(
      found.map(\.kind) == [.contactChanged, .satisfiedNumber, .satisfiedOperator])
    #expect(found.allSatisfy { $0.unit == "U1" && $0.isConcentrated && $0.found == Rate(6, of: 6) })
    #expect(found[1].person.hasPrefix("0909"))
    #expect(found[2].person == "a9")
    #expect(found[2].cases.count == 6)
    let board = try log.board(.signals, 1_000, unit: "U2")
    #expect(board.rows.isEmpty)
  }

  @Test("Closing in the second of the answer shows when the same person did both")
  func sameSecond() throws {
    var log = try BoardLog()
    for (stream, closer, delay) in [
      ("c1", "op", Int64(400_000)), ("c2", "other", 400_000), ("c3", "op", 1_000_000),
    ] {
      try log.open(stream, 0)
      try log.report(stream, 60)
      try log.answer(stream, 70)
      try log.close(stream, 70, by: closer, microseconds: delay)
    }
    let found = try signals(log)
    #expect(found.map(\.kind) == [.closedWithCallback])
    #expect(found[0].found == Rate(1, of: 3))
    #expect(found[0].cases.map(\.stream) == ["c1"])
  }

  @Test("Claims that citizens deny, and acts entered days later, show for the unit alone")
  func deniedAndLate() throws {
    var log = try BoardLog()
    try honest(&log, "U2", 20)
    for index in 1...8 {
      try log.open("d\(index)", 0)
      try log.report("d\(index)", 60)
      try log.answer("d\(index)", 70, result: .dissatisfied, isSolved: index > 5)
      try log.open("e\(index)", 0, "U3")
      try log.report("e\(index)", 60, "U3", enteredAfter: index > 5 ? 24 * 60 : 24 * 60 + 1)
    }
    let found = try signals(log)
    #expect(found.map(\.kind) == [.deniedClaim, .lateEntry])
    #expect(found.map(\.unit) == ["U1", "U3"])
    #expect(found.map(\.found) == [Rate(5, of: 8), Rate(5, of: 16)])
    #expect(found[1].cases.map(\.stream) == ["e1", "e2", "e3", "e4", "e5"])
  }

  @Test("A result of the last hour shows when it is opened again, not otherwise")
  func lastHourResult() throws {
    var log = try BoardLog()
    let due: Int64 = 72 * 60
    for (stream, at) in [("c1", due - 60), ("c2", due - 61), ("c3", due)] {
      try log.open(stream, 0)
      try log.report(stream, at)
      try log.close(stream, due + 10)
    }
    try log.reopen("c1", due + 20)
    try log.reopen("c2", due + 20)
    let found = try signals(log)
    #expect(found.map(\.kind) == [.lastHourResult])
    #expect(found[0].found == Rate(1, of: 3))
    #expect(found[0].cases.map(\.stream) == ["c1"])
  }

  @Test(
    "Returns of the last hour in which they may be asked for show when a unit makes them a habit")
  func lastHourReturns() throws {
    var rules = SmallRules.ruleSet()
    var policy = ReturnRule()
    var within = LimitSpec()
    within.unit = .hours
    within.amount = 24
    policy.within = within
    rules.returns = policy
    var log = try BoardLog(rules)
    for index in 1...4 {
      try log.open("c\(index)", 0)
      try log.giveBack("c\(index)", 24 * 60 - 60, "U1")
      try log.open("d\(index)", 0, "U2")
      try log.giveBack("d\(index)", 24 * 60 - 61, "U2")
    }
    let found = try signals(log)
    #expect(found.map(\.kind) == [.lastHourReturn])
    #expect(found[0].unit == "U1")
    #expect(found[0].found == Rate(4, of: 4))
  }

  @Test("A concentration needs its least count, others to compare with, and twice their share")
  func thresholds() {
    let none = Rate(0, of: 100)
    #expect(!Concentration.isHigh(Rate(2, of: 2), others: none, minimumHits: 3))
    #expect(Concentration.isHigh(Rate(3, of: 3), others: none, minimumHits: 3))
    #expect(!Concentration.isHigh(Rate(3, of: 3), others: .none, minimumHits: 3))
    // The lower end of 10 of 100 is 5.5229 %.
    #expect(Concentration.isHigh(Rate(10, of: 100), others: Rate(276, of: 10_000), minimumHits: 3))
    #expect(!Concentration.isHigh(Rate(10, of: 100), others: Rate(277, of: 10_000), minimumHits: 3))
    #expect(Concentration.isHigh(number: Rate(3, of: 60), minimumHits: 3))
    #expect(!Concentration.isHigh(number: Rate(3, of: 61), minimumHits: 3))
    #expect(Concentration.isHigh(number: Rate(10, of: 1_000), minimumHits: 3))
    let often = Rate(1, of: 6)
    #expect(Concentration.isHigh(operator: Rate(5, of: 10), elsewhere: often, minimumHits: 5))
    #expect(!Concentration.isHigh(operator: Rate(5, of: 11), elsewhere: often, minimumHits: 5))
    #expect(
      !Concentration.isHigh(operator: Rate(5, of: 10), elsewhere: Rate(2, of: 11), minimumHits: 5))
  }

  @Test("A ledger read back from its bytes gives the same signals")
  func bytes() throws {
    var log = try BoardLog()
    try log.open("c1", 0)
    try log.report("c1", 60)
    try log.changeNumber("c1", 65)
    try log.answer("c1", 70, number: 3, agent: "a1")
    try log.close("c1", 80)
    let ledger = try log.ledger()
    let bytes = try ledger.canonicalBytes()
    let read = try #require(ScoreLedger(canonicalBytes: bytes))
    #expect(try read.canonicalBytes() == bytes)
    let basis = try ScoreBasis(log.book, now: BoardLog.at(100))
    let boards = [ledger, read].map { try? Board.of(.signals, $0, by: basis).json() }
    #expect(boards[0] != nil)
    #expect(boards[0] == boards[1])
  }
}
