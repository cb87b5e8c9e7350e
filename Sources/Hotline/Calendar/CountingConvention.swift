/// How a region or a city counts: parameters of its rules, never of the code.
public struct CountingConvention: Hashable, Sendable {
  /// When counting begins (起算).
  public enum Begins: Hashable, Sendable {
    /// At the instant of receipt.
    case atOnce
    /// With the next day: limits in hours run from its 00:00.
    case nextDay
    /// With the next working day: limits in hours run from its first opening.
    case nextWorkingDay
  }

  /// What becomes of a receipt outside opening hours.
  public enum AfterHours: Hashable, Sendable {
    /// It counts when it came.
    case asReceived
    /// It counts as received at the next opening.
    case nextOpening
  }

  /// When, on the last day of a limit in days, time is up. Other limits end to the microsecond.
  public enum DueAt: Hashable, Sendable {
    /// At the time of day of the receipt.
    case sameTime
    /// At 24:00. The instant is the last microsecond of the day (23:59:59.999999), so that it belongs to its day and
    /// 00:00:00 of the next day is late; words show it as 24:00.
    case endOfDay
    /// At the last closing.
    case closing
  }

  /// What becomes of a limit in calendar days whose last day is no working day.
  public enum LastDay: Hashable, Sendable {
    /// It stands.
    case asCounted
    /// The next working day takes its place (as in Taiwan's Administrative Procedure Act, article 48).
    case nextWorkingDay
  }

  /// When counting begins.
  public var begins: Begins
  /// What becomes of a receipt outside opening hours.
  public var afterHours: AfterHours
  /// When time is up on the last day of a limit in days.
  public var dueAt: DueAt
  /// What becomes of a limit in calendar days whose last day is no working day.
  public var lastDay: LastDay
  /// Whether an act exactly at the due instant is on time.
  public var boundaryInclusive: Bool
  /// Opening hours of a working day.
  public var opening: OpeningHours
  /// Local time, in minutes east of UTC (−1,440 … 1,440); China and Taiwan are 480.
  public var utcOffsetMinutes: Int

  /// A convention; as it stands, from the instant of receipt to the same time of day, boundary on time, at UTC+8.
  public init(
    begins: Begins = .atOnce, afterHours: AfterHours = .asReceived, dueAt: DueAt = .sameTime,
    lastDay: LastDay = .asCounted, boundaryInclusive: Bool = true,
    opening: OpeningHours = .allDay, utcOffsetMinutes: Int = 480
  ) {
    self.begins = begins
    self.afterHours = afterHours
    self.dueAt = dueAt
    self.lastDay = lastDay
    self.boundaryInclusive = boundaryInclusive
    self.opening = opening
    self.utcOffsetMinutes = utcOffsetMinutes
  }
}
