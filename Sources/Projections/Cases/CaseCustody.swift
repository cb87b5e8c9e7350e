import Hotline
public import Wire

/// Who held a case for how long, by the wall clock and in working time.
public struct CaseCustody: Hashable, Sendable {
  /// A stretch of time in one unit's hands.
  public struct Stretch: Hashable, Sendable {
    /// Unit's code; a stretch in the air is charged to the unit that asked to give the case back.
    public var unit: String
    /// When it came there, as claimed.
    public var from: Instant
    /// When it left; `nil` while the unit holds it.
    public var until: Instant?
    /// Whether a return was waiting for its ruling.
    public var isInTheAir: Bool
    /// By the wall clock.
    public var heldMicroseconds: Int64
    /// Opening time on working days; `nil` when the log holds no calendar for it.
    public var workingMicroseconds: Int64?
  }

  /// All of one unit's stretches.
  public struct Share: Hashable, Sendable {
    /// Unit's code.
    public var unit: String
    /// By the wall clock.
    public var heldMicroseconds: Int64
    /// Of it, while a return was waiting.
    public var inTheAirMicroseconds: Int64
    /// Opening time on working days; `nil` when the log holds no calendar for it.
    public var workingMicroseconds: Int64?
    /// Share of the time in all hands, in tenths of a percent, half up.
    public var perMille: Int64
  }

  /// The stretches, in order.
  public var stretches: [Stretch] = []
  /// Sums, in order of first holding.
  public var shares: [Share] = []
  /// Opening time of one working day, in microseconds; `nil` without a calendar.
  public var workingDayMicroseconds: Int64?

  /// Nobody held it.
  public init() {}

  init(_ ticket: TicketState, until judgedAt: Instant, _ reference: CaseReference) {
    let office = Office(ticket, reference)
    workingDayMicroseconds = office?.workingDayMicroseconds
    stretches = ticket.hands.compactMap { holding in
      guard let from = holding.from else { return nil }
      let end = max(from, holding.until ?? max(from, judgedAt))
      return Stretch(
        unit: holding.unit, from: from, until: holding.until, isInTheAir: holding.inTheAir,
        heldMicroseconds: end.microseconds.subtractingClamped(from.microseconds),
        workingMicroseconds: office?.workingTime(from, end))
    }
    let total = stretches.reduce(0) { $0 &+ $1.heldMicroseconds }
    for stretch in stretches { add(stretch) }
    for index in shares.indices {
      shares[index].perMille = Self.perMille(shares[index].heldMicroseconds, of: total)
    }
  }

  private mutating func add(_ stretch: Stretch) {
    let inTheAir = stretch.isInTheAir ? stretch.heldMicroseconds : 0
    guard let index = shares.firstIndex(where: { $0.unit == stretch.unit }) else {
      shares.append(
        Share(
          unit: stretch.unit, heldMicroseconds: stretch.heldMicroseconds,
          inTheAirMicroseconds: inTheAir, workingMicroseconds: stretch.workingMicroseconds,
          perMille: 0))
      return
    }
    shares[index].heldMicroseconds &+= stretch.heldMicroseconds
    shares[index].inTheAirMicroseconds &+= inTheAir
    if let sum = shares[index].workingMicroseconds, let more = stretch.workingMicroseconds {
      shares[index].workingMicroseconds = sum &+ more
    } else {
      shares[index].workingMicroseconds = nil
    }
  }

  /// Seconds are enough: no product then leaves the range in a thousand years.
  private static func perMille(_ part: Int64, of total: Int64) -> Int64 {
    let whole = total / 1_000_000
    guard whole > 0 else { return 0 }
    return (part / 1_000_000 * 2000 + whole) / (2 * whole)
  }
}

/// Opening hours and working days by which a case's time is counted.
private struct Office {
  let convention: CountingConvention
  let calendar: WorkCalendar

  /// Those of the rule set that gave the case's last due date, else of the one adopted last.
  init?(_ ticket: TicketState, _ reference: CaseReference) {
    let dates = ticket.clocks.compactMap(\.due)
    let given = dates.last { !$0.calendar.isEmpty } ?? dates.last
    let own = given.flatMap { reference.ruleSet($0.ruleSet, $0.ruleVersion, before: .end) }
    guard let rules = own ?? reference.latestRuleSet,
      let convention = CountingConvention(rules.counting, of: rules),
      let calendar = reference.calendar(
        rules.calendar, given?.calendarVersion ?? 0, before: .end)
    else { return nil }
    self.convention = convention
    self.calendar = calendar
  }

  func workingTime(_ from: Instant, _ until: Instant) -> Int64? {
    try? DeadlineArithmetic.workingTime(
      from: from, to: until, convention: convention, calendar: calendar)
  }

  var workingDayMicroseconds: Int64 {
    convention.opening.intervals.reduce(0) { $0 + Int64($1.closes - $1.opens) * 1_000_000 }
  }
}
