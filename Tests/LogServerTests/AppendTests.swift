import EventStore
import Projections
import Synchronization
import Testing

@testable import LogServer

/// One event as a body writes it.
func eventText(_ stream: String, type: String = "NoteAdded", extra: String = "") -> String {
  #"{"stream":"\#(stream)","type":"\#(type)","occurredAt":"2016-07-01T08:00:00+08:00","actor":"op-1"\#(extra)}"#
}

func bodyText(_ events: String..., extra: String = "") -> String {
  #"{"events":[\#(events.joined(separator: ","))]\#(extra)}"#
}

@Suite("POST /v1/events")
struct AppendTests {
  @Test("An append answers 201 with positions, leaf hashes and ids in the order of the request")
  func receipt() async throws {
    try await withServer { server in
      let id = "000102030405060708090a0b0c0d0e0f"
      let answer = try await server.post(
        bodyText(
          eventText("b", extra: #","id":"\#(id)""#), eventText("a"), eventText("b"),
          extra: #","expected":{"a":"none","b":0}"#))
      #expect(answer.status == 201)
      #expect(answer.headers["content-type"] == "application/json")
      let json = try answer.json
      #expect(json["first"] == .integer(1))
      #expect(json["last"] == .integer(3))
      #expect(json["repeat"] == .bool(false))
      #expect(json["origin"] == "example.org/log")
      let events = try #require(json["events"])
      #expect(events.count == 3)
      #expect(events[0]?["position"] == .integer(1))
      #expect(events[0]?["id"] == .string(id))
      #expect(events[1]?["stream"] == "a")
      #expect(events[1]?["position"] == .integer(3))
      #expect(events[2]?["position"] == .integer(2))
      let stored = try server.log.withSnapshot { try $0.events() }
      #expect(stored.map(\.record.stream.text) == ["b", "b", "a"])
      #expect(events[1]?["leafHash"] == .string(stored[2].leafHash.hex))
      #expect(json["recordedAt"] == .string(stored[2].record.recordedAt.description))
    }
  }

  @Test("A retry with the same key returns the same receipt, with 200 and no new event")
  func retry() async throws {
    try await withServer { server in
      let body = bodyText(
        eventText("a", extra: #","disclosures":[{"path":"address","value":"District-3"}]"#))
      let first = try await server.post(body, key: "k-1")
      let second = try await server.post(body, key: "k-1")
      #expect(first.status == 201)
      #expect(second.status == 200)
      #expect(try second.json["repeat"] == .bool(true))
      #expect(try second.json["events"] == first.json["events"])
      #expect(try second.json["recordedAt"] == first.json["recordedAt"])
      #expect(server.log.head == Position(1))
      let other = try await server.post(bodyText(eventText("b")), key: "k-1")
      #expect(other.status == 422)
      #expect(try other.json["type"] == "/problems/key-reused")
      #expect(server.log.head == Position(1))
    }
  }

  @Test(
    "A key that comes again with another actor, tag or personal value names another request",
    arguments: [
      (#""op-1""#, #""street:a""#, "District-4"), (#""op-1""#, #""street:b""#, "District-3"),
      (#""op-2""#, #""street:a""#, "District-3"), (#""op-1""#, "", "District-3"),
    ])
  func otherRequest(actor: String, tags: String, value: String) async throws {
    func event(_ actor: String, _ tags: String, _ value: String) -> String {
      #"{"stream":"a","type":"NoteAdded","occurredAt":"2016-07-01T08:00:00+08:00","actor":\#(actor),"#
        + #""tags":[\#(tags)],"disclosures":[{"path":"address","value":"\#(value)"}]}"#
    }
    try await withServer { server in
      let first = event(#""op-1""#, #""street:a""#, "District-3")
      #expect(try await server.post(bodyText(first), key: "k-1").status == 201)
      let other = try await server.post(bodyText(event(actor, tags, value)), key: "k-1")
      #expect(other.status == 422)
      #expect(try other.json["type"] == "/problems/key-reused")
      #expect(try await server.post(bodyText(first), key: "k-1").status == 200)
      #expect(server.log.head == Position(1))
    }
  }

  @Test("A personal value that stands twice in one event is refused")
  func valueTwice() async throws {
    try await withServer { server in
      let values =
        #","disclosures":[{"path":"address","value":"a"},{"path":"address","value":"b"}]"#
      let answer = try await server.post(bodyText(eventText("a", extra: values)))
      #expect(answer.status == 422)
      #expect(answer.text.contains("discloses 'address' twice"))
      #expect(server.log.head == .start)
    }
  }

  @Test("A stale revision is a conflict that names the current one")
  func staleRevision() async throws {
    try await withServer { server in
      _ = try await server.post(bodyText(eventText("a"), eventText("a")))
      for expected in [#""none""#, "1", "3"] {
        let answer = try await server.post(
          bodyText(eventText("a"), eventText("z"), extra: #","expected":{"a":\#(expected)}"#))
        #expect(answer.status == 409)
        #expect(answer.headers["content-type"] == "application/problem+json")
        #expect(try answer.json["currentRevision"] == .integer(2))
        #expect(try answer.json["stream"] == "a")
      }
      #expect(server.log.head == Position(2))
      let right = try await server.post(bodyText(eventText("a"), extra: #","expected":{"a":2}"#))
      #expect(right.status == 201)
    }
  }

  @Test("A condition that does not hold answers 412 with the position that contradicts it")
  func condition() async throws {
    try await withServer { server in
      _ = try await server.post(bodyText(eventText("a", extra: #","tags":["unit:U1"]"#)))
      let body = { (after: Int) in
        bodyText(
          eventText("b"),
          extra:
            #","conditions":[{"tags":["unit:U2"]},{"types":["NoteAdded"],"tags":["unit:U1"],"after":\#(after)}]"#
        )
      }
      let refused = try await server.post(body(0))
      #expect(refused.status == 412)
      #expect(try refused.json["position"] == .integer(1))
      #expect(try refused.json["condition"] == .integer(1))
      #expect(server.log.head == Position(1))
      #expect(try await server.post(body(1)).status == 201)
    }
  }

  @Test("Named fields of a known type are stored as its payload; others need base64")
  func fields() async throws {
    try await withServer { server in
      let fields =
        #","fields":{"sourceId":"2016070100001","category":"roads","precision":"day","marks":["columnsShifted"]}"#
      let answer = try await server.post(
        bodyText(eventText("c-1", type: "IntakeRecorded", extra: fields)))
      #expect(answer.status == 201, "\(answer.text)")
      let stored = try #require(try server.log.withSnapshot { try $0.event(at: Position(1)) })
      let decoded = PayloadFields.decode("IntakeRecorded", stored.record.payload)
      #expect(decoded["sourceId"] == "2016070100001")
      #expect(decoded["precision"] == "day")
      #expect(decoded["marks"] == .array(["columnsShifted"]))
      let unknown = try await server.post(bodyText(eventText("x", extra: #","fields":{"a":1}"#)))
      #expect(unknown.status == 422)
      #expect(try unknown.json["pointer"] == "/events/0/fields")
      let wrong = try await server.post(
        bodyText(eventText("x", type: "IntakeRecorded", extra: #","fields":{"sourceId":5}"#)))
      #expect(wrong.status == 422)
      #expect(try wrong.json["pointer"] == "/events/0/fields/sourceId")
      let both = try await server.post(
        bodyText(eventText("x", type: "IntakeRecorded", extra: #","fields":{},"payload":"AA==""#)))
      #expect(both.status == 400)
      let raw = try await server.post(bodyText(eventText("x", extra: #","payload":"CgNhYmM=""#)))
      #expect(raw.status == 201)
      let bytes = try server.log.withSnapshot { try $0.event(at: Position(2))?.record.payload }
      #expect(bytes == [0x0A, 3, 0x61, 0x62, 0x63])
    }
  }

  @Test("Personal values go to the vault, and no answer ever shows them")
  func disclosures() async throws {
    try await withServer { server in
      let secret = "District-3 Road-12 No. 7"
      let body = bodyText(
        eventText(
          "c-1", type: "IntakeRecorded",
          extra: #","disclosures":[{"path":"address","value":"\#(secret)"}]"#))
      #expect(try await server.post(body).status == 201)
      let values = try server.log.withSnapshot { try $0.disclosures(at: Position(1)) }
      #expect(values.map { String(decoding: $0.value, as: UTF8.self) } == [secret])
      for path in [
        "/v1/events", "/v1/cases/c-1", "/v1/cases/c-1/events", "/metrics", "/readyz", "/",
      ] {
        let answer = try await server.get(path)
        #expect(answer.status == 200, "\(path)")
        #expect(!answer.text.contains("Road-12"), "\(path)")
      }
      let events = try await server.get("/v1/events")
      #expect(events.text.contains("address="))
    }
  }

  @Test(
    "A field that belongs to the log is refused by name",
    arguments: [
      "recordedAt", "position", "revision", "leafHash", "previous", "streamNumber", "salt",
    ])
  func forbidden(name: String) async throws {
    try await withServer { server in
      let answer = try await server.post(bodyText(eventText("a", extra: #","\#(name)":1"#)))
      #expect(answer.status == 400)
      #expect(try answer.json["type"] == "/problems/forbidden-field")
      #expect(try answer.json["field"] == .string(name))
      #expect(server.log.head == .start)
    }
  }

  @Test(
    "Bad input answers with the place and appends nothing",
    arguments: [
      ("{", 400, "bad-json", "byte 1"),
      (#"{"events":[],"events":[]}"#, 400, "bad-json", "twice"),
      ("[]", 400, "bad-request", "object"),
      ("{}", 400, "bad-request", "/events"),
      (#"{"events":{}}"#, 400, "bad-request", "array"),
      (#"{"events":[]}"#, 422, "unacceptable", "no event"),
      (#"{"events":[{}]}"#, 400, "bad-request", "/events/0/stream"),
      (bodyText(eventText("a"), extra: #","other":1"#), 400, "bad-request", "/other"),
      (bodyText(eventText("a", extra: #","color":"red""#)), 400, "bad-request", "/events/0/color"),
      (bodyText(eventText("")), 422, "unacceptable", "/events/0/stream"),
      (bodyText(eventText(String(repeating: "s", count: 512))), 422, "unacceptable", "512 bytes"),
      (bodyText(eventText("a\\u0007b")), 422, "unacceptable", "control character"),
      (bodyText(eventText("a", type: "")), 422, "unacceptable", "/events/0/type"),
      (bodyText(eventText("a", extra: #","tags":[""]"#)), 422, "unacceptable", "/events/0/tags/0"),
      (bodyText(eventText("a", extra: #","tags":"x""#)), 400, "bad-request", "/events/0/tags"),
      (bodyText(eventText("a", extra: #","id":"xyz""#)), 422, "unacceptable", "32 hexadecimal"),
      (bodyText(eventText("a", extra: #","payload":"???""#)), 422, "unacceptable", "base64"),
      (
        bodyText(eventText("a", extra: #","schemaVersion":0"#)), 400, "bad-request", "schemaVersion"
      ),
      (
        bodyText(eventText("a"), extra: #","expected":{"b":"any"}"#), 422, "unacceptable",
        "/expected/b"
      ),
      (
        bodyText(eventText("a"), extra: #","expected":{"a":-1}"#), 400, "bad-request", "/expected/a"
      ),
      (
        bodyText(eventText("a"), extra: #","conditions":[{"after":-1}]"#), 400, "bad-request",
        "/conditions/0/after"
      ),
      (
        #"{"events":[{"stream":"a","type":"T","actor":"x","occurredAt":"2016-07-01 08:00"}]}"#, 400,
        "bad-request", "/events/0/occurredAt"
      ),
      (
        #"{"events":[{"stream":"a","type":"T","actor":"","occurredAt":"2016-07-01T08:00:00Z"}]}"#,
        422,
        "unacceptable", "actor"
      ),
    ])
  func badInput(body: String, status: Int, kind: String, part: String) async throws {
    try await withServer { server in
      let answer = try await server.post(body)
      #expect(answer.status == status, "\(answer.text)")
      #expect(try answer.json["type"] == .string("/problems/\(kind)"))
      #expect(try answer.json["status"] == .integer(Int64(status)))
      #expect(answer.text.contains(part), "\(answer.text)")
      #expect(server.log.head == .start)
    }
  }

  @Test("An oversized record is refused by the log's own sentence")
  func oversized() async throws {
    try await withServer { server in
      let payload = base64([UInt8](repeating: 1, count: Limits.recordBytesMax))
      let answer = try await server.post(
        bodyText(eventText("a", extra: #","payload":"\#(payload)""#)))
      #expect(answer.status == 422)
      #expect(answer.text.contains("65535") || answer.text.contains("65,535"), "\(answer.text)")
      #expect(server.log.head == .start)
    }
  }

  @Test("A body over the limit answers 413, with or without a declared length")
  func tooLarge() async throws {
    try await withServer { server in
      let declared = try await onThread { [port = server.port] in
        let client = try SocketClient(port: port)
        try client.sendHead(
          "POST", "/v1/events", headers: [("Content-Type", "application/json")],
          bodyLength: 5 << 20)
        return try client.readHead().status
      }
      #expect(declared == 413)
      let chunked = try await onThread { [port = server.port] in
        let client = try SocketClient(port: port)
        try client.sendHead(
          "POST", "/v1/events",
          headers: [("Content-Type", "application/json"), ("Transfer-Encoding", "chunked")])
        let chunk =
          Array("10000\r\n".utf8) + [UInt8](repeating: 0x20, count: 65_536) + Array("\r\n".utf8)
        for _ in 0..<65 { try client.send(chunk) }
        return try client.readHead().status
      }
      #expect(chunked == 413)
      #expect(server.log.head == .start)
    }
  }

  @Test("Only uncompressed JSON in UTF-8 is accepted")
  func mediaType() async throws {
    try await withServer { server in
      let body = bodyText(eventText("a"))
      for type in [
        "text/plain", "application/json; charset=gb18030", "application/x-www-form-urlencoded", "",
      ] {
        let headers = type.isEmpty ? [] : [("Content-Type", type)]
        let answer = try await server.ask("POST", "/v1/events", headers: headers, body: body)
        #expect(answer.status == 415, "\(type)")
      }
      let zipped = try await server.ask(
        "POST", "/v1/events",
        headers: [("Content-Type", "application/json"), ("Content-Encoding", "gzip")], body: body)
      #expect(zipped.status == 415)
      let utf8 = try await server.ask(
        "POST", "/v1/events", headers: [("Content-Type", "Application/JSON; charset=UTF-8")],
        body: body)
      #expect(utf8.status == 201)
    }
  }

  @Test("A bad Idempotency-Key is refused")
  func badKey() async throws {
    try await withServer { server in
      let long = try await server.post(
        bodyText(eventText("a")), key: String(repeating: "k", count: 256))
      #expect(long.status == 400)
      #expect(try long.json["parameter"] == "Idempotency-Key")
    }
  }

  @Test("A closed log answers 503 and reads go on as long as they can")
  func closedLog() async throws {
    let log = InMemoryEventLog(origin: "example.org/log")
    try await withServer(log: log, readOnlyReason: { "a sync failed" }) { server in
      _ = try await server.post(bodyText(eventText("a")))
      log.close()
      let answer = try await server.post(bodyText(eventText("a")))
      #expect(answer.status == 503)
      #expect(try answer.json["type"] == "/problems/read-only")
      #expect(try await server.get("/v1/events").status == 200)
      let readiness = try await server.get("/readyz")
      #expect(readiness.status == 503)
      #expect(readiness.text.contains("a sync failed"))
    }
  }

  @Test("64 clients that append to one stream at one revision: exactly one wins each round")
  func contention() async throws {
    try await withServer { server in
      for round in 0..<3 {
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
          for _ in 0..<64 {
            group.addTask {
              try await server.post(
                bodyText(eventText("a"), extra: #","expected":{"a":\#(round)}"#)
              ).status
            }
          }
          return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses.filter { $0 == 201 }.count == 1)
        #expect(statuses.filter { $0 == 409 }.count == 63)
      }
      #expect(server.log.head == Position(3))
    }
  }
}
