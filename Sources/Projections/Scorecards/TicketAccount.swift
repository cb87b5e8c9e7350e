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
  /// Corrections of its facts, in the order of the log.
  public private(set) var corrections: [FactCorrection] = []
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
    traces: [TicketTrace], corrections: [FactCorrection], position: Position,
    recordedAt: Instant, events: UInt64
  ) {
    self.stream = stream
    self.state = state
    self.facts = facts
    self.clockEvents = clockEvents
    self.traces = traces
    self.corrections = corrections
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
    if let act = act as? any TracedEvent { add(TicketTrace(act, at: position, by: actor)) }
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
    try FactRule.folds[kind](record, &self, position, moment)
  }

  /// Takes the ticket's next event as it is recorded; it brings no fact.
  mutating func fold(
    factless kind: Int, _ record: borrowing RecordView, at position: Position, _ moment: Moment
  ) throws(WireError) {
    let replaced = try Vocabulary.fold(at: kind, record.payload, moment, into: &state)
    count(at: position, moment)
    if let replaced { noteClocks(replaced) }
  }

  /// Takes an event that was decoded, but for its facts.
  /// - Returns: what its facts have to go by.
  @inline(__always)
  mutating func fold<E: CaseEvent>(
    _ event: E, at position: Position, _ moment: Moment
  ) -> FactRule.Noting {
    let noting = FactRule.Noting(lead: state.lead, moment: moment)
    let replaced = state.evolve(event, moment)
    count(at: position, moment)
    noteClocks(replaced)
    return noting
  }

  /// Takes something that no event of the log says, as if its latest event had brought it.
  mutating func assume(_ act: any CaseEvent, _ moment: Moment) {
    let lead = state.lead
    noteClocks(state.evolve(act, moment))
    FactRule.of(act)?.note(act, &self, FactRule.Noting(lead: lead, moment: moment))
  }

  /// Notes which clocks an event gave or ended.
  /// - Parameter replaced: due dates of before that others took the place of.
  private mutating func noteClocks(_ replaced: [ReplacedDueDate]) {
    for index in state.clocks.indices {
      let mark = ClockMark(state.clocks.span[index])
      guard index < marks.count else {
        marks.append(mark)
        clockEvents.append(ClockEvents(given: position))
        continue
      }
      if marks[index] != mark {
        marks[index] = mark
        clockEvents[index].ended = position
      }
    }
    for one in replaced where one.clock < clockEvents.count {
      if one.due != state.clocks[one.clock].due { clockEvents[one.clock].given = position }
    }
  }

  /// Keeps who took part in an act.
  mutating func add(_ trace: TicketTrace) { traces.append(trace) }

  /// Corrects the facts that an event brought; the latest event says so.
  mutating func correct(by correction: Corrected) {
    guard correction.revision > 0 else { return }
    for place in facts.indices where facts[place].revision == correction.revision {
      guard let value = facts[place].value(correctedBy: correction) else { continue }
      facts[place].value = value
      corrections.append(FactCorrection(event: facts[place].position, position: position))
    }
  }

  /// Adds a fact that the latest event brings.
  mutating func add(
    _ kind: TicketFact.Kind, _ unit: String, _ noting: FactRule.Noting, _ value: UInt64 = 0
  ) {
    // Most tickets have a few; room for one after the other would be made several times.
    if facts.isEmpty { facts.reserveCapacity(4) }
    facts.append(
      TicketFact(
        kind: kind, unit: unit, at: noting.moment.occurredAt,
        recordedAt: noting.moment.recordedAt, position: position, value: value,
        revision: kind.isCorrectable ? noting.moment.revision : 0))
  }
}

/// What tells that a clock ended, or ended otherwise than was known.
private struct ClockMark: Hashable, Sendable {
  let status: ClockStatus?
  let endedAt: Instant?
  let lapsed: Bool

  init(_ clock: borrowing TicketClock) {
    status = clock.status
    endedAt = clock.endedAt
    lapsed = clock.lapsed
  }
}
