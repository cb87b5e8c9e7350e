public import Hotline
public import Wire

/// What is to be simulated.
public struct SimulationPlan: Sendable {
  /// Whose hotline.
  public var city: City
  /// First local day.
  public var from: CivilDate
  /// Months, 1 to 240.
  public var months: Int
  /// Tickets that are dispatched, 1 to 20 million.
  public var tickets: Int
  /// Seed of every random choice.
  public var seed: UInt64
  /// Matters answered at once for 100 tickets; `nil` for as many as the city reports.
  public var directPerHundred: Int?

  /// A plan.
  public init(
    city: City, from: CivilDate, months: Int, tickets: Int, seed: UInt64,
    directPerHundred: Int? = nil
  ) {
    self.city = city
    self.from = from
    self.months = months
    self.tickets = tickets
    self.seed = seed
    self.directPerHundred = directPerHundred
  }

  /// Local midnight of the first day.
  public var start: Instant { Instant(microseconds: CityTime.midnight(from.daysSinceEpoch)) }

  /// Local midnight after the last day, or `nil` when the calendar ends before.
  public var end: Instant? {
    CityTime.date(from, plusMonths: months).map {
      Instant(microseconds: CityTime.midnight($0.daysSinceEpoch))
    }
  }

  /// Matters answered at once.
  var direct: Int { tickets * (directPerHundred ?? city.profile.directPerHundred) / 100 }
}

/// The rules and the calendar that a simulated hotline adopts on its first day.
public struct SimulationReference: Sendable {
  /// The rule set; `nil` for a hotline without rules.
  public var rules: RuleSet?
  /// Text of its file.
  public var rulesText: String
  /// The calendar for working days; `nil` when no rule needs one.
  public var calendar: CalendarList?
  /// Text of its file.
  public var calendarText: String

  /// Reference data.
  public init(
    rules: RuleSet?, rulesText: String = "", calendar: CalendarList? = nil,
    calendarText: String = ""
  ) {
    self.rules = rules
    self.rulesText = rulesText
    self.calendar = calendar
    self.calendarText = calendarText
  }
}

/// Why a simulation cannot begin or go on.
public struct SimulationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence: what, where and how to mend it.
  public let description: String

  /// An error.
  public init(_ description: String) {
    self.description = description
  }
}
