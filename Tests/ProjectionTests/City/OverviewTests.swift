import EventStore
import Hotline
import TestSupport
import Testing
import Wire

@testable import Projections

@Suite("The overview of a period")
struct OverviewTests {
  /// View, events beside tickets, and the time of the last event.
  static func folded(
    _ log: InMemoryEventLog, asOf: Instant? = nil
  ) throws -> (view: ScoreView, city: CityLedger, now: Instant) {
    let (ledger, city) = try log.withSnapshot {
      (try ScoreLedger($0, asOf: asOf), try CityLedger($0, asOf: asOf))
    }
    let now = try #require(asOf ?? ledger.recordedAt)
    return (try ScoreView(ledger, rules: nil, now: now), city, now)
  }

  static func overview(
    _ period: String, of log: InMemoryEventLog, asOf: Instant? = nil
  ) throws -> Overview {
    let (view, city, now) = try folded(log, asOf: asOf)
    return try Overview(view, city, try view.period(period, at: now), at: now)
  }

  private func may() throws -> Overview {
    try Self.overview("2026-05", of: try SampleCity().log)
  }

  @Test("Intake is counted by channel, kind, district, and against the period before")
  func intake() throws {
    let intake = try may().intake
    #expect(intake.total == 21)
    #expect(intake.channels.rows.map(\.code) == ["phone", "web", "app"])
    #expect(intake.channels.rows.map(\.count) == [10, 10, 1])
    #expect(intake.channels.total == intake.total)
    #expect(intake.kinds.count("consultation") == 10)
    #expect(intake.districts.count("south") == 1)
    #expect(intake.channels.share(intake.channels.rows[2]).percent?.text() == "4.76")
    #expect(intake.change.text(.twoDigits, .english) == "+19.00")
    #expect(intake.yearChange == .noDataBefore)
  }

  @Test("Half past midnight on a Monday is Monday's first hour, though it is Sunday in UTC")
  func hours() throws {
    let hours = try may().intake.hours
    #expect(hours[0][0] == 10)
    #expect(hours[6].allSatisfy { $0 == 0 })
    #expect(hours.flatMap { $0 }.reduce(0, +) == 21)
  }

  @Test("What came in and what was carried over is answered, dispatched, or waits")
  func balance() throws {
    let overview = try may()
    let balance = try #require(overview.balance)
    #expect(balance.taken == 21)
    #expect(balance.carriedOver == 2)
    #expect(balance.carriedOverWithUnits == 1)
    #expect(balance.answered == 10)
    #expect(balance.dispatched == 12)
    #expect(balance.waiting == 1)
    #expect(balance.answered + balance.dispatched + balance.waiting == balance.total)
    #expect(overview.directAnswers == Rate(10, of: 21))
  }

  @Test("What the centre settled by itself is neither merged nor referred, closed or only answered")
  func settledAtCentre() throws {
    var city = try SampleCity(empty: "centre.example/log")
    for name in ["c1", "c2", "c3", "c4"] {
      try city.intake(name, "noise", channel: "web", at: "05-04T09:00:00")
    }
    try city.note("c1", ResultReported(), at: "05-05T09:00:00")
    try city.note("c1", Closed(), at: "05-05T10:00:00")
    try city.note("c2", ResultReported(), at: "05-05T09:00:00")
    var merged = MergedInto()
    merged.into = "c1"
    try city.note("c3", merged, at: "05-05T09:00:00")
    for period in ["2026-05", "2026-Q2"] {
      let balance = try #require(try Self.overview(period, of: city.log).balance)
      #expect(balance.settled == 2, "\(period)")
      #expect(balance.elsewhere == 1, "\(period)")
      #expect(balance.waiting == 1, "\(period)")
      #expect(balance.settled + balance.elsewhere + balance.waiting == balance.total)
    }
    let text = JSONWriter.text(try Self.overview("2026-05", of: city.log).json)
    #expect(text.contains(#""settledAtCentre":2,"elsewhere":1,"waiting":1"#))
  }

