import EventStore
import Hotline
import Projections
import Simulation
import Synchronization
import Testing
import Wire

@Suite("Scorecards of a simulated city")
struct ScorecardTests {
  private static let cities: [City] = [.foshan, .taipei, .shanghai]

  private static let shared = Mutex<[City: SimulatedLog]>([:])

  /// A small log of a city, the same for every test here.
  private static func simulated(_ city: City) throws -> SimulatedLog {
    try shared.withLock { logs in
      if let known = logs[city] { return known }
      let made = try SimulatedLog(SimulatedLog.plan(city, tickets: 240, direct: 20))
      logs[city] = made
      return made
    }
  }

  @Test(
    "The live view, a rebuild in any batches, the past of now and its own snapshot agree to the last digit",
    arguments: cities)
  func oneAlgebra(city: City) throws {
    let simulated = try Self.simulated(city)
    let log = simulated.log
    let rebuilt = try ledger(log)
    let now = try #require(rebuilt.recordedAt)
    let card = try card(rebuilt, now)
    for batch in [1_000, 100_000] {
      var runner = ProjectionRunner<ScoreLedger>()
      try runner.advance(log, batch: batch)
      #expect(try runner.state.digest() == rebuilt.digest())
    }
    let asOfNow = try log.withSnapshot { try ScoreLedger($0, asOf: now) }
    #expect(try self.card(asOfNow, now).digest == card.digest)
    let bytes = try rebuilt.canonicalBytes()
    let kept = try #require(ScoreLedger(canonicalBytes: bytes))
    #expect(try kept.canonicalBytes() == bytes)
    #expect(try self.card(kept, now).digest == card.digest)

    let book = try rebuilt.rules(nil)
    var live = try ScoreView(ScoreLedger(), book: book, now: now)
    _ = try log.withSnapshot { snapshot in
      try snapshot.scan(.all) { event in
        try live.apply(event)
        return .next
      }
    }
    let quarter = try live.period("2016-Q3", at: now)
    #expect(try live.scorecard(quarter, at: now).figures == card.figures)
  }

