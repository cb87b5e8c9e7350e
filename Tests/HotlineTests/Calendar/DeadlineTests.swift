import Hotline
import Testing
import Wire

@Suite("Due dates")
struct DeadlineTests {
  private func due(
    _ start: String, _ limit: TimeLimit, _ convention: CountingConvention
  ) throws -> Instant {
    try DeadlineArithmetic.due(
      start: at(start), limit: limit, convention: convention,
      calendar: CalendarSample.spring2017())
  }

  @Test("a limit of two minutes is kept at +120 s and broken at +121 s, and after a microsecond")
  func twoMinutes() throws {
    var convention = CountingConvention()
    let due = try due("2017-01-20 10:00:00", .minutes(2), convention)
    #expect(try due == at("2017-01-20 10:02:00"))
    func isMet(_ text: String) throws -> Bool {
      try DeadlineArithmetic.isMet(at: at(text), due: due, convention: convention)
    }
    #expect(try isMet("2017-01-20 10:02:00"))
    #expect(try !isMet("2017-01-20 10:02:01"))
    #expect(try !isMet("2017-01-20 10:02:00.000001"))
    convention.boundaryInclusive = false
    #expect(try !isMet("2017-01-20 10:02:00"))
    #expect(try isMet("2017-01-20 10:01:59.999999"))
  }

  @Test("limits by the clock on the wall need no calendar and run through nights and holidays")
  func wallClock() throws {
    let convention = CountingConvention()
    #expect(try due("2017-01-27 23:00:00", .hours(4), convention) == at("2017-01-28 03:00:00"))
    #expect(try due("2017-01-27 23:00:00", .seconds(0), convention) == at("2017-01-27 23:00:00"))
    #expect(try due("1999-12-31 23:00:00", .hours(24), convention) == at("2000-01-01 23:00:00"))
  }

