import EventStore
import Hotline
import Wire

/// A repeatable source of choices.
struct SeededChoices {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  }

  /// The next number, by xorshift64*.
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }

  /// A number below `bound`.
  mutating func below(_ bound: Int) -> Int {
    Int(next() >> 33) % bound
  }
}

/// A log made up from a seed: cases and other streams, unknown types, damaged payloads, marks of
/// every kind.
struct GeneratedLog {
  let log: InMemoryEventLog
  private var choices: SeededChoices
  private var eventNumber: UInt64 = 0

  static let start = Instant(microseconds: 1_780_000_000_000_000)

  init(seed: UInt64, origin: String = "test.example/log") {
    log = InMemoryEventLog(
      origin: origin, clock: SimulatedClock(start: Self.start, stepMicroseconds: 1_000_003))
    choices = SeededChoices(seed: seed)
  }

  /// Appends `count` events.
  mutating func grow(by count: Int) throws {
    for _ in 0..<count {
      let stream = try StreamID(streamName())
      let draft = try draft()
      _ = try log.appendAndWait(AppendRequest([StreamAppend(stream, events: [draft])]))
    }
  }

  private mutating func streamName() -> String {
    let number = choices.below(40)
    return choices.below(10) == 0 ? "import-\(number)" : "case-\(number)"
  }

  private mutating func draft() throws -> EventDraft {
    eventNumber += 1
    let kind = choices.below(6)
    let type = kind < 4 ? "IntakeRecorded" : kind == 4 ? "ImportStarted" : "SomethingElse"
    let occurredAt = Instant(
      microseconds: Self.start.microseconds - Int64(choices.below(400_000)) * 1_000_000)
    return EventDraft(
      id: EventID(high: 7, low: eventNumber), type: try EventType(type), occurredAt: occurredAt,
      actor: "tester", payload: kind == 0 ? [0xFF, 0x01] : intakePayload())
  }

  private mutating func intakePayload() -> [UInt8] {
    var marks: IntakeMarks = []
    for mark in IntakeMark.allCases where choices.below(5) == 0 { marks.insert(mark) }
    let provenance = ImportProvenance(
      importNumber: UInt64(choices.below(2)), run: UInt32(1 + choices.below(2)),
      file: UInt32(1 + choices.below(5)), row: UInt64(1 + choices.below(100_000)))
    let intake = IntakeRecorded(
      sourceID: "S\(choices.below(30))", categoryText: "類別\(choices.below(9))",
      category: "category-\(choices.below(300))", district: "district-\(choices.below(13))",
      timePrecision: choices.below(2) == 0 ? .day : .second, marks: marks,
      occurrence: UInt32(choices.below(3)),
      provenance: choices.below(4) == 0 ? nil : provenance)
    var writer = WireWriter()
    intake.encode(into: &writer)
    return writer.bytes
  }
}