  @Test("The backlog is that of the scorecards, and ages in whole days since intake")
  func backlog() throws {
    let log = try SampleCity().log
    let backlog = try #require(try Self.overview("2026-05", of: log).backlog)
    #expect(backlog.withUnits == 2)
    #expect(backlog.waiting == 1)
    #expect(backlog.oldestDays == 31)
    #expect(backlog.ages.filter { $0.count > 0 }.map(\.from) == [10, 15, 30])
    let (view, _, now) = try Self.folded(log)
    let card = try view.scorecard(try view.period("2026-05", at: now), at: now)
    #expect(card.total[.open] == .count(backlog.withUnits))
    #expect(card.total[.carriedOver] == .count(1))
    #expect(card.total[.directAnswers] == .rate(Rate(10, of: 21)))
  }

  @Test("Calls have a rate, a worst day, and answers within 15 s to the millisecond")
  func calls() throws {
    let calls = try #require(try may().calls)
    #expect(calls.connected == Rate(23, of: 25))
    #expect(calls.answeredQuickly == Rate(22, of: 23))
    #expect(calls.worst?.connected == Rate(0, of: 1))
    #expect(
      calls.worst?.until
        == Instant(microseconds: try SampleCity.time("05-10T12:00:00").microseconds + 1))
    #expect(calls.outcomes.count("abandoned") == 2)
    #expect(calls.queues.map(\.code) == ["general"])
    #expect(calls.meanTalk?.text() == "90.00")
    #expect(calls.charged == nil)
    #expect(calls.threeWay == nil)
  }

  @Test(
    "A bad night at the turn of a month is the later month's, and the quarter finds no worse one")
  func turnOfMonth() throws {
    var city = try SampleCity(empty: "example.org/log")
    try city.intake("c-1", "noise", channel: "phone", at: "04-30T09:00:00")
    for (text, calls, isAnswered) in [
      ("04-30T10:00:00", 18, true), ("04-30T22:00:00", 2, false), ("05-01T02:00:00", 2, false),
      ("05-01T20:00:00", 18, true),
    ] {
      for _ in 0..<calls {
        var call = CallEnded()
        call.startedAt = try SampleCity.time(text)
        call.outcome = isAnswered ? .answered : .abandoned
        try city.note("calls", call, at: text)
      }
    }
    try city.intake("c-2", "noise", channel: "phone", at: "05-02T09:00:00")
    func worst(_ period: String) throws -> Rate? {
      try Self.overview(period, of: city.log).calls?.worst?.connected
    }
    #expect(try worst("2026-04") == Rate(18, of: 20))
    #expect(try worst("2026-05") == Rate(0, of: 4))
    #expect(try worst("2026-Q2") == Rate(0, of: 4))
  }

  @Test("Topics are ordered by size, and their bursts name the day")
  func topics() throws {
    let topics = try may().topics
    #expect(topics.prefix(3).map(\.category) == ["pension", "roads", "tax"])
    #expect(topics[1].bursts.map(\.day.description) == ["2026-05-20"])
    #expect(topics[1].bursts.first?.count == 9)
    #expect(topics[2].bursts.isEmpty)
    #expect(topics[0].change.text(.twoDigits, .english) == "+10.00")
  }

  @Test("The knowledge base counts what is at hand at the period's end, and how it was used")
  func knowledge() throws {
    let knowledge = try #require(try may().knowledge)
    #expect(knowledge.items == 2)
    #expect(knowledge.retired == 1)
    #expect(knowledge.updated == 0)
    #expect(knowledge.pastReview == Rate(1, of: 2))
    #expect(knowledge.stale == Rate(0, of: 2))
    #expect(knowledge.answersWithItem == 8)
    #expect(knowledge.answersFree == 2)
    #expect(knowledge.used.rows.first == ShareTable(["K1": 7]).rows.first)
    let april = try Self.overview("2026-04", of: try SampleCity().log)
    #expect(april.knowledge?.items == 3)
    #expect(april.knowledge?.answersFree == 0)
  }

  @Test("Outreach counts calls, visits, tones and points, and nothing where nothing was recorded")
  func outreach() throws {
    let log = try SampleCity().log
    let outreach = try Self.overview("2026-05", of: log).outreach
    #expect(outreach.care.map(\.reached) == [Rate(2, of: 3)])
    #expect(outreach.care.first?.needsHelp == 1)
    #expect(outreach.careTownships.map(\.reached) == [Rate(2, of: 2), Rate(0, of: 1)])
    #expect(outreach.enterprise?.followUps == 1)
    #expect(outreach.enterprise?.demandsPerVisit.text() == "2.50")
    #expect(outreach.enterpriseCases == 1)
    #expect(outreach.quality?.mean.text() == "95.00")
    #expect(outreach.sentiment.map(\.keywordSet) == ["words@2"])
    #expect(outreach.sentiment.first?.negative == 2)
    #expect(outreach.legacyLines.count("12333") == 3)
    #expect(outreach.reports.rows.isEmpty)
    let april = try Self.overview("2026-04", of: log)
    #expect(april.outreach.isEmpty)
    #expect(april.calls == nil)
  }

  @Test("An import of bare intakes has no backlog and no balance, instead of a wrong one")
  func bareIntakes() throws {
    var city = try SampleCity(empty: "bare.example/log")
    try city.intake("c1", "noise", channel: "", at: "05-04T09:00:00")
    try city.intake("c2", "noise", channel: "", at: "06-04T09:00:00")
    let overview = try Self.overview("2026-05", of: city.log)
    #expect(overview.intake.total == 1)
    #expect(overview.balance == nil)
    #expect(overview.backlog == nil)
    #expect(overview.calls == nil)
    #expect(overview.knowledge == nil)
    #expect(overview.directAnswers.value == nil)
    let json = JSONWriter.text(overview.json)
    #expect(json.contains(#""calls":null,"#))
    #expect(json.contains(#""backlog":null"#))
  }

  @Test("A question of the past sees what was known then, and an open period ends with it")
  func asOf() throws {
    let log = try SampleCity().log
    let then = try SampleCity.time("05-20T23:59:59")
    let overview = try Self.overview("2026-05", of: log, asOf: then)
    #expect(overview.isPartial)
    #expect(overview.intake.total == 20)
    #expect(overview.backlog?.withUnits == 11)
    #expect(overview.outreach.isEmpty == false)
    #expect(overview.outreach.quality == nil)
  }

  @Test("By occurrence, calls that were entered after the moment are there")
  func occurred() throws {
    let log = try SampleCity().log
    let then = try SampleCity.time("05-20T23:59:59")
    let known = try Self.overview("2026-05", of: log, asOf: then)
    let point = Viewpoint(asOf: then, by: .occurred)
    let (ledger, city) = try log.withSnapshot {
      (try ScoreLedger($0, at: point), try CityLedger($0, at: point))
    }
    let view = try ScoreView(ledger, rules: nil, now: then)
    let happened = try Overview(view, city, try view.period("2026-05", at: then), at: then)
    #expect(known.calls == nil && happened.calls?.connected == Rate(22, of: 24))
    #expect(happened.intake.total == known.intake.total)
    #expect(happened.knowledge?.items == 2 && known.knowledge?.items == 3)
  }

  @Test("Periods without anything, before the log and to come are errors, not empty tables")
  func errors() throws {
    let log = try SampleCity().log
    for (period, error) in [
      ("2026-13", ScoreError.noPeriod("2026-13")),
      ("2026-01", .beforeLog(period: "2026-01", first: "2026-04")),
      ("2026-07", .inTheFuture(period: "2026-07", now: "2026-06-02 09:00:00")),
    ] {
      #expect(throws: error) { _ = try Self.overview(period, of: log) }
    }
    var city = try SampleCity(empty: "gap.example/log")
    try city.intake("c1", "noise", channel: "", at: "04-04T09:00:00")
    try city.intake("c2", "noise", channel: "", at: "06-04T09:00:00")
    let gap = city.log
    #expect(throws: ScoreError.noData(period: "2026-05")) {
      _ = try Self.overview("2026-05", of: gap)
    }
  }
}
