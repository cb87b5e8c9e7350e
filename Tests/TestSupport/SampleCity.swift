import EventStore
import Hotline
import Wire

/// A hotline's May of 2026 and the days around it, small enough to count by hand.
///
/// Twenty-one matters come in, two are carried over from April; ten are answered at once, twelve dispatched, one waits.
/// Six of nine finished tickets are judged by citizens, and on the worst day one call of four is lost.
public struct SampleCity {
  /// The log.
  public let log: InMemoryEventLog
  private var count: UInt64 = 0

  /// Writes the history.
  public init() throws {
    log = InMemoryEventLog(
      origin: "city.example/log", clock: SimulatedClock(start: try Self.time("04-01T00:00:00")))
    try adoptRules()
    try writeCarriedOver()
    try writeDirectAnswers()
    try writeRoadworks()
    try writeCalls()
    try writeOutreach()
  }

  /// A log without anything in it but what a test writes.
  public init(empty origin: String) throws {
    log = InMemoryEventLog(
      origin: origin, clock: SimulatedClock(start: try Self.time("04-01T00:00:00")))
  }

  /// A time of 2026 at +08:00, such as `05-04T00:30:00`.
  public static func time(_ text: String) throws -> Instant {
    guard let instant = Instant(iso8601: "2026-\(text)+08:00") else {
      throw SampleError(text: text)
    }
    return instant
  }

  /// Records an event.
  public mutating func note(
    _ stream: String, _ event: any EventPayload, at text: String
  ) throws {
    try note(stream, type(of: event).typeName, event.encoded, at: text)
  }

  /// Records bytes as an event of a type.
  public mutating func note(
    _ stream: String, _ type: String, _ payload: [UInt8], at text: String
  ) throws {
    count += 1
    let time = try Self.time(text)
    let draft = EventDraft(
      id: EventID(high: 9, low: count), type: try EventType(type), occurredAt: time, actor: "op",
      payload: payload)
    _ = try log.appendAndWait(
      AppendRequest([StreamAppend(try StreamID(stream), events: [draft], simulatedAt: time)]))
  }

  /// Takes a matter in.
  public mutating func intake(
    _ stream: String, _ category: String, channel: String, kind: String = "complaint",
    district: String = "north", line: String = "", at text: String
  ) throws {
    var event = IntakeRecorded(
      sourceID: stream, categoryText: "", category: category, district: district,
      channel: channel, kind: kind)
    event.legacyLine = line
    try note(stream, event, at: text)
  }

  private mutating func adoptRules() throws {
    var rules = RuleSet()
    rules.id = "sample"
    rules.version = 1
    rules.utcOffsetMinutes = 480
    rules.callback = CallbackRule()
    rules.callback?.attemptsMax = 3
    var adopted = RuleSetAdopted()
    adopted.rules = rules
    try note("rules-sample", adopted, at: "04-01T09:00:00")
    for (unit, name) in [("U1", "Roads Office"), ("U2", "District North")] {
      var created = UnitCreated()
      created.unit = unit
      created.name = name
      try note("unit-\(unit)", created, at: "04-01T09:00:00")
    }
    for item in ["K1", "K2", "K3"] {
      try publish(item, at: "04-02T09:00:00", reviewBy: item == "K2" ? "05-15T00:00:00" : nil)
    }
  }

  private mutating func publish(_ item: String, at text: String, reviewBy: String?) throws {
    var published = KnowledgeItemPublished()
    published.item = item
    published.version = 1
    published.reviewBy = try reviewBy.map { try Self.time($0) }
    try note("kb-\(item)", published, at: text)
  }

  private mutating func dispatch(_ stream: String, _ unit: String, at text: String) throws {
    var dispatched = Dispatched()
    dispatched.lead = unit
    try note(stream, dispatched, at: text)
  }

  private mutating func writeCarriedOver() throws {
    try intake("a1", "noise", channel: "phone", at: "04-29T10:00:00")
    try dispatch("a1", "U1", at: "04-29T11:00:00")
    try intake("a2", "noise", channel: "web", at: "04-30T15:00:00")
    try dispatch("a2", "U1", at: "05-02T09:00:00")
    var result = ResultReported()
    result.unit = "U1"
    try note("a1", result, at: "05-03T09:00:00")
  }

