import EventStore
import Hotline
import Wire

/// An urgent joint case with a lapse and its card, a return, an extension, a redo, a late entry that
/// contradicts the lapse, a number swapped before the callback, and a closing in its second.
public struct SampleCase {
  /// The case's stream.
  public static let stream = "tpe-20260504-0042"
  /// Position of the adoption of the second rule set, under which joint handling has 15 days.
  public static let secondRules: UInt64 = 14

  private var ticket = TicketState()
  private var book: RuleBook
  private var requests: [AppendRequest] = []
  private var times: [Instant] = []

  /// A log with the case in it; the same to the last byte each time.
  public static func log() throws -> InMemoryEventLog {
    var sample = Self(book: try SampleRules.book(version: 1, jointDays: 10))
    try sample.adopt()
    try sample.first()
    try sample.adoptSecondRules()
    try sample.second()
    try sample.last()
    let log = InMemoryEventLog(
      origin: "1999.example.gov/log", clock: ScriptedClock(sample.times))
    for request in sample.requests { _ = try log.appendAndWait(request) }
    return log
  }

  private init(book: RuleBook) {
    self.book = book
  }

  private mutating func adopt() throws {
    try record("rules", "05-04T08:00:00", adopted(1, 10))
    var calendar = CalendarAdopted()
    calendar.calendar = SampleRules.calendar
    try record("calendars", "05-04T08:00:01", calendar)
    for (index, unit) in [("PWD", "工務局"), ("WTR", "水利處")].enumerated() {
      var created = UnitCreated()
      created.unit = unit.0
      created.name = unit.1
      try record("units", "05-04T08:00:0\(index + 2)", created)
    }
  }

  private func adopted(_ version: UInt64, _ jointDays: UInt64) -> RuleSetAdopted {
    var adopted = RuleSetAdopted()
    adopted.rules = SampleRules.rules(version: version, jointDays: jointDays)
    return adopted
  }

  private mutating func adoptSecondRules() throws {
    try record("rules", "05-05T18:00:00", adopted(2, 15))
    book = try SampleRules.book(version: 2, jointDays: 15)
  }

  /// Intake, dispatch, the lapse and its card, a return, a co-handler and the late entry.
  private mutating func first() throws {
    var intake = IntakeRecorded()
    intake.channel = "phone"
    intake.kind = "complaint"
    intake.categoryText = "道路塌陷"
    intake.category = "road.collapse"
    intake.district = "xinyi"
    intake.urgency = .urgent
    try act(
      "05-04T09:05:00", intake, by: "operator:17",
      values: [("address", "信義區松仁路1號"), ("caller.phone", "0900000001")])
    var dispatched = Dispatched()
    dispatched.lead = "PWD"
    try act("05-04T09:12:00", dispatched, by: "operator:17")
    try sign("05-04T09:20:00", "PWD")
    try deadlines("05-04T10:13:00")
    var back = ReturnRequested()
    back.unit = "PWD"
    back.ground = .notOurDuty
    back.suggested = "WTR"
    try act("05-04T10:40:00", back, by: "PWD:clerk-3")
    var decided = ReturnDecided()
    decided.ruling = .improper
    decided.authority = "director"
    try act("05-04T14:40:00", decided, by: "director:1")
    var joint = CoHandlerAdded()
    joint.unit = "WTR"
    try act("05-04T15:00:00", joint, by: "operator:17")
    var progress = ProgressReported()
    progress.unit = "PWD"
    try act("05-04T10:05:00", progress, by: "PWD:clerk-3", recorded: "05-05T08:30:00")
  }

  /// To and fro between two units, and an extension.
  private mutating func second() throws {
    for (lead, time) in [("WTR", "05-06T09"), ("PWD", "05-07T10")] {
      var change = LeadChanged()
      change.lead = lead
      change.authority = "director"
      change.reason = "duties"
      try act("\(time):00:00", change, by: "director:1")
      try sign("\(time):30:00", lead)
    }
    var asked = ExtensionRequested()
    asked.unit = "PWD"
    asked.clock = "G-10"
    asked.workingDays = 3
    try act("05-15T16:00:00", asked, by: "PWD:clerk-3")
    var granted = ExtensionDecided()
    granted.ruling = .granted
    granted.authority = "director"
    try act("05-18T09:00:00", granted, by: "director:1")
  }

