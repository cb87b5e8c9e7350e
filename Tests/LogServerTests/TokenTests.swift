import EventStore
import Hotline
import Logging
import Projections
import Synchronization
import TestSupport
import Testing

@testable import LogServer

@Suite("Tokens of the service's clients")
struct TokenTests {
  @Test("Without any token file everybody is let in; from the first token on nobody without one")
  func first() async throws {
    let desk = try TokenDesk()
    try await withServer(adapt: { $0.gate = Gate(desk.file, isRequired: false) }) { server in
      #expect(try await server.get("/v1/events").status == 200)
      let token = try desk.make(.auditor)
      let refused = try await server.get("/v1/events")
      #expect(refused.status == 401)
      #expect(refused.headers["www-authenticate"] == "Bearer realm=\"anjuan\"")
      #expect(refused.headers["content-type"] == "application/problem+json")
      #expect(try refused.json["type"] == "/problems/unauthorized")
      #expect(try await server.ask(as: token, "GET", "/v1/events").status == 200)
      // The door does not open again, neither with the last token nor with the file.
      try desk.revoke(token)
      #expect(try await server.ask(as: token, "GET", "/v1/events").status == 401)
      #expect(try await server.get("/v1/events").status == 401)
      try FileSystem.remove(desk.file.path)
      #expect(try await server.get("/v1/events").status == 401)
    }
  }

  @Test("Signs of life and what strangers check the log by need no token; everything else does")
  func open() async throws {
    try await withTokens { (server, _, _) async throws in
      for path in ["/healthz", "/readyz", "/tile/0/000.p/1"] {
        #expect(try await server.get(path).status == 200, "\(path)")
      }
      #expect(try await server.get("/checkpoint").status == 404)
      for path in [
        "/", "/style.css", "/metrics", "/problems/forbidden", "/v1/events", "/v1/events/stream",
        "/v1/cases", "/v1/cases/x", "/v1/units", "/v1/bulletins", "/v1/overview?period=2016",
        "/v1/proofs/inclusion?position=1", "/v1/proofs/consistency?from=1&to=1", "/nowhere",
        "/tile/entries/000.p/1",
      ] {
        #expect(try await server.get(path).status == 401, "\(path)")
        #expect(try await server.ask("HEAD", path).status == 401, "\(path)")
      }
      for path in ["/v1/events", "/v1/cases", "/v1/cases/x/sign"] {
        #expect(try await server.send(path, "{}").status == 401, "\(path)")
      }
    }
  }

  @Test(
    "Envelopes of every case, in entry bundles, are for those who may know of every case, and for mirrors"
  )
  func entries() async throws {
    try await withTokens { (server, desk, _) async throws in
      let allowed: Set<ViewerRole> = [.operator, .supervision, .auditor, .witness]
      for role in ViewerRole.allCases {
        let unit = role == .department ? "U1" : ""
        let token = try desk.make(role, unit: unit, ownCase: role == .citizen ? "case-1" : nil)
        let answer = try await server.ask(as: token, "GET", "/tile/entries/000.p/1")
        #expect(answer.status == (allowed.contains(role) ? 200 : 403), "\(role)")
        // A cache that many share must not hand them on.
        #expect(answer.headers["cache-control"]?.contains("public") != true, "\(role)")
        #expect(try await server.ask(as: token, "GET", "/tile/0/000.p/1").status == 200, "\(role)")
      }
    }
  }

