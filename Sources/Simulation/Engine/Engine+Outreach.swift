import EventStore
import Hotline
import Wire

extension Engine {
  /// Plans what the hotline does beside its tickets over the period, spread evenly with some chance.
  mutating func planChores() throws {
    let outreach = profile.outreach
    if profile.hasCallTotalsOnly {
      for time in stride(from: start + Length.hour, to: end, by: Int.Stride(Length.hour)) {
        agenda.plan(.hotline(.hour), at: time)
      }
    }
    spread(.careCall, outreach.careCalls)
    spread(.visit, outreach.enterpriseVisits)
    spread(.knowledge, outreach.knowledgeUpdates)
    for month in 1...max(1, plan.months) {
      guard let day = CityTime.date(plan.from, plusMonths: month) else { continue }
      let last = CityTime.midnight(day.daysSinceEpoch) - Length.hours(3)
      if outreach.spotChecks > 0 { agenda.plan(.hotline(.spotCheck), at: last) }
      if !profile.hasCallTotalsOnly || profile.cardQuota == nil {
        agenda.plan(.hotline(.report), at: last - Length.hour)
      }
    }
  }

  /// So many a year, scaled by the months, in office hours.
  private mutating func spread(_ chore: Chore, _ perYear: Int) {
    let count = (perYear * plan.months + 6) / 12
    for index in 0..<count {
      let share = (end - start) / Int64(count)
      let at = start + share * Int64(index) + Int64(outreach.below(Int(max(1, share))))
      agenda.plan(.hotline(chore), at: CityTime.inOffice(at))
    }
  }

  /// One of them happens.
  mutating func perform(_ chore: Chore, _ time: Int64) throws {
    switch chore {
    case .hour: try sampleCalls(time)
    case .careCall:
      var event = CareCallMade()
      event.campaign = "care-\(CityTime.date(time).components.year)"
      event.group = outreach.chance(600_000) ? "left-behind-elders" : "families-of-newborns"
      event.township = "township-\(1 + outreach.below(35))"
      let draw = outreach.below(100)
      event.outcome = draw < 71 ? .reached : draw < 78 ? .needsHelp : .notReached
      try note(event, to: event.campaign, at: time, lag: Length.minutes(2), actor: "centre")
    case .visit:
      var event = EnterpriseVisited()
      event.enterprise = "firm-\(1 + outreach.below(9_000))"
      // 568 demands of 243 firms.
      let (demands, visits) = (profile.outreach.demands, profile.outreach.enterpriseVisits)
      event.demands = UInt64(demands / visits + (outreach.below(visits) < demands % visits ? 1 : 0))
      try note(event, to: "visits", at: time, lag: Length.hours(2), actor: "hotline-office")
    case .knowledge:
      guard !knowledge.isEmpty else { return }
      try publish(outreach.below(knowledge.count), time)
    case .report:
      var event = SpecialReportIssued()
      let (year, month, _) = CityTime.date(time).components
      event.report = "report-\(year * 100 + month)"
      event.topic = profile.categories[outreach.below(profile.categories.count)].code
      event.recipient = "city-leader"
      try note(event, to: "reports", at: time, actor: "hotline-office")
    case .spotCheck: try drawSpotCheck(time)
    case .recordCheck(let place): try recordSpotCheck(place, time)
    }
  }
}

/// 抽查: the closed tickets of a month, of which a sample is drawn at its end, as anybody can draw it again.
///
/// `sha256-draw-1`: the list is the cases with a `Closed` in the month at or before the position, in the order in which
/// they were opened.
struct SpotChecks: Sendable {
  struct Candidate: Sendable {
    let place: Int
    /// Number of the ticket that had the place then.
    let number: Int
  }

  private(set) var candidates: [Candidate] = []
  private var numbers: Set<Int> = []
  /// Samples drawn so far.
  private(set) var count = 0

  /// Takes a ticket; `false` when it was taken before.
  mutating func take(_ candidate: Candidate) -> Bool {
    guard numbers.insert(candidate.number).inserted else { return false }
    candidates.append(candidate)
    return true
  }

  /// Begins the next sample.
  mutating func next() {
    candidates = []
    numbers = []
    count += 1
  }
}

extension Engine {
  private var checkSeed: UInt64 { plan.seed &+ UInt64(checks.count) &* 7_919 }

  /// A closed ticket may be drawn at the end of the month.
  mutating func considerForCheck(_ place: Int, _ time: Int64) {
    guard profile.outreach.spotChecks > 0 else { return }
    let candidate = SpotChecks.Candidate(place: place, number: tickets[place].number)
    // Kept in memory until the month ends.
    if checks.take(candidate) { tickets[place].pending += 1 }
  }

  private mutating func release(_ place: Int) {
    tickets[place].pending -= 1
    if tickets[place].pending == 0 { letGo(place) }
  }

  mutating func drawSpotCheck(_ time: Int64) throws {
    var event = SpotCheckDrawn()
    let (year, month, _) = CityTime.date(time).components
    event.check = "check-\(year * 100 + month)"
    event.position = outbox.total
    event.seed = checkSeed
    event.algorithm = SampleDraw.algorithm
    let list = checks.candidates.sorted { $0.number < $1.number }
    let draw = SampleDraw(profile.outreach.spotChecks, of: list.count, seed: checkSeed)
    let drawn = draw.lots.map { list[$0.place - 1] }
    event.cases = drawn.map { tickets[$0.place].stream.text }
    try note(event, to: "spot-checks", at: time, actor: "commission")
    for candidate in drawn {
      let at = time + Length.minutes(20 + outreach.below(9_000))
      agenda.plan(.hotline(.recordCheck(candidate.place)), at: at)
    }
    let isDrawn = Set(drawn.map(\.number))
    for candidate in list where !isDrawn.contains(candidate.number) { release(candidate.place) }
    checks.next()
  }

  mutating func recordSpotCheck(_ place: Int, _ time: Int64) throws {
    defer { release(place) }
    guard StepSet.settled.contains(tickets[place].state.step) else { return }
    var event = SpotCheckRecorded()
    let (year, month, _) = CityTime.date(time - Length.hours(24 * 8)).components
    event.check = "check-\(year * 100 + month)"
    event.inspector = "commission-\(1 + outreach.below(12))"
    let isFalse = directory.units[tickets[place].unit].habit == .falseReporting
    let draw = outreach.below(100)
    event.result = isFalse && draw < 45 ? .falseReport : draw < 92 ? .confirmed : .poor
    try record(event, place, at: time, lag: Length.minutes(3), actor: event.inspector)
  }
}
