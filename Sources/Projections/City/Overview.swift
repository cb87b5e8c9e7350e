import Hotline
public import Wire

/// 运行总览: the state of a city's hotline in a period, as known at one moment.
///
/// What the log has no events for is `nil` or an empty table, to be said in words and never shown as a zero.
public struct Overview: Sendable {
  /// The period.
  public let period: ScorePeriod
  /// The moment of the question; the period may still run then.
  public let now: Instant
  /// Whether it does.
  public let isPartial: Bool
  /// 受理: what came in.
  public let intake: Intake
  /// 话务: calls; `nil` when the log has none for the period.
  public let calls: CallSummary?
  /// 直接答复率: the measure of the scorecards, for the whole city.
  public let directAnswers: Rate
  /// 收支平衡; `nil` when the log records nothing after intake.
  public let balance: Balance?
  /// 积压; `nil` when the log records nothing after intake.
  public let backlog: Backlog?
  /// 热点: categories, largest first.
  public let topics: [TopicSummary]
  /// 知识库; `nil` when the log has none.
  public let knowledge: KnowledgeSummary?
  /// 主动服务, 质检, 原热线.
  public let outreach: OutreachSummary
  /// What codes are called.
  public let names: CityNames

  /// 受理: what came in during a period.
  public struct Intake: Sendable {
    /// Matters taken in.
    public let total: Int64
    /// Compared with the previous period.
    public let change: Change
    /// Compared with the same period of the year before.
    public let yearChange: Change
    /// By channel.
    public let channels: ShareTable
    /// By kind of matter.
    public let kinds: ShareTable
    /// By category, as classified at the moment of the question.
    public let categories: ShareTable
    /// By district.
    public let districts: ShareTable
    /// By weekday from Monday, and hour of the local day.
    public let hours: [[Int64]]
  }

  /// The overview of a period.
  /// - Parameters:
  ///   - view: tickets, rules and sums.
  ///   - city: what happened beside tickets, folded up to the same moment.
  ///   - period: which.
  ///   - now: the moment of the question.
  /// - Throws: ``ScoreError/noData(period:)`` when nothing at all was recorded for it; ``ScoreError/overflow``;
  ///   ``EventStore/LogError``.
  /// - Complexity: O(events).
  public init(
    _ view: ScoreView, _ city: CityLedger, _ period: ScorePeriod, at now: Instant
  ) throws {
    var sweep = CaseSweep(view.basis, period, at: now)
    try sweep.take(view.ledger)
    let first = view.cube.months?.lowerBound ?? .max
    self.period = period
    self.now = now
    isPartial = now < period.finish(offset: view.basis.offset)
    let days = period.dayRange
    calls = CallSummary(city, view.basis.book?.rules.calls, sweep.span, days)
    let sums = view.cube.total(period, at: now).period
    directAnswers = Rate(
      sums[.directAnswers, .numerator], of: sums[.directAnswers, .denominator])
    balance = sweep.hasHandling ? sweep.balance : nil
    backlog =
      sweep.hasHandling
      ? Backlog(sweep.backlog, at: sweep.span.upperBound.microseconds - 1) : nil
    knowledge = KnowledgeSummary(city, sweep.span, days)
    let demands = sweep.kinds[Self.enterpriseDemand]
    outreach = OutreachSummary(city.cells, days, enterpriseCases: demands)
    names = CityNames(view.ledger.reference)
    do throws(NumberError) {
      let hasBefore = period.previous.map { $0.end > first } ?? false
      let hasYearBefore = period.yearBefore.map { $0.end > first } ?? false
      intake = try Intake(sweep, hasBefore: hasBefore, hasYearBefore: hasYearBefore)
      topics = try Self.topics(sweep, hasBefore, hasYearBefore)
    } catch {
      throw ScoreError.overflow
    }
    if intake.total == 0, calls == nil, balance.map({ $0.total == 0 }) ?? true, outreach.isEmpty {
      throw ScoreError.noData(period: period.description)
    }
  }

  /// Kind of matter of a firm's demand.
  static let enterpriseDemand = "enterprise-demand"

  private static func topics(
    _ sweep: CaseSweep, _ hasBefore: Bool, _ hasYearBefore: Bool
  ) throws(NumberError) -> [TopicSummary] {
    let last = LocalHour(
      Instant(microseconds: sweep.span.upperBound.microseconds - 1), offset: sweep.basis.offset)
    let days = last.day - sweep.period.dayRange.lowerBound + 1
    var topics: [TopicSummary] = []
    for row in ShareTable(sweep.categories.mapValues(\.now)).rows {
      topics.append(
        try TopicSummary(
          row.code, sweep.categories[row.code] ?? CaseSweep.CategoryCount(), days: days,
          hasBefore: hasBefore, hasYearBefore: hasYearBefore))
    }
    return topics
  }
}

extension Overview.Intake {
  fileprivate init(
    _ sweep: CaseSweep, hasBefore: Bool, hasYearBefore: Bool
  ) throws(NumberError) {
    let now = ExactNumber(sweep.taken)
    total = sweep.taken
    change = try Change(from: hasBefore ? ExactNumber(sweep.takenBefore) : nil, to: now)
    yearChange = try Change(
      from: hasYearBefore ? ExactNumber(sweep.takenYearBefore) : nil, to: now)
    channels = ShareTable(sweep.channels)
    kinds = ShareTable(sweep.kinds)
    categories = ShareTable(sweep.categories.mapValues(\.now))
    districts = ShareTable(sweep.districts)
    hours = sweep.hours
  }
}

extension OutreachSummary {
  /// Whether nothing of it was recorded.
  var isEmpty: Bool {
    care.isEmpty && enterprise == nil && sentiment.isEmpty && quality == nil
      && patrols.total + reports.total + counter.total + legacyLines.total == 0
  }
}

extension ScorePeriod {
  /// Its days, counted from 1970-01-01.
  var dayRange: ClosedRange<Int64> {
    let (first, last) = days
    return first.daysSinceEpoch...last.daysSinceEpoch
  }
}
