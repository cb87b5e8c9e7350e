import Hotline
import Testing
import Wire

@Suite("A work calendar")
struct WorkCalendarTests {
  @Test("counts make-up working days and leaves out holidays and weekends")
  func counting() throws {
    let calendar = try CalendarSample.spring2017()
    #expect(try calendar.isWorkingDay(day("2017-01-20")))
    #expect(try !calendar.isWorkingDay(day("2017-01-21")))
    #expect(try calendar.isWorkingDay(day("2017-01-22")))
    #expect(try !calendar.isWorkingDay(day("2017-01-27")))
    #expect(try calendar.workingDay(1, after: day("2017-01-20")) == day("2017-01-22"))
    #expect(try calendar.workingDay(6, after: day("2017-01-20")) == day("2017-02-03"))
    #expect(
      try calendar.workingDays(after: day("2017-01-20"), through: day("2017-02-03")) == 6)
    #expect(
      try calendar.workingDays(after: day("2017-02-03"), through: day("2017-01-20")) == -6)
    #expect(try calendar.firstWorkingDay(onOrAfter: day("2017-01-27")) == day("2017-02-03"))
    #expect(try calendar.firstWorkingDay(onOrAfter: day("2017-01-22")) == day("2017-01-22"))
    #expect(try calendar.specialDay(on: day("2017-01-22"))?.kind == .makeUpWorkday)
    #expect(try calendar.specialDay(on: day("2017-01-23")) == nil)
  }

  @Test("names itself, the day and what it covers when a day lies outside, and says what to do")
  func outside() throws {
    let calendar = try CalendarSample.spring2017()
    let error = #expect(throws: CalendarError.self) {
      try calendar.isWorkingDay(day("2018-01-01"))
    }
    #expect(
      error?.description
        == "the calendar cn test covers 2017-01-01 to 2017-12-31, not 2018-01-01; adopt a newer one"
    )
    #expect(
      error?.phrase.traditional
        == "行事曆 cn test 涵蓋 2017-01-01 至 2017-12-31，不含 2018-01-01；請啟用新版行事曆")
    #expect(throws: CalendarError.self) {
      try calendar.workingDay(1, after: day("2017-12-31"))
    }
    #expect(throws: CalendarError.self) {
      try calendar.workingDays(after: day("2016-12-31"), through: day("2017-01-05"))
    }
    #expect(try calendar.workingDay(1, after: day("2017-12-28")) == day("2017-12-29"))
    #expect(throws: CalendarError.self) {
      try calendar.workingDay(2, after: day("2017-12-28"))
    }
  }

  @Test(
    "refuses a number of days below one and above any sense", arguments: [0, -1, Int.max, .min])
  func numbers(number: Int) throws {
    let calendar = try CalendarSample.spring2017()
    #expect(throws: CalendarError.limitOutOfRange(number)) {
      try calendar.workingDay(number, after: day("2017-01-20"))
    }
  }

  @Test("refuses a day twice, a day outside, and an end before its start")
  func invalid() throws {
    let first = try day("2017-01-01")
    let last = try day("2017-12-31")
    let holiday = SpecialDay(
      date: try day("2017-05-01"), kind: .holiday, occasion: CalendarSample.spring)
    func make(_ first: CivilDate, _ last: CivilDate, _ days: [SpecialDay]) throws -> WorkCalendar {
      try WorkCalendar(
        id: "cn", version: "1", region: "CN", first: first, last: last, days: days)
    }
    #expect(throws: CalendarError.self) { try make(first, last, [holiday, holiday]) }
    #expect(throws: CalendarError.self) { try make(first, first, [holiday]) }
    #expect(throws: CalendarError.self) { try make(last, first, []) }
    #expect(throws: CalendarError.self) {
      try make(
        CivilDate(daysSinceEpoch: .min), CivilDate(daysSinceEpoch: .max), [])
    }
    #expect(throws: Never.self) { try make(first, last, [holiday]) }
  }

  @Test("answers with what was known on a day: a holiday announced later is not yet one")
  func knowledge() throws {
    let calendar = try CalendarSample.spring2020()
    let before = calendar.asKnown(on: try day("2020-01-20"))
    let after = calendar.asKnown(on: try day("2020-01-28"))
    #expect(after.days == calendar.days)
    for text in ["2020-01-31", "2020-02-01"] {
      #expect(try before.isWorkingDay(day(text)))
      #expect(try !after.isWorkingDay(day(text)))
    }
    #expect(try !before.isWorkingDay(day("2020-02-02")))
    #expect(try before.specialDay(on: day("2020-02-01"))?.kind == .makeUpWorkday)
    #expect(try before.specialDay(on: day("2020-01-31")) == nil)
    #expect(try before.workingDay(5, after: day("2020-01-20")) == day("2020-02-01"))
    #expect(try after.workingDay(5, after: day("2020-01-20")) == day("2020-02-04"))
    #expect(try before.knownOn == day("2020-01-20"))
    #expect(try calendar.asKnown(on: day("2020-01-27")).days == calendar.days)
    #expect(try calendar.asKnown(on: day("2020-01-26")).days == before.days)
  }

  @Test("knows no more after a later question than it knew")
  func knowledgeOnlyShrinks() throws {
    let before = try CalendarSample.spring2020().asKnown(on: day("2020-01-20"))
    #expect(try before.asKnown(on: day("2020-03-01")) == before)
  }

  @Test("takes a withdrawn entry for an ordinary day")
  func withdrawn() throws {
    let date = try day("2017-05-01")
    let calendar = try WorkCalendar(
      id: "x", version: "1", region: "X", first: day("2017-01-01"), last: day("2017-12-31"),
      days: [
        SpecialDay(
          date: date, kind: .ordinary, occasion: CalendarSample.spring,
          knownFrom: try day("2017-04-01")),
        SpecialDay(date: date, kind: .holiday, occasion: CalendarSample.spring),
      ])
    #expect(try calendar.isWorkingDay(date))
    #expect(try !calendar.asKnown(on: day("2017-03-31")).isWorkingDay(date))
  }
}
