import EventStore
import Foundation
import Hotline
import Importers
import TestSupport
import Testing

@Suite("The calendars of China and Taiwan")
struct CalendarFixtureTests {
  /// The n-th working day after a day, by region, counted by hand in the official lists.
  static let officialCounts: [(CalendarFixture, String, [Int: String])] = [
    (
      .china, "2017-01-20",
      [
        1: "2017-01-22", 4: "2017-01-25", 5: "2017-01-26", 6: "2017-02-03", 9: "2017-02-07",
        15: "2017-02-15",
      ]
    ),
    (
      .china, "2017-09-28",
      [1: "2017-09-29", 3: "2017-10-09", 5: "2017-10-11", 15: "2017-10-25"]
    ),
    (
      .china, "2024-02-07",
      [1: "2024-02-08", 3: "2024-02-18", 6: "2024-02-21", 15: "2024-03-05"]
    ),
    (.china, "2026-02-12", [1: "2026-02-13", 3: "2026-02-24", 15: "2026-03-11"]),
    (.taiwan, "2017-02-17", [1: "2017-02-18", 6: "2017-02-24", 10: "2017-03-06"]),
    (.taiwan, "2024-02-07", [1: "2024-02-15", 3: "2024-02-17", 6: "2024-02-21"]),
    (.taiwan, "2005-10-07", [1: "2005-10-11", 6: "2005-10-18"]),
  ]

  @Test("give the n-th working day that the official lists give", arguments: officialCounts)
  func vectors(fixture: CalendarFixture, start: String, answers: [Int: String]) throws {
    let calendar = try fixture.read()
    for (number, answer) in answers {
      #expect(
        try calendar.workingDay(number, after: day(start)).description == answer,
        "\(number) working days after \(start)")
      let due = try DeadlineArithmetic.due(
        start: Instant(day(start), secondOfDay: 15 * 3600, offsetMinutes: 480),
        limit: .workingDays(number),
        convention: CountingConvention(begins: .nextWorkingDay, dueAt: .endOfDay),
        calendar: calendar)
      #expect(due.iso8601(offsetMinutes: 480) == "\(answer)T23:59:59.999999+08:00")
    }
  }

  @Test("cover whole years and say so")
  func validity() throws {
    let china = try CalendarFixture.china.read()
    #expect(china.first.description == "2004-01-01" && china.last.description == "2026-12-31")
    let taiwan = try CalendarFixture.taiwan.read()
    #expect(taiwan.first.description == "1998-01-01" && taiwan.last.description == "2027-12-31")
    #expect(throws: CalendarError.self) { try taiwan.isWorkingDay(day("1997-12-30")) }
  }

  @Test("know the lengthened Spring Festival of 2020 from January 27 on, not before")
  func lengthenedFestival() throws {
    let china = try CalendarFixture.china.read()
    let before = china.asKnown(on: try day("2020-01-20"))
    let after = china.asKnown(on: try day("2020-01-28"))
    #expect(try before.workingDay(3, after: day("2020-01-22")).description == "2020-02-01")
    #expect(try after.workingDay(3, after: day("2020-01-22")).description == "2020-02-04")
    #expect(try before.workingDay(2, after: day("2020-01-22")).description == "2020-01-31")
  }

  @Test("know Taiwan's added holidays of 2025 from their promulgation on, not before")
  func addedHolidays() throws {
    let taiwan = try CalendarFixture.taiwan.read()
    let before = taiwan.asKnown(on: try day("2025-05-27"))
    let after = taiwan.asKnown(on: try day("2025-05-28"))
    for text in ["2025-09-29", "2025-10-24", "2025-12-25"] {
      #expect(try before.isWorkingDay(day(text)))
      #expect(try !after.isWorkingDay(day(text)))
    }
  }

  @Test("name every occasion in three languages", arguments: CalendarFixture.allCases)
  func occasions(fixture: CalendarFixture) throws {
    for special in try fixture.read().days {
      let name = special.occasion.name
      #expect(name.english.utf8.allSatisfy { $0 < 128 })
      #expect(!name.simplified.utf8.contains { $0 < 128 && !(0x30...0x39).contains($0) })
      #expect(!name.traditional.utf8.contains { $0 < 128 && !(0x30...0x39).contains($0) })
    }
  }

  @Test("have make-up working days on weekends only", arguments: CalendarFixture.allCases)
  func makeUpDays(fixture: CalendarFixture) throws {
    for special in try fixture.read().days where special.kind == .makeUpWorkday {
      let weekday = (special.date.daysSinceEpoch + 4) % 7
      #expect(weekday == 0 || weekday == 6, "\(special.date)")
    }
  }

  static let sources: [(CalendarFixture, String, [String])] = [
    (.china, "cn_2004_2026.csv", ["2005-12-31"]),
    (.taiwan, "tw_1998_2027_from_holidays0.108.csv", []),
  ]

  @Test(
    "equal the lists they were taken from, day by day",
    .enabled(if: sharedDirectory != nil, "set ANJUAN_SHARED to the directory of the lists"),
    arguments: sources)
  func lists(fixture: CalendarFixture, file: String, notInList: [String]) throws {
    let calendar = try fixture.read()
    let shared = try #require(sharedDirectory)
    let csv = try String(
      contentsOf: URL(filePath: "\(shared)/data/calendars/\(file)"), encoding: .utf8)
    var listed: [String: String] = [:]
    for line in csv.split(whereSeparator: \.isNewline).dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      listed[String(fields[0])] = String(fields[2])
    }
    for number in calendar.first.daysSinceEpoch...calendar.last.daysSinceEpoch {
      let date = CivilDate(daysSinceEpoch: number)
      let expected: SpecialDay.Kind? =
        switch listed[date.description] {
        case "holiday": .holiday
        case "makeup_workday": .makeUpWorkday
        // The notice on 2006 made 2005-12-31 a working day; the list forgot it.
        default: notInList.contains(date.description) ? .makeUpWorkday : nil
        }
      #expect(calendar.specialDay(on: date)?.kind == expected, "\(date)")
    }
  }
}
