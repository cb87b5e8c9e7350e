import Hotline
import Testing
import Wire

@Suite("The explanation of a due date")
struct ExplanationTests {
  private func explain(
    _ start: String, _ limit: TimeLimit, _ convention: CountingConvention,
    _ calendar: WorkCalendar
  ) throws -> Phrase {
    try DeadlineArithmetic.explanation(
      start: at(start), limit: limit, convention: convention, calendar: calendar)
  }

  @Test("names make-up working days, holidays, weekends and the result in three languages")
  func workingDays() throws {
    let convention = CountingConvention(begins: .nextWorkingDay, dueAt: .endOfDay)
    let phrase = try explain(
      "2017-01-20 15:00:00", .workingDays(6), convention, CalendarSample.spring2017())
    #expect(
      phrase.english == "6 working days from the next working day after 2017-01-20 (Friday): "
        + "2017-01-22 (Sunday) is a make-up working day; "
        + "2017-01-27 to 02-02 (Spring Festival) not counted; 1 weekend day not counted; "
        + "due 2017-02-03 24:00")
    #expect(
      phrase.simplified
        == "自 2017-01-20（星期五）后下一工作日起 6 个工作日：2017-01-22（星期日）为调休上班日；2017-01-27 至 02-02（春节）不计；"
        + "另有 1 个周末日不计；2017-02-03 24:00 到期")
    #expect(
      phrase.traditional
        == "自 2017-01-20（星期五）後次一工作天起 6 個工作天：2017-01-22（星期日）為補行上班日；2017-01-27 至 02-02（春節）不計；"
        + "另有 1 個週末日不計；2017-02-03 24:00 到期")
  }

  @Test("names the day on which a holiday was announced that no list had")
  func announced() throws {
    let convention = CountingConvention(begins: .nextDay, dueAt: .closing)
    let calendar = try CalendarSample.spring2020()
    let phrase = try explain("2020-01-22 15:00:00", .workingDays(3), convention, calendar)
    #expect(
      phrase.english == "3 working days from the day after 2020-01-22 (Wednesday): "
        + "2020-01-24 to 01-30 (Spring Festival) not counted; "
        + "2020-01-31 to 02-02 (Spring Festival) not counted (announced 2020-01-27); "
        + "due 2020-02-04 24:00")
    #expect(
      phrase.simplified == "自 2020-01-22（星期三）次日起 3 个工作日：2020-01-24 至 01-30（春节）不计；"
        + "2020-01-31 至 02-02（春节）不计（2020-01-27 公布）；2020-02-04 24:00 到期")
    #expect(
      phrase.traditional == "自 2020-01-22（星期三）次日起 3 個工作天：2020-01-24 至 01-30（春節）不計；"
        + "2020-01-31 至 02-02（春節）不計（2020-01-27 公布）；2020-02-04 24:00 到期")
    let before = try explain(
      "2020-01-22 15:00:00", .workingDays(3), convention,
      calendar.asKnown(on: day("2020-01-22")))
    #expect(
      before.english == "3 working days from the day after 2020-01-22 (Wednesday): "
        + "2020-01-24 to 01-30 (Spring Festival) not counted; "
        + "2020-02-01 (Saturday) is a make-up working day; due 2020-02-01 24:00")
  }

  @Test("names a receipt outside opening hours")
  func afterHours() throws {
    let convention = CountingConvention(
      afterHours: .nextOpening, opening: try CalendarSample.officeHours())
    let phrase = try explain(
      "2017-01-26 18:00:00", .workingHours(1), convention, CalendarSample.spring2017())
    #expect(
      phrase.english == "1 working hour from 2017-02-03 09:00: "
        + "2017-01-26 18:00 is outside opening hours and counts as 2017-02-03 09:00; "
        + "due 2017-02-03 10:00")
    #expect(
      phrase.simplified
        == "自 2017-02-03 09:00 起 1 个工作小时：2017-01-26 18:00 在办公时间外，视为 2017-02-03 09:00 收到；"
        + "2017-02-03 10:00 到期")
    #expect(
      phrase.traditional
        == "自 2017-02-03 09:00 起 1 個工作小時：2017-01-26 18:00 在辦公時間外，視為 2017-02-03 09:00 收到；"
        + "2017-02-03 10:00 到期")
  }

  @Test("names a last day that moved")
  func movedLastDay() throws {
    let convention = CountingConvention(
      begins: .nextDay, dueAt: .endOfDay, lastDay: .nextWorkingDay)
    let phrase = try explain(
      "2017-01-26 18:00:00", .calendarDays(3), convention, CalendarSample.spring2017())
    #expect(
      phrase.english == "3 calendar days from the day after 2017-01-26 (Thursday): "
        + "the last day, 2017-01-29 (Sunday), is no working day, so the next one takes its place; "
        + "due 2017-02-03 24:00")
    #expect(
      phrase.simplified
        == "自 2017-01-26（星期四）次日起 3 个自然日：末日 2017-01-29（星期日）非工作日，顺延至下一工作日；2017-02-03 24:00 到期")
    #expect(
      phrase.traditional
        == "自 2017-01-26（星期四）次日起 3 個日曆天：末日 2017-01-29（星期日）非工作天，順延至次一工作天；2017-02-03 24:00 到期")
  }

  @Test("tells limits by the clock and fixed times in a few words")
  func short() throws {
    let calendar = try CalendarSample.spring2017()
    let convention = CountingConvention()
    #expect(
      try explain("2017-01-20 17:59:59.5", .minutes(1), convention, calendar).english
        == "1 minute from 2017-01-20 17:59:59.500000: due 2017-01-20 18:00:59.500000")
    let noon = TimeLimit.fixedTime(daysAfter: 1, secondOfDay: 43_200)
    let phrase = try explain("2017-01-20 18:00:00", noon, convention, calendar)
    #expect(phrase.english == "12:00 of the day after 2017-01-20 (Friday): due 2017-01-21 12:00")
    #expect(phrase.simplified == "2017-01-20（星期五）次日 12:00：2017-01-21 12:00 到期")
    #expect(phrase.traditional == "2017-01-20（星期五）次日 12:00：2017-01-21 12:00 到期")
    let later = TimeLimit.fixedTime(daysAfter: 2, secondOfDay: 86_400)
    #expect(
      try explain("2017-01-20 18:00:00", later, convention, calendar).english
        == "24:00, 2 days after 2017-01-20 (Friday): due 2017-01-22 24:00")
  }
}
