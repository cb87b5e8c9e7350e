import EventStore
import Hotline
import Projections
import Testing

@testable import Simulation

@Suite("Overview and satisfaction of a simulated city")
struct CityViewTests {
  /// Foshan's tickets and calls, folded once.
  private struct Folded {
    let view: ScoreView
    let city: CityLedger
    let now: Instant

    init(_ city: City) throws {
      let log = try SimulatedLog.of(city).log
      let (ledger, outside) = try log.withSnapshot { (try ScoreLedger($0), try CityLedger($0)) }
      now = try #require(ledger.recordedAt)
      view = try ScoreView(ledger, rules: nil, now: now)
      self.city = outside
    }

    func overview(_ period: String) throws -> Overview {
      try Overview(view, city, try view.period(period, at: now), at: now)
    }
  }

  @Test("Due soon is every limit up to the midnight that ends the next working day")
  func dueSoon() throws {
    let log = try SimulatedLog.of(.weihai).log
    // A Saturday: what ends on Monday is due soon, at whatever hour.
    let now = try #require(Instant(iso8601: "2016-08-20T09:00:00+08:00"))
    let end = try #require(Instant(iso8601: "2016-08-22T23:59:59.999999+08:00"))
    let ledger = try log.withSnapshot { try ScoreLedger($0, asOf: now) }
    let view = try ScoreView(ledger, rules: nil, now: now)
    let board = try Board.of(.dueSoon, view, at: now, unit: nil, seed: nil)
    var limits = 0
    var atMidnight = 0
    try ledger.forEachCase { _, account in
      let step = account.state.step
      for clock in account.state.clocks where clock.status == .running {
        guard let due = clock.due?.due, due >= now, due <= end, step != .closed else { continue }
        limits += 1
        if due == end { atMidnight += 1 }
      }
    }
    #expect(board.rows.count == limits && atMidnight > 0)
  }

  @Test("Every table of intake adds up to what the simulation took in")
  func intake() throws {
    let folded = try Folded(.foshan)
    let intake = try folded.overview("2016-Q3").intake
    let tally = try SimulatedLog.of(.foshan).tally
    #expect(intake.total == Int64(tally.matters))
    for table in [intake.channels, intake.kinds, intake.categories, intake.districts] {
      #expect(table.total == intake.total)
    }
    #expect(intake.hours.flatMap { $0 }.reduce(0, +) == intake.total)
    let months = try ["2016-07", "2016-08", "2016-09"].map { try folded.overview($0) }
    #expect(months.reduce(0) { $0 + $1.intake.total } == intake.total)
  }

  @Test("The connect rate comes near the published 96.10 %, and single calls are all counted")
  func calls() throws {
    let calls = try #require(try Folded(.foshan).overview("2016-Q3").calls)
    let rate = calls.connected
    #expect(abs(permyriad(Int(rate.numerator), of: Int(rate.denominator)) - 9_610) < 60)
    #expect(calls.outcomes.total == rate.denominator)
    let worst = try #require(calls.worst)
    #expect(worst.calls <= rate.denominator)
    let lowest = try #require(worst.connected.value)
    let mean = try #require(rate.value)
    #expect(lowest <= mean)
    let quick = calls.answeredQuickly
    #expect(abs(permyriad(Int(quick.numerator), of: Int(quick.denominator)) - 8_800) < 300)
  }

  @Test("A city whose exchange only counts has its rate from the counts")
  func counted() throws {
    let calls = try #require(try Folded(.guangzhou).overview("2016-Q3").calls)
    let rate = calls.connected
    #expect(abs(permyriad(Int(rate.numerator), of: Int(rate.denominator)) - 8_187) < 150)
    #expect(calls.worst?.connected.denominator ?? 0 > 0)
  }

  @Test("Balance and backlog are those of the scorecard, in every month")
  func scorecard() throws {
    let folded = try Folded(.foshan)
    for name in ["2016-07", "2016-08", "2016-09", "2016-Q3"] {
      let period = try folded.view.period(name, at: folded.now)
      let card = try folded.view.scorecard(period, at: folded.now)
      let overview = try folded.overview(name)
      let balance = try #require(overview.balance)
      let backlog = try #require(overview.backlog)
      #expect(card.total[.intake] == .count(overview.intake.total))
      #expect(card.total[.open] == .count(backlog.withUnits), "\(name)")
      #expect(card.total[.carriedOver] == .count(balance.carriedOverWithUnits), "\(name)")
      #expect(card.total[.directAnswers] == .rate(overview.directAnswers))
      let ended = balance.answered + balance.settled + balance.elsewhere
      let parts = ended + balance.dispatched + balance.waiting
      #expect(parts == balance.total)
      #expect(ShareTable(balance.channels).total == balance.total)
      #expect(backlog.ages.reduce(0) { $0 + $1.count } == backlog.total)
    }
  }

  @Test("Satisfaction by unit, category, channel and district sums to the city's")
  func satisfaction() throws {
    let folded = try Folded(.foshan)
    let period = try folded.view.period("2016-Q3", at: folded.now)
    let card = try folded.view.scorecard(period, at: folded.now)
    for dimension in ScoreCube.Dimension.allCases {
      let report = try folded.view.satisfaction(period, by: dimension, at: folded.now)
      for measure in SatisfactionReport.measures {
        #expect(report.total?.measures[measure] == card.total[measure])
        let sum = try report.rows.reduce(Rate.none) { try $0 + $1.rate(measure) }
        #expect(sum == report.total?.rate(measure), "\(measure) by \(dimension)")
      }
    }
  }
}
