import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import LogServer

/// `log-server adopt` as a child process, and the routes that show what was adopted.
@Suite("The command adopt", .serialized)
struct AdoptTests {
  private static let fixtures = GoldenFile.root.appending(path: "fixtures").path

  /// A new log whose clock stands at the beginning of 2026.
  private func newLog(_ directory: TemporaryDirectory) async throws -> String {
    let data = directory.file("data")
    let made = try await Program.run([
      "init", "--origin", "example.org/log", "--data", data, "--simulation-seed", "7",
      "--simulation-start", "2026-01-05T09:00:00+08:00",
    ])
    #expect(made.code == 0, "\(made.errors)")
    return data
  }

  private func adopt(
    _ file: String, _ data: String, _ more: [String] = ["--yes"]
  ) async throws -> Program.Result {
    try await Program.run(
      ["adopt", file, "--data", data, "--format", "json", "--lang", "en"] + more)
  }

  private func json(_ result: Program.Result) throws -> JSONValue {
    #expect(result.code == 0, "\(result.errors)")
    return try JSONParser.parse(Array(result.output.utf8))
  }

  private func events(_ data: String) throws -> [RecordedEvent] {
    let log = try DataDirectory.open(data).openLog(.reader)
    defer { log.close() }
    return try log.withSnapshot { try $0.events() }
  }

