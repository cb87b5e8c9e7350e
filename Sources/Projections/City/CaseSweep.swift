import Hotline
import Wire

/// One walk over all cases for everything that an overview says of them.
struct CaseSweep {
  let basis: ScoreBasis
  let period: ScorePeriod
  let span: Range<Instant>
  private let before: Range<Instant>?
  private let yearBefore: Range<Instant>?

  var taken: Int64 = 0
  var takenBefore: Int64 = 0
  var takenYearBefore: Int64 = 0
  private(set) var channels: [String: Int64] = [:]
  private(set) var kinds: [String: Int64] = [:]
  private(set) var categories: [String: CategoryCount] = [:]
  private(set) var districts: [String: Int64] = [:]
  private(set) var hours = [[Int64]](repeating: [Int64](repeating: 0, count: 24), count: 7)
  private(set) var directAnswers = Rate.none
  private(set) var balance = Balance()
  private(set) var backlog: [OpenCase] = []
  /// Whether anything was ever done with a case; an import of bare intakes says nothing of backlogs.
  private(set) var hasHandling = false

  /// Intake of one category: by day of the period, and then.
  struct CategoryCount {
    var days: [Int64: Int64] = [:]
    var now: Int64 = 0
    var before: Int64 = 0
    var yearBefore: Int64 = 0
  }

  /// A case that is not done at the period's end.
  struct OpenCase {
    var takenAt: Instant
    /// Whether a unit has it; else it waits at the centre.
    var isWithUnit: Bool
  }

  /// - Parameter now: the moment of the question; a period that still runs ends there.
  init(_ basis: ScoreBasis, _ period: ScorePeriod, at now: Instant) {
    self.basis = basis
    self.period = period
    span = period.span(offset: basis.offset, now: now)
    before = period.previous?.span(offset: basis.offset)
    yearBefore = period.yearBefore?.span(offset: basis.offset)
  }

  mutating func take(_ account: TicketAccount) {
    guard let intake = account.facts.first, intake.kind == .intake else { return }
    if account.facts.contains(where: { $0.kind != .intake }) { hasHandling = true }
    takeIntake(account.state, intake.at)
    let entries = Contribution.volume(of: account, by: basis)
    for entry in entries where entry.measure == .directAnswers && span.contains(entry.at) {
      let isPart = entry.part == .numerator
      directAnswers = Rate(
        directAnswers.numerator + (isPart ? 1 : 0),
        of: directAnswers.denominator + (isPart ? 0 : 1))
    }
    let stocks = entries.filter { $0.measure == .open && $0.part == .stock }
    let course = CaseCourse(facts: account.facts, stocks: stocks)
    takeBalance(course, intake.at)
    switch course.place(at: span.upperBound) {
    case .unit: backlog.append(OpenCase(takenAt: intake.at, isWithUnit: true))
    case .waiting: backlog.append(OpenCase(takenAt: intake.at, isWithUnit: false))
    case .absent, .done: break
    }
  }

  private mutating func takeIntake(_ ticket: TicketState, _ at: Instant) {
    if before?.contains(at) ?? false {
      takenBefore += 1
      categories[ticket.category, default: CategoryCount()].before += 1
    }
    if yearBefore?.contains(at) ?? false {
      takenYearBefore += 1
      categories[ticket.category, default: CategoryCount()].yearBefore += 1
    }
    guard span.contains(at) else { return }
    taken += 1
    channels[ticket.channel, default: 0] += 1
    kinds[ticket.kind, default: 0] += 1
    districts[ticket.district, default: 0] += 1
    let local = LocalHour(at, offset: basis.offset)
    categories[ticket.category, default: CategoryCount()].now += 1
    categories[ticket.category, default: CategoryCount()].days[local.day, default: 0] += 1
    hours[local.weekday][local.hour] += 1
  }

  private mutating func takeBalance(_ course: CaseCourse, _ takenAt: Instant) {
    if span.contains(takenAt) {
      balance.taken += 1
    } else {
      switch course.place(at: span.lowerBound) {
      case .unit:
        balance.carriedOver += 1
        balance.carriedOverWithUnits += 1
      case .waiting: balance.carriedOver += 1
      case .absent, .done: return
      }
    }
    switch course.outcome(before: span.upperBound) {
    case .dispatched: balance.dispatched += 1
    case .answered: balance.answered += 1
    case .elsewhere: balance.elsewhere += 1
    case .waiting: balance.waiting += 1
    }
  }
}

/// Where a case was, and what became of it.
struct CaseCourse {
  let facts: [TicketFact]
  let stocks: [ScoreEntry]

  enum Place { case absent, waiting, unit, done }
  enum Outcome { case dispatched, answered, elsewhere, waiting }

  func place(at instant: Instant) -> Place {
    guard let first = facts.first, first.at < instant else { return .absent }
    let held = stocks.reduce(Int64(0)) { $0 + ($1.at < instant ? $1.amount : 0) }
    if held > 0 { return .unit }
    var isWaiting = true
    for fact in facts where fact.at < instant {
      switch fact.kind {
      case .returnDecided where fact.value == UInt64(Ruling.granted.rawValue): isWaiting = true
      case .handed, .answeredDirectly, .result, .closed, .merged, .referred: isWaiting = false
      default: break
      }
    }
    return isWaiting ? .waiting : .done
  }

  func outcome(before instant: Instant) -> Outcome {
    let kinds = facts.filter { $0.at < instant }.map(\.kind)
    if kinds.contains(.handed) { return .dispatched }
    if kinds.contains(.answeredDirectly) { return .answered }
    return kinds.contains { $0 == .closed || $0 == .merged || $0 == .referred }
      ? .elsewhere : .waiting
  }
}

/// The local day, weekday and hour of an instant.
struct LocalHour {
  let day: Int64
  /// 0 for Monday.
  let weekday: Int
  let hour: Int

  init(_ instant: Instant, offset: Int64) {
    let length: Int64 = 86_400_000_000
    let local = instant.microseconds.addingClamped(offset * 1_000_000)
    day = local / length - (local % length < 0 ? 1 : 0)
    // 1970-01-01 was a Thursday.
    weekday = Int(((day + 3) % 7 + 7) % 7)
    hour = Int((local - day * length) / 3_600_000_000)
  }
}

extension ScorePeriod {
  /// From its first instant to the first after it, or after the moment of the question when it still runs then.
  func span(offset: Int64, now: Instant? = nil) -> Range<Instant> {
    let start = start(offset: offset)
    let finish = finish(offset: offset)
    guard let now else { return start..<finish }
    let asked = Instant(microseconds: now.microseconds.addingClamped(1))
    return start..<max(start, min(finish, asked))
  }
}
