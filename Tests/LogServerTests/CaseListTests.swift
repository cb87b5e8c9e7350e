import EventStore
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("GET /v1/cases")
struct CaseListTests {
  private func cases(_ answer: SocketClient.Answer) throws -> [JSONValue] {
    #expect(answer.status == 200, "\(answer.text)")
    guard case .array(let rows)? = try answer.json["rows"] else { return [] }
    return rows.compactMap { $0["case"] }
  }

  @Test("Pages go on with the list of the first page while the log grows, and nobody is named")
  func pages() async throws {
    try await withCases { server, clock in
      var opened: [JSONValue] = []
      for number in 0..<5 {
        opened.append(
          .string(try await server.openCase(#"{"channel":"phone"}"#, key: "k\(number)")))
        clock.advance(hours: 1)
      }
      let first = try await server.get("/v1/cases?limit=2&channel=phone")
      #expect(try cases(first) == Array(opened[..<2]))
      #expect(try first.json["total"] == .integer(5))
      guard case .string(let cursor)? = try first.json["next"] else {
        Issue.record("no next page")
        return
      }
      guard case .string(let id) = opened[3] else { return }
      _ = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      _ = try await server.openCase(#"{"channel":"phone"}"#)
      let second = try await server.get("/v1/cases?limit=5&channel=phone&after=\(cursor)")
      #expect(try cases(second) == Array(opened[2...]))
      #expect(try second.json["total"] == .integer(5))
      #expect(try second.json["rows"]?[1]?["state"]?["step"] == "received")
      #expect(try second.json["next"] == .null)
      #expect(try await server.get("/v1/cases?after=\(cursor)").status == 400)
      let all = try await server.get("/v1/cases?state=dispatched&holder=U1")
      #expect(try cases(all) == [opened[3]])
    }
  }

  @Test("A list of the past, and of what had happened, is that of the commands")
  func past() async throws {
    try await withCases { server, clock in
      let id = try await server.openCase()
      let before = percentEncoded(clock.now.description)
      clock.advance(hours: 30)
      _ = try await server.act(
        id, "dispatch", #"{"lead":"U1"}"#, extra: #","occurredAt":"\#(Drafts.noon)""#)
      let known = try await server.get("/v1/cases?asOf=\(before)")
      #expect(try known.json["rows"]?[0]?["state"]?["step"] == "received")
      let happened = try await server.get("/v1/cases?asOf=\(before)&by=occurred")
      #expect(try happened.json["rows"]?[0]?["state"]?["step"] == "dispatched")
      #expect(try happened.json["by"] == "occurred")
      #expect(try await server.get("/v1/cases?late=yes").json["total"] == .integer(1))
      let board = try await server.get("/v1/boards/due-soon?asOf=\(before)&by=occurred")
      #expect(board.status == 200, "\(board.text)")
    }
  }

  @Test(
    "Nothing is asked or decided before the last event, though the clock of a simulated log stands still"
  )
  func simulated() async throws {
    let start = Instant(microseconds: Drafts.noon.microseconds)
    let log = InMemoryEventLog(
      origin: "example.org/log", clock: SimulatedClock(start: start, stepMicroseconds: 1))
    let late = start.adding(hours: 500)
    let event = EventDraft(
      id: EventID(high: 0, low: 1), type: try EventType("IntakeRecorded"), occurredAt: late,
      actor: "op", payload: [])
    _ = try log.appendAndWait(
      AppendRequest([
        StreamAppend(try StreamID("c-1"), events: [event], simulatedAt: late)
      ]))
    let clock = SimulatedClock(start: start, stepMicroseconds: 1)
    try await withServer(log: log, clock: clock) { server in
      let list = try await server.get("/v1/cases")
      #expect(try list.json["asOf"] == .string(late.description), "\(list.text)")
      let month = String(late.description.prefix(7))
      #expect(try await server.get("/v1/scorecards?period=\(month)").status == 200)
      let opened = try await server.openCase()
      let intake = try await server.get("/v1/events?stream=\(opened)").json["events"]?[0]
      #expect(intake?["time"] == .string(late.description), "decided before the last event")
    }
  }

  @Test("Unknown names are 404, unknown values and parameters 400; nothing is an empty table")
  func refused() async throws {
    try await withCases { server, _ in
      #expect(try await server.get("/v1/cases").status == 404)
      _ = try await server.openCase()
      for (query, status, part) in [
        ("unit=U9", 404, "U9"), ("kind=owl", 404, "owl"),
        ("opened-to=2001-01-01", 404, "first case"),
        ("opened-from=2101-01-01", 404, "after the moment"), ("state=asleep", 400, "inHand"),
        ("state=", 400, "has no value"), ("unit&state=open", 400, "has no value"),
        ("limit=0", 400, "limit"), ("after=x", 400, "after"), ("sort=owl", 400, "-due"),
        ("colour=red", 400, "colour"), ("by=moon", 400, "recorded"),
      ] {
        let answer = try await server.get("/v1/cases?" + query)
        #expect(answer.status == status && answer.text.contains(part), "\(query): \(answer.text)")
      }
      let none = try await server.get("/v1/cases?overdue=yes")
      #expect(none.status == 200 && none.text.contains("no case meets these conditions"))
    }
  }
}
