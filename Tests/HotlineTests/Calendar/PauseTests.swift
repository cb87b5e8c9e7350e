import Hotline
import Testing
import Wire

@Suite("Pauses and what is left of a limit")
struct PauseTests {
  private func extended(
    _ due: String, _ pause: String, _ resumption: String, _ limit: TimeLimit,
    _ convention: CountingConvention = CountingConvention()
  ) throws -> Instant {
    try DeadlineArithmetic.extended(
      due: at(due), pausedFrom: at(pause), to: at(resumption), limit: limit,
      convention: convention, calendar: CalendarSample.spring2017())
  }

  @Test("a limit by the clock on the wall moves by the length of the pause")
  func wallClock() throws {
    #expect(
      try extended(
        "2017-01-20 14:00:00", "2017-01-20 11:00:00", "2017-01-21 11:00:01", .hours(4))
        == at("2017-01-21 14:00:01"))
  }

  @Test("a limit in working days moves by the working days within the pause")
  func workingDays() throws {
    let due = "2017-01-26 23:59:59.999999"
    #expect(
      try extended(due, "2017-01-20 11:00:00", "2017-01-23 09:00:00", .workingDays(5))
        == at("2017-02-04 23:59:59.999999"))
    #expect(
      try extended(due, "2017-01-20 11:00:00", "2017-01-20 17:00:00", .workingDays(5)) == at(due))
    #expect(
      try extended(due, "2017-01-20 11:00:00", "2017-01-21 17:00:00", .workingDays(5)) == at(due))
  }

  @Test("a limit in working hours moves by the opening time within the pause")
  func workingHours() throws {
    let convention = CountingConvention(opening: try CalendarSample.officeHours())
    #expect(
      try extended(
        "2017-01-26 15:00:00", "2017-01-26 11:30:00", "2017-01-26 19:00:00", .workingHours(4),
        convention) == at("2017-02-03 11:30:00"))
  }

  @Test("calendar days and fixed times move by whole days and keep their time")
  func days() throws {
    #expect(
      try extended(
        "2017-01-26 12:00:00", "2017-01-25 23:00:00", "2017-01-27 01:00:00", .calendarDays(3))
        == at("2017-01-28 12:00:00"))
    let noon = TimeLimit.fixedTime(daysAfter: 1, secondOfDay: 43_200)
    #expect(
      try extended("2017-01-26 12:00:00", "2017-01-25 09:00:00", "2017-01-25 11:00:00", noon)
        == at("2017-01-26 12:00:00"))
    let moved = try extended(
      "2017-01-26 12:00:00", "2017-01-25 09:00:00", "2017-01-27 11:00:00", .calendarDays(3),
      CountingConvention(lastDay: .nextWorkingDay))
    #expect(try moved == at("2017-02-03 12:00:00"))
  }

  @Test("a pause after the due instant, or one that ends before it begins, rescues nobody")
  func tooLate() throws {
    let due = "2017-01-20 14:00:00"
    #expect(
      try extended(due, "2017-01-20 14:00:00.000001", "2017-01-21 00:00:00", .hours(4)) == at(due))
    #expect(try extended(due, "2017-01-20 13:00:00", "2017-01-20 12:00:00", .hours(4)) == at(due))
    #expect(
      try extended(due, "2017-01-20 14:00:00", "2017-01-20 15:00:00", .hours(4))
        == at("2017-01-20 15:00:00"))
  }

  @Test("what is left is told in the limit's own unit and falls below zero")
  func remaining() throws {
    let calendar = try CalendarSample.spring2017()
    let convention = CountingConvention(opening: try CalendarSample.officeHours())
    func left(_ now: String, _ limit: TimeLimit) throws -> TimeLeft {
      try DeadlineArithmetic.remaining(
        at: at(now), due: at("2017-02-03 18:00:00"), limit: limit, convention: convention,
        calendar: calendar)
    }
    #expect(try left("2017-02-03 17:59:59", .hours(1)) == .time(microseconds: 1_000_000))
    #expect(try left("2017-02-03 18:00:01", .hours(1)) == .time(microseconds: -1_000_000))
    #expect(
      try left("2017-01-26 17:00:00", .workingHours(9))
        == .workingTime(microseconds: 9 * 3_600_000_000))
    #expect(try left("2017-01-26 17:00:00", .workingDays(1)) == .workingDays(1))
    #expect(try left("2017-02-03 09:00:00", .workingDays(1)) == .workingDays(0))
    #expect(try left("2017-02-06 09:00:00", .workingDays(1)) == .workingDays(-2))
    #expect(try left("2017-01-26 17:00:00", .calendarDays(8)) == .calendarDays(8))
  }

  @Test("handling time counts opening hours only, in either direction")
  func workingTime() throws {
    let calendar = try CalendarSample.spring2017()
    let convention = CountingConvention(opening: try CalendarSample.officeHours())
    func time(_ start: String, _ end: String) throws -> Int64 {
      try DeadlineArithmetic.workingTime(
        from: at(start), to: at(end), convention: convention, calendar: calendar)
    }
    #expect(try time("2017-01-26 11:59:59.999999", "2017-01-26 13:00:00.000001") == 2)
    #expect(try time("2017-01-26 18:00:00", "2017-02-03 09:00:00") == 0)
    #expect(try time("2017-01-20 17:00:00", "2017-01-23 10:00:00") == 10 * 3_600_000_000)
    #expect(try time("2017-01-23 10:00:00", "2017-01-20 17:00:00") == -10 * 3_600_000_000)
  }
}
