import Hotline
import TestKit
import Testing
import Wire

@testable import Importers

@Suite("Mistakes in rule files")
struct RuleFileMistakeTests {
  /// A small sound file; each mistake replaces one piece of it.
  static let sound = """
    id: test
    title: { en: Test, zh-Hans: 测试, zh-Hant: 測試 }
    source: a test
    offset: "+08:00"
    calendar: cn
    opening: ["09:00-12:00", "13:00-17:00"]
    clocks:
      - id: A
        title: { en: A, zh-Hans: 甲, zh-Hant: 甲 }
        group: g
        when: { category: tree, time: "00:00-18:00" }
        start: receipt
        end: handled
        limit: 4 hours
        holder: lead
        consequence: noted
        source: a test
      - id: B
        title: { en: B, zh-Hans: 乙, zh-Hant: 乙 }
        group: g
        when: { category: tree, time: "18:00-24:00" }
        start: receipt
        end: handled
        limit: 12:00 next day
        holder: lead
        consequence: card
        source: a test
    routes:
      - { id: r1, when: { kind: complaint }, lead: police, next: r2, source: a test }
      - { id: r2, when: { kind: report }, lead: water, source: a test }
    cards:
      - id: Y
        title: { en: Y, zh-Hans: 黄, zh-Hant: 黃 }
        colour: yellow
        clocks: [B]
        after: 5 working days
        source: a test
    callback: { questions: [solved, result], attempts: 3, share: 100 % }
    periods: [month, { kind: year, first-month: 11 }]
    """