  @Test("A token that is wrong, cut, expired, revoked or in the wrong place opens nothing")
  func bad() async throws {
    try await withTokens { server, desk, clock in
      let good = try desk.make(.auditor, expires: clock.now.adding(hours: 1))
      #expect(try await server.ask(as: good, "GET", "/v1/events").status == 200)
      let other = try desk.make(.operator)
      let mixed =
        good.split(separator: "_").prefix(2).joined(separator: "_") + "_"
        + (other.split(separator: "_").last ?? "")
      for text in [
        "", "x", String(good.dropLast()), good + "0", mixed, good.uppercased(), "anjuan__",
        good + " " + good,
      ] {
        let answer = try await server.ask(as: text, "GET", "/v1/events")
        #expect(answer.status == 401, "\(text)")
        #expect(answer.headers["www-authenticate"]?.contains("invalid_token") == true)
        #expect(text.utf8.count < 20 || !answer.text.contains(text))
      }
      for headers in [
        [("Authorization", "Basic " + good)], [("Authorization", good)],
        [("Authorization", "Bearer " + good), ("Authorization", "Bearer " + good)],
        [("Cookie", "token=" + good)],
      ] {
        #expect(try await server.ask("GET", "/v1/events", headers: headers).status == 401)
      }
      #expect(try await server.get("/v1/events?access_token=" + good).status == 401)
      clock.advance(hours: 2)
      #expect(try await server.ask(as: good, "GET", "/v1/events").status == 401)
      #expect(try await server.ask(as: other, "GET", "/v1/events").status == 200)
    }
  }

  @Test("A token file that others may read, or that is damaged, lets nobody in")
  func fileTrouble() async throws {
    try await withTokens { server, desk, _ in
      let good = try desk.make(.auditor)
      try FileSystem.setMode(desk.file.path, 0o644)
      #expect(try await server.ask(as: good, "GET", "/v1/events").status == 503)
      try FileSystem.setMode(desk.file.path, 0o600)
      #expect(try await server.ask(as: good, "GET", "/v1/events").status == 200)
      try FileSystem.replace(desk.file.path, with: Array("{}\n".utf8))
      #expect(try await server.ask(as: good, "GET", "/v1/events").status == 503)
    }
  }

  @Test("The file holds no token, only hashes, and nobody else may read it")
  func atRest() throws {
    let desk = try TokenDesk()
    let texts = try [desk.make(.auditor), desk.make(.department, unit: "U1")]
    let stored = String(decoding: try FileSystem.read(desk.file.path), as: UTF8.self)
    for text in texts {
      let secret = try #require(text.split(separator: "_").last)
      #expect(!stored.contains(secret) && secret.count == 64)
      #expect(stored.contains(sha256(Array(text.utf8)).hex))
    }
    #expect(FileSystem.mode(of: desk.file.path) == 0o600)
    #expect(try desk.file.load()?.map(\.unit) == ["", "U1"])
  }

  @Test("Records name the token's person as the actor, and a request cannot name another")
  func actor() async throws {
    try await withTokens { server, desk, _ in
      let token = try desk.make(.operator)
      let named = try await server.ask(
        as: token, "POST", "/v1/cases", body: #"{"actor":"somebody-else"}"#)
      #expect(named.status == 400)
      #expect(try named.json["type"] == "/problems/forbidden-field")
      let opened = try await server.ask(as: token, "POST", "/v1/cases", body: "{}")
      #expect(opened.status == 201, "\(opened.text)")
      let last = try server.log.withSnapshot { try $0.event(at: server.log.head) }
      #expect(last?.record.actor == "operator-person")
    }
  }

  @Test("An event stream ends when its token is revoked")
  func streamEnds() async throws {
    let desk = try TokenDesk()
    let token = try desk.make(.auditor)
    var settings = ServerSettings.patient
    settings.heartbeat = .milliseconds(50)
    try await withServer(
      settings: settings, adapt: { $0.gate = Gate(desk.file, isRequired: true) }
    ) { server in
      let port = server.port
      let (alive, end) = try await onThread {
        let client = try SocketClient(port: port)
        let head =
          "GET /v1/events/stream HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer \(token)\r\n\r\n"
        try client.send(Array(head.utf8))
        let alive = try client.read(through: "still here")
        try desk.revoke(token)
        // The chunk of length zero ends it.
        return (alive, try client.read(through: "\r\n0\r\n\r\n"))
      }
      #expect(alive != nil && end != nil)
    }
  }
}

@Suite("Who may do what over HTTP")
struct RoleTests {
  @Test("Programs' events are refused as raw events, with any token and with none")
  func ofPrograms() async throws {
    let types =
      AppendBody.ofPrograms.sorted() + [
        PersonalDataErased.typeName, PersonalDataRestricted.typeName,
      ]
    func body(_ type: String) -> String {
      #"{"events":[{"stream":"s","type":"\#(type)","occurredAt":"2026-03-02T09:20:00+08:00","#
        + #""actor":"op"}]}"#
    }
    try await withServer { server in
      for type in types {
        let answer = try await server.post(body(type))
        #expect(answer.status == 403, "\(type): \(answer.text)")
        #expect(try answer.json["type"] == "/problems/forbidden")
      }
      #expect(server.log.head == .start)
    }
    try await withTokens { server, desk, _ in
      let head = server.log.head
      for role in ViewerRole.allCases {
        let token = try desk.make(role, unit: "U1", ownCase: role == .citizen ? "s" : nil)
        for type in types {
          let answer = try await server.ask(as: token, "POST", "/v1/events", body: body(type))
          #expect(answer.status == 403, "\(role) \(type)")
        }
        let plain = try await server.ask(
          as: token, "POST", "/v1/events", body: body("ReminderReceived"))
        #expect(plain.status == (role == .importer ? 201 : 403), "\(role): \(plain.text)")
      }
      #expect(server.log.head == head.next)
    }
  }

