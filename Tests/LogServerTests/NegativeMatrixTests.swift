import EventStore
import Hotline
import Logging
import Projections
import Synchronization
import TestSupport
import Testing

@testable import LogServer

/// Every role × every address × own and others' cases, reports included.
@Suite("What must not be seen over HTTP is in no answer and no log line")
struct NegativeMatrixTests {
  /// One case and the personal values given with it.
  private struct Sample {
    var id: String
    var secrets: [String]
  }

  private static let roles: [(ViewerRole, unit: String)] = [
    (.citizen, ""), (.department, "U1"), (.department, "U2"), (.operator, ""),
    (.supervision, ""), (.auditor, ""), (.importer, ""), (.witness, ""),
  ]

  /// Cases of two units, a report against the first and one against the second, all with personal values.
  private func open(_ server: RunningServer, _ token: String) async throws -> [Sample] {
    var samples: [Sample] = []
    for (number, (kind, unit)) in [
      ("complaint", "U1"), ("complaint", "U2"), ("report", "U1"), ("report", "U2"),
    ].enumerated() {
      let secrets = ["phone", "name", "lane", "text", "note", "other-phone"].map {
        "\($0)-secret-\(number)-\(unit)"
      }
      let values =
        #"{"caller.phone":"\#(secrets[0])","caller.name":"\#(secrets[1])","#
        + #""address":"\#(secrets[2])","text":"\#(secrets[3])"}"#
      let opened = try await server.ask(
        as: token, "POST", "/v1/cases",
        body: #"{"data":{"kind":"\#(kind)"},"disclosures":\#(values)}"#)
      let id = try #require(try opened.json["case"]?.plainText)
      for (command, body) in [
        ("dispatch", #"{"data":{"lead":"\#(unit)"}}"#),
        ("contact", #"{"data":{"unit":"\#(unit)"},"disclosures":{"note":"\#(secrets[4])"}}"#),
        (
          "change-contact-details",
          #"{"data":{"fields":["phone"],"agent":"op-4"},"#
            + #""disclosures":{"caller.phone":"\#(secrets[5])"}}"#
        ),
      ] {
        let answer = try await server.ask(
          as: token, "POST", "/v1/cases/\(id)/\(command)", body: body)
        #expect(answer.status == 201, "\(answer.text)")
      }
      samples.append(Sample(id: id, secrets: secrets))
    }
    return samples
  }

  private static let general: [String] = {
    let period = String(Drafts.noon.description.prefix(7))
    let boards = BoardName.allCases.map { "/v1/boards/" + $0.rawValue }
    return [
      "/", "/healthz", "/readyz", "/metrics", "/problems/forbidden", "/nowhere", "/v1/events",
      "/v1/events?limit=1", "/v1/events?direction=backward", "/v1/events?type=Dispatched",
      "/v1/events?unit=U1", "/v1/events?unit=U2", "/v1/events?tag=unit:U2", "/v1/cases",
      "/v1/cases?unit=U1", "/v1/cases?unit=U2", "/v1/cases?holder=U2", "/v1/cases?kind=report",
      "/v1/overview?period=" + period, "/v1/satisfaction?period=" + period,
      "/v1/scorecards?period=" + period, "/v1/bulletins", "/v1/units", "/v1/rules",
      "/v1/calendars", "/v1/categories", "/checkpoint", "/v1/proofs/inclusion?position=4",
      "/v1/proofs/consistency?from=4&to=8",
    ] + boards + boards.map { $0 + "?unit=U2" }
      + ["U1", "U2"].flatMap { unit in
        ["volume", "on-time"].map {
          "/v1/scorecards/explain?period=\(period)&unit=\(unit)&measure=\($0)"
        }
      }
  }()

  private static func about(_ id: String) -> [String] {
    [
      "/v1/cases/\(id)", "/v1/cases/\(id)/events", "/v1/cases/\(id)?at=3",
      "/v1/cases/\(id)/events?by=occurred", "/v1/events?stream=\(id)",
    ]
  }

  /// Everything of an answer that a client gets.
  private static func whole(_ answer: SocketClient.Answer) -> String {
    answer.headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\n" }.joined()
      + answer.text
  }

  @Test("No role is shown a personal value, and none the cases that are not its own")
  func matrix() async throws {
    let lines = Mutex<[String]>([])
    try await withTokens(
      { server, desk, clock in
        let samples = try await open(server, try desk.make(.operator))
        clock.advance(hours: 80)
        var tokens: [String] = []
        for (role, unit) in Self.roles {
          let token = try desk.make(
            role, unit: unit, ownCase: role == .citizen ? samples[0].id : nil)
          tokens.append(token)
          let seen = Self.visible(samples.map(\.id), role, unit)
          try await check(server, token, samples, seen, "\(role) \(unit)")
        }
        for line in lines.withLock({ $0 }) {
          for token in tokens { #expect(!line.contains(token.suffix(64)), "a log line") }
          for secret in samples.flatMap(\.secrets) { #expect(!line.contains(secret), "a log line") }
        }
      }, noting: { line in lines.withLock { $0.append(line) } })
  }

  /// Which of the cases a role may know of.
  private static func visible(_ ids: [String], _ role: ViewerRole, _ unit: String) -> [String] {
    switch role {
    case .citizen: [ids[0]]
    case .department: unit == "U1" ? [ids[0], ids[2]] : [ids[1], ids[3]]
    case .operator, .supervision, .auditor: ids
    case .importer, .witness: []
    }
  }

  private func check(
    _ server: RunningServer, _ token: String, _ samples: [Sample], _ seen: [String], _ who: String
  ) async throws {
    let secrets = samples.flatMap(\.secrets) + [token]
    let hidden: [String] = samples.map(\.id).filter { !seen.contains($0) }
    var found: Set<String> = []
    for path in Self.general + seen.flatMap(Self.about) {
      let answer = try await server.ask(as: token, "GET", path)
      let text = Self.whole(answer)
      for secret in secrets { #expect(!text.contains(secret), "\(who) \(path): \(secret)") }
      for id in hidden { #expect(!text.contains(id), "\(who) \(path): \(answer.text)") }
      found.formUnion(seen.filter { text.contains($0) })
    }
    #expect(found == Set(seen), "\(who) sees what is its own")
    // That contact details changed, which and by whom, is seen; from what to what is not.
    for id in seen {
      let text = try await server.ask(as: token, "GET", "/v1/cases/\(id)/events").text
      for word in ["ContactDetailsChanged", #"["phone"]"#, "op-4"] {
        #expect(text.contains(word), "\(who): \(word)")
      }
    }
    for id in hidden {
      for path in Self.about(id) {
        let answer = try await server.ask(as: token, "GET", path)
        let nothing = try await server.ask(
          as: token, "GET", path.replacing(id, with: "case-nobody-ever-had"))
        #expect(answer.status == nothing.status && answer.status != 500, "\(who) \(path)")
        let same = answer.text.replacing(id, with: "case-nobody-ever-had")
        #expect(same == nothing.text, "\(who) \(path): \(answer.text)")
      }
    }
    let head = server.log.head
    for id in hidden {
      for command in ["sign", "contact", "close", "merge", "request-return"] {
        let answer = try await server.ask(
          as: token, "POST", "/v1/cases/\(id)/\(command)",
          body: #"{"data":{"unit":"U1"},"disclosures":{"note":"x"}}"#)
        #expect(answer.status == 403 || answer.status == 404, "\(who) \(command)")
        #expect(!answer.text.contains("currentRevision"))
      }
    }
    #expect(server.log.head == head)
  }

  @Test("The stream of events shows a unit its own cases and no other's")
  func stream() async throws {
    try await withTokens { server, desk, _ in
      let samples = try await open(server, try desk.make(.operator))
      let token = try desk.make(.department, unit: "U1")
      let port = server.port
      let head = server.log.head
      let text = try await onThread {
        let client = try SocketClient(port: port)
        let request =
          "GET /v1/events/stream?after=0 HTTP/1.1\r\nHost: 127.0.0.1\r\n"
          + "Authorization: Bearer \(token)\r\n\r\n"
        try client.send(Array(request.utf8))
        return try client.read(through: "id: \(head)\n") ?? ""
      }
      #expect(text.contains(samples[0].id) && text.contains(samples[2].id))
      #expect(!text.contains(samples[1].id) && !text.contains(samples[3].id))
      for secret in samples.flatMap(\.secrets) { #expect(!text.contains(secret)) }
    }
  }

  @Test(
    "What is open to everybody names no case, and what verifiers may read holds no personal value")
  func open() async throws {
    try await withTokens { server, desk, _ in
      let samples = try await open(server, try desk.make(.operator))
      let port = server.port
      let width = server.log.head.rawValue
      let entries = "/tile/entries/000.p/\(width)"
      let paths = [entries, "/tile/0/000.p/\(width)", "/checkpoint", "/healthz", "/readyz"]
      for path in paths {
        for language in ["*/*", "text/csv", "text/html", "application/json"] {
          let answer = try await onThread {
            try SocketClient(port: port).ask("GET", path, headers: [("Accept", language)])
          }
          let text = String(decoding: answer.body, as: UTF8.self) + Self.whole(answer)
          for secret in samples.flatMap(\.secrets) { #expect(!text.contains(secret), "\(path)") }
          for sample in samples { #expect(!text.contains(sample.id), "\(path)") }
        }
      }
      for role in [ViewerRole.auditor, .witness] {
        let answer = try await server.ask(as: try desk.make(role), "GET", entries)
        let text = String(decoding: answer.body, as: UTF8.self) + Self.whole(answer)
        for secret in samples.flatMap(\.secrets) { #expect(!text.contains(secret), "\(role)") }
        for sample in samples { #expect(text.contains(sample.id), "\(role)") }
      }
      let unit = try await server.ask(as: try desk.make(.department, unit: "U1"), "GET", entries)
      #expect(unit.status == 403 && !samples.contains { unit.text.contains($0.id) })
    }
  }

  @Test("Whose persons did what is told to a unit of itself, whatever unit it asks for")
  func persons() async throws {
    try await withTokens { server, desk, _ in
      let clerk = try desk.make(.operator)
      let samples = try await open(server, clerk)
      for (sample, (unit, person)) in zip(samples, [("U1", "hand-71"), ("U2", "hand-72")]) {
        let answer = try await server.ask(
          as: clerk, "POST", "/v1/cases/\(sample.id)/sign",
          body: #"{"data":{"unit":"\#(unit)","officer":"\#(person)"}}"#)
        #expect(answer.status == 201, "\(answer.text)")
      }
      let period = String(Drafts.noon.description.prefix(7))
      let path = "/v1/scorecards?per=person&period=" + period
      let all = try await server.ask(as: try desk.make(.supervision), "GET", path)
      #expect(all.text.contains("hand-71") && all.text.contains("hand-72"))
      let unit = try desk.make(.department, unit: "U1")
      for more in ["", "&unit=U1"] {
        let own = try await server.ask(as: unit, "GET", path + more)
        #expect(own.text.contains("hand-71") && !own.text.contains("hand-72"))
      }
      let other = try await server.ask(as: unit, "GET", path + "&unit=U2")
      #expect(other.status == 403)
      // A unit that did nothing is told which units did, and of nobody who works for them.
      let idle = try await server.ask(as: try desk.make(.department, unit: "U9"), "GET", path)
      #expect(idle.status != 200 && idle.text.contains("U1"))
      #expect(!idle.text.contains("hand-"))
    }
  }
}
