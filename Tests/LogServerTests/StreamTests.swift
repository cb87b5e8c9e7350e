import EventStore
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("GET /v1/events/stream")
struct StreamTests {
  /// Opens a stream and returns the head, then reads blocks until `count` of them hold data.
  private static func open(
    _ port: Int, _ path: String, headers: [(String, String)] = []
  ) throws -> (client: SocketClient, status: Int) {
    let client = try SocketClient(port: port)
    try client.sendHead("GET", path, headers: headers)
    return (client, try client.readHead().status)
  }

  /// The ids of the next `count` events; chunk framing falls between the lines we look at.
  private static func ids(_ client: SocketClient, _ count: Int) throws -> [Int] {
    var ids: [Int] = []
    var pending = 0
    while ids.count < count, let line = try client.read(through: "\n") {
      if line.hasPrefix("id: ") { pending = Int(line.dropFirst(4).dropLast()) ?? -1 }
      if line.hasPrefix("data: ") { ids.append(pending) }
    }
    return ids
  }

  private func append(_ server: RunningServer, _ stream: String) async throws {
    let answer = try await server.post(bodyText(eventText(stream)))
    #expect(answer.status == 201)
  }

  @Test("A stream gives what is there, then what comes, and resumes by Last-Event-ID without a gap")
  func resume() async throws {
    try await withServer(log: try sampleLog(5)) { server in
      let port = server.port
      let first = try await onThread { () -> [Int] in
        let (client, status) = try Self.open(port, "/v1/events/stream?after=0")
        guard status == 200 else { return [status] }
        return try Self.ids(client, 5)
      }
      #expect(first == [1, 2, 3, 4, 5])
      async let followed = onThread { () -> [Int] in
        let (client, _) = try Self.open(
          port, "/v1/events/stream?after=0", headers: [("Last-Event-ID", "3")])
        return try Self.ids(client, 5)
      }
      for _ in 0..<3 { try await append(server, "new") }
      #expect(try await followed == [4, 5, 6, 7, 8])
    }
  }

  @Test("Without a position a stream begins with the next event")
  func live() async throws {
    try await withServer(log: try sampleLog(5)) { server in
      let (client, status) = try await onThread { [port = server.port] in
        let (client, status) = try Self.open(port, "/v1/events/stream")
        let greeting = try client.read(through: "id: 5\n")
        return (client, greeting == nil ? 0 : status)
      }
      #expect(status == 200)
      try await append(server, "new")
      let ids = try await onThread { try Self.ids(client, 1) }
      #expect(ids == [6])
    }
  }

  @Test("A filtered stream skips the rest, and its heartbeat moves the position on")
  func filtered() async throws {
    var settings = ServerSettings.patient
    settings.heartbeat = .milliseconds(50)
    try await withServer(log: try sampleLog(7), settings: settings) { server in
      let seen = try await onThread { [port = server.port] () -> (ids: [Int], moved: Bool) in
        let (client, _) = try Self.open(port, "/v1/events/stream?type=Even&after=0")
        let ids = try Self.ids(client, 3)
        return (ids, try client.read(through: "id: 7\n") != nil)
      }
      #expect(seen.ids == [2, 4, 6])
      #expect(seen.moved)
    }
  }

  @Test("A position beyond the log is a conflict: this is not the log the client knew")
  func beyond() async throws {
    try await withServer(log: try sampleLog(2)) { server in
      let answer = try await server.ask(
        "GET", "/v1/events/stream", headers: [("Last-Event-ID", "9")])
      #expect(answer.status == 409)
      #expect(try answer.json["head"] == .integer(2))
      #expect(
        try await server.ask("GET", "/v1/events/stream", headers: [("Last-Event-ID", "x")]).status
          == 400)
      #expect(try await server.get("/v1/events/stream?limit=5").status == 400)
    }
  }

  @Test("Streams are limited, and a client that leaves gives its place back")
  func places() async throws {
    var settings = ServerSettings.patient
    settings.streamsMax = 1
    try await withServer(log: try sampleLog(2), settings: settings) { server in
      let held = try await onThread { [port = server.port] in
        try Self.open(port, "/v1/events/stream").client
      }
      let refused = try await server.get("/v1/events/stream")
      #expect(refused.status == 503)
      #expect(refused.headers["retry-after"] != nil)
      held.leave()
      var status = 503
      try await eventually {
        status = try await onThread { [port = server.port] in
          try Self.open(port, "/v1/events/stream").status
        }
        return status != 503
      }
      #expect(status == 200)
    }
  }

  @Test("Stopping the server ends open streams with a proper last chunk")
  func shutdown() async throws {
    try await withServer(log: try sampleLog(2)) { server in
      let held = try await onThread { [port = server.port] in
        let (client, _) = try Self.open(port, "/v1/events/stream?after=0")
        _ = try Self.ids(client, 2)
        return client
      }
      async let ending = onThread { try held.read(through: "\r\n0\r\n\r\n") != nil }
      await server.service.triggerGracefulShutdown()
      #expect(try await ending)
    }
  }

  @Test("A client that reads nothing loses its stream")
  func slowClient() async throws {
    var settings = ServerSettings.patient
    settings.slowClientTimeout = .milliseconds(200)
    let log = InMemoryEventLog(origin: "example.org/log")
    let stream = try StreamID("big")
    for number in 0..<600 {
      let event = EventDraft(
        id: EventID(high: 1, low: UInt64(number)), type: try EventType("Big"),
        occurredAt: Instant(microseconds: 0), actor: "op",
        payload: [UInt8](repeating: 7, count: 40_000))
      _ = try log.appendAndWait(AppendRequest([StreamAppend(stream, events: [event])]))
    }
    try await withServer(log: log, settings: settings) { server in
      let held = try await onThread { [port = server.port] in
        try Self.open(port, "/v1/events/stream?after=0").client
      }
      var open = 1
      try await eventually {
        open = server.state.metrics.now.streamsOpen
        return open == 0
      }
      #expect(open == 0)
      held.leave()
    }
  }
}
