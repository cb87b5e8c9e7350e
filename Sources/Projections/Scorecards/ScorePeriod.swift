public import Hotline
public import Wire

/// 考核周期: a month, quarter, half or year, by the local calendar.
///
/// An assessment year that begins in another month is named by the year in which it ends: with years from
/// November, 2016 is 2015-11 to 2016-10, and its first quarter 2015-11 to 2016-01.
public struct ScorePeriod: Hashable, Sendable, CustomStringConvertible {
  /// Month, quarter, half or year.
  public let kind: PeriodKind
  /// The year that names it.
  public let year: Int
  /// Which month, quarter or half of it, from 1; 1 for a year.
  public let number: Int
  /// The month in which the assessment year begins, 1 to 12; months are never moved.
  public let firstMonth: Int

  /// A period; `nil` when there is no such part of a year.
  public init?(_ kind: PeriodKind, year: Int, number: Int = 1, firstMonth: Int = 1) {
    guard (1...9_998).contains(year), number >= 1, number <= Self.count(kind),
      (1...12).contains(firstMonth)
    else { return nil }
    self.kind = kind
    self.year = year
    self.number = number
    self.firstMonth = firstMonth
  }

  /// Reads `2016-10`, `2016-Q4`, `2016-H2` or `2016`; `nil` for anything else.
  /// - Parameter rules: whose assessment years count; calendar years without any.
  public init?(_ text: String, rules: RuleSet? = nil) {
    let parts = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    guard let head = parts.first, head.utf8.count == 4, let year = Self.number(head) else {
      return nil
    }
    func first(_ kind: PeriodKind) -> Int {
      let month = rules?.periods.first { $0.kind == kind }?.firstMonth ?? 0
      return month == 0 ? 1 : Int(clamping: month)
    }
    guard parts.count == 2 else {
      self.init(.year, year: year, firstMonth: first(.year))
      return
    }
    let rest = parts[1]
    if rest.hasPrefix("Q"), rest.utf8.count == 2, let number = Self.number(rest.dropFirst()) {
      self.init(.quarter, year: year, number: number, firstMonth: first(.quarter))
    } else if rest.hasPrefix("H"), rest.utf8.count == 2,
      let number = Self.number(rest.dropFirst())
    {
      self.init(.half, year: year, number: number, firstMonth: first(.half))
    } else if rest.utf8.count == 2, let number = Self.number(rest) {
      self.init(.month, year: year, number: number)
    } else {
      return nil
    }
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }

  private static func count(_ kind: PeriodKind) -> Int {
    switch kind {
    case .month: 12
    case .quarter: 4
    case .half: 2
    case .year: 1
    }
  }

  /// How many months it has.
  public var length: Int { 12 / Self.count(kind) }

  /// Months since January of year 0, at its begin.
  public var begin: Int {
    let start = year * 12 + (firstMonth == 1 ? 0 : firstMonth - 13)
    return start + (number - 1) * length
  }

  /// The month after its last, counted in the same way.
  public var end: Int { begin + length }

  /// The period before it.
  public var previous: ScorePeriod? {
    number > 1
      ? ScorePeriod(kind, year: year, number: number - 1, firstMonth: firstMonth)
      : ScorePeriod(kind, year: year - 1, number: Self.count(kind), firstMonth: firstMonth)
  }

  /// The same period of the year before.
  public var yearBefore: ScorePeriod? {
    ScorePeriod(kind, year: year - 1, number: number, firstMonth: firstMonth)
  }

  /// As it is written: `2016-10`, `2016-Q4`, `2016-H2`, `2016`.
  public var description: String {
    let name = Self.padded(year, 4)
    return switch kind {
    case .month: name + "-" + Self.padded(number, 2)
    case .quarter: "\(name)-Q\(number)"
    case .half: "\(name)-H\(number)"
    case .year: name
    }
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// Its first instant, with midnight at an offset from UTC.
  /// - Parameter offset: seconds east of UTC.
  public func start(offset: Int64) -> Instant { Self.start(ofMonth: begin, offset: offset) }

  /// The first instant after it.
  public func finish(offset: Int64) -> Instant { Self.start(ofMonth: end, offset: offset) }

  /// Its first and last day.
  public var days: (first: CivilDate, last: CivilDate) {
    (Self.firstDay(begin), CivilDate(daysSinceEpoch: Self.firstDay(end).daysSinceEpoch - 1))
  }

  static func firstDay(_ month: Int) -> CivilDate {
    CivilDate(year: month / 12, month: month % 12 + 1, day: 1) ?? CivilDate(daysSinceEpoch: 0)
  }

  static func start(ofMonth month: Int, offset: Int64) -> Instant {
    Instant(microseconds: (firstDay(month).daysSinceEpoch * 86_400 - offset) * 1_000_000)
  }

  /// The month that holds an instant.
  static func month(of instant: Instant, offset: Int64) -> Int {
    let local = instant.microseconds &+ offset &* 1_000_000
    let day: Int64 = 86_400_000_000
    let date = CivilDate(daysSinceEpoch: (local - (local % day + day) % day) / day)
    return date.components.year * 12 + date.components.month - 1
  }
}
