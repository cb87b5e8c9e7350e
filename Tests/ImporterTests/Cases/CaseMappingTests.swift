import EventStore
import Hotline
import Testing

@testable import Importers

@Suite("Mappings of cases")
struct CaseMappingTests {
  static let mistakes: [(String, String, String)] = [
    ("identity: { version: 1, case: [case] }", "identity: { version: 1 }", "lacks the key 'case'"),
    ("case: [case] }", "case: [] }", "m.yaml:5: identity.case is empty"),
    ("name: acts", "name: acts\nevent: IntakeRecorded", "event is not a key known here"),
    ("[due, limit]", "[due, act]", "names the column 'act' twice"),
    ("[due, limit]", "[]", "source.columns is empty; name the column"),
    ("zone: { offset: \"+08:00\" }\n", "", "which names no offset from UTC"),
    ("patterns: [YYYY-MM-DD]", "patterns: [MM-DD]", "which names no day"),
    ("- type: LeadChanged", "- type: ImportStarted", "is no event of a case"),
    (
      "  - type: LeadChanged\n    at: acted", "  - type: LeadChanged\n    at: done",
      "m.yaml:34: events.at names the time 'done', which times does not have"
    ),
    ("when: { unit: changed }", "when: { unit: new }", "must be one of filled, empty, changed"),
    ("when: { unit: changed }", "when: { office: changed }", "names the column 'office'"),
    ("rows: last", "rows: first", "events.rows must be all or last"),
    ("way: leader", "way: chance", "has 'chance', which is not known"),
    ("way: leader", "way: { column: unit }", "must be a word, or a column with a table of words"),
    ("way: leader", "route: { column: unit, otherwise: x }", "needs a table beside it"),
    (
      "way: leader", "manner: leader",
      "m.yaml:24: events.fields.manner is not a field of Dispatched"
    ),
    ("way: leader", "coHandlers: [u-1]", "is a list, which a mapping cannot fill"),
    ("category: request", "occurrence: 1", "is not a field of IntakeRecorded that a mapping fills"),
    ("start: { time: opened }", "start: 2026-03-02", "must be a list of 'key: value' lines"),
    ("holder: lead", "holder: boss", "use one of lead, centre, caller"),
    ("boundaryExcluded: yes", "boundaryExcluded: perhaps", "must be yes or no"),
    ("path: address, column: place", "path: photo, column: place", "which IntakeRecorded does not"),
    (
      "act: { column: act, table: acts, otherwise: other }", "act: { column: act }",
      "lacks the key 'table'"
    ),
    (
      "  - type: IntakeRecorded\n    at: opened\n    key: []",
      "  - type: IntakeRecorded\n    at: opened\n    key: [case]", "must begin with IntakeRecorded"
    ),
  ]

  @Test("A mistake is told with its place and how to mend it", arguments: mistakes.indices)
  func mistake(_ index: Int) throws {
    let (old, new, expected) = Self.mistakes[index]
    #expect(SmallCases.mapping.contains(old))
    var text = "no error"
    do {
      _ = try Mapping(yaml: SmallCases.mapping.replacing(old, with: new), file: "m.yaml")
    } catch {
      text = "\(error)"
    }
    #expect(text.contains(expected), "\(text)")
  }

  @Test("A mapping can fill every personal value that the document of the vocabulary names")
  func everyPath() throws {
    for (place, type) in Vocabulary.types.enumerated()
    where Vocabulary.isCaseEvent(at: place) && !type.disclosures.isEmpty {
      let paths = type.disclosures.map { "      - { path: \($0.path), column: place }\n" }.joined()
      let event = "  - type: \(type.typeName)\n    at: closed\n    key: []\n"
      let text = SmallCases.mapping.replacing(
        "tables:\n", with: event + "    disclosures:\n" + paths + "tables:\n")
      let mapping = try Mapping(yaml: text, file: "m.yaml")
      let plan = try #require(mapping.cases?.events.last)
      #expect(plan.disclosures.map(\.path) == type.disclosures.map(\.path), "\(type.typeName)")
    }
  }

  @Test("A mapping with more events than a request can hold of a row is refused")
  func tooMany() {
    let one = "  - { type: Closed, at: closed, key: [] }\n"
    let text = SmallCases.mapping.replacing(
      "tables:\n", with: String(repeating: one, count: 12) + "tables:\n")
    #expect(throws: ImportError.self) { try Mapping(yaml: text, file: "m.yaml") }
  }

  /// Clocks of Boston: since 2007 from the second Sunday of March to the first of November.
  static let boston = LocalZone(
    offsetMinutes: -300,
    summer: LocalZone.SummerTime(
      offsetMinutes: -240, since: 2007,
      begins: LocalZone.Turn(month: 3, sunday: 2, secondOfDay: 7_200),
      ends: LocalZone.Turn(month: 11, sunday: 1, secondOfDay: 7_200)))

  @Test(
    "Summer time begins and ends on its Sundays; a skipped hour and a doubled one are read by what was before",
    arguments: [
      ("2016-03-13 01:59:59", "2016-03-13T06:59:59Z"),
      ("2016-03-13 02:30:00", "2016-03-13T07:30:00Z"),
      ("2016-03-13 03:00:00", "2016-03-13T07:00:00Z"),
      ("2016-11-06 00:59:59", "2016-11-06T04:59:59Z"),
      ("2016-11-06 01:30:00", "2016-11-06T05:30:00Z"),
      ("2016-11-06 02:00:00", "2016-11-06T07:00:00Z"),
      ("2015-03-08 03:00:00", "2015-03-08T07:00:00Z"),
      ("2015-11-01 02:00:00", "2015-11-01T07:00:00Z"),
      ("2016-01-01 00:00:00", "2016-01-01T05:00:00Z"),
    ])
  func summer(_ wall: String, _ instant: String) throws {
    let source = TimeSource(
      name: "at", column: 0, patterns: [TimePattern("YYYY-MM-DD HH:MM:SS")])
    guard case .at(let read, _, _) = source.read(Array(wall.utf8), in: Self.boston) else {
      Issue.record("\(wall) was not read")
      return
    }
    #expect(read == Instant(iso8601: instant))
  }

  @Test("Times of before the rule, and summers that begin late in the year, are read as told")
  func otherSummers() throws {
    let date = try #require(CivilDate(year: 2006, month: 7, day: 1))
    #expect(Self.boston.offsetMinutes(on: date, secondOfDay: 0) == nil)
    // The south: from the last Sunday of September to the first of April.
    let south = LocalZone(
      offsetMinutes: 720,
      summer: LocalZone.SummerTime(
        offsetMinutes: 780, since: 2008,
        begins: LocalZone.Turn(month: 9, sunday: 0, secondOfDay: 7_200),
        ends: LocalZone.Turn(month: 4, sunday: 1, secondOfDay: 10_800)))
    let days: [(Int, Int, Int)] = [
      (1, 1, 780), (4, 2, 780), (4, 4, 720), (9, 24, 720), (9, 26, 780),
    ]
    for (month, day, expected) in days {
      let date = try #require(CivilDate(year: 2016, month: month, day: day))
      #expect(south.offsetMinutes(on: date, secondOfDay: 43_200) == expected, "\(date)")
    }
  }
}