  @Test("Rules without their calendar are refused; after it they are version 1, and again nothing")
  func calendarFirst() async throws {
    let directory = TemporaryDirectory()
    let data = try await newLog(directory)
    let rules = Self.fixtures + "/rules/taipei.yaml"
    let refused = try await adopt(rules, data)
    #expect(refused.code == 1)
    #expect(refused.errors.contains("taipei.yaml:"))
    #expect(refused.errors.contains("names 'tw', which is not adopted"))
    #expect(try events(data).isEmpty)
    #expect(
      try json(await adopt(Self.fixtures + "/calendars/tw.yaml", data))["version"] == .integer(1))
    let adopted = try json(await adopt(rules, data, ["--yes", "--authority", "commission"]))
    #expect(adopted["version"] == .integer(1))
    #expect(adopted["unchanged"] == .bool(false))
    #expect(adopted["last"] == .integer(2))
    let again = try json(await adopt(rules, data))
    #expect(again["unchanged"] == .bool(true))
    #expect(again["changes"]?.count == 0)
    let recorded = try events(data)
    #expect(recorded.map(\.record.stream.text) == ["calendar-tw", "rules-taipei"])
    let event = try RuleSetAdopted(decoding: recorded[1].record.payload)
    let text = try FileSystem.read(rules)
    #expect(event.source.utf8.elementsEqual(text))
    #expect(event.digest == sha256(text).bytes)
    #expect(event.authority == "commission")
    #expect(event.rules?.clocks.map(\.id).contains("TPE-3") == true)
  }

  @Test("A dry run shows what changes and writes nothing; a changed limit becomes version 2")
  func change() async throws {
    let directory = TemporaryDirectory()
    let data = try await newLog(directory)
    _ = try json(await adopt(Self.fixtures + "/calendars/cn.yaml", data))
    let file = Self.fixtures + "/rules/shanghai.yaml"
    _ = try json(await adopt(file, data))
    let text = String(decoding: try FileSystem.read(file), as: UTF8.self)
    let changed = directory.file("new.yaml")
    try FileSystem.replace(
      changed,
      with: Array(text.replacing("limit: 15 working days", with: "limit: 20 working days").utf8),
      mode: 0o644, durable: false)
    let dry = try await Program.run([
      "adopt", changed, "--data", data, "--dry-run", "--lang", "zh-Hant",
    ])
    #expect(dry.code == 0)
    #expect(dry.output.contains("~ 時限 SH-3"))
    #expect(dry.output.contains("15個工作日") || dry.output.contains("15個工作天"))
    #expect(dry.output.contains("試執行"))
    #expect(try events(data).count == 2)
    let adopted = try json(await adopt(changed, data))
    #expect(adopted["version"] == .integer(2))
    #expect(adopted["changes"]?.count == 1)
    #expect(adopted["changes"]?[0]?["key"] == "SH-3")
    let log = try DataDirectory.open(data).openLog(.reader)
    defer { log.close() }
    let reference = try log.withSnapshot { try ReferenceData.load(from: $0) }
    let before = try #require(reference.ruleSet("shanghai", asOf: .position(Position(2))))
    #expect(before.content.rules?.clocks.last?.limit?.amount == 15)
    #expect(reference.ruleSet("shanghai")?.content.rules?.clocks.last?.limit?.amount == 20)
    #expect(reference.ruleSet("shanghai")?.revision == Revision(2))
  }

  @Test(
    "Units and categories: new ones are recorded, a new name renames, the same file adds nothing")
  func units() async throws {
    let directory = TemporaryDirectory()
    let data = try await newLog(directory)
    let file = directory.file("units.yaml")
    func write(_ text: String) throws {
      try FileSystem.replace(file, with: Array(text.utf8), mode: 0o644, durable: false)
    }
    try write(
      "units:\n  - { code: a, name: 甲局, tier: city }\n  - { code: b, name: 乙局, tier: city, parent: a }\n"
    )
    #expect(try json(await adopt(file, data))["last"] == .integer(2))
    #expect(try json(await adopt(file, data))["unchanged"] == .bool(true))
    try write(
      "units:\n  - { code: a, name: 甲局, tier: city }\n  - { code: b, name: 丙局, tier: city, parent: a, merged-into: a }\n"
    )
    #expect(try json(await adopt(file, data))["last"] == .integer(4))
    #expect(
      try events(data).map(\.record.type.text) == [
        "UnitCreated", "UnitCreated", "UnitRenamed", "UnitMerged",
      ])
    #expect(try json(await adopt(file, data))["unchanged"] == .bool(true))
    for city in ["foshan", "shanghai", "weihai", "guangzhou", "taipei", "new-taipei", "kaohsiung"] {
      _ = try json(await adopt(Self.fixtures + "/units/\(city).yaml", data, ["--dry-run"]))
    }
    for name in ["taiwan", "mainland"] {
      _ = try json(await adopt(Self.fixtures + "/categories/\(name).yaml", data))
      #expect(
        try json(await adopt(Self.fixtures + "/categories/\(name).yaml", data))["unchanged"]
          == .bool(true))
    }
  }

  @Test(
    "A file that is none of the four, one with a mistake and one that is not there are refused with a sentence"
  )
  func refused() async throws {
    let directory = TemporaryDirectory()
    let data = try await newLog(directory)
    let cases: [(String, Int32, String)] = [
      ("name: x\n", 1, "is no rule set"),
      ("units:\n  - { code: A, name: x, tier: city }\n", 1, "f.yaml:2: units.code must be a code"),
      ("units:\n  - { code: a, name: x, tier: moon }\n", 1, "use one of city, county"),
      (
        "units:\n  - { code: a, name: x, tier: city, parent: b }\n", 1, "which does not stand above"
      ),
      (
        "categories:\n  - { code: a, name: x }\n  - { code: a, name: y }\n", 1,
        "f.yaml:3: categories.code has 'a'"
      ),
    ]
    for (text, code, part) in cases {
      let file = directory.file("f.yaml")
      try FileSystem.replace(file, with: Array(text.utf8), mode: 0o644, durable: false)
      let result = try await adopt(file, data)
      #expect(result.code == code)
      #expect(result.errors.contains(part), "\(result.errors)")
    }
    #expect(try await adopt("/nonexistent.yaml", data).code == 4)
    #expect(try events(data).isEmpty)
  }

  @Test(
    "GET /v1/rules, /v1/calendars, /v1/units and /v1/categories show what was known, also as of before"
  )
  func routes() async throws {
    let log = InMemoryEventLog(
      origin: "example.org/log",
      clock: SimulatedClock(
        start: try #require(Instant(iso8601: "2026-01-05T00:00:00Z")), stepMicroseconds: 1_000_000))
    for (version, name) in [(UInt64(1), "old"), (2, "new")] {
      var adopted = RuleSetAdopted()
      var rules = RuleSet()
      rules.id = "test"
      rules.version = version
      rules.source = name
      adopted.rules = rules
      let draft = EventDraft(
        id: EventID(high: 1, low: version), type: try EventType(RuleSetAdopted.typeName),
        occurredAt: Instant(microseconds: 0), actor: "test", payload: adopted.encoded)
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(try StreamID("rules-test"), events: [draft])]))
    }
    try await withServer(log: log) { server in
      let now = try await server.get("/v1/rules").json
      #expect(now["rules"]?.count == 1)
      #expect(now["rules"]?[0]?["rules"]?["version"] == .integer(2))
      #expect(now["rules"]?[0]?["position"] == .integer(2))
      let before = try await server.get("/v1/rules?asOf=2026-01-05T00:00:01Z").json
      #expect(before["rules"]?[0]?["rules"]?["source"] == "old")
      #expect(try await server.get("/v1/rules?at=0").json["rules"]?.count == 0)
      #expect(try await server.get("/v1/rules?at=\(server.log.head.next)").status == 404)
      for name in ["calendars", "units", "categories"] {
        let answer = try await server.get("/v1/\(name)")
        #expect(answer.status == 200)
        #expect(try answer.json[name]?.count == 0)
      }
      #expect(try await server.get("/v1/rules?asOf=yesterday").status == 400)
      #expect(try await server.ask("POST", "/v1/rules").status == 405)
    }
  }
}