  @Test("hour limits can begin with the next day or the next opening")
  func laterBeginnings() throws {
    var convention = CountingConvention(opening: try CalendarSample.officeHours())
    convention.begins = .nextDay
    #expect(try due("2017-01-26 17:00:00", .hours(4), convention) == at("2017-01-27 04:00:00"))
    convention.begins = .nextWorkingDay
    #expect(try due("2017-01-26 17:00:00", .hours(4), convention) == at("2017-02-03 13:00:00"))
    #expect(
      try due("2017-01-26 17:00:00", .workingHours(4), convention) == at("2017-02-03 14:00:00"))
  }

  @Test("a receipt at closing counts from the next opening, one a second earlier at once")
  func afterHours() throws {
    var convention = CountingConvention(
      afterHours: .nextOpening, opening: try CalendarSample.officeHours())
    #expect(try due("2017-01-26 17:59:59", .minutes(1), convention) == at("2017-01-26 18:00:59"))
    #expect(try due("2017-01-26 18:00:00", .minutes(1), convention) == at("2017-02-03 09:01:00"))
    #expect(try due("2017-01-26 12:00:00", .minutes(1), convention) == at("2017-01-26 13:01:00"))
    #expect(try due("2017-01-26 08:59:59", .minutes(1), convention) == at("2017-01-26 09:01:00"))
    #expect(try due("2017-01-22 08:00:00", .minutes(1), convention) == at("2017-01-22 09:01:00"))
    convention.afterHours = .asReceived
    #expect(try due("2017-01-26 18:00:00", .minutes(1), convention) == at("2017-01-26 18:01:00"))
  }

  @Test("twelve o'clock the next day is that, whenever the report came")
  func fixedTime() throws {
    let limit = TimeLimit.fixedTime(daysAfter: 1, secondOfDay: 12 * 3600)
    let convention = CountingConvention(begins: .nextWorkingDay)
    for time in ["00:00:00", "18:00:00", "23:59:59.999999"] {
      #expect(try due("2017-01-27 \(time)", limit, convention) == at("2017-01-28 12:00:00"))
    }
    let midnight = TimeLimit.fixedTime(daysAfter: 0, secondOfDay: 86_400)
    #expect(
      try due("2017-01-27 10:00:00", midnight, convention) == at("2017-01-27 23:59:59.999999"))
  }

  @Test("day limits end at the same time, at closing, or with the last microsecond of the day")
  func ends() throws {
    var convention = CountingConvention(
      begins: .nextWorkingDay, opening: try CalendarSample.officeHours())
    let start = "2017-01-20 15:30:00.000007"
    #expect(try due(start, .workingDays(5), convention) == at("2017-01-26 15:30:00.000007"))
    convention.dueAt = .closing
    #expect(try due(start, .workingDays(5), convention) == at("2017-01-26 18:00:00"))
    convention.dueAt = .endOfDay
    let end = try due(start, .workingDays(5), convention)
    #expect(try end == at("2017-01-26 23:59:59.999999"))
    #expect(
      try DeadlineArithmetic.isMet(
        at: at("2017-01-26 23:59:59"), due: end, convention: convention))
    #expect(
      try !DeadlineArithmetic.isMet(
        at: at("2017-01-27 00:00:00"), due: end, convention: convention))
  }

  @Test("calendar days count from the day after receipt or from the next working day")
  func calendarDays() throws {
    var convention = CountingConvention(dueAt: .endOfDay)
    #expect(
      try due("2017-01-26 10:00:00", .calendarDays(3), convention)
        == at("2017-01-29 23:59:59.999999"))
    convention.begins = .nextWorkingDay
    #expect(
      try due("2017-01-26 10:00:00", .calendarDays(3), convention)
        == at("2017-02-05 23:59:59.999999"))
    convention.begins = .nextDay
    convention.lastDay = .nextWorkingDay
    #expect(
      try due("2017-01-26 10:00:00", .calendarDays(3), convention)
        == at("2017-02-03 23:59:59.999999"))
    #expect(
      try due("2017-01-23 10:00:00", .calendarDays(0), convention)
        == at("2017-01-23 23:59:59.999999"))
  }

  @Test("no working days at all is the day itself, or the next working day")
  func noWorkingDays() throws {
    let convention = CountingConvention(begins: .nextWorkingDay)
    #expect(
      try due("2017-01-26 10:00:00", .workingDays(0), convention) == at("2017-01-26 10:00:00"))
    #expect(
      try due("2017-01-27 10:00:00", .workingDays(0), convention) == at("2017-02-03 10:00:00"))
  }

  @Test("a whole day of working hours ends at closing, not at the next opening")
  func workingHours() throws {
    let convention = CountingConvention(opening: try CalendarSample.officeHours())
    #expect(
      try due("2017-01-26 09:00:00", .workingHours(8), convention) == at("2017-01-26 18:00:00"))
    #expect(
      try due("2017-01-26 09:00:00", .workingHours(3), convention) == at("2017-01-26 12:00:00"))
    #expect(
      try due("2017-01-26 12:30:00", .workingHours(6), convention) == at("2017-02-03 10:00:00"))
    #expect(
      try due("2017-01-28 00:00:00", .workingHours(0), convention) == at("2017-01-28 00:00:00"))
  }

  @Test("local time is the convention's: the same instant is another day elsewhere")
  func localTime() throws {
    var convention = CountingConvention(begins: .nextDay, dueAt: .endOfDay)
    convention.utcOffsetMinutes = 0
    // 01-24 07:00 at UTC+8 is still 01-23 in UTC.
    let due = try due("2017-01-24 07:00:00", .workingDays(1), convention)
    #expect(due.description == "2017-01-24T23:59:59.999999Z")
  }

  @Test(
    "numbers and times that no clock has are refused",
    arguments: [
      TimeLimit.seconds(-1), .minutes(.max), .hours(.min), .workingHours(-1), .calendarDays(-1),
      .workingDays(TimeLimit.countMax + 1), .fixedTime(daysAfter: -1, secondOfDay: 0),
      .fixedTime(daysAfter: 1, secondOfDay: 86_401), .fixedTime(daysAfter: 1, secondOfDay: -1),
    ])
  func senseless(limit: TimeLimit) throws {
    #expect(throws: CalendarError.self) {
      try due("2017-01-24 07:00:00", limit, CountingConvention())
    }
  }

  @Test(
    "the first and the last instant there are do not overflow", arguments: [Int64.min, .max, 0])
  func extremes(microseconds: Int64) throws {
    let calendar = try CalendarSample.spring2017()
    let start = Instant(microseconds: microseconds)
    let limits: [TimeLimit] = [
      .hours(TimeLimit.countMax), .calendarDays(TimeLimit.countMax),
      .fixedTime(daysAfter: TimeLimit.countMax, secondOfDay: 86_400),
    ]
    for limit in limits {
      let due = try DeadlineArithmetic.due(
        start: start, limit: limit, convention: CountingConvention(), calendar: calendar)
      #expect(due >= start || microseconds == .max)
    }
    for limit in [TimeLimit.workingDays(1), .workingHours(1)] {
      #expect(throws: CalendarError.self) {
        try DeadlineArithmetic.due(
          start: start, limit: limit, convention: CountingConvention(), calendar: calendar)
      }
    }
  }

  @Test("opening hours must be in order, apart and within the day")
  func openingHours() {
    func make(_ hours: [(Int, Int)]) -> OpeningHours? {
      OpeningHours(hours.map { OpeningHours.Interval(opens: $0.0, closes: $0.1) })
    }
    #expect(make([]) == nil)
    #expect(make([(10, 10)]) == nil)
    #expect(make([(20, 10)]) == nil)
    #expect(make([(-1, 10)]) == nil)
    #expect(make([(0, 86_401)]) == nil)
    #expect(make([(0, 10), (5, 20)]) == nil)
    #expect(make([(0, 10), (10, 20)]) == nil)
    #expect(make([(10, 20), (0, 5)]) == nil)
    #expect(make([(0, 10), (11, 86_400)]) != nil)
    #expect(make([(0, 86_400)]) == .allDay)
  }
}
