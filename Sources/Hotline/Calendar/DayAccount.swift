import Wire

/// What happened to the days of a span: which were worked on a weekend, which were off, and how many were plain weekend.
enum DayAccount {
  /// Days off in a row that became known together.
  private struct Run {
    var first: CivilDate
    var last: CivilDate
    let knownFrom: CivilDate?
    var occasions: [Phrase]
  }

  /// The days after a day, up to and including another, as parts of a sentence in the order of time.
  ///
  /// - Parameters: day numbers that the calendar covers, except that the first may be the day before it.
  static func parts(
    after start: Int64, through end: Int64, in calendar: borrowing WorkCalendar
  ) -> [Phrase] {
    var parts: [Phrase] = []
    var run: Run?
    var weekendDays = 0
    for number in stride(from: start + 1, through: end, by: 1) {
      let date = CivilDate(daysSinceEpoch: number)
      let special = calendar.specialDay(on: date)
      if let special, special.kind == .holiday {
        if var current = run, current.knownFrom == special.knownFrom {
          current.last = date
          if !current.occasions.contains(special.occasion.name) {
            current.occasions.append(special.occasion.name)
          }
          run = current
          continue
        }
        close(&run, into: &parts)
        run = Run(
          first: date, last: date, knownFrom: special.knownFrom, occasions: [special.occasion.name])
        continue
      }
      close(&run, into: &parts)
      if let special, special.kind == .makeUpWorkday {
        parts.append(DeadlineWords.makeUpWorkday(date, knownFrom: special.knownFrom))
      } else if date.isWeekend {
        weekendDays += 1
      }
    }
    close(&run, into: &parts)
    if weekendDays > 0 { parts.append(DeadlineWords.weekendDays(weekendDays)) }
    return parts
  }

  private static func close(_ run: inout Run?, into parts: inout [Phrase]) {
    guard let done = run else { return }
    parts.append(
      DeadlineWords.daysOff(
        done.first, done.last, occasions: done.occasions, knownFrom: done.knownFrom))
    run = nil
  }
}
