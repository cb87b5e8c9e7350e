import EventStore
import Hotline
import Projections
import Simulation
import Testing
import Wire

@Suite("Scorecards by several threads, in batches and of moments of the past")
struct ScoreHistoryTests {
  private let log: any EventLog
  private let whole: ScoreLedger
  private let now: Instant

  private static let simulated = Result {
    try SimulatedLog(SimulatedLog.plan(.foshan, tickets: 160, direct: 20))
  }

  init() throws {
    log = try Self.simulated.get().log
    whole = try log.withSnapshot { try ScoreLedger($0) }
    now = try #require(whole.recordedAt)
  }

  private func figures(_ view: ScoreView, _ now: Instant) throws -> String {
    let card = try view.scorecard(try view.period("2016-Q3", at: now), at: now)
    return JSONWriter.text(card.json())
  }

  @Test("One thread, two and three fold the same accounts and the same sums", arguments: 1...3)
  func threads(count: Int) throws {
    let ledger = try ScoreLedger(log, threads: count)
    #expect(try ledger.digest() == whole.digest())
    let basis = try ScoreBasis(try ledger.rules(nil), now: now)
    let expected = try figures(ScoreView(whole, by: basis, threads: 1), now)
    #expect(try figures(ScoreView(ledger, by: basis, threads: count), now) == expected)
  }

  @Test(
    "A view that follows the log in batches is the one that is built anew", arguments: [1, 7, 500])
  func batches(limit: Int) throws {
    let book = try whole.rules(nil)
    var view = try ScoreView(ScoreLedger(), book: book, now: now)
    var position = Position.start
    while position < log.head {
      position = try log.withSnapshot { snapshot in
        try view.follow(snapshot, after: position, limit: limit).position
      }
      // Asked again and again, so that figures worked out before must give way to new ones.
      if limit == 500, position.rawValue > 2_000 {
        _ = try view.scorecard(try view.period("2016-Q3", at: now), at: now)
      }
    }
    #expect(try view.ledger.digest() == whole.digest())
    #expect(try figures(view, now) == figures(try ScoreView(whole, book: book, now: now), now))
  }

  @Test("A moment of the past is the same from marks, however far apart, as from the beginning")
  func marks() throws {
    for distance in [5, 300, 1_000_000] {
      var history = try ScoreHistory(distance: distance)
      try history.catchUp(log)
      #expect(history.end == log.head)
      for days in [0, 3, 20, 41, 60] {
        let moment = Instant(microseconds: now.microseconds - Int64(days) * 86_400_000_000)
        let view = try history.view(asOf: moment, log)
        let folded = try log.withSnapshot { try ScoreLedger($0, asOf: moment) }
        #expect(try view.ledger.digest() == folded.digest())
        let expected = try figures(try ScoreView(folded, rules: nil, now: moment), moment)
        #expect(try figures(view, moment) == expected)
      }
    }
  }

  @Test("Marks that give way to others leave every moment of the past what it was")
  func thinning() throws {
    var history = try ScoreHistory(distance: 3)
    // Known a little at a time, as a server does: marks come, and every second one goes, again and again.
    for end in stride(from: 10 as UInt64, through: log.head.rawValue + 70, by: 70) {
      try history.catchUp(log, upTo: Position(end))
    }
    #expect(history.end == log.head)
    for days in stride(from: 0 as Int64, through: 62, by: 5) {
      let moment = Instant(microseconds: now.microseconds - days * 86_400_000_000)
      let view = try history.view(asOf: moment, log)
      let folded = try log.withSnapshot { try ScoreLedger($0, asOf: moment) }
      #expect(try view.ledger.digest() == folded.digest())
      let expected = try ScoreView(folded, rules: nil, now: moment)
      #expect(try figures(view, moment) == figures(expected, moment))
      for name in BoardName.allCases {
        let board = try Board.of(name, view, at: moment, seed: 7).json()
        #expect(try board == Board.of(name, expected, at: moment, seed: 7).json())
      }
    }
    let middle = Position(log.head.rawValue / 2)
    let expected = try ScoreLedger(log, upTo: middle, threads: 1).digest()
    #expect(try history.ledger(upTo: middle, log).digest() == expected)
  }

  @Test("Copies of a view that went different ways do not give each other's figures")
  func copies() throws {
    let half = Position(log.head.rawValue / 2)
    let ledger = try ScoreLedger(log, upTo: half, threads: 1)
    let early = try ScoreView(ledger, rules: nil, now: now)
    let before = try figures(early, now)
    var late = early
    _ = try log.withSnapshot { try late.follow($0, after: half) }
    #expect(try figures(late, now) == figures(try ScoreView(whole, rules: nil, now: now), now))
    #expect(try figures(early, now) == before)
  }
}
