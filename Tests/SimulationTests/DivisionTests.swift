import EventStore
import Hotline
import Projections
import Simulation
import Testing
import Wire

@Suite("Scorecards by person, and as lead or co-handler")
struct DivisionTests {
  private let log: any EventLog
  private let ledger: ScoreLedger
  private let now: Instant
  private let view: ScoreView
  private let month: ScorePeriod

  private static let simulated = Result {
    try SimulatedLog(SimulatedLog.plan(.taipei, tickets: 300, months: 2, direct: 20))
  }

  init() throws {
    log = try Self.simulated.get().log
    ledger = try log.withSnapshot { try ScoreLedger($0) }
    now = try #require(ledger.recordedAt)
    view = try ScoreView(ledger, rules: nil, now: now)
    month = try view.period("2016-08", at: now)
  }

  private func persons() throws -> ScoreView {
    try view.divided(ScoreDivision(persons: try log.withSnapshot { try PersonBook($0) }))
  }

  /// Numerator and denominator, or count, of a measure.
  private func counts(_ value: MeasureValue) -> [Int64] {
    switch value {
    case .count(let count): [count]
    case .rate(let rate): [rate.numerator, rate.denominator]
    default: []
    }
  }

  private func sum(_ rows: [Scorecard.Row], _ measure: Measure) -> [Int64] {
    rows.map { counts($0.measures[measure]) }.filter { !$0.isEmpty }.reduce([]) { sum, next in
      sum.isEmpty ? next : zip(sum, next).map { $0 + $1 }
    }
  }

