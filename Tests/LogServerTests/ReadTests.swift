import EventStore
import Projections
import Testing

@testable import LogServer

/// A log of `count` events on three streams, with two types and a unit tag on every fifth.
func sampleLog(_ count: Int) throws -> InMemoryEventLog {
  let log = InMemoryEventLog(
    origin: "example.org/log",
    clock: SimulatedClock(
      start: try #require(Instant(iso8601: "2016-07-01T00:00:00Z")), stepMicroseconds: 1_000_000))
  for number in 1...count {
    let stream = try StreamID("s-\(number % 3)")
    let event = EventDraft(
      id: EventID(high: 0, low: UInt64(number)),
      type: try EventType(number % 2 == 0 ? "Even" : "Odd"),
      occurredAt: Instant(microseconds: Int64(number)), actor: "op",
      tags: number % 5 == 0 ? [try EventStore.Tag("unit:案-1")] : [],
      payload: [0x08, UInt8(number & 0x7F)])
    _ = try log.appendAndWait(AppendRequest([StreamAppend(stream, events: [event])]))
  }
  return log
}

@Suite("GET /v1/events and /v1/cases")
struct ReadTests {
  private func positions(_ answer: SocketClient.Answer) throws -> [Int64] {
    guard case .array(let events)? = try answer.json["events"] else { return [] }
    return events.compactMap { event in
      guard case .integer(let position)? = event["position"] else { return nil }
      return position
    }
  }

  /// Follows the next links to the end.
  private func all(_ server: RunningServer, _ path: String) async throws -> [[Int64]] {
    var pages: [[Int64]] = []
    var next: String? = path
    while let address = next {
      let answer = try await server.get(address)
      #expect(answer.status == 200, "\(answer.text)")
      pages.append(try positions(answer))
      guard case .string(let link)? = try answer.json["next"] else {
        #expect(answer.headers["link"] == nil)
        break
      }
      #expect(answer.headers["link"] == "<\(link)>; rel=\"next\"")
      next = link
    }
    return pages
  }

  @Test("Pages forwards and backwards hold every event once, in order")
  func pages() async throws {
    try await withServer(log: try sampleLog(25)) { server in
      let forward = try await all(server, "/v1/events?limit=10")
      #expect(forward.map(\.count) == [10, 10, 5])
      #expect(forward.flatMap { $0 } == Array(1...25))
      let backward = try await all(server, "/v1/events?limit=10&direction=backward")
      #expect(backward.flatMap { $0 } == Array((1...25).reversed()))
      let part = try await all(server, "/v1/events?after=5&before=20&limit=4")
      #expect(part.flatMap { $0 } == Array(6...19))
      let back = try await all(server, "/v1/events?after=5&before=20&limit=4&direction=backward")
      #expect(back.flatMap { $0 } == Array((6...19).reversed()))
      let beyond = try await all(server, "/v1/events?after=25")
      #expect(beyond == [[]])
    }
  }

  @Test(
    "Filters by type, tag, unit and stream, also together and across pages",
    arguments: [
      ("type=Even&limit=4", Array(stride(from: 2, through: 30, by: 2))),
      ("type=Even&type=Odd", Array(1...30)),
      ("unit=%E6%A1%88-1&limit=2", [5, 10, 15, 20, 25, 30]),
      ("tag=unit:%E6%A1%88-1&type=Even", [10, 20, 30]),
      ("stream=s-1&limit=3", Array(stride(from: 1, through: 30, by: 3))),
      ("stream=s-1&type=Even&limit=2", [4, 10, 16, 22, 28]),
      ("stream=nothing", []),
    ] as [(String, [Int64])])
  func filters(query: String, expected: [Int64]) async throws {
    try await withServer(log: try sampleLog(30)) { server in
      let pages = try await all(server, "/v1/events?" + query)
      #expect(pages.flatMap { $0 } == expected)
    }
  }

  @Test("A reader that has seen more than the log holds is told, and not given an empty page")
  func notAContinuation() async throws {
    try await withServer(log: try sampleLog(25)) { server in
      for query in ["after=26", "after=26&direction=backward", "after=99&before=7"] {
        let answer = try await server.get("/v1/events?" + query)
        #expect(answer.status == 409)
        #expect(try answer.json["type"] == "/problems/not-a-continuation")
        #expect(try answer.json["head"] == .integer(25))
      }
    }
  }

  @Test("A unit that the log does not know is told, and not shown as one without events")
  func unknownUnit() async throws {
    try await withServer(log: try sampleLog(30)) { server in
      for query in ["unit=nosuch", "unit=nosuch&stream=s-1", "unit=nosuch&type=Even"] {
        let answer = try await server.get("/v1/events?" + query)
        #expect(answer.status == 404)
        #expect(answer.text.contains("The log knows no unit 'nosuch'"))
      }
      #expect(try await server.get("/v1/events?unit=%E6%A1%88-1&after=30").status == 200)
    }
  }

  @Test("Events are CloudEvents with the log's own facts")
  func cloudEvents() async throws {
    try await withServer(log: try sampleLog(3)) { server in
      let answer = try await server.get("/v1/events?after=2&limit=1")
      let json = try answer.json
      #expect(json["head"] == .integer(3))
      let event = try #require(json["events"]?[0])
      #expect(event["specversion"] == "1.0")
      #expect(event["source"] == "example.org/log")
      #expect(event["subject"] == "s-0")
      #expect(event["position"] == .integer(3))
      #expect(event["data_base64"] == .string(base64([0x08, 3])))
      let stored = try server.log.withSnapshot { try $0.event(at: Position(3)) }
      #expect(event["leafhash"] == .string(stored?.leafHash.hex ?? ""))
    }
  }

  @Test(
    "A parameter that cannot be used is named",
    arguments: [
      ("limit=0", "limit"), ("limit=1001", "limit"), ("limit=x", "limit"), ("after=-1", "after"),
      ("before=0", "before"), ("direction=up", "direction"), ("color=red", "color"),
      ("type=", "type"), ("after=1&after=2", "after"), ("stream=%00", "stream"),
    ])
  func badParameters(query: String, name: String) async throws {
    try await withServer(log: try sampleLog(3)) { server in
      let answer = try await server.get("/v1/events?" + query)
      #expect(answer.status == 400)
      #expect(try answer.json["parameter"] == .string(name))
    }
  }

  @Test("A page ends early when its records are many bytes, and the next one goes on")
  func pageBytes() async throws {
    var settings = ServerSettings.patient
    settings.pageBytesMax = 300
    try await withServer(log: try sampleLog(12), settings: settings) { server in
      let pages = try await all(server, "/v1/events")
      #expect(pages.count > 2)
      #expect(pages.flatMap { $0 } == Array(1...12))
    }
  }

  private func intake(_ stream: String, at time: String) -> String {
    #"{"stream":"\#(stream)","type":"IntakeRecorded","occurredAt":"\#(time)","actor":"op","fields":{"sourceId":"A1","category":"roads","district":"daan"}}"#
  }

  private func caseLog() throws -> InMemoryEventLog {
    InMemoryEventLog(
      origin: "example.org/log",
      clock: SimulatedClock(
        start: try #require(Instant(iso8601: "2016-07-01T00:00:00Z")),
        stepMicroseconds: 3_600_000_000))
  }

  @Test("A case answers with its state and its events, now and as of a moment")
  func cases() async throws {
    try await withServer(log: try caseLog()) { server in
      let first = try await server.post(bodyText(intake("案/1", at: "2016-06-30T23:00:00Z")))
      #expect(first.status == 201, "\(first.text)")
      _ = try await server.post(bodyText(eventText("other")))
      _ = try await server.post(bodyText(eventText("案/1")))
      let path = "/v1/cases/%E6%A1%88%2F1"
      let summary = try await server.get(path)
      #expect(summary.status == 200, "\(summary.text)")
      #expect(try summary.json["id"] == "案/1")
      #expect(try summary.json["state"]?["category"] == "roads")
      #expect(try summary.json["eventCount"] == .integer(2))
      #expect(try summary.json["revision"] == .integer(2))
      #expect(try summary.json["lastPosition"] == .integer(3))
      let events = try await server.get(path + "/events")
      #expect(try events.json["events"]?.count == 2)
      #expect(try events.json["events"]?[0]?["event"]?["position"] == .integer(1))
      #expect(try events.json["events"]?[0]?["latenessMicroseconds"] == .integer(7_200_000_000))
      #expect(try events.json["events"]?[1]?["stateAfter"]?["district"] == "daan")
      for query in ["asOf=2016-07-01T09:30:00%2B08:00", "asOf=2016-07-01T09:30:00+08:00", "at=2"] {
        let then = try await server.get("\(path)/events?\(query)")
        #expect(try then.json["events"]?.count == 1, "\(then.text)")
        #expect(try then.json["hiddenEventCount"] == .integer(1))
      }
      // A day alone is all of it, as for the commands.
      let day = try await server.get(path + "/events?asOf=2016-07-01").json
      let end = "2016-07-01T23:59:59.999999%2B08:00"
      #expect(try await server.get("\(path)/events?asOf=\(end)").json == day)
      #expect(day["events"]?.count ?? 0 > 0)
      let before = try await server.get(path + "?asOf=2016-06-01T00:00:00Z")
      #expect(before.status == 404)
      #expect(before.text.contains("came later"))
      for path in [path + "?at=4", path + "/events?at=4"] {
        let beyond = try await server.get(path)
        #expect(beyond.status == 404 && beyond.text.contains("the log has 3"), "\(beyond.text)")
      }
    }
  }

  @Test("What is not a case is 404 with a hint, and bad moments are refused")
  func notCases() async throws {
    try await withServer(log: try caseLog()) { server in
      _ = try await server.post(
        bodyText(intake("c-1", at: "2016-06-30T23:00:00Z"), eventText("note")))
      #expect(try await server.get("/v1/cases/none").status == 404)
      #expect(try await server.get("/v1/cases/none/events").status == 404)
      #expect(try await server.get("/v1/cases/\(String(repeating: "x", count: 600))").status == 404)
      let other = try await server.get("/v1/cases/note")
      #expect(other.status == 404)
      #expect(other.text.contains("not a case"))
      for query in [
        "asOf=yesterday", "asOf=2016-07-32", "at=x", "asOf=2016-07-01T00:00:00Z&at=1", "x=1",
      ] {
        #expect(try await server.get("/v1/cases/c-1?\(query)").status == 400, "\(query)")
      }
    }
  }

  @Test("A case of very many events is refused with the address of its pages")
  func hugeCase() async throws {
    var settings = ServerSettings.patient
    settings.caseEventsMax = 2
    try await withServer(log: try sampleLog(9), settings: settings) { server in
      let answer = try await server.get("/v1/cases/s-1")
      #expect(answer.status == 422)
      #expect(answer.text.contains("/v1/events?stream=s-1"))
    }
  }
}
