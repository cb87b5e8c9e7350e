import EventStore
import Hotline
import TestSupport
import Wire

@testable import Projections

/// Histories made by hand, minute by minute, decided by the small rule set, and the boards over them.
struct BoardLog {
  static let start = Instant(microseconds: 1_780_000_000_000_000)

  let book: RuleBook?
  private var tickets: [String: TicketState] = [:]
  private var requests: [(at: Instant, request: AppendRequest)] = []

  init(_ rules: RuleSet? = SmallRules.ruleSet()) throws {
    book = try rules.map { try RuleBook($0, calendar: nil) }
    guard let rules else { return }
    var adopted = RuleSetAdopted()
    adopted.rules = rules
    try add("rules", RuleSetAdopted.typeName, adopted.encoded, "office", Self.at(0), Self.at(0))
  }

  static func at(_ minutes: Int64, microseconds: Int64 = 0) -> Instant {
    Instant(microseconds: start.microseconds + minutes * 60_000_000 + microseconds)
  }

  /// A unit becomes known by its name.
  mutating func name(
    _ unit: String, _ name: String, group: String = "", at minutes: Int64 = 0
  ) throws {
    var created = UnitCreated()
    created.unit = unit
    created.name = name
    created.group = group
    let at = Self.at(minutes)
    try add("unit-\(unit)", UnitCreated.typeName, created.encoded, "office", at, at)
  }

  /// Something happens in a case, and is entered some minutes later.
  mutating func act(
    _ stream: String, _ minutes: Int64, _ event: any CaseEvent, by actor: String = "op",
    microseconds: Int64 = 0, enteredAfter lag: Int64 = 0
  ) throws {
    let moment = Moment(
      occurredAt: Self.at(minutes, microseconds: microseconds),
      recordedAt: Self.at(minutes + lag, microseconds: microseconds))
    let decided = try tickets[stream, default: TicketState()].decide(
      any: event, by: book, at: moment, disclosed: ["caller.phone"])
    tickets[stream, default: TicketState()].evolve(decided, moment)
    try add(
      stream, type(of: decided).typeName, decided.encoded, actor, moment.occurredAt,
      moment.recordedAt)
  }

  /// What the passing of time brings.
  mutating func deadlines(_ stream: String, _ minutes: Int64) throws {
    guard let book, var ticket = tickets[stream] else { return }
    for due in ticket.deadlineEvents(by: book, at: Self.at(minutes)) {
      ticket.evolve(due.event, Moment(occurredAt: due.at, recordedAt: Self.at(minutes)))
      try add(
        stream, type(of: due.event).typeName, due.event.encoded, "clock", due.at,
        Self.at(minutes))
    }
    tickets[stream] = ticket
  }

  private mutating func add(
    _ stream: String, _ type: String, _ payload: [UInt8], _ actor: String, _ occurredAt: Instant,
    _ recordedAt: Instant
  ) throws {
    let id = EventID(sha256(Array("\(stream) \(requests.count)".utf8)))
    let draft = EventDraft(
      id: id, type: try EventType(type), occurredAt: occurredAt, actor: actor, payload: payload)
    requests.append(
      (recordedAt, AppendRequest([StreamAppend(try StreamID(stream), events: [draft])])))
  }

  /// The log of everything so far, in the order in which it was recorded.
  func log() throws -> InMemoryEventLog {
    let order = requests.indices.sorted {
      requests[$0].at == requests[$1].at ? $0 < $1 : requests[$0].at < requests[$1].at
    }
    let log = InMemoryEventLog(
      origin: "test.example/log", clock: ScriptedClock(order.map { requests[$0].at }))
    for index in order { _ = try log.appendAndWait(requests[index].request) }
    return log
  }

  /// The ledger of it.
  func ledger() throws -> ScoreLedger {
    try log().withSnapshot { try ScoreLedger($0) }
  }

  /// A board at a moment.
  func board(
    _ name: BoardName, _ minutes: Int64, microseconds: Int64 = 0, unit: String? = nil,
    seed: UInt64? = nil
  ) throws -> Board {
    let basis = try ScoreBasis(book, now: Self.at(minutes, microseconds: microseconds))
    return try Board.of(name, try ledger(), by: basis, unit: unit, seed: seed)
  }
}

// Steps that many tests take.
extension BoardLog {
  /// Taken in, handed to a unit, and signed for one minute later.
  mutating func open(_ stream: String, _ minutes: Int64, _ unit: String = "U1") throws {
    try act(stream, minutes, IntakeRecorded())
    try hand(stream, minutes, unit)
  }

  mutating func hand(_ stream: String, _ minutes: Int64, _ unit: String) throws {
    var dispatched = Dispatched()
    dispatched.lead = unit
    try act(stream, minutes, dispatched)
    var signed = SignedFor()
    signed.unit = unit
    try act(stream, minutes + 1, signed, by: unit)
  }

  mutating func report(
    _ stream: String, _ minutes: Int64, _ unit: String = "U1", enteredAfter lag: Int64 = 0
  ) throws {
    var result = ResultReported()
    result.unit = unit
    result.isSolved = true
    try act(stream, minutes, result, by: unit, enteredAfter: lag)
  }

  mutating func giveBack(_ stream: String, _ minutes: Int64, _ unit: String) throws {
    var request = ReturnRequested()
    request.unit = unit
    request.ground = .notOurDuty
    try act(stream, minutes, request, by: unit)
  }

  mutating func rule(_ stream: String, _ minutes: Int64, _ ruling: Ruling) throws {
    var decided = ReturnDecided()
    decided.ruling = ruling
    decided.authority = "head"
    try act(stream, minutes, decided)
  }

  mutating func changeNumber(_ stream: String, _ minutes: Int64) throws {
    var change = ContactDetailsChanged()
    change.fields = ["caller.phone"]
    change.agent = "clerk"
    try act(stream, minutes, change, by: "clerk")
  }

  mutating func answer(
    _ stream: String, _ minutes: Int64, number: UInt8 = 0, agent: String = "",
    result: Satisfaction = .satisfied, isSolved: Bool = true
  ) throws {
    var answer = CallbackAnswered()
    answer.result = result
    answer.isSolved = isSolved
    answer.agent = agent
    answer.number = number == 0 ? [] : [UInt8](repeating: number, count: 16)
    try act(stream, minutes, answer, by: agent.isEmpty ? "op" : agent)
  }

  mutating func close(
    _ stream: String, _ minutes: Int64, by actor: String = "closer", microseconds: Int64 = 0,
    grade: HandlingGrade? = nil
  ) throws {
    var closed = Closed()
    closed.grade = grade
    try act(stream, minutes, closed, by: actor, microseconds: microseconds)
  }

  mutating func reopen(_ stream: String, _ minutes: Int64) throws {
    var reopened = Hotline.Reopened()
    reopened.reason = "not solved"
    try act(stream, minutes, reopened)
  }
}

extension Board {
  /// The streams of its rows.
  var streams: [String] {
    rows.compactMap { row in
      row.cells.compactMap { cell in if case .stream(let text) = cell { text } else { nil } }.first
    }
  }

  /// The cell of a column.
  func cell(_ row: Int, _ key: String) -> BoardCell? {
    guard let column = columns.firstIndex(where: { $0.key == key }), rows.indices.contains(row)
    else { return nil }
    return rows[row].cells[column]
  }
}
