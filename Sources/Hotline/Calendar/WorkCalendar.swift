public import Wire

/// The working days of a region: Monday to Friday, less the holidays and plus the make-up working days of its
/// official lists (工作日历, 辦公日曆表).
///
/// It answers only for the days that it covers; any other day is an error that names them.
///
///     let day = try calendar.workingDay(5, after: receipt)              // the fifth working day after receipt
///     let then = calendar.asKnown(on: adopted)                          // without what was announced later
public struct WorkCalendar: Hashable, Sendable {
  /// A short name, such as `cn` or `tw`.
  public let id: String
  /// The edition, such as `2026.1`.
  public let version: String
  /// The country or region whose lists these are, such as `CN`.
  public let region: String
  /// The first day that the calendar covers.
  public let first: CivilDate
  /// The last day that the calendar covers.
  public let last: CivilDate
  /// Every entry, by day and, for one day, in the order in which they became known.
  public let days: [SpecialDay]
  /// The day whose knowledge this is; `nil` when nothing is left out.
  public let knownOn: CivilDate?

  /// For each day with an entry, the one that holds.
  let effective: [SpecialDay]
  let table: WorkingDayTable

  /// The longest time that a calendar may cover, in days.
  static let daysMax: Int64 = 40_000

  /// A calendar that covers `first` to `last`, both included.
  ///
  /// - Parameter days: in any order.
  /// - Throws: ``CalendarError/invalid(calendar:reason:)`` when it covers nothing or more than 40,000 days, when a day
  ///   stands outside, or when a day has two entries that became known together.
  public init(
    id: String, version: String, region: String, first: CivilDate, last: CivilDate,
    days: [SpecialDay]
  ) throws(CalendarError) {
    let length = last.daysSinceEpoch.subtractingReportingOverflow(first.daysSinceEpoch)
    guard !length.overflow, (0..<WorkCalendar.daysMax).contains(length.partialValue) else {
      throw .invalid(
        calendar: id,
        reason: "must end on or after its first day and cover at most \(WorkCalendar.daysMax) days")
    }
    let sorted = days.sorted(by: SpecialDay.precedes)
    for (index, day) in sorted.enumerated() {
      guard day.date >= first, day.date <= last else {
        throw .invalid(calendar: id, reason: "has \(day.date) outside \(first) to \(last)")
      }
      if index > 0, sorted[index - 1].date == day.date,
        sorted[index - 1].knownFrom == day.knownFrom
      {
        throw .invalid(calendar: id, reason: "has \(day.date) twice; remove one")
      }
    }
    self.init(
      id: id, version: version, region: region, first: first, last: last, sorted: sorted,
      knownOn: nil)
  }

  private init(
    id: String, version: String, region: String, first: CivilDate, last: CivilDate,
    sorted: [SpecialDay], knownOn: CivilDate?
  ) {
    self.id = id
    self.version = version
    self.region = region
    self.first = first
    self.last = last
    self.knownOn = knownOn
    days = sorted
    var effective: [SpecialDay] = []
    for day in sorted {
      if effective.last?.date == day.date { effective.removeLast() }
      effective.append(day)
    }
    self.effective = effective
    let start = first.daysSinceEpoch
    var next = 0
    table = WorkingDayTable(first: start, count: Int(last.daysSinceEpoch - start) + 1) { day in
      let date = CivilDate(daysSinceEpoch: start + Int64(day))
      guard next < effective.count, effective[next].date == date else { return !date.isWeekend }
      defer { next += 1 }
      return effective[next].isWorking
    }
  }

  /// The calendar as it was known at the end of a day: entries that became known later are left out, and the
  /// days that they changed are again what they were before.
  ///
  /// It covers the same days: the list of a year counts as known before its year. Complexity: linear in the days covered.
  public func asKnown(on day: CivilDate) -> WorkCalendar {
    let known = days.filter { entry in entry.knownFrom.map { $0 <= day } ?? true }
    return WorkCalendar(
      id: id, version: version, region: region, first: first, last: last, sorted: known,
      knownOn: knownOn.map { min($0, day) } ?? day)
  }
}

extension SpecialDay {
  /// Whether people work on that day by this entry.
  var isWorking: Bool {
    switch kind {
    case .holiday: false
    case .makeUpWorkday: true
    case .ordinary: !date.isWeekend
    }
  }
}

extension CivilDate {
  /// The day of the week: 0 is Sunday, 6 is Saturday. 1970-01-01 was a Thursday.
  var weekday: Int {
    Int((daysSinceEpoch % 7 + 11) % 7)
  }

  /// Whether it is a Saturday or a Sunday.
  var isWeekend: Bool { weekday == 0 || weekday == 6 }
}
