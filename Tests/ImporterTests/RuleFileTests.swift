import Foundation
import Hotline
import TestKit
import Testing
import Wire

@testable import Importers

@Suite("Rule files")
struct RuleFileTests {
  static let names = [
    "taipei", "kaohsiung", "new-taipei", "guangzhou", "weihai", "shanghai", "foshan", "beijing",
    "general", "lianyungang", "panjin",
  ]

  static func text(_ name: String) throws -> String {
    try GoldenFile("fixtures/rules/\(name).yaml").text()
  }

  static func rules(_ name: String) throws -> RuleSet {
    try RuleFile.read(yaml: text(name), file: "\(name).yaml")
  }

  static func calendar(_ name: String) throws -> WorkCalendar {
    try CalendarFile.read(
      yaml: GoldenFile("fixtures/calendars/\(name).yaml").text(), file: "\(name).yaml")
  }

  static func book(_ name: String) throws -> RuleBook {
    let rules = try rules(name)
    return try RuleBook(
      rules, calendar: rules.calendar.isEmpty ? nil : try calendar(rules.calendar))
  }

  @Test(
    "Each hotline's file is read, survives coding, and makes a book to decide by", arguments: names)
  func reads(_ name: String) throws {
    let rules = try Self.rules(name)
    #expect(rules.id == name)
    #expect(rules.findings.isEmpty)
    #expect(rules.utcOffsetMinutes == 480)
    #expect(!rules.source.isEmpty)
    #expect(!rules.notes.isEmpty)
    #expect(try RuleSet(decoding: rules.encoded) == rules)
    let book = try Self.book(name)
    #expect(book.rules == rules)
    for clock in rules.clocks {
      #expect(!clock.source.isEmpty, "\(clock.id)")
      #expect(clock.counting != nil, "\(clock.id)")
    }
  }

  /// Every row of the published table of deadlines.
  static let deadlines: [(String, String, ClockStart, String)] = [
    ("taipei", "TPE-1", .dispatched, "1 hour"), ("taipei", "TPE-2", .firstDispatched, "2 hours"),
    ("taipei", "TPE-3", .receipt, "6 working days"),
    ("taipei", "TPE-4", .receipt, "10 working days"),
    ("taipei", "TPE-5", .callStarted, "10 minutes"),
    ("kaohsiung", "KHH-1", .callStarted, "12 minutes"),
    ("new-taipei", "NTP-1", .dispatched, "1 hour"),
    ("new-taipei", "NTP-2", .firstDispatched, "4 hours"),
    ("new-taipei", "NTP-3", .receipt, "4 hours"),
    ("new-taipei", "NTP-4", .receipt, "12:00 next day"),
    ("new-taipei", "NTP-5", .dispatched, "4 hours"),
    ("new-taipei", "NTP-6", .firstDispatched, "24 hours"),
    ("weihai", "WH-1", .callEnded, "2 minutes"), ("weihai", "WH-2", .resultReported, "24 hours"),
    ("weihai", "WH-3", .receipt, "1 working day"), ("weihai", "WH-4", .receipt, "6 working days"),
    ("weihai", "WH-5", .firstDispatched, "4 working days"),
    ("weihai", "WH-6", .firstDispatched, "5 working days"),
    ("weihai", "WH-7", .firstDispatched, "9 working days"),
    ("shanghai", "SH-1", .dispatched, "1 working day"),
    ("shanghai", "SH-2", .firstDispatched, "5 working days"),
    ("shanghai", "SH-3", .firstDispatched, "15 working days"),
    ("foshan", "FS-1", .firstDispatched, "24 hours"),
    ("foshan", "FS-2", .firstDispatched, "5 working days"),
  ]

  @Test("Every published deadline is a clock with its start and its limit", arguments: deadlines)
  func deadline(city: String, id: String, start: ClockStart, limit: String) throws {
    let clock = try #require(try Self.rules(city).clocks.first { $0.id == id })
    #expect(clock.start == start)
    #expect(clock.limit?.words.english == limit)
  }

