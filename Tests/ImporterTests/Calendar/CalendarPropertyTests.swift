import EventStore
import Hotline
import Testing

/// Every day of every covered year, compared with a model that walks from day to day.
@Suite("Deadline arithmetic agrees with a walk from day to day")
struct CalendarPropertyTests {
  static let fixtures: [(CalendarFixture, firstWeekday: Int)] = [
    // 2004-01-01 was a Thursday, and so was 1998-01-01.
    (.china, 4), (.taiwan, 4),
  ]
  private static let hours: [(opens: Int, closes: Int)] = [
    (9 * 3600, 12 * 3600), (13 * 3600, 18 * 3600),
  ]
  private static let times = [0, 32_399, 32_400, 43_199, 45_000, 64_799, 64_800, 86_399]

  private func convention(
    begins: CountingConvention.Begins = .atOnce, dueAt: CountingConvention.DueAt = .sameTime
  ) throws -> CountingConvention {
    let hours = Self.hours.map { OpeningHours.Interval(opens: $0.opens, closes: $0.closes) }
    return CountingConvention(
      begins: begins, dueAt: dueAt, opening: try #require(OpeningHours(hours)))
  }

  private func instant(_ day: Int, _ second: Int) -> Instant {
    Instant(
      CivilDate(daysSinceEpoch: Int64(day)), secondOfDay: second, offsetMinutes: 480)
  }

  /// The due instant, or `nil` when it lies beyond the calendar.
  private func due(
    _ day: Int, _ second: Int, _ limit: TimeLimit, _ convention: CountingConvention,
    _ calendar: WorkCalendar
  ) -> Instant? {
    try? DeadlineArithmetic.due(
      start: instant(day, second), limit: limit, convention: convention, calendar: calendar)
  }

  @Test("for working days", arguments: fixtures)
  func workingDays(fixture: CalendarFixture, firstWeekday: Int) throws {
    let calendar = try fixture.read()
    let model = NaiveCalendar(calendar, firstWeekday: firstWeekday)
    let convention = try convention(begins: .nextWorkingDay, dueAt: .sameTime)
    var wrong: [String] = []
    var compared = 0
    for day in model.days {
      let date = CivilDate(daysSinceEpoch: Int64(day))
      if try calendar.isWorkingDay(date) != model.isWorkingDay(day) { wrong.append("\(date)") }
      for number in [1, 2, 5, 6, 15, 260] {
        let expected = model.workingDay(number, after: day)
        let found = try? calendar.workingDay(number, after: date)
        let second = Self.times[(day + number) % Self.times.count]
        let due = due(day, second, .workingDays(number), convention, calendar)
        compared += 1
        if found.map({ Int($0.daysSinceEpoch) }) != expected
          || due != expected.map({ instant($0, second) })
        {
          wrong.append("\(number) after \(date)")
        }
        guard let found else { continue }
        if try calendar.workingDays(after: date, through: found) != number {
          wrong.append("count after \(date) through \(found)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    #expect(compared > 50_000)
  }

  @Test("for working hours, and the working time until then is the limit", arguments: fixtures)
  func workingHours(fixture: CalendarFixture, firstWeekday: Int) throws {
    let calendar = try fixture.read()
    let model = NaiveCalendar(calendar, firstWeekday: firstWeekday)
    let convention = try convention()
    var wrong: [String] = []
    for day in model.days {
      for (index, second) in Self.times.enumerated() {
        let hours = [1, 3, 8, 40][(day + index) % 4]
        let expected = model.adding(
          openSeconds: hours * 3600, day: day, second: second, hours: Self.hours)
        let due = due(day, second, .workingHours(hours), convention, calendar)
        if due != expected.map({ instant($0.day, $0.second) }) {
          wrong.append("\(hours) h from \(instant(day, second))")
        }
        guard let due else { continue }
        let time = try DeadlineArithmetic.workingTime(
          from: instant(day, second), to: due, convention: convention, calendar: calendar)
        if time != Int64(hours) * 3_600_000_000 { wrong.append("time until \(due)") }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test("for calendar days that begin with the next working day", arguments: fixtures)
  func calendarDays(fixture: CalendarFixture, firstWeekday: Int) throws {
    let calendar = try fixture.read()
    let model = NaiveCalendar(calendar, firstWeekday: firstWeekday)
    let plain = try convention(begins: .nextDay, dueAt: .closing)
    let fromWorkingDay = try convention(begins: .nextWorkingDay, dueAt: .closing)
    var wrong: [String] = []
    for day in model.days {
      for number in [1, 3, 30] {
        let limit = TimeLimit.calendarDays(number)
        let start = 1 + (day + number) % 86_400
        if due(day, start, limit, plain, calendar) != instant(day + number, 18 * 3600) {
          wrong.append("\(number) from day \(day)")
        }
        let expected = model.workingDay(1, after: day).map {
          instant($0 + number - 1, 18 * 3600)
        }
        if due(day, start, limit, fromWorkingDay, calendar) != expected {
          wrong.append("\(number) from the working day after \(day)")
        }
      }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }

  @Test(
    "for clocks that stood still: a due date moves by the working days paused", arguments: fixtures)
  func pauses(fixture: CalendarFixture, firstWeekday: Int) throws {
    let calendar = try fixture.read()
    let model = NaiveCalendar(calendar, firstWeekday: firstWeekday)
    let convention = try convention()
    var wrong: [String] = []
    for day in model.days.dropLast(60) {
      let due = instant(day + 3, 50_000)
      let length = day % 11
      let moved = try DeadlineArithmetic.extended(
        due: due, pausedFrom: instant(day, 40_000), to: instant(day + length, 41_000),
        limit: .workingDays(3), convention: convention, calendar: calendar)
      var paused = 0
      for other in (day..<(day + length)) where model.isWorkingDay(other + 1) == true {
        paused += 1
      }
      let expected = model.workingDay(paused, after: day + 3)
      if moved != expected.map({ instant($0, 50_000) }) { wrong.append("day \(day)") }
    }
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
  }
}
