import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("The commands erase and restrict", .serialized)
struct ErasureCommandTests {
  private let directory = TemporaryDirectory()
  private var data: String { directory.file("data") }

  /// A simulated city, and a case of it with its values.
  private func simulate() async throws -> (stream: String, values: [Disclosure]) {
    let made = try await Program.run([
      "simulate", "--city", "foshan", "--from", "2016-07-01", "--months", "1", "--tickets", "12",
      "--seed", "4", "--data", data,
    ])
    #expect(made.code == 0, "\(made.errors)")
    let log = try DataDirectory.open(data).openLog(.reader)
    defer { log.close() }
    return try log.withSnapshot { snapshot in
      for event in try snapshot.events(
        EventQuery(.anyOf([.init(types: [EventType(unchecked: IntakeRecorded.typeName)])])))
      {
        let stream = event.record.stream
        let events = try snapshot.events(.stream(stream))
        let values = try events.flatMap { try snapshot.disclosures(at: $0.position) }
        if values.contains(where: { $0.path == "caller.phone" }), values.count > 3 {
          return (stream.text, values)
        }
      }
      throw LogError.notFound("no case with a phone number")
    }
  }

  private func history(_ stream: String) throws -> CaseHistory {
    let log = try DataDirectory.open(data).openLog(.reader)
    defer { log.close() }
    return try log.withSnapshot {
      try #require(
        try CaseHistory.load(
          try StreamID(stream), from: $0, origin: log.origin, withValues: true))
    }
  }

  private func decide(_ command: String, _ stream: String, _ more: String...) async throws
    -> Program.Result
  {
    try await Program.run(
      [command, stream, "--basis", "request", "--data", data, "--lang", "en"] + more)
  }

  @Test("Erased values are in no file, the case verifies, and its history says who and why")
  func erase() async throws {
    let (stream, values) = try await simulate()
    let dry = try await decide(
      "erase", stream, "--requester", "citizen-7", "--approver", "office-2", "--dry-run")
    #expect(dry.code == 0 && dry.output.contains("\(values.count) values"), "\(dry.errors)")
    let done = try await decide(
      "erase", stream, "--requester", "citizen-7", "--approver", "office-2", "--yes")
    #expect(done.code == 0, "\(done.errors)")
    for value in values {
      #expect(try FileSearch.files(data, containing: value.salt.bytes).isEmpty)
      if value.value.count > 6 {
        #expect(try FileSearch.files(data, containing: value.value).isEmpty)
      }
    }
    let report = Verification.run(directory: data, full: true, erases: Erasures.erased)
    #expect(report.isSound, "\(report.findings)")
    let history = try history(stream)
    let last = try #require(history.events.last)
    let said = try #require(last.sentence?.english)
    for word in ["erased", "citizen-7", "office-2", "request of the person"] {
      #expect(said.contains(word), "\(said)")
    }
    let disclosures = history.events.flatMap(\.disclosures)
    #expect(disclosures.count == values.count)
    for disclosure in disclosures {
      #expect(disclosure.value == nil)
      #expect(disclosure.fate == .erased(by: last.event.position))
    }
    let again = try await decide(
      "erase", stream, "--requester", "citizen-7", "--approver", "office-2", "--yes")
    #expect(again.code == 4, "\(again.errors)")
  }

  @Test("Restricted values are shown to nobody, whatever moment is asked for, and still prove")
  func restrict() async throws {
    let (stream, values) = try await simulate()
    let done = try await decide(
      "restrict", stream, "--requester", "citizen-7", "--approver", "office-2", "--path", "caller")
    #expect(done.code == 0, "\(done.errors)")
    let history = try history(stream)
    let position = try #require(history.events.last?.event.position)
    var shown = 0
    for disclosure in history.events.flatMap(\.disclosures) {
      let isCaller = disclosure.path.hasPrefix("caller.")
      #expect((disclosure.value == nil) == isCaller)
      #expect(disclosure.fate == (isCaller ? .restricted(by: position) : nil))
      if !isCaller { shown += 1 }
    }
    #expect(shown > 0 && shown < values.count)
    let again = try await decide(
      "restrict", stream, "--requester", "citizen-8", "--approver", "office-2", "--path",
      "caller.phone")
    #expect(again.code == 4 && again.errors.contains("restricted"), "\(again.errors)")
    let rest = try await decide(
      "restrict", stream, "--requester", "citizen-8", "--approver", "office-2")
    #expect(rest.code == 0 && rest.output.contains("restricted \(shown) values"), "\(rest.errors)")
    #expect(Verification.run(directory: data, full: true).isSound)
  }

  @Test("One person alone, a missing ground and an unknown case are refused and change nothing")
  func refused() async throws {
    let (stream, _) = try await simulate()
    let head = try DataDirectory.open(data).openLog(.reader).head
    let alone = try await decide(
      "erase", stream, "--requester", "office-2", "--approver", "office-2", "--yes")
    #expect(alone.code == 1 && alone.errors.contains("another person"), "\(alone.errors)")
    let written = try await decide(
      "erase", stream, "--requester", "office-2", "--approver", "Office-2", "--yes")
    #expect(written.code == 1 && written.errors.contains("another person"), "\(written.errors)")
    for person in [
      "", " ", "Li Si", "office-2 ", "a\nb", "13800000000", "0900-000-001", "A123456789",
    ]
      + [String(repeating: "a", count: 129)]
    {
      for (requester, approver) in [(person, "office-2"), ("citizen-7", person)] {
        let result = try await decide(
          "erase", stream, "--requester", requester, "--approver", approver, "--yes")
        #expect(result.code == 1, "\(person)")
        #expect(person.count < 2 || result.errors.contains("must be a code"), "\(result.errors)")
      }
    }
    let ground = try await Program.run([
      "erase", stream, "--requester", "a", "--approver", "b", "--yes", "--data", data,
    ])
    #expect(ground.code == 1)
    let unknown = try await decide(
      "erase", "case/nobody", "--requester", "a", "--approver", "b", "--yes")
    #expect(unknown.code == 4, "\(unknown.errors)")
    #expect(try DataDirectory.open(data).openLog(.reader).head == head)
  }

  @Test(
    "A backup in which a value is gone by the word of an event that erased nothing is not restored")
  func restoredOnlyWhatWasErased() async throws {
    let made = try DataDirectory.create(data, origin: "example.org/log")
    let log = try made.openLog(.writer)
    let value = Disclosure(path: "caller.phone", salt: .zero, value: Array("a number".utf8))
    _ = try log.appendAndWait(Drafts.request("case-1", Drafts.event(1, disclosures: [value])))
    // Who has the files can take a value away and name any later event of the case.
    _ = try log.erase(
      ErasureRequest(
        stream: try StreamID("case-1"), values: [.init(position: Position(1), ordinal: 0)],
        request: Drafts.request("case-1", key: "k", Drafts.event(2, type: "Noted"))))
    log.close()
    let backup = directory.file("backup")
    #expect(try await Program.run(["backup", backup, "--data", data]).code == 0)
    let restored = try await Program.run(["restore", backup, "--data", directory.file("again")])
    #expect(restored.code != 0 && restored.errors.contains("not sound"), "\(restored.errors)")
    #expect(!FileSystem.exists(directory.file("again")))
  }

  @Test("Over HTTP nobody records an erasure that erases nothing")
  func overHTTP() async throws {
    try await withCases { server, _ in
      let id = try await server.openCase()
      let answer = try await server.act(id, "erase-personal-data", #"{"requester":"a"}"#)
      #expect(answer.status == 403)
    }
  }
}
