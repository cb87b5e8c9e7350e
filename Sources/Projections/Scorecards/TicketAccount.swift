public import EventStore
public import Hotline
public import Wire

/// 工单台账: everything of one ticket that a figure may rest on: its state, the facts that count,
/// and the events behind its clocks.
///
/// A fold of the ticket's own events. Contributions to scorecards, work lists and signals are pure
/// functions of it, so that live views, rebuilt ones and those of the past cannot differ.
public struct TicketAccount: Hashable, Sendable {
  /// Its stream: the case's number.
  public var stream: String
  /// The ticket.
  public private(set) var state = TicketState()
  /// What happened, in the order of the log.
  public private(set) var facts: [TicketFact] = []
  /// The events behind each clock of the ticket, in the order of its clocks.
  public private(set) var clockEvents: [ClockEvents] = []
  /// What was last seen of each clock; follows from the state.
  private var marks: [ClockMark] = []
  /// Who took part in acts that are looked at for signals of fraud, in the order of the log.
  public private(set) var traces: [TicketTrace] = []
  /// Its latest event.
  public private(set) var position = Position.start
  /// When that was recorded.
  public private(set) var recordedAt = Instant(microseconds: 0)
  /// Events of its stream, also those that change nothing.
  public private(set) var events: UInt64 = 0

  /// 时限事件: which events gave and ended a clock.
  public struct ClockEvents: Hashable, Sendable {
    /// Gave the due date, or gave it anew.
    public var given: Position
    /// The act or the recorded lapse; the start while there is none.
    public var ended = Position.start
  }

  /// The account of a ticket without events.
  public init(stream: String) {
    self.stream = stream
  }

  init(
    stream: String, state: TicketState, facts: [TicketFact], clockEvents: [ClockEvents],
    traces: [TicketTrace], position: Position, recordedAt: Instant, events: UInt64
  ) {
    self.stream = stream
    self.state = state
    self.facts = facts
    self.clockEvents = clockEvents
    self.traces = traces
    self.position = position
    self.recordedAt = recordedAt
    self.events = events
    marks = state.clocks.map { ClockMark($0) }
  }

  /// Whether it is a case: there was an intake.
  public var isCase: Bool { state.step != nil }

  /// Takes the ticket's next event; one that is not of a case's life is only counted.
  /// - Parameter actor: who recorded it.
  public mutating func take(
    _ payload: (any EventPayload)?, at position: Position, _ moment: Moment, by actor: String = ""
  ) {
    count(at: position, moment)
    guard let act = payload as? any CaseEvent else { return }
    assume(act, moment)
    if let trace = TicketTrace(act, at: position, by: actor) { traces.append(trace) }
  }

  /// Counts an event that changes nothing.
  mutating func count(at position: Position, _ moment: Moment) {
    events += 1
    self.position = position
    recordedAt = moment.recordedAt
  }

  /// Takes the ticket's next event as it is recorded.
  /// - Parameter kind: place of its type in the vocabulary; it is of a case's life.
  /// - Throws: ``Wire/WireError`` when the payload cannot be read; the account stays as it was.
  mutating func fold(
    _ kind: Int, _ record: borrowing RecordView, at position: Position, _ moment: Moment
  ) throws(WireError) {
    var before: [TicketClock]?
    let lead = state.lead
    let act = try Vocabulary.fold(
      at: kind, record.payload, moment, into: &state, clocks: &before)
    count(at: position, moment)
    guard let act else { return }
    noteClocks(before)
    FactRule.all[kind]?.note(act, &self, FactRule.Noting(lead: lead, moment: moment))
    guard FactRule.isTraced[kind] else { return }
    let actor = String(decoding: [UInt8](copying: record.actor), as: UTF8.self)
    if let trace = TicketTrace(act, at: position, by: actor) { traces.append(trace) }
  }

  /// Takes something that no event of the log says, as if its latest event had brought it.
  mutating func assume(_ act: any CaseEvent, _ moment: Moment) {
    let before = state.clocks
    let lead = state.lead
    state.evolve(act, moment)
    noteClocks(before)
    FactRule.of(act)?.note(act, &self, FactRule.Noting(lead: lead, moment: moment))
  }

  /// Notes which clocks an event gave or ended.
  /// - Parameter before: the clocks of before, when the event may have given any of them anew.
  private mutating func noteClocks(_ before: [TicketClock]?) {
    for index in state.clocks.indices {
      let mark = ClockMark(state.clocks[index])
      guard index < marks.count else {
        marks.append(mark)
        clockEvents.append(ClockEvents(given: position))
        continue
      }
      if let before, before[index].due != state.clocks[index].due {
        clockEvents[index].given = position
      }
      if marks[index] != mark {
        marks[index] = mark
        clockEvents[index].ended = position
      }
    }
  }

  /// Adds a fact that the latest event brings.
  mutating func add(
    _ kind: TicketFact.Kind, _ unit: String, _ noting: FactRule.Noting, _ value: UInt64 = 0
  ) {
    facts.append(
      TicketFact(
        kind: kind, unit: unit, at: noting.moment.occurredAt,
        recordedAt: noting.moment.recordedAt, position: position, value: value))
  }
}

/// What tells that a clock ended, or ended otherwise than was known.
private struct ClockMark: Hashable, Sendable {
  let status: ClockStatus?
  let endedAt: Instant?
  let lapsed: Bool

  init(_ clock: TicketClock) {
    status = clock.status
    endedAt = clock.endedAt
    lapsed = clock.lapsed
  }
}
