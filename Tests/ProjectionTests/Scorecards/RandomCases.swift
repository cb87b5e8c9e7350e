import EventStore
import Hotline
import TestSupport
import Wire

/// A log of acts in no sensible order, made up from a seed: what is folded must not depend on sense.
struct RandomCases {
  let log: InMemoryEventLog
  private var choices: SeededGenerator
  private var payloads: PayloadGenerator
  private var count: UInt64 = 0
  private static let start = Instant(microseconds: 1_780_000_000_000_000)
  private static let units = ["U1", "U2", "U3", "U4"]
  private static let kinds = Vocabulary.types.indices.filter { Vocabulary.isCaseEvent(at: $0) }

  init(seed: UInt64, events: Int = 400) throws {
    log = InMemoryEventLog(
      origin: "random.example/log",
      clock: SimulatedClock(start: Self.start, stepMicroseconds: 3_600_000_000))
    choices = SeededGenerator(seed: seed)
    payloads = PayloadGenerator(seed: seed)
    try record("rules-small", SmallRules.adoption(), by: "office")
    for unit in Self.units {
      var created = UnitCreated()
      created.unit = unit
      created.group = unit == "U1" ? "" : "districts"
      try record("unit-\(unit)", created, by: "office")
    }
    // Some cases begin as they should.
    for number in 0..<10 { try record("case-\(number)", IntakeRecorded(), by: "op") }
    for _ in 0..<events { try recordAct() }
  }

  private mutating func below(_ bound: Int) -> Int { Int(choices.next() % UInt64(bound)) }
  private mutating func unit() -> String { Self.units[below(Self.units.count)] }
  private mutating func person() -> String { below(4) == 0 ? "" : "p\(below(3))" }

  private mutating func recordAct() throws {
    let stream = "case-\(below(30))"
    if below(4) > 0 { return try record(stream, plainAct(), by: person()) }
    // Any act with any content.
    let type = Vocabulary.types[Self.kinds[below(Self.kinds.count)]]
    try record(stream, type.typeName, payloads.payload(type.description), by: "op")
  }

  private mutating func plainAct() -> any EventPayload {
    switch below(13) {
    case 0: return IntakeRecorded()
    case 1, 2:
      var event = Dispatched()
      event.lead = unit()
      event.coHandlers = below(2) == 0 ? [unit()] : []
      return event
    case 3:
      var event = SignedFor()
      event.unit = unit()
      event.officer = person()
      return event
    case 4, 5:
      var event = ResultReported()
      event.unit = unit()
      event.officer = person()
      event.isSolved = below(3) > 0
      return event
    case 6:
      var event = ReviewDecided()
      event.accepted = below(3) > 0
      return event
    case 7: return Closed()
    case 8: return Reopened()
    case 9:
      var event = ReturnRequested()
      event.unit = unit()
      return event
    case 10, 11: return correction()
    default:
      var event = CallbackAnswered()
      event.isSolved = below(2) == 0
      event.result = Satisfaction(rawValue: UInt8(1 + below(5)))
      return event
    }
  }

  /// Of any of the first events, as it may be, or of none of them.
  private mutating func correction() -> Corrected {
    let words: [(field: String, values: [String])] = [
      ("isSolved", ["true", "false", "", "perhaps"]), ("grade", ["a", "b", "c"]),
      ("result", ["verySatisfied", "dissatisfied", "", "confirmed", "falseReport"]),
      ("attitude", ["satisfied", "veryDissatisfied"]), ("kind", ["complaint", "praise"]),
      ("channel", ["phone", "app"]),
    ]
    let word = words[below(words.count)]
    var event = Corrected()
    event.revision = UInt64(below(12))
    event.field = word.field
    event.value = word.values[below(word.values.count)]
    return event
  }

  private mutating func record(
    _ stream: String, _ event: any EventPayload, by actor: String
  ) throws {
    try record(stream, type(of: event).typeName, event.encoded, by: actor)
  }

  private mutating func record(
    _ stream: String, _ type: String, _ payload: [UInt8], by actor: String
  ) throws {
    count += 1
    // Hours after the start, and now and then days before it was recorded.
    let lag = below(6) == 0 ? below(90) : 0
    let at = Int64(count) * 3_600_000_000 - Int64(lag) * 3_600_000_000
    let draft = EventDraft(
      id: EventID(high: 5, low: count), type: try EventType(type),
      occurredAt: Instant(microseconds: Self.start.microseconds + at),
      actor: actor.isEmpty ? "unit" : actor, payload: payload)
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID(stream), events: [draft])]))
  }
}
