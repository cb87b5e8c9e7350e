import Hotline
import Projections
import TestKit
import Testing
import Wire

@testable import EventStore

/// The versions of the vocabulary, as logs wrote them: of every type one event, its record's bytes and
/// the JSON they gave. Stored records are never written anew, not even when golden files are promoted:
/// types that come later get a file of the next number.
@Suite("Logs of every version of the vocabulary")
struct VocabularyLogTests {
  static let versions = 1...4
  static let origin = "1999.example.gov/log"

  private static func file(_ version: Int) -> GoldenFile {
    GoldenFile("fixtures/golden/vocabulary-\(version).log.jsonl")
  }

  /// One line: the record in base64, and the event as CloudEvents JSON.
  private struct Line {
    var record: [UInt8]
    var event: String

    var text: String { "{\"record\":\"\(base64(record))\",\"event\":\(event)}" }

    init(record: [UInt8], event: String) {
      self.record = record
      self.event = event
    }

    init?(_ text: Substring) {
      let parts = text.split(separator: "\",\"event\":", maxSplits: 1)
      guard parts.count == 2, parts[0].hasPrefix("{\"record\":\""), parts[1].hasSuffix("}"),
        let record = base64Bytes(String(parts[0].dropFirst(11)))
      else { return nil }
      self.init(record: record, event: String(parts[1].dropLast()))
    }
  }

  @Test(
    "Every stored record reads for ever, as the same JSON and the same bytes", arguments: versions)
  func stored(_ version: Int) throws {
    if GoldenFile.isPromoting { try Self.promote(version) }
    let lines = try Self.file(version).text().split(separator: "\n").map { Line($0) }
    #expect(!lines.isEmpty)
    for (index, line) in lines.enumerated() {
      let line = try #require(line, "line \(index + 1)")
      let event = try Self.event(line.record, at: UInt64(index + 1))
      #expect(EventJSON.line(event, origin: Self.origin) == line.event)
      #expect(event.record.encoded() == line.record)
      let type = event.record.type.text
      let payload = try #require(try Vocabulary.decode(type, event.record.payload))
      #expect(payload.encoded == event.record.payload, "\(type)")
    }
  }

  @Test("Every type of event stands in a stored log")
  func complete() throws {
    #expect(try Self.newTypes(upTo: Self.versions.upperBound).map { $0.typeName } == [])
  }

  /// The types that no stored log up to a version has.
  private static func newTypes(upTo version: Int) throws -> [any EventPayload.Type] {
    var stored: Set<String> = []
    for version in 1..<(version + 1) {
      for line in try file(version).text().split(separator: "\n") {
        let record = try #require(Line(line)).record
        stored.insert(try Record(RecordView(record.span)).type.text)
      }
    }
    return Vocabulary.types.filter { !stored.contains($0.typeName) }
  }

  /// Writes the JSON of stored records anew; a log that is not there yet is made of the new types.
  private static func promote(_ version: Int) throws {
    let lines = try file(version).text().split(separator: "\n")
    let records =
      try lines.isEmpty
      ? made(newTypes(upTo: version - 1)) : lines.map { try #require(Line($0)).record }
    var text = ""
    for (index, record) in records.enumerated() {
      let json = EventJSON.line(try event(record, at: UInt64(index + 1)), origin: origin)
      text += Line(record: record, event: json).text + "\n"
    }
    try file(version).promote(text)
  }

  private static func event(_ record: [UInt8], at position: UInt64) throws -> RecordedEvent {
    try RecordedEvent(
      EventView(
        position: Position(position), leafHash: MerkleHash.leaf(record),
        record: try RecordView(record.span)))
  }

  /// The records of a log with one event of each type.
  private static func made(_ types: [any EventPayload.Type]) throws -> [[UInt8]] {
    let start = Instant(microseconds: 1_780_000_000_000_000)
    let log = InMemoryEventLog(
      origin: origin, clock: SimulatedClock(start: start, stepMicroseconds: 60_000_000))
    let entropy = SeededEntropy(seed: 1)
    var generator = PayloadGenerator(seed: 1)
    for (index, type) in types.enumerated() {
      let id = EventID(high: 1, low: UInt64(index + 1))
      let disclosures = type.disclosures.map {
        Disclosure(
          path: $0.path, salt: entropy.salt(for: id.bytes + Array($0.path.utf8)),
          value: Array("value of \($0.path)".utf8))
      }
      let draft = EventDraft(
        id: id, type: try EventType(type.typeName),
        occurredAt: Instant(microseconds: start.microseconds + Int64(index) * 59_999_999),
        actor: "operator:17", tags: [try EventStore.Tag("family:\(type.family.name)")],
        payload: generator.payload(type.description), disclosures: disclosures)
      let stream = try StreamID("\(type.family.name)-1")
      _ = try log.appendAndWait(AppendRequest([StreamAppend(stream, events: [draft])]))
    }
    return try types.indices.map { index in
      try #require(try log.withSnapshot { try $0.event(at: Position(UInt64(index + 1))) }).bytes
    }
  }
}