  private mutating func writeDirectAnswers() throws {
    for number in 1...10 {
      try intake(
        "d\(number)", "pension", channel: "phone", kind: "consultation",
        line: number <= 3 ? "12333" : "", at: "05-04T00:30:00")
      var answer = AnsweredFromKnowledge()
      if number <= 8 { answer.item = number == 1 ? "K2" : "K1" }
      try note("d\(number)", answer, at: "05-04T00:31:00")
    }
  }

  private mutating func writeRoadworks() throws {
    try intake("r0", "roads", channel: "web", district: "south", at: "05-05T09:00:00")
    try dispatch("r0", "U1", at: "05-05T10:00:00")
    for number in 1...9 {
      let stream = "r\(number)"
      try intake(stream, "roads", channel: "web", at: "05-20T09:0\(number):00")
      try dispatch(stream, number <= 5 ? "U1" : "U2", at: "05-20T10:0\(number):00")
    }
    try intake(
      "e1", "tax", channel: "app", kind: "enterprise-demand", at: "05-21T10:00:00")
    for number in 1...9 {
      let (stream, unit) = ("r\(number)", number <= 5 ? "U1" : "U2")
      var result = ResultReported()
      result.unit = unit
      result.isSolved = true
      try note(stream, result, at: "05-22T09:0\(number):00")
      try note(stream, Closed(), at: "05-22T10:0\(number):00")
      if number <= 6 { try judge(stream, number) }
      if number == 7 { try note(stream, CallbackAttempted(), at: "05-23T09:00:00") }
    }
  }

  private mutating func judge(_ stream: String, _ number: Int) throws {
    var answer = CallbackAnswered()
    answer.wasContacted = true
    answer.efficiency = number <= 5 ? .satisfied : .dissatisfied
    answer.attitude = number <= 5 ? .verySatisfied : .dissatisfied
    answer.result = number <= 4 ? .basicallySatisfied : .dissatisfied
    answer.isSolved = number <= 4
    try note(stream, answer, at: "05-23T09:0\(number):00")
  }

  private mutating func writeCalls() throws {
    for number in 0..<20 {
      let minute = number < 10 ? "0\(number)" : "\(number)"
      try call("05-10T12:\(minute):00", waited: number == 0 ? nil : 5_000)
    }
    let waits: [(String, Int64?)] = [
      ("00", 15_000), ("01", 15_001), ("02", 3_000), ("03", nil),
    ]
    for (minute, waited) in waits {
      try call("05-12T12:\(minute):00", waited: waited)
    }
    try call("05-29T12:00:00", waited: 5_000)
  }

  private mutating func call(_ text: String, waited milliseconds: Int64?) throws {
    let start = try Self.time(text)
    var event = CallEnded()
    event.startedAt = start
    event.queue = "general"
    event.outcome = milliseconds == nil ? .abandoned : .answered
    if let milliseconds {
      let answered = start.microseconds + milliseconds * 1_000
      event.answeredAt = Instant(microseconds: answered)
      event.endedAt = Instant(microseconds: answered + 90_000_000)
    }
    try note("calls", event, at: text)
  }

  private mutating func writeOutreach() throws {
    var retired = KnowledgeItemRetired()
    retired.item = "K3"
    try note("kb-K3", retired, at: "05-06T09:00:00")
    for (number, outcome) in [CareOutcome.reached, .needsHelp, .notReached].enumerated() {
      var care = CareCallMade()
      care.group = "elders"
      care.township = "t\(number / 2)"
      care.outcome = outcome
      try note("care", care, at: "05-30T09:0\(number):00")
    }
    for (number, demands) in [2, 3].enumerated() {
      var visit = EnterpriseVisited()
      visit.enterprise = "firm-\(number)"
      visit.demands = UInt64(demands)
      visit.cases = number == 0 ? ["a1"] : []
      try note("visits", visit, at: "05-30T10:0\(number):00")
    }
    for (number, points) in [90, 95, 100].enumerated() {
      var inspected = QualityInspected()
      inspected.points = UInt64(points)
      try note("quality", inspected, at: "05-30T11:0\(number):00")
    }
    for (number, sentiment) in [Sentiment.negative, .negative, .positive].enumerated() {
      var tagged = SentimentTagged()
      tagged.keywordSet = "words"
      tagged.version = 2
      tagged.sentiment = sentiment
      try note("r\(number)", tagged, at: "05-30T12:0\(number):00")
    }
    var report = SpecialReportIssued()
    report.topic = "roads"
    try note("reports", report, at: "06-02T09:00:00")
  }
}
