import EventStore
import Hotline
import Importers
import Testing

@Suite("A calendar file")
struct CalendarFileTests {
  private static let head = """
    id: x
    version: "1"
    region: X
    covers: { first: 2020-01-01, last: 2021-12-31 }
    source: a list
    occasions:
      spring: { en: Spring, zh-Hans: 春节, zh-Hant: 春節 }

    """

  private func read(_ rest: String, head: String = Self.head) throws -> WorkCalendar {
    try CalendarFile.read(yaml: head + rest, file: "x.yaml")
  }

  @Test("is read: spans, single days, and amendments that came later")
  func example() throws {
    let calendar = try read(
      """
      years:
        2020:
          spring: { off: [01-24..01-30, 02-28..03-01], work: [02-01] }
      amendments:
        - known: 2020-01-27
          source: a notice
          year: 2020
          days:
            spring: { off: [02-01], ordinary: [03-01] }
      """)
    #expect(calendar.days.count == 7 + 3 + 1 + 2)
    #expect(try calendar.specialDay(on: day("2020-02-29"))?.kind == .holiday)
    #expect(try calendar.specialDay(on: day("2020-02-01"))?.kind == .holiday)
    #expect(try calendar.specialDay(on: day("2020-03-01"))?.kind == .ordinary)
    let before = calendar.asKnown(on: try day("2020-01-26"))
    #expect(try before.specialDay(on: day("2020-02-01"))?.kind == .makeUpWorkday)
    #expect(try before.specialDay(on: day("2020-02-01"))?.occasion.name.simplified == "春节")
  }

  static let wrong: [(rest: String, error: String)] = [
    (
      "years: { 2020: { spring: { off: [01-24..01-20] } } }",
      "x.yaml:8: years.2020.spring.off has '01-24..01-20', which ends before it starts; exchange the two"
    ),
    (
      "years: { 2020: { spring: { off: [02-30] } } }",
      "x.yaml:8: years.2020.spring.off has '02-30', no day of 2020; write 01-31, or 01-31..02-02 for a span"
    ),
    ("years: { 2021: { spring: { off: [02-29] } } }", "no day of 2021"),
    ("years: { 2020: { spring: { off: [1-2] } } }", "no day of 2020"),
    ("years: { 2020: { spring: { off: [01-01..01-02..01-03] } } }", "no day of 2020"),
    ("years: { 2020: { spring: { off: [01-01..] } } }", "no day of 2020"),
    (
      "years: { 2020: { spring: { off: [01-24..01-30, 01-30] } } }",
      "names 2020-01-30 a second time; remove one of the two"
    ),
    (
      "years: { 2020: { spring: { off: [01-24], work: [01-24] } } }",
      "names 2020-01-24 a second time"
    ),
    (
      "years: { 2019: { spring: { off: [01-24] } } }",
      "x.yaml:8: years.2019 must be a number from 2020 to 2021"
    ),
    (
      "years: { 2020: { autumn: { off: [01-24] } } }",
      "x.yaml:8: years.2020.autumn is not among the occasions; add it there with its three names"
    ),
    (
      "years: { 2020: { spring: { of: [01-24] } } }",
      "x.yaml:8: years.2020.spring.of is not a key known here; use off, work"
    ),
    ("years: { 2020: { spring: { ordinary: [01-24] } } }", "use off, work"),
    ("years: { 2020: { spring: { off: 01-24 } } }", "must be a list"),
    ("year: {}", "x.yaml:8: year is not a key known here"),
    ("amendments: []", "lacks the key 'years'; add it"),
    (
      "years: {}\namendments: [{ known: soon, source: s, year: 2020, days: {} }]",
      "x.yaml:9: amendments.known must be a day such as 2026-12-31"
    ),
    (
      "years: {}\namendments: [{ source: s, year: 2020, days: {} }]",
      "lacks the key 'known'; add it"
    ),
    (
      "years: {}\namendments: [{ known: 2020-01-01, year: 2020, days: {} }]",
      "lacks the key 'source'; add it"
    ),
    ("years: { 2020: { spring: { off: [01-24] } }, 2020: {} }", "stands there twice"),
  ]

  @Test("names file, line, reason and how to mend it", arguments: wrong)
  func mistakes(rest: String, expected: String) throws {
    let error = #expect(throws: ImportError.self) { try read(rest) }
    #expect(error?.description.contains(expected) == true, "\(String(describing: error))")
    #expect(error?.description.hasPrefix("x.yaml:") == true, "\(String(describing: error))")
  }

  @Test("that ends before it begins, or covers part of a year, refuses the days outside")
  func coverage() throws {
    let backwards = Self.head.replacing("last: 2021-12-31", with: "last: 2019-12-31")
    let error = #expect(throws: ImportError.self) { try read("years: {}", head: backwards) }
    #expect(
      error?.description
        == "x.yaml:4: covers.last is before 2020-01-01, the first day; exchange them")
    let short = Self.head.replacing("last: 2021-12-31", with: "last: 2020-06-30")
    let outside = #expect(throws: ImportError.self) {
      try read("years: { 2020: { spring: { off: [07-01] } } }", head: short)
    }
    #expect(
      outside?.description.contains("has 2020-07-01, outside 2020-01-01 to 2020-06-30") == true)
  }
}
