import EventStore
import Foundation
import Testing

@testable import Importers

@Suite("Mappings")
struct MappingTests {
  static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "fixtures/mappings/taipei-1999.yaml")

  private func text() throws -> String {
    try String(contentsOf: Self.fixture, encoding: .utf8)
  }

  private func message(replacing old: String, with new: String) throws -> String {
    let text = try text()
    #expect(text.contains(old))
    do {
      _ = try Mapping(yaml: text.replacing(old, with: new), file: "m.yaml")
      return "no error"
    } catch {
      return "\(error)"
    }
  }

  @Test("The built-in mapping equals its file, and both are found")
  func builtIn() throws {
    #expect(BuiltInMappings.all.first { $0.name == "taipei-1999" }?.yaml == (try text()))
    #expect(Mapping.builtInNames == ["boston-311", "coselog-receipt", "taipei-1999"])
    for name in Mapping.builtInNames { #expect(try Mapping.load(name).name == name) }
    let named = try Mapping.load("taipei-1999")
    #expect(named.name == "taipei-1999")
    #expect(named.actor == "importer:taipei-1999")
    let file = try Mapping.load(Self.fixture.path)
    #expect(file.digest == named.digest)
  }

  @Test("The mapping knows 26 categories by 28 texts, and 12 districts")
  func tables() throws {
    let mapping = try Mapping.load("taipei-1999")
    #expect(mapping.categories.entries.count == 28)
    #expect(Set(mapping.categories.entries.map(\.code)).count == 26)
    #expect(Set(mapping.districts.entries.map(\.code)).count == 12)
    #expect(mapping.offsetMinutes == 480)
    let variants = mapping.categories.entries.filter { $0.code == "riverside-park-path" }
    #expect(variants.map(\.mark) == [nil, nil, .textDamaged])
    #expect(Set(variants.map { Array($0.text.utf8) }).count == 3)
  }

  @Test("A name that is neither built in nor a file says which names there are")
  func unknownName() {
    #expect(throws: ImportError.self) { try Mapping.load("nowhere-1") }
    let text = (try? Mapping.load("nowhere-1")).map { _ in "" }
    #expect(text == nil)
  }

  static let mistakeCases: [(String, String, String)] = [
    ("name: taipei-1999", "name: Taipei 1999", "m.yaml:3: name must be a code"),
    ("event: IntakeRecorded", "event: Dispatched", "m.yaml:4: event must be IntakeRecorded"),
    ("event: IntakeRecorded", "evnt: IntakeRecorded", "m.yaml:4: evnt is not a key known here"),
    ("  format: csv", "  format: ods", "m.yaml:7: source.format must be csv, tsv, json or xlsx"),
    (
      "columns: [案件編號, 派工項目, 案件地址, 立案日期, 立案時間]\n\n# What", "columns: [案件編號]\n\n# What",
      "names the column '派工項目', which source.columns does not list"
    ),
    ("  version: 1", "  version: zero", "m.yaml:13: identity.version must be a number from 1"),
    ("mark: idTruncated", "mark: idShort", "m.yaml:25: id.forms.mark must be one of"),
    ("offset: \"+08:00\"", "offset: Asia/Taipei", "m.yaml:29: occurred.offset must be an offset"),
    ("patterns: [YYYYMMDD]", "patterns: [YYMMDD]", "which names no day"),
    ("patterns: [YYYYMMDD]", "patterns: []", "occurred.date.patterns is empty"),
    ("absorb: 案件地址", "absorb: 派工項目", "must be the column right before"),
    ("table: categories", "table: kinds", "names the table 'kinds', which tables does not have"),
    ("[路樹處理]", "[動物救援]", "has '動物救援', which stands in the table already"),
    ("[路樹處理]", "路樹處理", "must be a list"),
    ("characters: 3,", "", "lacks the key 'characters'; add it"),
    (
      "path: address", "path: adress",
      "disclosures.path is 'adress', which IntakeRecorded does not have"
    ),
    (
      "  prefix: tpe", "  prefix: tpe\n  prefix: ntp",
      "m.yaml:18: the key 'prefix' stands there twice"
    ),
    ("columns: [案件編號", "columns: [[案件編號", "m.yaml:"),
  ]

  @Test(
    "A mistake in a mapping is told with its line and how to mend it",
    arguments: mistakeCases.indices)
  func mistakes(_ index: Int) throws {
    let (old, new, expected) = Self.mistakeCases[index]
    let text = try message(replacing: old, with: new)
    #expect(text.contains(expected), "\(text)")
  }

  @Test("An empty mapping and one that is no mapping are refused")
  func nothing() {
    #expect(throws: ImportError.self) { try Mapping(yaml: "", file: "m.yaml") }
    #expect(throws: ImportError.self) { try Mapping(yaml: "- a\n", file: "m.yaml") }
    #expect(throws: ImportError.self) { try Mapping(yaml: "\u{0}", file: "m.yaml") }
  }

  @Test("Patterns read what they describe and nothing else")
  func patterns() {
    func read(_ pattern: String, _ text: String) -> TimePattern.Reading? {
      let bytes = Array(text.utf8)
      return TimePattern(pattern).read(bytes.span)
    }
    #expect(read("YYYYMMDD", "20240229")?.date == CivilDate(year: 2024, month: 2, day: 29))
    #expect(read("YYYYMMDD", "20230229")?.date == nil)
    #expect(read("YYYYMMDD", "2024022") == nil)
    #expect(read("YYYYMMDD", "2024022x") == nil)
    #expect(read("HHMMSS", "235959")?.secondOfDay == 86_399)
    #expect(read("HHMMSS", "240000")?.secondOfDay == nil)
    #expect(read("HHMMSS.0", "000400.0")?.secondOfDay == 240)
    #expect(read("HHMMSS.0", "000400.5") == nil)
    #expect(read("YYYY-MM-DD HH:MM", "2024-02-03 04:05")?.minute == 5)
    #expect(read("#.#####E+##", "2.02504E+12") != nil)
    #expect(TimePattern("YYYYMMDD#####").hasDay)
    #expect(!TimePattern("HHMMSS").hasDay)
    #expect(!TimePattern("#.#####E+##").hasDay)
    let stamp = read("YYYY-MM-DD HH:MM:SS.FFFFFF±HH:MM", "2011-10-11 13:45:40.276001-04:30")
    #expect(stamp?.microsecond == 276_001)
    #expect(stamp?.offsetMinutes == -270)
    #expect(stamp?.minute == 45)
    #expect(read("HH:MM±HH:MM", "13:45+02:00")?.offsetMinutes == 120)
    #expect(read("HH:MM±HH:MM", "13:45 02:00") == nil)
    #expect(read("HH:MM", "13:45")?.offsetMinutes == nil)
    #expect(TimePattern("YYYY-MM-DD HH:MM±HH:MM").hasDay)
    #expect(!TimePattern("YYYY-MM-DD").hasTime)
  }

  @Test(
    "A clock of twelve hours is read by its AM and PM: 12 AM is midnight, 12 PM noon",
    arguments: [
      ("12:00:00 AM", 0), ("12:59:59 AM", 3599), ("01:00:00 AM", 3600), ("11:59:59 AM", 43_199),
      ("12:00:00 PM", 43_200), ("12:30:00 pm", 45_000), ("01:00:00 PM", 46_800),
      ("11:59:59 PM", 86_399), ("00:30:00 AM", nil), ("13:00:00 PM", nil),
    ] as [(String, Int?)])
  func twelveHours(text: String, second: Int?) {
    let bytes = Array("10/31/2013 \(text)".utf8)
    let reading = TimePattern("MM/DD/YYYY HH:MM:SS AM").read(bytes.span)
    #expect(reading?.date == CivilDate(year: 2013, month: 10, day: 31))
    #expect(reading?.secondOfDay == second)
  }

  @Test("Offsets are also read without their colon, Z is no offset, and days may have one digit")
  func otherForms() {
    func read(_ pattern: String, _ text: String) -> TimePattern.Reading? {
      let bytes = Array(text.utf8)
      return TimePattern(pattern).read(bytes.span)
    }
    let utc = "YYYY-MM-DDTHH:MM:SSZ"
    #expect(TimePattern(utc).hasOffset)
    #expect(read(utc, "2015-01-02T03:04:05Z")?.offsetMinutes == 0)
    #expect(read(utc, "2015-01-02T03:04:05+") == nil)
    #expect(read("YYYY-MM-DD HH:MM±HHMM", "2015-01-02 03:04-0530")?.offsetMinutes == -330)
    #expect(TimePattern("M/D/YYYY H:MM").hasDay)
    #expect(!TimePattern("M/YYYY").hasDay)
    #expect(read("M/D/YYYY H:MM", "1/5/2015 3:04")?.date == CivilDate(year: 2015, month: 1, day: 5))
    #expect(read("M/D/YYYY H:MM", "1/5/2015 3:04")?.secondOfDay == 11_040)
    #expect(read("HH:MM AM", "03:04 XM") == nil)
    #expect(read("HH:MM AM", "03:04 A1") == nil)
    #expect(read("A##", "A12") != nil)
  }

  @Test("A table tells texts apart by bytes, not by Unicode equality")
  func bytes() {
    var table = ValueTable()
    var added = [table.add("\u{884C}", code: "a", mark: nil)]
    added.append(table.add("\u{FA08}", code: "b", mark: nil))
    added.append(table.add("\u{FA08}", code: "c", mark: nil))
    #expect(added == [true, true, false])
    for index in 0..<100 { _ = table.add("text number \(index)", code: "n\(index)", mark: nil) }
    #expect(table.entries.count == 102)
    let known = Array("\u{FA08}".utf8)
    #expect(table.find(known.span).map { table.entries[$0].code } == "b")
    let last = Array("text number 99".utf8)
    #expect(table.find(last.span).map { table.entries[$0].code } == "n99")
    let none = Array("text number 100".utf8)
    #expect(table.find(none.span) == nil)
  }
}
