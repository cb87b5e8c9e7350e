import EventStore
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("GET /v1/scorecards and /v1/bulletins")
struct ScoreTests {
  private let month = String(Drafts.noon.description.prefix(7))

  @Test("An event that was just recorded is in the scorecard, and the past stays as it was known")
  func live() async throws {
    try await withCases { server, clock in
      let id = try await server.openCase()
      _ = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      let before = clock.now
      let first = try await server.get("/v1/scorecards?period=\(month)&unit=U1")
      #expect(first.status == 200, "\(first.text)")
      #expect(value(try first.json, "finished") == "0")
      clock.advance(hours: 2)
      _ = try await server.act(id, "sign", #"{"unit":"U1"}"#)
      _ = try await server.act(id, "report-result", #"{"unit":"U1","isSolved":true}"#)
      let card = try await server.get("/v1/scorecards?period=\(month)&unit=U1").json
      #expect(value(card, "finished") == "1" && value(card, "received") == "1")
      #expect(value(card, "open") == "0" && value(card, "on-time") == "100.00")
      #expect(value(card, "satisfaction") == nil)
      let past = try await server.get(
        "/v1/scorecards?period=\(month)&unit=U1&asOf=\(percentEncoded(before.description))")
      let then = try past.json
      #expect(value(then, "finished") == "0" && value(then, "open") == "1")
      let why = try await server.get(
        "/v1/scorecards/explain?period=\(month)&unit=U1&measure=finished"
      ).json
      #expect(why["tickets"]?[0]?["case"] == .string(id))
      #expect(why["figure"]?["value"] == "1")
    }
  }

  @Test("Persons and roles are kept up to date, as of now and by occurrence, and explained")
  func persons() async throws {
    try await withCases { server, clock in
      let id = try await server.openCase()
      _ = try await server.act(id, "dispatch", #"{"lead":"U1","coHandlers":["U2"]}"#)
      let card = "/v1/scorecards?period=\(month)"
      for question in ["&per=person", "&as=lead", "&as=co-handler"] {
        #expect(try await server.get(card + question).status == 200)
      }
      for step in 0..<3 {
        clock.advance(hours: 1)
        switch step {
        case 0: _ = try await server.act(id, "sign", #"{"unit":"U1","officer":"anna"}"#)
        case 1: _ = try await server.act(id, "report-result", #"{"unit":"U1","isSolved":true}"#)
        default: _ = try await server.openCase()
        }
        let now = percentEncoded(clock.now.description)
        for question in ["&per=person", "&as=lead", "&as=co-handler", "&per=person&as=lead"] {
          let live = try await server.get(card + question).json
          let built = try await server.get(card + question + "&asOf=\(now)").json
          for list in ["persons", "units"] { #expect(live[list] == built[list], "\(question)") }
        }
      }
      let own = try await server.get(card + "&per=person&unit=U1").json
      #expect(own["persons"]?[0]?["person"] == "U1/anna")
      #expect(own["persons"]?[1]?["person"] == "U1/op")
      let why = try await server.get(
        "/v1/scorecards/explain?period=\(month)&per=person&unit=U1/anna&measure=received"
      ).json
      #expect(why["tickets"]?[0]?["case"] == .string(id) && why["name"]?["en"] == "anna · U1")
      let helped = try await server.get(
        "/v1/scorecards/explain?period=\(month)&as=co-handler&unit=U2&measure=finished"
      ).json
      #expect(helped["tickets"]?[0]?["case"] == .string(id) && helped["as"] == "co-handler")
      for view in ["overview", "scorecards"] {
        let answer = try await server.get("/v1/\(view)?period=\(month)&by=occurred")
        #expect(answer.status == 200, "\(answer.text)")
      }
    }
  }

  @Test("Satisfaction, overview and boards answer from the same log")
  func otherViews() async throws {
    try await withCases { server, clock in
      let id = try await server.openCase()
      _ = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      clock.advance(hours: 200)
      let overdue = try await server.get("/v1/boards/overdue")
      #expect(overdue.status == 200 && overdue.text.contains(id), "\(overdue.text)")
      let satisfaction = try await server.get("/v1/satisfaction?period=\(month)&by=channel")
      #expect(satisfaction.status == 200 || satisfaction.status == 404, "\(satisfaction.text)")
      let overview = try await server.get("/v1/overview?period=\(month)")
      #expect(overview.status == 200, "\(overview.text)")
      #expect(try await server.get("/v1/boards/nix").status == 404)
      #expect(try await server.get("/v1/satisfaction?period=\(month)&by=moon").status == 400)
    }
  }

  @Test("What cannot be answered says why, with 400 or 404 and never a zero")
  func refused() async throws {
    try await withCases { server, _ in
      let empty = try await server.get("/v1/scorecards?period=\(month)")
      #expect(empty.status == 404 && empty.text.contains("no case"))
      _ = try await server.openCase()
      for (query, status, part) in [
        ("", 400, "period"), ("?period=2016-13", 400, "2016-13"),
        ("?period=1999", 404, "before the log"), ("?period=9000", 404, "after the moment"),
        ("?period=\(month)&unit=U9", 404, "U9"), ("?period=\(month)&rules=nix", 404, "nix"),
        ("?period=\(month)&colour=red", 400, "colour"),
      ] {
        let answer = try await server.get("/v1/scorecards" + query)
        #expect(answer.status == status && answer.text.contains(part), "\(query): \(answer.text)")
      }
      let measure = try await server.get(
        "/v1/scorecards/explain?period=\(month)&unit=centre&measure=speed")
      #expect(measure.status == 400 && measure.text.contains("on-time"))
      #expect(try await server.get("/v1/bulletins").json["bulletins"] == .array([]))
      #expect(try await server.get("/v1/bulletins/x").status == 404)
    }
  }

  private func value(_ json: JSONValue?, _ measure: String) -> String? {
    guard case .string(let text)? = json?["units"]?[0]?["measures"]?[measure]?["value"] else {
      return nil
    }
    return text
  }
}
