import EventStore
import Hotline
import Projections
import TestSupport
import Testing

@testable import LogServer

@Suite("The command switch")
struct SwitchTests {
  @Test(
    "A version answers only once it is signed; a program without it gives no figure and says so")
  func signed() async throws {
    let none = ScoreVersion(2, Phrase("counts nothing", "不计", "不計")) { _, _ in [] }
    let month = String(Drafts.noon.description.prefix(7))
    try await withCases { server, clock in
      let id = try await server.openCase()
      _ = try await server.act(id, "dispatch", #"{"lead":"U1"}"#)
      clock.advance(hours: 1)
      let card = "/v1/scorecards?period=\(month)"
      let before = try await server.get(card)
      #expect(try before.json["projection"] == "scores@1")
      let signOff = try SignOff(
        server.log, to: 2, rules: nil, versions: [ScoreVersion.first, none])
      #expect(!signOff.comparison.differences.isEmpty)
      #expect(throws: ScoreError.unknownVersion(2, known: [1])) {
        try SignOff(server.log, to: 2, rules: nil)
      }
      #expect(throws: Failure.self) { try SignOff(server.log, to: 1, rules: nil) }
      #expect(try await server.get(card).status == 200)
      let then = percentEncoded(clock.now.description)
      clock.advance(hours: 1)
      let position = try signOff.record(in: server.log, clock, by: "office", reason: "trial")
      let recorded = try #require(try server.log.withSnapshot { try $0.event(at: position) })
      #expect(recorded.record.type.text == ProjectionSwitched.typeName)
      let event = try ProjectionSwitched(decoding: recorded.record.payload)
      #expect(event.authority == "office" && event.treeSize == position.rawValue - 1)
      let after = try await server.get(card)
      #expect(after.status == 404 && after.text.contains("no version 2"), "\(after.text)")
      let past = try await server.get(card + "&asOf=\(then)")
      #expect(past.status == 200, "\(past.text)")
    }
  }

  @Test("The command refuses a version that is not there, and one that answers already")
  func command() async throws {
    let directory = TemporaryDirectory()
    let data = directory.file("data")
    let made = try await Program.run([
      "simulate", "--city", "foshan", "--from", "2016-07-01", "--months", "1", "--tickets", "5",
      "--seed", "1", "--data", data,
    ])
    #expect(made.code == 0, "\(made.errors)")
    for (version, code) in [("1", Int32(1)), ("2", 4)] {
      let result = try await Program.run([
        "switch", "--to", version, "--authority", "a", "--reason", "b", "--data", data,
      ])
      #expect(result.code == code, "\(result.errors)")
    }
  }
}