  @Test("The same rules, asked as 'what if', give what was recorded", arguments: cities)
  func whatIf(city: City) throws {
    let log = try Self.simulated(city).log
    let recorded = try ledger(log)
    let now = try #require(recorded.recordedAt)
    let book = try #require(try recorded.rules(nil))
    let retold = try log.withSnapshot { try ScoreLedger($0, retoldBy: book) }
    let expected = try card(recorded, now)
    let assumed = try card(retold, now)
    for row in expected.rows {
      let other = assumed.row(row.unit)
      for measure in Measure.allCases {
        #expect(
          other?.measures[measure] == row.measures[measure], "\(row.unit) \(measure.rawValue)")
      }
    }
    #expect(assumed.digest == expected.digest)
  }

  @Test("What units have adds up to what the city has", arguments: cities)
  func additive(city: City) throws {
    let ledger = try ledger(try Self.simulated(city).log)
    let card = try card(ledger, try #require(ledger.recordedAt))
    for measure in Measure.allCases {
      switch card.total[measure] {
      case .count(let total):
        #expect(total == card.rows.reduce(0) { $0 + $1.measures[measure].counted })
      case .rate(let rate):
        #expect(rate.numerator == card.rows.reduce(0) { $0 + $1.measures[measure].part })
        #expect(rate.denominator == card.rows.reduce(0) { $0 + $1.measures[measure].whole })
      default: break
      }
    }
  }

  @Test(
    "Groups of units have what their units have together, and an explained figure of one is that figure",
    arguments: cities)
  func groups(city: City) throws {
    let ledger = try ledger(try Self.simulated(city).log)
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let period = try view.period("2016-08", at: now)
    let units = try view.scorecard(period, at: now)
    let card = try view.scorecard(period, at: now, per: .group)
    #expect(card.per == .group && card.rows.count > 1 && card.rows.count < units.rows.count)
    #expect(card.total == units.total)
    for measure in Measure.allCases {
      guard case .count(let total) = card.total[measure] else { continue }
      #expect(total == card.rows.reduce(0) { $0 + $1.measures[measure].counted })
    }
    let row = try #require(
      card.rows.filter { $0.unit != "-" }.max {
        $0.measures[.volume].counted < $1.measures[.volume].counted
      })
    let members = Set(
      ledger.reference.units().filter { $0.unit.group == row.unit }.map(\.unit.unit))
    let received = units.rows.filter { members.contains($0.unit) }.reduce(0) {
      $0 + $1.measures[.received].counted
    }
    #expect(row.measures[.received].counted == received)
    for measure in [Measure.onTime, .medianHandling, .satisfaction, .open, .composite] {
      let explained = try view.explain(
        measure.rawValue, unit: row.unit, period, at: now, per: .group)
      if measure == .composite {
        #expect((explained.value.number != nil) == (row.score?.value != nil))
      } else {
        #expect(explained.value == row.measures[measure])
        let isNothing = explained.value.counted == 0 && explained.value.whole == 0
        #expect(!explained.tickets.isEmpty || isNothing, "\(measure)")
      }
    }
    #expect(throws: ScoreError.self) {
      try view.explain("on-time", unit: "no-such-group", period, at: now, per: .group)
    }
  }

  @Test("The tickets of an explained figure, folded alone, give exactly the figure")
  func explained() throws {
    let log = try Self.simulated(.foshan).log
    let ledger = try ledger(log)
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    let period = try view.period("2016-08", at: now)
    let card = try view.scorecard(period, at: now)
    let busiest = try #require(
      card.rows.max { $0.measures[.volume].counted < $1.measures[.volume].counted })
    for measure in Measure.allCases where measure.canBeScored {
      let explained = try view.explain(
        measure.rawValue, unit: busiest.unit, period, at: now)
      #expect(explained.value == busiest.measures[measure])
      let streams = Set(explained.tickets.map(\.stream))
      var alone = ScoreLedger()
      try log.withSnapshot { snapshot in
        _ = try snapshot.scan(.all) { event in
          let stream = String(decoding: [UInt8](copying: event.record.stream), as: UTF8.self)
          let type = String(decoding: [UInt8](copying: event.record.type), as: UTF8.self)
          if streams.contains(stream) || ReferenceData.typeNames.contains(type) {
            alone.apply(event)
          }
          return .next
        }
      }
      guard !streams.isEmpty else { continue }
      let refolded = try ScoreView(alone, rules: nil, now: now).scorecard(period, at: now)
      #expect(
        refolded.row(busiest.unit)?.measures[measure] == busiest.measures[measure],
        "\(measure.rawValue)")
      for event in explained.tickets.flatMap(\.events) {
        #expect(try log.withSnapshot { try $0.event(at: event) } != nil)
      }
    }
  }

  @Test("Taking any one event of a case away changes the digest of the accounts")
  func everyEventCounts() throws {
    let log = try Self.simulated(.taipei).log
    let whole = try ledger(log).digest()
    let head = log.head.rawValue
    for missing in stride(from: head / 40, to: head, by: Int(head / 13)) {
      var without = ScoreLedger()
      _ = try log.withSnapshot { snapshot in
        try snapshot.scan(.all) { event in
          if event.position.rawValue != missing { without.apply(event) }
          return .next
        }
      }
      #expect(try without.digest() != whole)
    }
  }

  @Test("Cards, results and answers are as many as a plain count of the events gives")
  func plainCounts() throws {
    let simulated = try Self.simulated(.foshan)
    let ledger = try ledger(simulated.log)
    let now = try #require(ledger.recordedAt)
    let total = try card(ledger, now).total
    #expect(total[.yellowCards].counted == Int64(simulated.tally.yellowCards))
    #expect(total[.redCards].counted == Int64(simulated.tally.redCards))
    #expect(total[.intake].counted == Int64(simulated.count(IntakeRecorded.self)))
    // A ticket that went up in another one is not assessed, and neither is one excluded by decision.
    let merged = try simulated.all(MergedInto.self).map(\.record.stream)
    let excluded = try simulated.all(ExclusionDecided.self).filter { $0.event.ruling == .granted }
      .map(\.record.stream)
    let answers = try simulated.all(CallbackAnswered.self)
      .filter { !(merged + excluded).contains($0.record.stream) }.map(\.event)
    let grades = answers.flatMap { [$0.efficiency, $0.attitude, $0.result].compactMap(\.self) }
    #expect(total[.satisfaction].whole == Int64(grades.count))
    #expect(
      total[.satisfaction].part
        == Int64(grades.count { $0.rawValue <= Satisfaction.basicallySatisfied.rawValue }))
    #expect(total[.contactConfirmed].whole == Int64(answers.count { $0.wasContacted != nil }))
    #expect(total[.improperReturns].whole == Int64(simulated.count(ReturnDecided.self)))
  }

  @Test("What cannot be answered says why, and is never an empty table or a zero")
  func refused() throws {
    let ledger = try ledger(try Self.simulated(.foshan).log)
    let now = try #require(ledger.recordedAt)
    let view = try ScoreView(ledger, rules: nil, now: now)
    #expect(throws: ScoreError.noPeriod("2016-13")) { try view.period("2016-13", at: now) }
    #expect(throws: ScoreError.beforeLog(period: "2015", first: "2016-07")) {
      try view.period("2015", at: now)
    }
    #expect(throws: ScoreError.self) { try view.period("2018", at: now) }
    #expect(throws: ScoreError.noRules("beijing", known: ["foshan"])) {
      try ScoreView(ledger, rules: "beijing", now: now)
    }
    let early = try ScoreView(ScoreLedger(), book: nil, now: now)
    #expect(throws: ScoreError.emptyLog) { try early.period("2016-08", at: now) }
    let period = try view.period("2016-08", at: now)
    #expect(throws: ScoreError.self) {
      try view.explain("on-time", unit: "nobody", period, at: now)
    }
    #expect(throws: ScoreError.self) {
      try view.explain("speed", unit: "centre", period, at: now)
    }
  }

  @Test("A difference between two moments names the events recorded between them")
  func difference() throws {
    let log = try Self.simulated(.foshan).log
    let late = try ledger(log)
    let now = try #require(late.recordedAt)
    let then = Instant(microseconds: now.microseconds - 10 * 86_400_000_000)
    let early = try log.withSnapshot { try ScoreLedger($0, asOf: then) }
    let before = try ScoreView(early, rules: nil, now: then)
    let after = try ScoreView(late, rules: nil, now: now)
    let period = try after.period("2016-09", at: now)
    let difference = try ScoreDifference(period, from: (before, then), to: (after, now))
    #expect(!difference.figures.isEmpty)
    for figure in difference.figures {
      if figure.measure != .composite, figure.measure != .rank {
        // A ticket that changed in another month alone is behind neither figure.
        let behind = [(before, then), (after, now)].flatMap { view, moment in
          (try? view.explain(figure.measure.rawValue, unit: figure.unit, period, at: moment))?
            .tickets.map(\.stream) ?? []
        }
        for ticket in figure.tickets {
          #expect(behind.contains(ticket.stream), "\(figure.unit) \(figure.measure.rawValue)")
        }
      }
      #expect(!figure.tickets.isEmpty, "\(figure.unit) \(figure.measure.rawValue)")
      for event in figure.tickets.flatMap(\.events) {
        let recorded = try log.withSnapshot { try $0.event(at: event) }
        #expect(try #require(recorded).record.recordedAt > then)
      }
    }
    let none = try ScoreDifference(period, from: (after, now), to: (after, now))
    #expect(none.figures.isEmpty)
  }

  private func ledger(_ log: any EventLog) throws -> ScoreLedger {
    try log.withSnapshot { try ScoreLedger($0) }
  }

  private func card(_ ledger: ScoreLedger, _ now: Instant) throws -> Scorecard {
    let view = try ScoreView(ledger, rules: nil, now: now)
    return try view.scorecard(try view.period("2016-Q3", at: now), at: now)
  }
}

extension MeasureValue {
  fileprivate var counted: Int64 {
    if case .count(let count) = self { return count }
    return 0
  }

  fileprivate var part: Int64 {
    if case .rate(let rate) = self { return rate.numerator }
    return 0
  }

  fileprivate var whole: Int64 {
    if case .rate(let rate) = self { return rate.denominator }
    return 0
  }
}
