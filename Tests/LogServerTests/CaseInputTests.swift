import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("Commands that cannot be accepted")
struct CaseInputTests {
  struct Bad: Sendable {
    var path = "/v1/cases"
    var body: String
    var status: Int
    var pointer: String?
  }

  static let matrix: [Bad] = [
    Bad(body: "", status: 400),
    Bad(body: "[]", status: 400, pointer: ""),
    Bad(body: #"{"actor":"op","actor":"op"}"#, status: 400),
    Bad(body: #"{"actor":"op","data":{"kind":"\ud800"}}"#, status: 400),
    Bad(body: #"{"actor":"op","data":{"kind":"a\u0000"}}"#, status: 400),
    Bad(body: #"{"actor":1e999}"#, status: 400),
    Bad(body: String(repeating: "[", count: 40), status: 400),
    Bad(body: "{}", status: 400, pointer: "/actor"),
    Bad(body: #"{"actor":""}"#, status: 422, pointer: "/actor"),
    Bad(body: #"{"actor":"deadline-clock"}"#, status: 422, pointer: "/actor"),
    Bad(body: #"{"actor":"op","extra":1}"#, status: 400, pointer: "/extra"),
    Bad(
      body: #"{"actor":"op","recordedAt":"2016-01-01T00:00:00Z"}"#, status: 400,
      pointer: "/recordedAt"),
    Bad(body: #"{"actor":"op","position":1}"#, status: 400, pointer: "/position"),
    Bad(body: #"{"actor":"op","due":[]}"#, status: 400, pointer: "/due"),
    Bad(body: #"{"actor":"op","expectedRevision":1}"#, status: 400, pointer: "/expectedRevision"),
    Bad(body: #"{"actor":"op","occurredAt":"yesterday"}"#, status: 400, pointer: "/occurredAt"),
    Bad(body: #"{"actor":"op","data":[]}"#, status: 400, pointer: "/data"),
    Bad(body: #"{"actor":"op","data":{"kind":7}}"#, status: 422, pointer: "/data/kind"),
    Bad(body: #"{"actor":"op","data":{"nonsense":7}}"#, status: 422, pointer: "/data/nonsense"),
    Bad(body: #"{"actor":"op","data":{"due":[]}}"#, status: 400, pointer: "/data/due"),
    Bad(body: #"{"actor":"op","data":{"recordedAt":1}}"#, status: 400, pointer: "/data/recordedAt"),
    Bad(
      body: #"{"actor":"op","data":{"provenance":{}}}"#, status: 400, pointer: "/data/provenance"),
    Bad(body: #"{"actor":"op","data":{"urgency":"very"}}"#, status: 422, pointer: "/data/urgency"),
    Bad(
      body: #"{"actor":"op","disclosures":{"iban":"1"}}"#, status: 422, pointer: "/disclosures/iban"
    ),
    Bad(
      body: #"{"actor":"op","disclosures":{"text":""}}"#, status: 422, pointer: "/disclosures/text"),
    Bad(
      body: #"{"actor":"op","disclosures":{"text":5}}"#, status: 400, pointer: "/disclosures/text"),
    Bad(
      path: "/v1/cases/ID/dispatch", body: #"{"actor":"op","expectedRevision":0}"#, status: 400,
      pointer: "/expectedRevision"),
    Bad(
      path: "/v1/cases/ID/dispatch", body: #"{"actor":"op","cases":[]}"#, status: 400,
      pointer: "/cases"),
    Bad(
      path: "/v1/cases/ID/sign", body: #"{"actor":"op","disclosures":{"note":"x"}}"#, status: 422,
      pointer: "/disclosures/note"),
    Bad(path: "/v1/cases/ID/split", body: #"{"actor":"op"}"#, status: 400, pointer: "/cases"),
    Bad(
      path: "/v1/cases/ID/split", body: #"{"actor":"op","cases":[]}"#, status: 422,
      pointer: "/cases"),
    Bad(
      path: "/v1/cases/ID/merge", body: #"{"actor":"op","data":{"into":"ID"}}"#, status: 422,
      pointer: "/data/into"),
    Bad(path: "/v1/cases/ID/juggle", body: #"{"actor":"op"}"#, status: 404),
    Bad(path: "/v1/cases/ID/erase-personal-data", body: #"{"actor":"op"}"#, status: 403),
    Bad(
      path: "/v1/cases/unknown/dispatch", body: #"{"actor":"op","data":{"lead":"U1"}}"#, status: 404
    ),
    Bad(
      path: "/v1/cases/rules-small/dispatch", body: #"{"actor":"op","data":{"lead":"U1"}}"#,
      status: 404),
    Bad(path: "/v1/cases?x=1", body: #"{"actor":"op"}"#, status: 400),
  ]

  @Test("Each is answered with its status and the place, and nothing is recorded")
  func bad() async throws {
    try await withCases { server, _ in
      let id = try await server.openCase()
      let head = server.log.head
      for bad in Self.matrix {
        let answer = try await server.send(
          bad.path.replacing("ID", with: id), bad.body.replacing("ID", with: id))
        #expect(answer.status == bad.status, "\(bad.path) \(bad.body): \(answer.text)")
        #expect(answer.headers["content-type"] == "application/problem+json")
        if let pointer = bad.pointer {
          #expect(try answer.json["pointer"] == .string(pointer), "\(bad.body): \(answer.text)")
        }
      }
      #expect(server.log.head == head)
    }
  }

  @Test("A record that would be too large is refused")
  func tooLarge() async throws {
    try await withCases { server, _ in
      let head = server.log.head
      let text = String(repeating: "a", count: 65_536)
      let answer = try await server.send("/v1/cases", #"{"actor":"op","data":{"kind":"\#(text)"}}"#)
      #expect(answer.status == 422 && server.log.head == head, "\(answer.text)")
      let body = try await server.send(
        "/v1/cases", #"{"actor":"op","disclosures":{"text":"\#(text)"}}"#)
      #expect(body.status == 422 && server.log.head == head)
    }
  }

  @Test("Other methods and media types are refused")
  func methods() async throws {
    try await withCases { server, _ in
      #expect(try await server.ask("DELETE", "/v1/cases").status == 405)
      let id = try await server.openCase()
      #expect(try await server.get("/v1/cases/\(id)/dispatch").status == 405)
      let answer = try await server.ask(
        "POST", "/v1/cases", headers: [("Content-Type", "text/plain")], body: "{}")
      #expect(answer.status == 415)
    }
  }

  @Test("The page of the API lists exactly the commands there are")
  func documented() throws {
    let here = String(
      #filePath.prefix(upTo: #filePath.range(of: "/Tests/")?.lowerBound ?? #filePath.startIndex))
    let page = String(decoding: try FileSystem.read(here + "/docs/api.md"), as: UTF8.self)
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { row in
      row.split(separator: "|").map { String($0.filter { $0 != " " && $0 != "`" }) }
    }
    for command in CommandTable.commands {
      let row = rows.first { $0.first == command.name }
      #expect(row?.dropFirst().first == command.event.typeName, "\(command.name)")
    }
    let listed = rows.filter { row in row.count > 1 && CaseEventTypes.named(row[1]) != nil }
    #expect(listed.count == CommandTable.commands.count)
  }
}