  @Test("What the persons of a unit have is what the unit has, and nobody's share is named so")
  func personsAddUp() throws {
    let units = try view.scorecard(month, at: now)
    let card = try persons().scorecard(month, at: now, per: .person)
    #expect(card.per == .person && card.rows.count > units.rows.count)
    #expect(card.rows.contains { $0.unit.hasPrefix("centre/agent-") })
    #expect(card.rows.contains { $0.name(.english).contains("-o1 · ") })
    for unit in units.rows {
      let own = try card.only(unit.unit).rows
      for measure in Measure.allCases where measure.canBeScored {
        // A person has a row for what is on the table, too; nothing is lost on the way.
        #expect(
          sum(own, measure) == counts(unit.measures[measure]), "\(unit.unit) \(measure.rawValue)")
      }
    }
    #expect(card.rows.allSatisfy { $0.score == nil && $0.place == nil })
  }

  @Test("A person's explained figure is the figure, and its tickets name that person")
  func personsExplained() throws {
    let view = try persons()
    let card = try view.scorecard(month, at: now, per: .person)
    let busiest = try #require(
      card.rows.filter { !$0.unit.hasPrefix("centre") }.max {
        sum([$0], .finished).lexicographicallyPrecedes(sum([$1], .finished))
      })
    let person = try #require(busiest.unit.split(separator: "/").last)
    for measure in [Measure.finished, .onTime, .medianHandling, .satisfaction, .open] {
      let explained = try view.explain(
        measure.rawValue, unit: busiest.unit, month, at: now, per: .person)
      #expect(explained.value == busiest.measures[measure], "\(measure)")
    }
    let finished = try view.explain("finished", unit: busiest.unit, month, at: now, per: .person)
    #expect(!finished.tickets.isEmpty)
    for event in finished.tickets.flatMap({ $0.entries.flatMap(\.events) }) {
      let found = try log.withSnapshot { try $0.event(at: event) }
      let record = try #require(found).record
      let result = try ResultReported(decoding: record.payload)
      #expect(result.officer == person)
    }
    // The tickets alone give the same figure.
    let streams = Set(finished.tickets.map(\.stream))
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
    let book = try log.withSnapshot { try PersonBook($0) }
    let refolded = try ScoreView(alone, rules: nil, now: now).divided(
      ScoreDivision(persons: book)
    ).scorecard(month, at: now, per: .person)
    #expect(refolded.row(busiest.unit)?.measures[.finished] == busiest.measures[.finished])
  }

  @Test("The past names only persons that were known by then")
  func personsOfThePast() throws {
    let then = Instant(microseconds: now.microseconds - 40 * 86_400_000_000)
    let early = try log.withSnapshot { try ScoreLedger($0, asOf: then) }
    let whole = try log.withSnapshot { try PersonBook($0) }
    let known = try log.withSnapshot { snapshot in
      var book = PersonBook()
      try book.follow(snapshot)
      return book
    }
    let view = try ScoreView(early, rules: nil, now: then)
    let july = try view.period("2016-07", at: then)
    let cards = try [whole, known].map {
      try view.divided(ScoreDivision(persons: $0)).scorecard(july, at: then, per: .person).figures
    }
    #expect(cards[0] == cards[1])
  }

  @Test("A log whose acts name nobody says so instead of showing an empty table")
  func nobody() throws {
    let view = try view.divided(ScoreDivision(persons: PersonBook()))
    #expect(throws: ScoreError.noPersons(period: "2016-08")) {
      try view.scorecard(month, at: now, per: .person)
    }
  }

  @Test("As lead, units have what they led; as co-handler, the tickets that they joined")
  func roles() throws {
    let all = try view.scorecard(month, at: now)
    let lead = try view.divided(ScoreDivision(as: .lead)).scorecard(month, at: now)
    let joined = try view.divided(ScoreDivision(as: .coHandler))
    let helped = try joined.scorecard(month, at: now)
    #expect(lead.role == .lead && helped.role == .coHandler)
    // A unit that only joined tickets has no row as lead; here none of them did a lead's work.
    for measure in [Measure.received, .onTime, .satisfaction, .open, .finished] {
      for row in lead.rows {
        #expect(all.row(row.unit)?.measures[measure] == row.measures[measure], "\(measure)")
      }
      #expect(sum(lead.rows, measure) == sum(all.rows, measure), "\(measure)")
    }
    #expect(sum(lead.rows, .coHandled) == [0] && sum(all.rows, .coHandled) != [0])
    #expect(sum(helped.rows, .coHandled) == sum(all.rows, .coHandled))
    #expect(sum(helped.rows, .received) == sum(all.rows, .coHandled))
    #expect(helped.rows.allSatisfy { $0.score == nil })
    let row = try #require(
      helped.rows.max {
        sum([$0], .finished).lexicographicallyPrecedes(sum([$1], .finished))
      })
    let explained = try joined.explain("on-time", unit: row.unit, month, at: now)
    #expect(explained.value == row.measures[.onTime] && !explained.tickets.isEmpty)
    for ticket in explained.tickets {
      let account = try #require(try ledger.account(ticket.number))
      #expect(account.facts.contains { $0.kind == .handedToCoHandler && $0.unit == row.unit })
      #expect(!account.facts.contains { $0.kind == .handed && $0.unit == row.unit })
    }
  }

  @Test("A city whose tickets have no co-handlers says so")
  func noCoHandlers() throws {
    let intake = IntakeRecorded(
      sourceID: "1", categoryText: "", category: "noise", district: "", channel: "phone",
      kind: "complaint")
    let log = InMemoryEventLog(
      origin: "one.example/log", clock: SimulatedClock(start: month.start(offset: 28_800)))
    let draft = EventDraft(
      id: EventID(high: 1, low: 1), type: try EventType(IntakeRecorded.typeName),
      occurredAt: month.start(offset: 28_800), actor: "op", payload: intake.encoded)
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID("one"), events: [draft])]))
    let bare = try log.withSnapshot { try ScoreLedger($0) }
    let one = try ScoreView(bare, rules: nil, now: now).divided(ScoreDivision(as: .coHandler))
    #expect(throws: ScoreError.noCoHandlers(period: "2016-08")) {
      try one.scorecard(month, at: now)
    }
  }
}
