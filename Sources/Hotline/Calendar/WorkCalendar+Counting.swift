public import Wire

// Each of these takes the same few steps whatever the distance, and allocates nothing.
extension WorkCalendar {
  /// Whether people work on a day.
  ///
  /// - Throws: ``CalendarError/dayNotCovered(calendar:version:day:first:last:)``.
  public func isWorkingDay(_ day: CivilDate) throws(CalendarError) -> Bool {
    table.isWorking(try offset(day.daysSinceEpoch))
  }

  /// The n-th working day strictly after a day.
  ///
  /// - Parameter number: 1 for the next working day.
  /// - Throws: ``CalendarError/limitOutOfRange(_:)`` when the number is below 1; ``CalendarError/dayNotCovered(calendar:version:day:first:last:)``
  ///   when the day or the answer lies outside.
  public func workingDay(
    _ number: Int, after day: CivilDate
  ) throws(CalendarError) -> CivilDate {
    CivilDate(daysSinceEpoch: try workingDay(number, after: day.daysSinceEpoch))
  }

  /// Number of working days after a day, up to and including another; below zero when they stand the other way round.
  ///
  /// - Throws: ``CalendarError/dayNotCovered(calendar:version:day:first:last:)``.
  public func workingDays(
    after start: CivilDate, through end: CivilDate
  ) throws(CalendarError) -> Int {
    let ends = table.rank(through: try offset(end.daysSinceEpoch))
    return ends - table.rank(through: try offset(start.daysSinceEpoch))
  }

  /// The day itself when it is a working day, otherwise the next one.
  ///
  /// - Throws: ``CalendarError/dayNotCovered(calendar:version:day:first:last:)``.
  public func firstWorkingDay(onOrAfter day: CivilDate) throws(CalendarError) -> CivilDate {
    CivilDate(daysSinceEpoch: try firstWorkingDay(onOrAfter: day.daysSinceEpoch))
  }

  /// The entry that makes a day special, or `nil` for an ordinary day. Complexity: logarithmic in the entries.
  public func specialDay(on day: CivilDate) -> SpecialDay? {
    var low = 0
    var high = effective.count
    while low < high {
      let middle = (low + high) / 2
      if effective[middle].date < day { low = middle + 1 } else { high = middle }
    }
    guard low < effective.count, effective[low].date == day else { return nil }
    return effective[low]
  }
}

// The same on day numbers (days since 1970-01-01), for the arithmetic of deadlines.
extension WorkCalendar {
  /// A day's place in the table.
  func offset(_ day: Int64) throws(CalendarError) -> Int {
    let offset = day &- table.first
    guard offset >= 0, offset < table.count else { throw notCovered(day) }
    return Int(offset)
  }

  func isWorkingDay(_ day: Int64) throws(CalendarError) -> Bool {
    table.isWorking(try offset(day))
  }

  func workingDay(_ number: Int, after day: Int64) throws(CalendarError) -> Int64 {
    guard number >= 1, number <= TimeLimit.countMax else { throw .limitOutOfRange(number) }
    return try workingDay(numbered: table.rank(through: try offset(day)) + number - 1)
  }

  /// The working day with this number, counted from 0 at the first day covered.
  func workingDay(numbered number: Int) throws(CalendarError) -> Int64 {
    guard number < table.workingDays else { throw notCovered(last.daysSinceEpoch + 1) }
    return table.first + Int64(table.workingDay(number))
  }

  func firstWorkingDay(onOrAfter day: Int64) throws(CalendarError) -> Int64 {
    try isWorkingDay(day) ? day : workingDay(1, after: day)
  }

  /// Number of working days covered before a day.
  func workingDays(before day: Int64) throws(CalendarError) -> Int {
    let offset = try offset(day)
    return table.rank(through: offset) - (table.isWorking(offset) ? 1 : 0)
  }

  private func notCovered(_ day: Int64) -> CalendarError {
    .dayNotCovered(
      calendar: id, version: version, day: CivilDate(daysSinceEpoch: day), first: first,
      last: last)
  }
}
