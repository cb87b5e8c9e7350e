import EventStore
import Hotline
import TestSupport
import Testing

@testable import LogServer

/// Also where no token is asked for: whatever is asked, no answer and no error holds a personal value.
@Suite("Personal values over HTTP")
struct SecretTests {
  private static let secrets = [
    "0912345678", "Nobody-At-All", "Hidden-Lane-12", "dogs-bark-at-night", "note-about-somebody",
  ]

  @Test("No route, no error and no metric shows a value, a salt or a part of them")
  func nowhere() async throws {
    try await withCases { server, clock in
      let intake =
        #","disclosures":{"caller.phone":"0912345678","caller.name":"Nobody-At-All","#
        + #""address":"Hidden-Lane-12","text":"dogs-bark-at-night"}"#
      let opened = try await server.send(
        "/v1/cases", #"{"actor":"op","data":{"kind":"report"}\#(intake)}"#)
      guard case .string(let id)? = try opened.json["case"] else {
        Issue.record("no case: \(opened.text)")
        return
      }
      let wrong = try await server.send(
        "/v1/cases", #"{"actor":"op","data":{"kind":5}\#(intake)}"#)
      let foreign = try await server.act(
        id, "dispatch", #"{"lead":"U1"}"#,
        extra: #","disclosures":{"caller.phone":"0912345678"}"#)
      let dispatched = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      clock.advance(hours: 1)
      let contacted = try await server.act(
        id, "contact", #"{"unit":"U1"}"#,
        extra: #","disclosures":{"note":"note-about-somebody"}"#)
      #expect(contacted.status == 201, "\(contacted.text)")
      var answers = [
        ("open", opened), ("wrong", wrong), ("foreign", foreign), ("dispatch", dispatched),
        ("contact", contacted),
      ]
      let period = String(Drafts.noon.description.prefix(7))
      for path in Self.paths(id, period) {
        answers.append((path, try await server.get(path)))
      }
      #expect(try answers.contains { try $0.1.text.contains(server.salt(of: id)) } == false)
      for (name, answer) in answers {
        for secret in Self.secrets {
          #expect(!answer.text.contains(secret), "\(name): \(secret)")
          let part = String(secret.prefix(6))
          #expect(!answer.text.contains(part), "\(name): \(part)")
        }
      }
    }
  }

  private static func paths(_ id: String, _ period: String) -> [String] {
    let case1 = "/v1/cases/" + percentEncoded(id)
    let boards = [
      "overdue", "due-soon", "cards", "returns", "reopened", "b-grade", "signals",
    ]
    return [
      "/", "/healthz", "/readyz", "/metrics", "/v1/events", "/v1/events?limit=1",
      "/v1/events?stream=" + percentEncoded(id), "/v1/cases", "/v1/cases?unit=U1", case1,
      case1 + "/events", case1 + "?at=1", case1 + "/events?by=occurred", case1 + "?asOf=x",
      "/v1/scorecards?period=" + period,
      "/v1/scorecards/explain?period=\(period)&unit=U1&measure=volume",
      "/v1/satisfaction?period=" + period, "/v1/overview?period=" + period, "/v1/bulletins",
      "/v1/units", "/v1/rules", "/v1/calendars", "/v1/categories", "/checkpoint",
      "/tile/entries/000.p/1", "/tile/0/000.p/1", "/v1/proofs/inclusion?position=1",
    ] + boards.map { "/v1/boards/" + $0 }
  }
}

extension RunningServer {
  /// The salt of a case's first value, as it would look in an answer.
  fileprivate func salt(of id: String) throws -> String {
    try log.withSnapshot { snapshot in
      let events = try snapshot.events(.stream(try StreamID(id)))
      let first = try #require(events.first)
      let value = try #require(try snapshot.disclosures(at: first.position).first)
      return value.salt.hex
    }
  }
}
