import Hotline
import Projections
import TestKit
import Testing
import Wire

@testable import EventStore

/// The first version of the vocabulary, as a log wrote it: one event of every type, its record's bytes
/// and the JSON they gave. It is never written anew for a later version; that gets a file of its own.
@Suite("A log of the first vocabulary")
struct VocabularyLogTests {
  static let file = GoldenFile("fixtures/golden/vocabulary-1.log.jsonl")
  static let origin = "1999.example.gov/log"

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

  @Test("Every stored record reads for ever, as the same JSON and the same bytes")
  func stored() throws {
    if GoldenFile.isPromoting { try Self.file.promote(try Self.made()) }
    let lines = try Self.file.text().split(separator: "\n").map { Line($0) }
    #expect(lines.count == 86)
    var types: [String] = []
    for (index, line) in lines.enumerated() {
      let line = try #require(line, "line \(index + 1)")
      let event = try Self.event(line.record, at: UInt64(index + 1))
      #expect(EventJSON.line(event, origin: Self.origin) == line.event)
      #expect(event.record.encoded() == line.record)
      let type = event.record.type.text
      let payload = try #require(try Vocabulary.decode(type, event.record.payload))
      #expect(payload.encoded == event.record.payload, "\(type)")
      types.append(type)
    }
    #expect(Set(types).count == types.count)
    #expect(Set(types).isSubset(of: Vocabulary.types.map { $0.typeName }))
  }

  private static func event(_ record: [UInt8], at position: UInt64) throws -> RecordedEvent {
    try RecordedEvent(
      EventView(
        position: Position(position), leafHash: MerkleHash.leaf(record),
        record: try RecordView(record.span)))
  }

  /// The log of this version, as text.
  private static func made() throws -> String {
    let start = Instant(microseconds: 1_780_000_000_000_000)
    let log = InMemoryEventLog(
      origin: origin, clock: SimulatedClock(start: start, stepMicroseconds: 60_000_000))
    let entropy = SeededEntropy(seed: 1)
    var generator = PayloadGenerator(seed: 1)
    for (index, type) in Vocabulary.types.enumerated() {
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
    var lines: [String] = []
    for position in 1...UInt64(Vocabulary.types.count) {
      let event = try #require(try log.withSnapshot { try $0.event(at: Position(position)) })
      let json = EventJSON.line(event, origin: origin)
      lines.append(Line(record: event.bytes, event: json).text)
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