  @Test("Guangzhou has no clock, yet queues, routes and periods")
  func withoutClocks() throws {
    let rules = try Self.rules("guangzhou")
    #expect(rules.clocks.isEmpty)
    #expect(rules.calendar.isEmpty)
    #expect(
      rules.queues.map { $0.title?.simplified } == [
        "公积金", "市民卡", "消费维权", "国土城建", "劳动保障", "综合业务",
      ])
    #expect(!rules.routes.isEmpty)
    #expect(rules.periods.count == 4)
  }

  private func due(_ city: String, _ id: String, from text: String) throws -> String {
    let book = try Self.book(city)
    let clock = try #require(book.rules.clocks.first { $0.id == id })
    let limit = try #require(TimeLimit(clock.limit))
    let convention = try #require(CountingConvention(clock.counting, of: book.rules))
    let start = try #require(Instant(iso8601: text))
    let calendar = try book.calendar ?? Self.calendar("cn")
    let due = try DeadlineArithmetic.due(
      start: start, limit: limit, convention: convention, calendar: calendar)
    return due.description
  }

  @Test("Hours run by the wall clock and days to the end of the n-th working day")
  func dueDates() throws {
    #expect(
      try due("taipei", "TPE-3", from: "2024-02-07T10:00:00+08:00") == "2024-02-21T15:59:59.999999Z"
    )
    #expect(
      try due("taipei", "TPE-1", from: "2024-02-10T23:30:00+08:00") == "2024-02-10T16:30:00.000000Z"
    )
    #expect(
      try due("new-taipei", "NTP-4", from: "2024-02-10T18:00:00+08:00")
        == "2024-02-11T04:00:00.000000Z")
    #expect(
      try due("weihai", "WH-7", from: "2017-01-20T09:00:00+08:00") == "2017-02-07T15:59:59.999999Z")
    #expect(
      try due("shanghai", "SH-3", from: "2017-09-28T09:00:00+08:00")
        == "2017-10-25T15:59:59.999999Z")
    #expect(
      try due("foshan", "FS-1", from: "2017-09-30T09:00:00+08:00") == "2017-10-01T01:00:00.000000Z")
    #expect(
      try due("weihai", "WH-1", from: "2017-09-30T09:00:00+08:00") == "2017-09-30T01:02:00.000000Z")
  }

  @Test("18:00 sharp counts as after: the window of the evening holds it, that of the day does not")
  func sharp() throws {
    let clocks = try Self.rules("new-taipei").clocks
    let day = try #require(clocks.first { $0.id == "NTP-3" }?.when?.window)
    let evening = try #require(clocks.first { $0.id == "NTP-4" }?.when?.window)
    #expect(day.contains(64_799) && !evening.contains(64_799))
    #expect(!day.contains(64_800) && evening.contains(64_800))
    let night = try #require(
      try Self.rules("new-taipei").routes.first { $0.id == "animal-rescue-night" }?.when?.window)
    #expect(night.contains(0) && night.contains(64_800) && !night.contains(28_800))
  }

  @Test("What a card, a reminder, an extension and a period say reaches the compiled form")
  func otherRules() throws {
    let foshan = try Self.rules("foshan")
    #expect(foshan.cards.map(\.colour) == [.yellow, .red])
    #expect(foshan.cards[1].after?.words.english == "5 working days")
    #expect(!foshan.cards[1].replaces, "the red cards are among the 101 tickets over the limit")
    #expect(foshan.excludedMatters[0].measure == "satisfaction")
    let general = try Self.rules("general")
    #expect(general.cards[0].colour == .criticism)
    #expect(general.cards[0].remindersMin == 1)
    #expect(general.extensions.map(\.workingDaysMax) == [5, 10, 30])
    #expect(general.periods.last?.firstMonth == 11)
    #expect(general.opening.map(\.text) == ["09:00-12:00", "13:00-17:00"])
    #expect(general.calls?.connectPermille == 950)
    #expect(try Self.rules("kaohsiung").calls?.cutOffSeconds == 720)
    #expect(try Self.rules("taipei").gradesResults)
    #expect(try Self.rules("beijing").exclusions.count == 6)
  }

  @Test("docs/rules.md says what the rule files say")
  func document() throws {
    let sets = try Self.names.map(Self.rules)
    let difference = try GoldenFile("docs/rules.md").difference(from: RuleTable.document(sets))
    #expect(difference == nil, "\(difference ?? "")")
  }

  @Test("A rule set compared with itself shows no change; a longer limit shows before and after")
  func changes() throws {
    let old = try Self.rules("shanghai")
    var new = old
    #expect(new.changes(from: old).isEmpty)
    new.clocks[1].limit?.amount = 7
    new.clocks.removeLast()
    let changes = new.changes(from: old)
    #expect(changes.map(\.key) == ["SH-2", "clocks", "SH-3"])
    #expect(changes[0].before?.english.contains("5 working days") == true)
    #expect(changes[0].after?.simplified.contains("7个工作日") == true)
    #expect(changes[2].after == nil)
  }
}
