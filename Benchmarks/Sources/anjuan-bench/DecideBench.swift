import EventStore
import Hotline

/// Deciding and evolving the eight events of an ordinary ticket's life, beside a hand-written state machine in C; both
/// must come to the same sum.
struct DecideBench {
  let bench: Bench
  /// Commands a second on one core that serving and simulating need.
  private static let rateMin = 1_000_000.0

  init(_ bench: Bench) {
    self.bench = bench
  }

  func run() throws {
    let count = bench.isQuick ? 20_000 : 500_000
    let rounds = bench.isQuick ? 1 : 5
    let rules = try makeRules()
    let life = makeLife()
    var ours: [Double] = []
    var theirs: [Double] = []
    for _ in 0..<rounds {
      var sum: UInt64 = 0
      let elapsed = try seconds { sum = try live(count, life, rules) }
      ours.append(Double(count * life.count) / elapsed)
      let child = try Child.require(bench.peers + "/ticket_life", [String(count)])
      let printed = child.output.split(whereSeparator: \.isWhitespace)
      guard printed.count == 2, let rate = Double(printed[0]), printed[1] == "\(sum)" else {
        throw BenchError("ticket_life printed '\(child.output)', but the sum is \(sum)")
      }
      theirs.append(rate)
    }
    let rate = median(ours)
    Row(
      name: "decide and evolve, commands", ours: Figure.count(rate) + "/s",
      theirs: Figure.count(median(theirs)) + "/s (C)", ratio: Figure.fixed(rate / median(theirs)),
      target: "≥ 1,000,000/s", isMet: rate >= Self.rateMin
    ).print()
  }

  private func live(_ count: Int, _ life: [any CaseEvent], _ rules: RuleBook) throws -> UInt64 {
    var sum: UInt64 = 0
    for number in 0..<count {
      var ticket = TicketState()
      var now = 1_470_000_000_000_000 + Int64(number) * 1_000_000
      for event in life {
        now += 60_000_000
        let moment = Moment(at: Instant(microseconds: now))
        ticket.evolve(try ticket.decide(any: event, by: rules, at: moment), moment)
      }
      let due = ticket.clocks.last?.due?.due?.microseconds ?? 0
      sum &+= ticket.revision &+ UInt64(bitPattern: due / 1_000_000)
    }
    return sum
  }

  private func makeLife() -> [any CaseEvent] {
    let intake = IntakeRecorded(
      sourceID: "2016070100001", categoryText: "", category: "road", district: "d1",
      kind: "complaint")
    var dispatched = Dispatched()
    dispatched.lead = "unit-17"
    var signed = SignedFor()
    signed.unit = "unit-17"
    var contacted = CitizenContacted()
    contacted.unit = "unit-17"
    contacted.reached = true
    var result = ResultReported()
    result.unit = "unit-17"
    result.isSolved = true
    var review = ReviewDecided()
    review.accepted = true
    var answer = CallbackAnswered()
    answer.isSolved = true
    answer.result = .satisfied
    return [intake, dispatched, signed, contacted, result, review, answer, Closed()]
  }

  /// Shanghai's 1-5-15 over plain weeks.
  private func makeRules() throws -> RuleBook {
    var difficult = RuleCase()
    difficult.difficulty = .difficult
    var rules = RuleSet()
    rules.id = "bench"
    rules.version = 1
    rules.utcOffsetMinutes = 480
    rules.calendar = "bench"
    var counting = Counting()
    counting.begins = .nextWorkingDay
    counting.dueAt = .endOfDay
    rules.counting = counting
    rules.clocks = [
      clock("SH-1", .contacted, days: 1), clock("SH-3", .resultReported, days: 15, difficult),
      clock("SH-2", .resultReported, days: 5),
    ]
    let calendar = try WorkCalendar(
      id: "bench", version: "1", region: "X", first: CivilDate(daysSinceEpoch: 16_000),
      last: CivilDate(daysSinceEpoch: 20_000), days: [])
    return try RuleBook(rules, calendar: calendar)
  }

  private func clock(
    _ id: String, _ end: ClockEnd, days: UInt64, _ when: RuleCase? = nil
  ) -> ClockRule {
    var rule = ClockRule()
    rule.id = id
    rule.group = end == .resultReported ? "result" : ""
    rule.start = .dispatched
    rule.end = end
    rule.when = when
    var limit = LimitSpec()
    limit.unit = .workingDays
    limit.amount = days
    rule.limit = limit
    rule.holder = .lead
    return rule
  }
}