  private func message(_ yaml: String) -> String {
    do {
      _ = try RuleFile.read(yaml: yaml, file: "r.yaml")
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("The small file itself is sound")
  func soundFile() {
    #expect(message(Self.sound) == "no error")
  }

  static let mistakes: [(String, String, String)] = [
    (
      "source: a test\noffset", "source: a test\ncolor: red\noffset",
      "r.yaml:4: color is not a key known here"
    ),
    (
      "    group: g\n    when: { category: tree, time: \"00",
      "    grp: g\n    when: { category: tree, time: \"00",
      "r.yaml:10: clocks.grp is not a key"
    ),
    (
      "start: receipt\n    end: handled\n    limit: 4",
      "start: noon\n    end: handled\n    limit: 4",
      "r.yaml:12: clocks.start has 'noon', which is not known; use one of receipt, call-started"
    ),
    (
      "end: handled\n    limit: 12", "end: gone\n    limit: 12",
      "r.yaml:23: clocks.end has 'gone', which is not known; use one of dispatched"
    ),
    (
      "limit: 4 hours", "limit: 4 fortnights",
      "r.yaml:14: clocks.limit has the unit 'fortnights', which is not known; use one of seconds, minutes, hours"
    ),
    (
      "limit: 4 hours", "limit: -4 hours",
      "r.yaml:14: clocks.limit must begin with a whole number above 0"
    ),
    ("limit: 4 hours", "limit: 0 hours", "r.yaml:14: clocks.limit is no time at all"),
    (
      "limit: 4 hours", "limit: 999999 hours",
      "r.yaml:14: clocks.limit is 999999 hours, and at most 26280"
    ),
    ("limit: 4 hours", "limit: +4 hours", "r.yaml:14: clocks.limit must begin"),
    (
      "limit: 12:00 next day", "limit: next day",
      "r.yaml:24: clocks.limit is a fixed time without its time of day"
    ),
    (
      "limit: 12:00 next day", "limit: 24:30 next day",
      "r.yaml:24: clocks.limit must be a fixed time"
    ),
    (
      "limit: 12:00 next day", "limit: 24:00 next day", "r.yaml:24: clocks.limit has no time of day"
    ),
    ("- id: B", "- id: A", "r.yaml:18: clocks.id has 'A', which stands there already"),
    (
      "{ id: r2, when", "{ id: r1, when",
      "r.yaml:30: routes.id has 'r1', which stands there already"
    ),
    ("next: r2", "next: r9", "r.yaml:29: routes.next names the route 'r9', which there is not"),
    ("next: r2", "next: r1", "r.yaml:29: routes.next runs in a circle: r1 → r1"),
    (
      "lead: water,", "lead: water, next: r1,",
      "r.yaml:29: routes.next runs in a circle: r1 → r2 → r1"
    ),
    ("lead: water,", "", "r.yaml:30: routes must have a lead or a referral"),
    (
      "when: { kind: complaint }, lead: police, next: r2,", "lead: police,",
      "r.yaml:30: routes stands after 'r1', which fits every case, and is never used"
    ),
    (
      "clocks: [B]", "clocks: [C]",
      "r.yaml:35: cards.clocks names the clock 'C', which there is not"
    ),
    (
      "clocks: [B]", "clocks: [A]",
      "r.yaml:26: clocks.consequence is a card, and no card rule takes this clock"
    ),
    (
      "colour: yellow", "colour: green",
      "r.yaml:34: cards.colour has 'green', which is not known; use one of yellow, red, criticism"
    ),
    (
      "\"13:00-17:00\"", "\"11:00-17:00\"",
      "r.yaml:6: opening begins before the interval above has ended"
    ),
    ("\"13:00-17:00\"", "\"17:00-13:00\"", "r.yaml:6: opening must end after it begins"),
    ("\"13:00-17:00\"", "\"13-17\"", "r.yaml:6: opening must be a stretch of the day"),
    (
      "time: \"18:00-24:00\"", "time: \"17:00-24:00\"",
      "r.yaml:21: clocks.when.time overlaps the time of 'A'"
    ),
    ("time: \"18:00-24:00\"", "time: \"18:00-18:00\"", "r.yaml:21: clocks.when.time is empty"),
    (
      "calendar: cn\n", "",
      "r.yaml:35: cards.after counts by working days, and the rule set names no calendar"
    ),
    ("[solved, result]", "[solved, solved]", "r.yaml:38: callback.questions names 'solved' twice"),
    ("share: 100 %", "share: 101 %", "r.yaml:38: callback.share must be a share"),
    ("attempts: 3", "attempts: 0", "r.yaml:38: callback needs a question and at least one attempt"),
    ("[month, { kind: year", "[year, { kind: year", "r.yaml:39: periods repeats a period"),
    (
      "first-month: 11", "first-month: 13",
      "r.yaml:39: periods.first-month must be a month from 1 to 12"
    ),
    (
      "first-month: 11", "first-month: 0",
      "r.yaml:39: periods.first-month must be a month from 1 to 12"
    ),
    ("source: a test\noffset", "source: &a test\noffset", "r.yaml:3: anchors and aliases"),
    ("source: a test\noffset", "source: *a\noffset", "r.yaml:3: anchors and aliases"),
    (
      "source: a test\noffset", "source: [[[[[[[[[[[[[[1]]]]]]]]]]]]]]\noffset",
      "r.yaml:3: source is nested deeper than 12"
    ),
    ("offset: \"+08:00\"", "offset: \"-08:00\"", "r.yaml:4: offset must not be west of UTC"),
    ("id: test\n", "", "r.yaml:1: lacks the key 'id'; add it"),
    ("id: test\n", "id: test\nid: test\n", "r.yaml:"),
    ("  - id: A\n", "  - id: A#1\n", "r.yaml:8: clocks.id must be an id"),
  ]

  @Test("Each is refused with its line, the reason and how to mend it", arguments: mistakes)
  func mistake(old: String, new: String, expected: String) {
    #expect(Self.sound.contains(old))
    let message = message(Self.sound.replacing(old, with: new, maxReplacements: 1))
    #expect(message.hasPrefix(expected), "\(message)")
  }

  @Test("A file of more than 64 KiB, an empty one and one that is no YAML are refused")
  func shape() {
    let padding = String(repeating: "# padding\n", count: 7_000)
    #expect(message(padding + Self.sound).contains("more than 65536"))
    #expect(message("").contains("r.yaml is empty"))
    #expect(message("a: [").hasPrefix("r.yaml:"))
    #expect(message(Self.sound + "\n---\nid: other\n") != "no error")
  }

  @Test("A file whose compiled form and text do not fit a record is refused")
  func size() {
    var yaml = Self.sound + "\nnotes:\n"
    for number in 0..<350 { yaml += "  - \"\(number) \(String(repeating: "x", count: 95))\"\n" }
    #expect(yaml.utf8.count < ReferenceFileLimits.bytesMax)
    #expect(message(yaml).contains("a record of the log has room for"))
  }

  @Test("A billion laughs is refused before anything is expanded")
  func bomb() {
    var yaml = "a0: &a0 [lol, lol, lol]\n"
    for level in 1...30 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(message(yaml).hasPrefix("r.yaml:1: anchors and aliases"))
    #expect(message("? *a\n: 1\n").hasPrefix("r.yaml:1: anchors and aliases"))
    let deep = String(repeating: "[", count: 30_000)
    #expect(message(deep).hasPrefix("r.yaml"))
    #expect(message(String(repeating: "- ", count: 30_000)).hasPrefix("r.yaml"))
  }

  @Test("A calendar that is missing, is another one, or ends too early is named with its line")
  func calendar() throws {
    let rules = try RuleFile.read(yaml: Self.sound, file: "r.yaml")
    func check(_ calendar: WorkCalendar?, _ year: Int, _ month: Int) throws -> String {
      do {
        try RuleFile.check(
          rules, yaml: Self.sound, file: "r.yaml", calendar: calendar,
          adoptedOn: try #require(CivilDate(year: year, month: month, day: 28)))
        return "no error"
      } catch let error as ImportError {
        return "\(error)"
      }
    }
    let cn = try RuleFileTests.calendar("cn")
    #expect(try check(cn, 2026, 3) == "no error")
    #expect(
      try check(nil, 2026, 3).hasPrefix("r.yaml:5: calendar names 'cn', which is not adopted"))
    #expect(
      try check(RuleFileTests.calendar("tw"), 2026, 3)
        .hasPrefix("r.yaml:5: calendar names 'cn', and 'tw' was given"))
    #expect(try check(cn, 2003, 1).contains("r.yaml:5: calendar 'cn' covers 2004-01-01"))
    #expect(try check(cn, 2026, 12).hasPrefix("r.yaml:36: cards.after reaches past 2026-12-31"))
  }

  @Test("Whatever is cut out of a sound file, reading it ends with a rule set or one sentence")
  func mutilated() {
    let bytes = Array(Self.sound.utf8)
    for start in stride(from: 0, to: bytes.count, by: 7) {
      for length in [1, 13, 200] {
        let cut = bytes[..<start] + bytes[min(bytes.count, start + length)...]
        let message = message(String(decoding: cut, as: UTF8.self))
        #expect(message == "no error" || message.hasPrefix("r.yaml"), "\(message)")
      }
    }
  }
}