  @Test("Only those whose work it is open cases, handle them and supervise them")
  func commands() async throws {
    try await withTokens { server, desk, _ in
      let intake = try await server.ask(
        as: desk.make(.operator), "POST", "/v1/cases", body: #"{"data":{"kind":"complaint"}}"#)
      let id = try #require(try intake.json["case"]?.plainText)
      let writers: [ViewerRole: Set<String>] = [
        .operator: ["dispatch", "close"], .supervision: ["dispatch", "close", "issue-card"],
        .department: ["sign"],
      ]
      for role in ViewerRole.allCases {
        let token = try desk.make(role, unit: "U1", ownCase: role == .citizen ? id : nil)
        let opened = try await server.ask(as: token, "POST", "/v1/cases", body: "{}")
        #expect((opened.status == 403) == (role != .operator), "\(role)")
        for command in ["dispatch", "close", "issue-card", "sign", "erase-personal-data"] {
          // What the role may do is then refused by the body, which is no event: 422, never 403.
          let answer = try await server.ask(
            as: token, "POST", "/v1/cases/\(id)/\(command)", body: #"{"data":{"no":1}}"#)
          let may =
            writers[role]?.contains(command) == true
            || (role == .supervision || role == .operator) && command == "sign"
          let wanted = role == .department && may ? 404 : may ? 422 : 403
          #expect(answer.status == wanted, "\(role) \(command): \(answer.text)")
        }
      }
    }
  }

  @Test("A unit signs for itself, not for another and not in another's case")
  func ownName() async throws {
    try await withTokens { server, desk, _ in
      let chief = try desk.make(.operator)
      let (one, two) = (
        try desk.make(.department, unit: "U1"), try desk.make(.department, unit: "U2")
      )
      let opened = try await server.ask(as: chief, "POST", "/v1/cases", body: "{}")
      let id = try #require(try opened.json["case"]?.plainText)
      let path = "/v1/cases/\(id)/"
      _ = try await server.ask(
        as: chief, "POST", path + "dispatch", body: #"{"data":{"lead":"U1"}}"#)
      let sign = #"{"data":{"unit":"U1"}}"#
      let foreign = try await server.ask(as: two, "POST", path + "sign", body: sign)
      let nothing = try await server.ask(
        as: two, "POST", "/v1/cases/case-none/sign", body: sign)
      #expect(foreign.status == 404)
      #expect(foreign.text.replacing(id, with: "case-none") == nothing.text)
      let borrowed = try await server.ask(
        as: one, "POST", path + "sign", body: #"{"data":{"unit":"U2"}}"#)
      #expect(borrowed.status == 403)
      #expect(try await server.ask(as: one, "POST", path + "sign", body: sign).status == 201)
    }
  }
}
