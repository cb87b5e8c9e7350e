import TestKit
import TestSupport
import Testing

@testable import EventStore

/// Whoever writes a reader of our files begins with the example of `docs/data-file.md`.
@Suite("The worked example of docs/data-file.md")
struct WorkedExampleTests {
  private let directory = TemporaryDirectory()

  /// The log that the document describes: one request with one event.
  private func example() throws -> DataDirectory {
    let start = Instant(microseconds: 1_767_196_800_000_000)
    let data = try DataDirectory.create(
      directory.file("data"), origin: "1999.city.example/log",
      simulation: SimulationSettings(seed: 7, start: start, stepMicroseconds: 1))
    let log = try data.openLog(.writer)
    defer { log.close() }
    let salt = try #require(
      Digest(hex: "9f1e00c456d417540b90bd1b5f9b2aea3444796adce09f8ad3052c365452afb6"))
    let event = EventDraft(
      id: EventID(high: 0x0011_2233_4455_6677, low: 0x8899_aabb_ccdd_eeff),
      type: EventType(unchecked: "IntakeRecorded"), occurredAt: start, actor: "operator:0417",
      tags: [Tag(unchecked: "district:daan")],
      payload: try #require([UInt8](hexText: "0a0b323032362d30303030303122046461616e")),
      disclosures: [
        Disclosure(path: "address", salt: salt, value: Array("Road-12 No. 7".utf8))
      ])
    _ = try log.appendAndWait(
      Drafts.request("case-2026-000001", key: "call-2026-000001", event))
    return data
  }

  @Test("The tables of a log hold the bytes that it shows")
  func tables() throws {
    let shown = try tablesShown()
    let data = try example()
    let environment = try Environment(
      data.path + "/log/000001.mdb", Environment.Options(isReadOnly: true))
    for (name, number) in [("events", 1), ("batches", 0), ("meta", 0)] as [(String, UInt64)] {
      let table = try environment.openTables([name], create: false)[0]
      var bytes: [UInt8] = []
      bytes.appendBigEndian(number)
      let transaction = try environment.beginRead()
      guard let value = try transaction.get(table, bytes.span) else {
        Issue.record("\(name) has no entry \(number)")
        return
      }
      bytes += [UInt8](copying: value)
      let expected = try #require(shown[name])
      // Of the event it shows the beginning, since the record stands above.
      #expect(hexText(bytes).hasPrefix(expected), "\(name): \(hexText(bytes))")
      if name != "events" { #expect(bytes.count == expected.count / 2, "\(name)") }
    }
  }

  /// The hexadecimal digits of each table in the document's listing, without the words beside them.
  private func tablesShown() throws -> [String: String] {
    let text = try GoldenFile("docs/data-file.md").text()
    let after = try #require(text.firstRange(of: "What the tables then hold:\n\n```\n"))
    let end = try #require(text[after.upperBound...].firstRange(of: "\n```"))
    let listing = text[after.upperBound..<end.lowerBound]
    var tables: [String: String] = [:]
    var table = ""
    for line in listing.split(separator: "\n") {
      var words = line.split(separator: " ")[...]
      if !line.hasPrefix(" ") { table = words.popFirst().map(String.init) ?? "" }
      let digits = words.prefix { $0.count % 2 == 0 && $0.allSatisfy(\.isHexDigit) }
      tables[table, default: ""] += digits.joined()
      if let cut = words.first(where: { $0.hasSuffix("…") }) {
        tables[table, default: ""] += cut.dropLast()
      }
    }
    return tables
  }
}
