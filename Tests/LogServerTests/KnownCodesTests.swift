import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("Codes that the log has adopted, in commands")
struct KnownCodesTests {
  private func adopt(_ event: any EventPayload, _ stream: String, _ server: RunningServer) throws {
    let log = server.state.log
    let draft = EventDraft(
      id: EventID(sha256(Array("\(stream) \(log.head)".utf8))),
      type: try EventType(type(of: event).typeName), occurredAt: Drafts.noon, actor: "office",
      payload: event.encoded)
    let stream = StreamAppend(try StreamID(stream), events: [draft])
    _ = try log.appendAndWait(AppendRequest([stream]))
  }

  private func unit(_ code: String) -> UnitCreated {
    var unit = UnitCreated()
    unit.unit = code
    return unit
  }

  /// What a refusal of status 422 points at.
  private func place(_ answer: SocketClient.Answer) throws -> String? {
    guard answer.status == 422 else { return nil }
    return try answer.json["pointer"]?.plainText
  }

  @Test(
    "A case is handed to no unit that the log has not adopted, and to none that went up in another")
  func units() async throws {
    try await withCases { server, _ in
      // As long as no unit is adopted, any code will do.
      let early = try await server.openCase()
      #expect(try await server.act(early, "dispatch", #"{"lead":"nobody"}"#).status == 201)
      for code in ["U1", "U2", "U3"] { try adopt(unit(code), "unit-\(code)", server) }
      let id = try await server.openCase()
      let head = server.state.log.head
      let typo = try await server.act(id, "dispatch", #"{"lead":"U9"}"#)
      #expect(try place(typo) == "/data/lead", "\(typo.text)")
      #expect(typo.text.contains("/v1/units"))
      let helper = try await server.act(id, "dispatch", #"{"lead":"U1","coHandlers":["U2","u2"]}"#)
      #expect(try place(helper) == "/data/coHandlers")
      #expect(server.state.log.head == head)
      #expect(try await server.act(id, "dispatch", #"{"lead":"U1"}"#).status == 201)
      #expect(try await server.act(id, "add-co-handler", #"{"unit":"U9"}"#).status == 422)
      #expect(try await server.act(id, "change-lead", #"{"lead":"U9"}"#).status == 422)
      var merged = UnitMerged()
      (merged.unit, merged.into) = ("U3", "U2")
      try adopt(merged, "unit-U3", server)
      let gone = try await server.act(id, "add-co-handler", #"{"unit":"U3"}"#)
      #expect(gone.status == 422 && gone.text.contains("'U2'"))
      // What was handed to an unknown unit before can still be handled.
      #expect(try await server.act(early, "sign", #"{"unit":"nobody"}"#).status == 201)
    }
  }

  @Test(
    "A correction names a field that the corrected event has, and a value that the field can hold")
  func corrections() async throws {
    var rules = SmallRules.ruleSet()
    rules.kinds = ["complaint", "consultation"]
    rules.channels = ["phone"]
    try await withCases(rules: rules) { server, _ in
      let id = try await server.openCase(#"{"kind":"complaint","urgency":"normal"}"#)
      func correct(_ field: String, _ value: String, of revision: Int = 1) async throws
        -> SocketClient.Answer
      {
        try await server.act(
          id, "correct",
          #"{"revision":\#(revision),"field":"\#(field)","value":"\#(value)","reason":"misheard","authority":"o"}"#
        )
      }
      let head = server.state.log.head
      let field = try await correct("knid", "consultation")
      #expect(try place(field) == "/data/field", "\(field.text)")
      #expect(field.text.contains("IntakeRecorded, which has no field 'knid'; it has sourceId"))
      #expect(try place(try await correct("urgency", "soonish")) == "/data/value")
      #expect(try place(try await correct("kind", "no-such-kind")) == "/data/value")
      #expect(server.state.log.head == head)
      #expect(try await correct("kind", "consultation", of: 9).status == 409)
      #expect(try await correct("kind", "consultation").status == 201)
      // The rule set lists channels of intake; citizens remind by others, too.
      #expect(try await server.act(id, "remind", #"{"channel":"counter"}"#).status == 201)
      #expect(try place(try await correct("channel", "letter")) == "/data/value")
      #expect(try await correct("channel", "letter", of: 3).status == 201)
      // What was corrected wrongly is corrected anew, not its correction.
      let twice = try await correct("value", "complaint", of: 2)
      #expect(try place(twice) == "/data/revision")
      #expect(twice.text.contains("a correction of event 1; correct that one anew"))
    }
  }

  @Test("A corrected answer is one of the question's, or none where none may have been given")
  func correctedAnswers() async throws {
    try await withCases { server, _ in
      let id = try await server.openCase()
      for (command, data) in [
        ("dispatch", #"{"lead":"U1"}"#), ("sign", #"{"unit":"U1"}"#),
        ("report-result", #"{"unit":"U1","isSolved":true,"grade":"a"}"#),
        ("answer-callback", #"{"attitude":"verySatisfied","isSolved":true}"#),
      ] {
        let answer = try await server.act(id, command, data)
        #expect(answer.status == 201, "\(answer.text)")
      }
      func correct(_ revision: Int, _ field: String, _ value: String) async throws
        -> SocketClient.Answer
      {
        try await server.act(
          id, "correct",
          #"{"revision":\#(revision),"field":"\#(field)","value":"\#(value)","reason":"misheard","authority":"o"}"#
        )
      }
      for (revision, field, value) in [
        (5, "isSolved", "perhaps"), (5, "attitude", "so-so"), (4, "grade", ""), (4, "grade", "c"),
      ] {
        let answer = try await correct(revision, field, value)
        #expect(try place(answer) == "/data/value", "\(answer.text)")
      }
      #expect(try await correct(5, "attitude", "").status == 201)
      let denied = try await correct(5, "isSolved", "false")
      #expect(try denied.json["state"]?["confirmedSolved"] == .bool(false), "\(denied.text)")
      let graded = try await correct(4, "grade", "b")
      #expect(try graded.json["state"]?["grade"]?.plainText == "b", "\(graded.text)")
    }
  }

  @Test("An intake names kinds and channels of the rules in force and categories that are adopted")
  func matters() async throws {
    var rules = SmallRules.ruleSet()
    rules.kinds = ["complaint", "consultation"]
    rules.channels = ["phone"]
    try await withCases(rules: rules) { server, _ in
      _ = try await server.openCase(#"{"kind":"complaint","category":"any"}"#)
      var category = CategoryDefined()
      category.category = "noise"
      try adopt(category, "category-noise", server)
      func open(_ data: String) async throws -> SocketClient.Answer {
        try await server.send("/v1/cases", #"{"actor":"op","data":\#(data)}"#)
      }
      for (data, pointer) in [
        (#"{"kind":"complant"}"#, "/data/kind"),
        (#"{"kind":"complaint","channel":"fax"}"#, "/data/channel"),
        (#"{"kind":"complaint","category":"nose"}"#, "/data/category"),
      ] {
        let answer = try await open(data)
        #expect(try place(answer) == pointer, "\(data)")
      }
      let id = try await server.openCase(
        #"{"kind":"complaint","channel":"phone","category":"noise"}"#)
      let moved = try await server.act(id, "reclassify", #"{"kind":"compliment"}"#)
      #expect(try place(moved) == "/data/kind", "\(moved.text)")
      let split = try await server.act(
        id, "split", extra: #","cases":[{"data":{}},{"data":{"category":"nose"}}]"#)
      #expect(try place(split) == "/cases/1/data/category", "\(split.text)")
    }
  }
}
