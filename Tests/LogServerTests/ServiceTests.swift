import EventStore
import Glibc
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("The service around the routes")
struct ServiceTests {
  @Test("Health, readiness and metrics tell of the log and the views")
  func status() async throws {
    try await withServer(log: try sampleLog(4)) { server in
      #expect(try await server.get("/healthz").status == 200)
      var readiness = try await server.get("/readyz")
      try await eventually {
        readiness = try await server.get("/readyz")
        return try readiness.json["deadlines"]?["lag"] == .integer(0)
      }
      #expect(readiness.status == 200)
      #expect(try readiness.json["head"] == .integer(4))
      #expect(try readiness.json["deadlines"]?["position"] == .integer(4))
      _ = try await server.post(bodyText(eventText("a")), key: "k")
      _ = try await server.post(bodyText(eventText("a")), key: "k")
      _ = try await server.post(bodyText(eventText("a"), extra: #","expected":{"a":"none"}"#))
      let metrics = try await server.get("/metrics")
      #expect(metrics.headers["content-type"]?.hasPrefix("text/plain; version=0.0.4") == true)
      for line in [
        "anjuan_log_head 5", "anjuan_log_writable 1",
        #"anjuan_append_requests_total{result="accepted"} 1"#,
        #"anjuan_append_requests_total{result="repeated"} 1"#,
        #"anjuan_append_requests_total{result="refused"} 1"#, "anjuan_events_recorded_total 1",
      ] {
        #expect(metrics.text.contains(line + "\n"), "\(line)")
      }
    }
  }

  @Test("A view that lags too far behind makes the server not ready")
  func lag() async throws {
    var settings = ServerSettings.patient
    settings.readyLagMax = 0
    let log = try sampleLog(3)
    let state = try serverState(log, settings: settings)
    #expect(StatusEndpoint(state: state).readiness().status == .serviceUnavailable)
    await state.deadlines.view.catchUp()
    #expect(StatusEndpoint(state: state).readiness().status == .ok)
  }

  @Test("Unknown addresses are 404 and other methods 405, as problem details with Allow")
  func wrongAddresses() async throws {
    try await withServer { server in
      for path in [
        "/nothing", "/v1", "/v1/events/", "/v1/cases/", "/..%2f..%2fetc", "/v1/cases/%FF",
      ] {
        let answer = try await server.get(path)
        #expect(answer.status == 404, "\(path)")
        #expect(answer.headers["content-type"] == "application/problem+json")
      }
      for (method, path, allow) in [
        ("DELETE", "/v1/events", "GET, POST, HEAD"), ("PUT", "/v1/cases/a", "GET, HEAD"),
        ("PUT", "/v1/cases", "GET, POST, HEAD"),
        ("POST", "/healthz", "GET, HEAD"), ("POST", "/v1/events/stream", "GET, HEAD"),
      ] {
        let answer = try await server.ask(method, path, body: "")
        #expect(answer.status == 405, "\(method) \(path)")
        #expect(answer.headers["allow"] == allow)
      }
    }
  }

  @Test("HEAD answers as GET does, without a body")
  func head() async throws {
    try await withServer(log: try sampleLog(2)) { server in
      let get = try await server.get("/v1/events")
      let head = try await server.ask("HEAD", "/v1/events")
      #expect(head.status == 200)
      #expect(head.headers["content-length"] == get.headers["content-length"])
      #expect(head.body.isEmpty)
    }
  }

  @Test("Every answer forbids framing, sniffing, scripts and caching")
  func hardening() async throws {
    try await withServer { server in
      for path in ["/", "/v1/events", "/nothing", "/metrics"] {
        let answer = try await server.get(path)
        #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
        #expect(answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["cache-control"] == "no-store")
      }
    }
  }

  @Test("The landing page speaks three languages, escapes the origin and holds no script")
  func landing() async throws {
    let log = InMemoryEventLog(origin: "<b>&\"'")
    try await withServer(log: log) { server in
      let english = try await server.get("/")
      #expect(english.text.contains("&lt;b&gt;&amp;&quot;&#39;"))
      #expect(english.text.contains("<html lang=\"en\">"))
      #expect(!english.text.contains("<script"))
      #expect(try await server.get("/?lang=zh-Hans").text.contains("事件日志"))
      #expect(try await server.get("/?lang=zh-Hant").text.contains("事件日誌"))
      #expect(try await server.get("/?lang=fr").status == 400)
      #expect(
        try await server.get("/style.css").headers["content-type"] == "text/css; charset=utf-8")
    }
  }

  @Test("Every kind of problem explains itself")
  func problems() async throws {
    try await withServer { server in
      for kind in ProblemKind.allCases {
        let answer = try await server.get("/problems/\(kind.rawValue)")
        #expect(answer.status == 200)
        #expect(answer.text.contains(kind.title))
      }
    }
  }

  @Test("A request that names another host is refused, so that no web page can reach the server")
  func otherHost() async throws {
    try await withServer { server in
      for host in ["example.org", "127.0.0.1.example.org", "10.0.0.1:80", ""] {
        let answer = try await server.ask("GET", "/v1/events", headers: [("Host", host)])
        #expect(answer.status == 421 || answer.status == 400, "\(host)")
      }
      for host in ["localhost", "localhost:\(server.port)", "127.0.0.1:\(server.port)", "[::1]"] {
        #expect(try await server.ask("GET", "/healthz", headers: [("Host", host)]).status == 200)
      }
    }
  }

  @Test("What is not HTTP, or has oversized header fields, is answered with 4xx or closed")
  func garbage() async throws {
    try await withServer { server in
      let long =
        "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n"
      for text in ["\u{0}\u{1}\u{2}\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", long] {
        let status = try await onThread { [port = server.port] () -> Int? in
          let client = try SocketClient(port: port)
          try? client.send(Array(text.utf8))
          return try? client.readHead().status
        }
        #expect(status.map { (400..<600).contains($0) } ?? true, "\(status ?? 0)")
      }
      #expect(try await server.get("/healthz").status == 200)
    }
  }

  @Test("A body that trickles in is cut off, and nothing of it is appended")
  func trickle() async throws {
    var settings = ServerSettings.patient
    settings.bodyTimeout = .milliseconds(300)
    try await withServer(settings: settings) { server in
      let closed = try await onThread { [port = server.port] () -> Bool in
        let client = try SocketClient(port: port)
        try client.sendHead(
          "POST", "/v1/events", headers: [("Content-Type", "application/json")],
          bodyLength: 1_000_000)
        do {
          for _ in 0..<40_000 {
            try client.send([0x20])
            usleep(5_000)
          }
          return false
        } catch {
          return true
        }
      }
      #expect(closed)
      #expect(server.log.head == .start)
    }
  }

  @Test("A head that never ends is cut off")
  func unfinishedHead() async throws {
    var settings = ServerSettings.patient
    settings.idleTimeout = .milliseconds(200)
    try await withServer(settings: settings) { server in
      let end = try await onThread { [port = server.port] () -> String? in
        let client = try SocketClient(port: port)
        try client.send(Array("GET / HTTP/1.1\r\nHost: 127".utf8))
        return try client.read(through: "\n")
      }
      #expect(end == nil)
    }
  }

  @Test("Several requests on one connection are answered in order")
  func keepAlive() async throws {
    try await withServer(log: try sampleLog(3)) { server in
      let bodies = try await onThread { [port = server.port] in
        let client = try SocketClient(port: port)
        return try (1...3).map { try client.ask("GET", "/v1/events?after=\($0 - 1)&limit=1").text }
      }
      for (index, body) in bodies.enumerated() {
        #expect(body.contains("\"position\":\(index + 1),"))
      }
    }
  }

  @Test(
    "Every refusal of the log has its status",
    arguments: [
      (.conditionFailed(conditionIndex: 0, position: Position(1)), 412), (.invalid("x"), 422),
      (.overloaded, 429), (.readOnly("x"), 503), (.closed, 503), (.inDoubt("x"), 503),
      (.diskFull("x"), 507),
    ] as [(AppendError, Int)])
  func refusals(error: AppendError, status: Int) {
    let response = Problem(error).response
    #expect(response.status.code == status)
    let waits = [429, 507].contains(status)
    #expect((response.headers[.retryAfter] != nil) == waits)
  }
}