  /// A result that is sent back, another one, the swapped number, the callback and the closing.
  private mutating func last() throws {
    try result("05-20T17:30:00")
    var review = ReviewDecided()
    review.reason = "no photograph"
    try act("05-21T09:00:00", review, by: "centre:4")
    try result("05-22T16:00:00")
    review.accepted = true
    review.reason = ""
    try act("05-22T16:30:00", review, by: "centre:4")
    var change = ContactDetailsChanged()
    change.fields = ["caller.phone"]
    try act(
      "05-22T17:00:00", change, by: "PWD:clerk-3", values: [("caller.phone", "0900000002")])
    var answer = CallbackAnswered()
    answer.isSolved = false
    answer.wasContacted = false
    answer.result = .dissatisfied
    try act("05-22T18:00:00", answer, by: "centre:9")
    try act("05-22T18:00:00.400000", Closed(), by: "centre:9")
    try record(Self.stream, "05-25T09:00:00", type: "NoteAdded", [8, 1], by: "centre:4")
  }

  private mutating func sign(_ time: String, _ unit: String) throws {
    var signed = SignedFor()
    signed.unit = unit
    try act(time, signed, by: "\(unit):desk")
  }

  private mutating func result(_ time: String) throws {
    var result = ResultReported()
    result.unit = "PWD"
    result.isSolved = true
    try act(time, result, by: "PWD:clerk-3")
  }

  /// What the passing of time brings by an instant.
  private mutating func deadlines(_ now: String) throws {
    for due in ticket.deadlineEvents(by: book, at: try instant(now)) {
      ticket.evolve(due.event, Moment(occurredAt: due.at, recordedAt: try instant(now)))
      try add(
        Self.stream, try instant(now), due.at, type(of: due.event).typeName, due.event.encoded,
        "clock:deadlines")
    }
  }

  private mutating func act(
    _ time: String, _ event: any CaseEvent, by actor: String, recorded: String? = nil,
    values: [(String, String)] = []
  ) throws {
    let moment = Moment(
      occurredAt: try instant(time), recordedAt: try instant(recorded ?? time))
    let decided = try ticket.decide(
      any: event, by: book, at: moment, disclosed: values.map(\.0))
    ticket.evolve(decided, moment)
    try add(
      Self.stream, moment.recordedAt, moment.occurredAt, type(of: decided).typeName,
      decided.encoded, actor, values)
  }

  private mutating func record(
    _ stream: String, _ time: String, _ payload: any EventPayload
  ) throws {
    try record(
      stream, time, type: type(of: payload).typeName, payload.encoded, by: "office:rules")
  }

  private mutating func record(
    _ stream: String, _ time: String, type: String, _ payload: [UInt8], by actor: String
  ) throws {
    let instant = try instant(time)
    try add(stream, instant, instant, type, payload, actor)
  }

  private mutating func add(
    _ stream: String, _ recordedAt: Instant, _ occurredAt: Instant, _ type: String,
    _ payload: [UInt8], _ actor: String, _ values: [(String, String)] = []
  ) throws {
    let digest = sha256(Array("\(stream) \(type) \(times.count)".utf8))
    let salt = SeededEntropy(seed: 7).salt(for: digest.bytes)
    let draft = EventDraft(
      id: EventID(digest), type: try EventType(type), occurredAt: occurredAt, actor: actor,
      payload: payload,
      disclosures: values.map { Disclosure(path: $0.0, salt: salt, value: Array($0.1.utf8)) })
    requests.append(AppendRequest([StreamAppend(try StreamID(stream), events: [draft])]))
    times.append(recordedAt)
  }

  private func instant(_ time: String) throws -> Instant {
    guard let instant = Instant(iso8601: "2026-\(time)+08:00") else {
      throw SampleError(text: time)
    }
    return instant
  }
}

/// A time of a script that is none.
struct SampleError: Error {
  let text: String
}
