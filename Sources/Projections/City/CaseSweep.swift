import Hotline
import Wire

/// One walk over all cases for everything that an overview says of them.
///
/// Briefs tell what came in, and of cases that are done what became of them; only those are opened that were under way when
/// the period began or ended.
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
  private(set) var balance = Balance()
  private(set) var backlog: [OpenCase] = []
  /// Whether anything was ever done with a case; an import of bare intakes says nothing of backlogs.
  private(set) var hasHandling = false

  /// Intake of one category: by day of the period, and then.
  struct CategoryCount: Equatable {
    var days: [Int64: Int64] = [:]
    var now: Int64 = 0
    var before: Int64 = 0
    var yearBefore: Int64 = 0
  }

  /// A case that is not done at the period's end.
  struct OpenCase: Equatable {
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

  /// Walks over every case of a ledger.
  /// - Throws: ``EventStore/LogError``.
  mutating func take(_ ledger: ScoreLedger) throws {
    let names = ledger.accounts.names
    guard names.areExact else { return try takeOpened(ledger) }
    let codes = names.codes.names.map { String(decoding: $0, as: UTF8.self) }
    var unclear: [UInt32] = []
    ledger.accounts.forEachBrief(.cases) { number, brief in
      if takesAll(of: brief, codes) { return }
      unclear.append(UInt32(clamping: number.rawValue))
    }
    try ledger.forEachCase(unclear) { _, account in
      if let intake = account.facts.first { takeCourse(account, intake.at) }
    }
  }

  /// Walks over every case of a ledger and opens each.
  mutating func takeOpened(_ ledger: ScoreLedger) throws {
    try ledger.forEachCase { _, account in
      if let intake = takeIntake(account) { takeCourse(account, intake) }
    }
  }

  /// What a brief tells.
  /// - Returns: whether that is all that the account would.
  private mutating func takesAll(of brief: TicketBrief, _ codes: [String]) -> Bool {
    guard brief.marks.contains(.beginsWithIntake) else { return true }
    if brief.hasHandling { hasHandling = true }
    let at = Instant(microseconds: brief.openedAt)
    takeIntake(
      at, category: { codes[Int(brief.codes.category)] },
      channel: { codes[Int(brief.codes.channel)] },
      kind: { codes[Int(brief.codes.kind)] }, district: { codes[Int(brief.codes.district)] })
    // What came later was nowhere when the period ended.
    if at >= span.upperBound { return true }
    let last = Instant(microseconds: brief.lastActAt)
    guard brief.marks.contains(.isDone), last < span.upperBound else { return false }
    guard span.contains(at) else { return last < span.lowerBound }
    balance.taken += 1
    balance.note(CaseCourse.outcome(brief.has), by: codes[Int(brief.codes.channel)])
    return true
  }

  /// - Returns: when it came in; `nil` for one whose first act is no intake.
  private mutating func takeIntake(_ account: TicketAccount) -> Instant? {
    guard let intake = account.facts.first, intake.kind == .intake else { return nil }
    if account.facts.contains(where: { $0.kind != .intake }) { hasHandling = true }
    let ticket = account.state
    takeIntake(
      intake.at, category: { ticket.category }, channel: { ticket.channel }, kind: { ticket.kind },
      district: { ticket.district })
    return intake.at
  }

  /// Where it was when the period began and ended, and what became of it.
  private mutating func takeCourse(_ account: TicketAccount, _ takenAt: Instant) {
    let entries = Contribution.volume(of: account, by: basis)
    let stocks = entries.filter { $0.measure == .open && $0.part == .stock }
    let course = CaseCourse(facts: account.facts, stocks: stocks)
    takeBalance(course, takenAt, by: account.state.channel)
    switch course.place(at: span.upperBound) {
    case .unit: backlog.append(OpenCase(takenAt: takenAt, isWithUnit: true))
    case .waiting: backlog.append(OpenCase(takenAt: takenAt, isWithUnit: false))
    case .absent, .done: break
    }
  }

  private mutating func takeIntake(
    _ at: Instant, category: () -> String, channel: () -> String, kind: () -> String,
    district: () -> String
  ) {
    if before?.contains(at) ?? false {
      takenBefore += 1
      categories[category(), default: CategoryCount()].before += 1
    }
    if yearBefore?.contains(at) ?? false {
      takenYearBefore += 1
      categories[category(), default: CategoryCount()].yearBefore += 1
    }
    guard span.contains(at) else { return }
    taken += 1
    channels[channel(), default: 0] += 1
    kinds[kind(), default: 0] += 1
    districts[district(), default: 0] += 1
    let local = LocalHour(at, offset: basis.offset)
    let category = category()
    categories[category, default: CategoryCount()].now += 1
    categories[category, default: CategoryCount()].days[local.day, default: 0] += 1
    hours[local.weekday][local.hour] += 1
  }

  private mutating func takeBalance(
    _ course: CaseCourse, _ takenAt: Instant, by channel: String
  ) {
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
    balance.note(course.outcome(before: span.upperBound), by: channel)
  }
}

extension Balance {
  fileprivate mutating func note(_ outcome: CaseCourse.Outcome, by channel: String) {
    channels[channel, default: 0] += 1
    switch outcome {
    case .dispatched: dispatched += 1
    case .answered: answered += 1
    case .settled: settled += 1
    case .elsewhere: elsewhere += 1
    case .waiting: waiting += 1
    }
  }
}

/// Where a case was, and what became of it.
struct CaseCourse {
  let facts: [TicketFact]
  let stocks: [ScoreEntry]

  enum Place { case absent, waiting, unit, done }
  enum Outcome { case dispatched, answered, settled, elsewhere, waiting }

  func place(at instant: Instant) -> Place {
    guard let first = facts.first, first.at < instant else { return .absent }
    let held = stocks.reduce(Int64(0)) { $0 + ($1.at < instant ? $1.amount : 0) }
    if held > 0 { return .unit }
    return isWaiting(facts.lazy.filter { $0.at < instant }) ? .waiting : .done
  }

  /// Whether it waits for nobody after the last of its acts, whoever has it.
  var isDone: Bool { !isWaiting(facts) }

  private func isWaiting(_ facts: some Sequence<TicketFact>) -> Bool {
    var isWaiting = true
    for fact in facts {
      switch fact.kind {
      case .returnDecided where fact.value == UInt64(Ruling.granted.rawValue): isWaiting = true
      case .handed, .answeredDirectly, .result, .closed, .merged, .referred: isWaiting = false
      default: break
      }
    }
    return isWaiting
  }

  func outcome(before instant: Instant) -> Outcome {
    let kinds = facts.filter { $0.at < instant }.map(\.kind)
    return Self.outcome { kinds.contains($0) }
  }

  /// What became of a case, by the kinds of its acts.
  static func outcome(_ has: (TicketFact.Kind) -> Bool) -> Outcome {
    if has(.handed) { return .dispatched }
    if has(.answeredDirectly) { return .answered }
    if has(.merged) || has(.referred) { return .elsewhere }
    return has(.closed) || has(.result) ? .settled : .waiting
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
