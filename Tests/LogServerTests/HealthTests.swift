import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("The health of live views")
struct HealthTests {
  /// A log whose second event is an intake that nobody can read.
  private func broken() throws -> InMemoryEventLog {
    let log = InMemoryEventLog(origin: "example.org/log")
    let payloads: [[UInt8]] = [[], [0xFF], []]
    for (index, payload) in payloads.enumerated() {
      let event = EventDraft(
        id: EventID(high: 0, low: UInt64(index)), type: try EventType("IntakeRecorded"),
        occurredAt: Drafts.noon, actor: "op", payload: payload)
      _ = try log.appendAndWait(
        AppendRequest([StreamAppend(try StreamID("c-\(index)"), events: [event])]))
    }
    return log
  }

  @Test("An event that a view cannot read stops it before that event, with error and position")
  func stops() async throws {
    let state = try serverState(try broken())
    state.city.follow()
    let health = state.city.health
    #expect(health.position == Position(1) && health.lag(Position(3)) == 2)
    #expect(health.failure?.position == Position(2))
    #expect(
      health.failure?.sentence.contains("IntakeRecorded at position 2 cannot be read") == true)
    state.city.follow()
    #expect(state.city.position == Position(1))
    #expect(throws: ViewFailure.self) { try state.city.ask(upTo: Position(3)) { _ in } }
  }

  @Test("Neither the figures nor the lists are given without an event, and readiness names it")
  func noFigures() async throws {
    try await withServer(log: try broken()) { server in
      for path in ["/v1/cases", "/v1/boards/overdue", "/v1/cases?by=occurred", "/v1/cases"] {
        let answer = try await server.get(path)
        #expect(answer.status == 500 && answer.text.contains("position 2"), "\(answer.text)")
      }
      server.state.city.follow()
      let ready = try await server.get("/readyz")
      #expect(ready.status == 503 && ready.text.contains("position 2"))
      let views = try ready.json["views"]
      #expect(views?.count == 3)
      #expect(views?[0]?["view"] == "deadlines" && views?[1]?["view"] == "scores")
      #expect(views?[1]?["lastError"]?["position"] == .integer(2))
      #expect(views?[2]?["view"] == "city" && views?[2]?["lag"] == .integer(2))
      let metrics = try await server.get("/metrics").text
      #expect(metrics.contains("anjuan_projection_stopped_at{projection=\"scores\"} 2\n"))
    }
  }

  @Test("What no view could read is refused at the door, for the types that are known")
  func door() async throws {
    try await withServer { server in
      func post(_ type: String) async throws -> SocketClient.Answer {
        try await server.post(
          #"{"events":[{"stream":"a","type":"\#(type)","occurredAt":"2026-03-02T09:15:00+08:00","#
            + #""actor":"op","payload":"/w=="}]}"#)
      }
      let refused = try await post("IntakeRecorded")
      #expect(refused.status == 422 && refused.text.contains("no IntakeRecorded"))
      #expect(try await post("NoteAdded").status == 201)
    }
  }

  @Test("A view that follows has no lag and no error; one that nobody asked for has no position")
  func follows() async throws {
    let state = try serverState(try sampleLog(4))
    #expect(state.scores.health.position == nil)
    await state.city.catchUp()
    let health = state.city.health
    #expect(health.lag(state.log.head) == 0 && health.failure == nil)
  }

  @Test("The rate is that of the last minute, and 0 when nothing came in it")
  func rate() {
    var meter = RateMeter()
    #expect(meter.eventsPerSecond(at: .seconds(5)) == 0)
    for second in 0..<10 { meter.note(300, at: .seconds(second)) }
    #expect(meter.eventsPerSecond(at: .seconds(10)) == 300)
    #expect(meter.eventsPerSecond(at: .seconds(69)) == 5)
    #expect(meter.eventsPerSecond(at: .seconds(200)) == 0)
  }
}
