import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("POST /v1/cases and its commands")
struct CaseCommandTests {
  @Test("A whole life of a case goes through the commands, each answered with the state after it")
  func life() async throws {
    try await withCases { server, clock in
      let opened = try await server.send(
        "/v1/cases",
        #"{"actor":"op","data":{"kind":"complaint","category":"noise","district":"daan"},"#
          + #""disclosures":{"caller.phone":"0900000001","text":"dogs at night"}}"#)
      #expect(opened.status == 201, "\(opened.text)")
      let json = try opened.json
      let id = json["case"]?.plainText ?? ""
      #expect(id.hasPrefix("case-") && opened.headers["location"] == "/v1/cases/\(id)")
      #expect(json["revision"] == .integer(1) && json["state"]?["step"] == "received")
      #expect(!opened.text.contains("0900000001") && !opened.text.contains("dogs"))
      let acts: [(command: String, data: String, step: String)] = [
        ("end-call", "{}", "received"),
        ("dispatch", #"{"lead":"U1"}"#, "dispatched"),
        ("sign", #"{"unit":"U1","officer":"o-1"}"#, "inHand"),
        ("contact", #"{"unit":"U1","reached":true}"#, "inHand"),
        ("add-co-handler", #"{"unit":"U2"}"#, "inHand"),
        ("request-return", #"{"unit":"U1","ground":"wrongPlace"}"#, "returning"),
        ("decide-return", #"{"ruling":"refused","authority":"head"}"#, "inHand"),
        ("report-result", #"{"unit":"U1","isSolved":true}"#, "reported"),
        ("review", #"{"accepted":true}"#, "accepted"),
        ("attempt-callback", #"{"outcome":"answered"}"#, "accepted"),
        ("answer-callback", #"{"isSolved":false}"#, "accepted"),
        ("close", "{}", "closed"),
        ("reopen", #"{"reason":"unsolved"}"#, "inHand"),
      ]
      for (index, act) in acts.enumerated() {
        clock.advance(hours: 1)
        let answer = try await server.act(id, act.command, act.data)
        #expect(answer.status == 201, "\(act.command): \(answer.text)")
        let json = try answer.json
        #expect(json["revision"] == .integer(Int64(index + 2)))
        #expect(json["state"]?["step"] == .string(act.step), "\(act.command)")
        #expect(json["events"]?[0]?["leafHash"] != nil && json["repeat"] == .bool(false))
      }
      let shown = try await server.get("/v1/events?tag=unit:U1&limit=2")
      #expect(try shown.json["events"]?[0]?["type"] == "Dispatched")
    }
  }

  @Test("Due dates follow from the rules, move with the facts, and lapse with the server's clock")
  func dueDates() async throws {
    try await withCases { server, clock in
      let id = try await server.openCase()
      let dispatched = try await server.act(id, "dispatch", #"{"lead":"U1"}"#).json
      func due(_ json: JSONValue?, _ index: Int) -> JSONValue? {
        json?["state"]?["clocks"]?[index]?["due"]
      }
      #expect(due(dispatched, 0)?["clock"] == "CONTACT")
      #expect(due(dispatched, 1)?["clock"] == "RESULT")
      #expect(
        due(dispatched, 1)?["due"] == .string(Drafts.noon.adding(hours: 72).description))
      let joint = try await server.act(id, "add-co-handler", #"{"unit":"U2"}"#).json
      #expect(due(joint, 1)?["clock"] == "JOINT")
      #expect(due(joint, 1)?["due"] == .string(Drafts.noon.adding(hours: 96).description))
      clock.advance(hours: 97)
      let deadlines = server.state.deadlines
      try await eventually { deadlines.status.cards >= 1 && deadlines.status.waiting == 0 }
      let ready = try await server.get("/readyz").json["deadlines"]
      #expect(ready?["openCases"] == .integer(1) && ready?["waitingCases"] == .integer(0))
      let metrics = try await server.get("/metrics").text
      #expect(metrics.contains("anjuan_deadline_events_total{type=\"lapse\"} 2\n"))
      #expect(metrics.contains("anjuan_deadline_events_total{type=\"card\"} 1\n"))
      let late = try await server.act(
        id, "request-extension", #"{"unit":"U1","clock":"JOINT","workingDays":3}"#)
      #expect(late.status == 409)
      #expect(try late.json["code"] == "tooLate")
    }
  }

  @Test(
    "A refusal names code, rule, step and revision, and gives its reason in the client's language")
  func refusals() async throws {
    try await withCases { server, _ in
      let id = try await server.openCase()
      let english = try await server.act(id, "sign", #"{"unit":"U1"}"#)
      #expect(english.status == 409)
      #expect(english.headers["content-type"] == "application/problem+json")
      let json = try english.json
      #expect(json["type"] == "/problems/refused" && json["code"] == "notInThisStep")
      #expect(json["rule"] == "transitions" && json["step"] == "received")
      #expect(json["currentRevision"] == .integer(1) && json["event"] == "SignedFor")
      #expect(english.headers["content-language"] == "en")
      for (accept, language, word) in [
        ("zh-CN,zh;q=0.9", "zh-Hans", "工单处于"), ("zh-TW", "zh-Hant", "案件處於"),
        ("fr, zh-Hant;q=0.5, en;q=0.4", "zh-Hant", "案件處於"), ("de", "en", "the ticket is"),
      ] {
        let answer = try await server.act(id, "sign", #"{"unit":"U1"}"#, language: accept)
        #expect(answer.headers["content-language"] == language)
        #expect(try answer.json["reason"]?.plainText.contains(word) == true, "\(accept)")
      }
      let missing = try await server.act(id, "dispatch")
      #expect(try missing.json["code"] == "missing")
      let future = try await server.act(
        id, "dispatch", #"{"lead":"U1"}"#, extra: #","occurredAt":"2099-01-01T00:00:00Z""#)
      #expect(try future.json["code"] == "inTheFuture")
      #expect(server.log.head == Position(2))
    }
  }

  @Test("The same request with the same key gets the same receipt, and another request does not")
  func retries() async throws {
    try await withCases { server, clock in
      let id = try await server.openCase(key: "intake-1")
      clock.advance(hours: 1)
      #expect(try await server.openCase(key: "intake-1") == id)
      let first = try await server.act(id, "dispatch", #"{"lead":"U1"}"#, key: "k")
      clock.advance(hours: 1)
      _ = try await server.act(id, "sign", #"{"unit":"U1"}"#)
      let again = try await server.act(id, "dispatch", #"{"lead":"U1"}"#, key: "k")
      #expect(first.status == 201 && again.status == 200)
      let same = again.text.replacing(#""repeat":true"#, with: #""repeat":false"#)
      #expect(same == first.text)
      let other = try await server.act(id, "dispatch", #"{"lead":"U2"}"#, key: "k")
      #expect(other.status == 422)
      #expect(try other.json["type"] == "/problems/key-reused")
      #expect(server.log.head == Position(4))
    }
  }

  @Test(
    "Names and ids follow from no personal value, and a key that comes with another one is refused")
  func valuesInNames() async throws {
    var named: Set<String> = []
    for number in ["0900-000-001", "0900-000-002"] {
      try await withCases { server, _ in
        func open(_ number: String) async throws -> SocketClient.Answer {
          try await server.send(
            "/v1/cases", #"{"actor":"op","disclosures":{"caller.phone":"\#(number)"}}"#, key: "k")
        }
        let first = try await open(number)
        let (id, event) = (try first.json["case"], try first.json["events"]?[0]?["id"])
        named.insert("\(id?.plainText ?? "") \(event?.plainText ?? "")")
        #expect(try await open(number).status == 200)
        let other = try await open("0900-000-003")
        #expect(other.status == 422)
        #expect(try other.json["type"] == "/problems/key-reused")
        func split(_ text: String) async throws -> Int {
          try await server.act(
            id?.plainText ?? "", "split", "{}",
            extra: #","cases":[{"data":{}},{"disclosures":{"text":"\#(text)"}}]"#, key: "s"
          ).status
        }
        #expect(try await [split("a"), split("a"), split("b")] == [201, 200, 422])
        #expect(server.log.head == Position(5))
      }
    }
    #expect(named.count == 1, "\(named)")
  }

  @Test("Equal intakes without a key are two cases")
  func equalIntakes() async throws {
    try await withCases { server, _ in
      let first = try await server.openCase()
      #expect(try await server.openCase() != first)
    }
  }

  @Test("An expected revision that is not the case's is refused with the one it is at")
  func expectedRevision() async throws {
    try await withCases { server, _ in
      let id = try await server.openCase()
      let stale = try await server.act(
        id, "dispatch", #"{"lead":"U1"}"#, extra: #","expectedRevision":7"#)
      #expect(stale.status == 409)
      let json = try stale.json
      #expect(json["type"] == "/problems/wrong-revision" && json["currentRevision"] == .integer(1))
      let right = try await server.act(
        id, "dispatch", #"{"lead":"U1"}"#, extra: #","expectedRevision":1"#)
      #expect(right.status == 201)
    }
  }

  @Test(
    "Commands that come at once are recorded one after the other, each decided on what was before")
  func concurrent() async throws {
    try await withCases { server, _ in
      let id = try await server.openCase()
      _ = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      let statuses = try await withThrowingTaskGroup(of: Int.self) { tasks in
        for number in 0..<24 {
          tasks.addTask {
            // One of these signs; the reminders all count.
            let isSigning = number.isMultiple(of: 4)
            return try await server.act(
              id, isSigning ? "sign" : "remind", isSigning ? #"{"unit":"U1"}"# : "{}"
            ).status
          }
        }
        return try await tasks.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 201 } == 19 && statuses.count { $0 == 409 } == 5)
      let file = try server.log.withSnapshot { try CaseFile.load(try StreamID(id), from: $0) }
      #expect(file?.ticket.reminders == 18 && file?.ticket.step == .inHand)
    }
  }

  @Test("A merge is recorded in both cases or in none, and a split opens its cases with it")
  func several() async throws {
    try await withCases { server, clock in
      let first = try await server.openCase(#"{"kind":"complaint","district":"daan"}"#)
      clock.advance(hours: 2)
      let second = try await server.openCase()
      let merged = try await server.act(second, "merge", #"{"into":"\#(first)"}"#)
      #expect(merged.status == 201, "\(merged.text)")
      let events = try merged.json["events"]
      #expect(events?[0]?["type"] == "MergedInto" && events?[1]?["type"] == "MergeReceived")
      #expect(events?[1]?["stream"] == .string(first))
      #expect(try merged.json["state"]?["step"] == "merged")
      for (into, status) in [(second, 422), (first, 422), ("case-none", 422), ("", 409)] {
        let third = into == first ? first : try await server.openCase()
        let target = into == second ? second : into
        let answer = try await server.act(third, "merge", #"{"into":"\#(target)"}"#)
        // The second case has left for good: it receives nothing, and the refusal is about it.
        if target == second {
          #expect(answer.status == 409)
          #expect(try answer.json["case"] == .string(second))
        } else {
          #expect(answer.status == status, "\(answer.text)")
        }
      }
      let split = try await server.act(
        first, "split", "{}", extra: #","cases":[{"data":{"kind":"request"}},{"data":{}}]"#)
      #expect(split.status == 201, "\(split.text)")
      let made = try split.json["events"]
      #expect(made?.count == 3)
      let child = try await server.get("/v1/cases/\(made?[2]?["stream"]?.plainText ?? "")")
      #expect(child.status == 200 && child.text.contains(#""district":"daan""#), "\(child.text)")
      #expect(try split.json["state"]?["related"]?.count == 3)
    }
  }

  @Test("Parts of what ever was a report, or whose citizen asked for confidence, hide who reported")
  func confidentialParts() async throws {
    try await withCases { server, _ in
      let report = try await server.openCase(#"{"kind":"report"}"#)
      let asked = try await server.openCase(#"{"kind":"complaint"}"#)
      _ = try await server.act(asked, "request-confidentiality")
      let open = try await server.openCase(#"{"kind":"complaint"}"#)
      let renamed = try await server.openCase(#"{"kind":"report"}"#)
      _ = try await server.act(renamed, "reclassify", #"{"kind":"complaint"}"#)
      for (id, isHidden) in [(report, true), (asked, true), (renamed, true), (open, false)] {
        let split = try await server.act(
          id, "split", "{}", extra: #","cases":[{"data":{"kind":"request"}}]"#)
        let part = try split.json["events"]?[1]?["stream"]?.plainText ?? ""
        let state = try await server.get("/v1/cases/\(part)").json["state"]
        #expect((state?["confidential"] == .bool(true)) == isHidden, "\(split.text)")
      }
    }
  }

  @Test("Without rules everything is decided by the transition table alone")
  func withoutRules() async throws {
    try await withCases(rules: nil) { server, _ in
      let id = try await server.openCase()
      let answer = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      #expect(answer.status == 201)
      #expect(try answer.json["state"]?["clocks"] == nil)
    }
  }
}
