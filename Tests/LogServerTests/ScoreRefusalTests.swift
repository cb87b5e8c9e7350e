import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("Questions that have no answer, over HTTP")
struct ScoreRefusalTests {
  private let month = String(Drafts.noon.description.prefix(7))

  @Test("Each is 400 or 404 with the reason, and never an empty table or a zero")
  func refused() async throws {
    try await withCases { server, clock in
      let before = percentEncoded(clock.now.description)
      clock.advance(hours: 1)
      for route in ["scorecards?period=\(month)", "overview?period=\(month)", "boards/overdue"] {
        let empty = try await server.get("/v1/" + route)
        #expect(empty.status == 404 && empty.text.contains("no case"), "\(route): \(empty.text)")
      }
      let id = try await server.openCase()
      _ = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      let explain = "scorecards/explain?unit=U1&measure=received&period="
      let answers: [(String, Int, String)] = [
        ("scorecards?period=x", 400, "period"), ("satisfaction?period=x", 400, "period"),
        ("overview?period=x", 400, "period"), (explain + "x", 400, "period"),
        ("scorecards?period=1999", 404, "before the log"),
        ("satisfaction?period=1999", 404, "before the log"),
        ("overview?period=1999", 404, "before the log"), (explain + "1999", 404, "before the log"),
        ("scorecards?period=9000", 404, "after the moment"),
        ("overview?period=9000", 404, "after the moment"),
        ("satisfaction?period=\(month)", 404, "nothing was counted"),
        ("satisfaction?period=\(month)&by=occurred", 404, "nothing was counted"),
        ("scorecards?period=\(month)&unit=U9", 404, "U9"),
        ("scorecards?period=\(month)&per=person&unit=U9", 404, "U9"),
        ("scorecards?period=\(month)&as=co-handler", 404, "co-handler"),
        ("boards/overdue?unit=U9", 404, "U9"),
        ("scorecards?period=\(month)&rules=nix", 404, "nix"),
        ("satisfaction?period=\(month)&rules=nix", 404, "nix"),
        ("overview?period=\(month)&rules=nix", 404, "nix"),
        ("boards/overdue?rules=nix", 404, "nix"), (explain + "\(month)&rules=nix", 404, "nix"),
        ("scorecards?period=\(month)&asOf=\(before)", 404, "no case"),
        ("satisfaction?period=\(month)&asOf=\(before)", 404, "no case"),
        ("overview?period=\(month)&asOf=\(before)", 404, "no case"),
        (explain + "\(month)&asOf=\(before)", 404, "no case"),
        ("boards/overdue?asOf=\(before)", 404, "no case"),
        ("cases?asOf=\(before)", 404, "case"),
        ("scorecards?period=\(month)&per=moon", 400, "person"),
        ("scorecards?period=\(month)&as=moon", 400, "co-handler"),
        ("satisfaction?period=\(month)&by=unit,channel", 400, "one of"),
        ("satisfaction?period=\(month)&by=channel&unit=U1", 400, "by=unit"),
        ("overview?period=\(month)&by=moon", 400, "occurred"), ("boards/nix", 404, "overdue"),
      ]
      for (question, status, part) in answers {
        let answer = try await server.get("/v1/" + question)
        #expect(
          answer.status == status && answer.text.contains(part), "\(question): \(answer.text)")
      }
    }
  }

  @Test(
    "A rule set that was adopted later is not there yet, and asked for by name it judges the past")
  func rulesOfThePast() async throws {
    try await withCases { server, clock in
      let id = try await server.openCase()
      _ = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      let before = percentEncoded(clock.now.description)
      clock.advance(hours: 1)
      let draft = EventDraft(
        id: EventID(high: 9, low: 9), type: try EventType(RuleSetAdopted.typeName),
        occurredAt: clock.now, actor: "office", payload: SmallRules.adoption("later").encoded)
      _ = try await server.log.append(
        AppendRequest([StreamAppend(try StreamID("rules-later"), events: [draft])]))
      clock.advance(hours: 1)
      let after = percentEncoded(clock.now.description)
      let card = "/v1/scorecards?period=\(month)&rules=later"
      let early = try await server.get(card + "&asOf=\(before)")
      #expect(early.status == 404 && early.text.contains("later"), "\(early.text)")
      for question in [card, card + "&asOf=\(after)", card + "&by=occurred&asOf=\(after)"] {
        let answer = try await server.get(question)
        #expect(answer.status == 200 && answer.text.contains("later"), "\(answer.text)")
      }
      let persons = try await server.get("/v1/scorecards?period=\(month)&per=person")
      #expect(persons.status == 200 && persons.text.contains("centre/"), "\(persons.text)")
      guard case .string(let person)? = try persons.json["persons"]?[0]?["person"] else {
        Issue.record("no rows")
        return
      }
      let why = try await server.get(
        "/v1/scorecards/explain?period=\(month)&per=person&measure=intake&unit="
          + percentEncoded(person))
      #expect(why.status == 200 && why.text.contains(#""person":"#), "\(why.text)")
    }
  }
}
