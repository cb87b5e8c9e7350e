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
  }

  /// Whether it is a case: there was an intake.
  public var isCase: Bool { state.step != nil }

  /// Takes the ticket's next event; one that is not of a case's life is only counted.
  /// - Parameter actor: who recorded it.
  public mutating func take(
    _ payload: (any EventPayload)?, at position: Position, _ moment: Moment, by actor: String = ""
  ) {
    events += 1
    self.position = position
    recordedAt = moment.recordedAt
    guard let act = payload as? any CaseEvent else { return }
    evolve(act, moment)
    if let trace = TicketTrace(act, at: position, by: actor) { traces.append(trace) }
  }

  /// Takes something that no event of the log says, as if its latest event had brought it.
  mutating func assume(_ act: any CaseEvent, _ moment: Moment) {
    evolve(act, moment)
  }

  private mutating func evolve(_ act: any CaseEvent, _ moment: Moment) {
    let before = state.clocks
    let lead = state.lead
    state.evolve(act, moment)
    note(before, at: position)
    note(act, lead, position, moment)
  }

  /// Notes which clocks an event gave or ended.
  private mutating func note(_ before: [TicketClock], at position: Position) {
    for index in state.clocks.indices {
      guard index < before.count else {
        clockEvents.append(ClockEvents(given: position))
        continue
      }
      let old = before[index]
      let new = state.clocks[index]
      if old.due != new.due { clockEvents[index].given = position }
      if old.status != new.status || old.endedAt != new.endedAt || old.lapsed != new.lapsed {
        clockEvents[index].ended = position
      }
    }
  }

  private mutating func note(
    _ act: any CaseEvent, _ lead: String, _ position: Position, _ moment: Moment
  ) {
    func add(_ kind: TicketFact.Kind, _ unit: String, _ value: UInt64 = 0) {
      facts.append(
        TicketFact(
          kind: kind, unit: unit, at: moment.occurredAt, recordedAt: moment.recordedAt,
          position: position, value: value))
    }
    switch act {
    case is IntakeRecorded: add(.intake, TicketState.centre)
    case is AnsweredFromKnowledge: add(.answeredDirectly, TicketState.centre)
    case let event as Dispatched:
      add(.handed, event.lead)
      for unit in event.coHandlers { add(.handedToCoHandler, unit) }
    case let event as LeaderDispatched: add(.handed, event.lead)
    case let event as LeadChanged: add(.handed, event.lead)
    case let event as CoHandlerAdded: add(.handedToCoHandler, event.unit)
    case let event as ResultReported:
      let unit = event.unit.isEmpty ? lead : event.unit
      add(.result, unit, event.isSolved.map { $0 ? 1 : 2 } ?? 0)
    case let event as ReviewDecided: add(event.accepted ? .accepted : .sentBack, lead)
    case let event as Closed:
      add(.closed, lead, UInt64((event.grade ?? state.grade)?.rawValue ?? 0))
    case is Hotline.Reopened: add(.reopened, lead)
    case is Suspended: add(state.suspension == .parked ? .parked : .suspended, lead)
    case is Resumed: add(.resumed, lead)
    case is MergedInto: add(.merged, lead)
    case is ReferredToEmergency, is ReferredToDiscipline, is ReferredToLegalProcedure,
      is ServiceRefused:
      add(.referred, lead)
    default: noteFurther(act, lead, add)
    }
  }

  private func noteFurther(
    _ act: any CaseEvent, _ lead: String,
    _ add: (TicketFact.Kind, String, UInt64) -> Void
  ) {
    func own(_ unit: String) -> String { unit.isEmpty ? lead : unit }
    switch act {
    case let event as SignedFor: add(.signedFor, own(event.unit), 0)
    case let event as CitizenContacted: add(.contacted, own(event.unit), event.reached ? 1 : 0)
    case let event as ReturnRequested: add(.returnRequested, own(event.unit), 0)
    case let event as ReturnDecided:
      let asked = facts.last { $0.kind == .returnRequested }
      add(.returnDecided, asked?.unit ?? lead, UInt64(event.ruling?.rawValue ?? 0))
    case let event as ExtensionDecided:
      if event.ruling == .granted { add(.extended, lead, 0) }
    case let event as FollowedUp: add(.followedUp, own(event.unit), event.isFinished ? 1 : 0)
    case is CallbackAttempted: add(.attempted, lead, 0)
    case let event as CallbackAnswered: add(.answered, lead, event.packedAnswers)
    case is ReminderReceived: add(.reminded, lead, 0)
    case let event as CardIssued:
      if let colour = event.colour { add(.card, own(event.unit), UInt64(colour.rawValue)) }
    case let event as CardRevoked:
      add(.cardRevoked, own(event.unit), UInt64(event.colour?.rawValue ?? 0))
    case let event as ExclusionDecided:
      if event.ruling == .granted {
        add(.excluded, lead, UInt64((event.ground ?? state.exclusion)?.rawValue ?? 0))
      }
    case let event as SpotCheckRecorded: add(.checked, lead, UInt64(event.result?.rawValue ?? 0))
    case let event as ProgressReported: add(.unitAct, own(event.unit), 0)
    case let event as ArrivedOnSite: add(.unitAct, own(event.unit), 0)
    case let event as ExtensionRequested: add(.unitAct, own(event.unit), 0)
    case let event as ContactDetailsChanged:
      if event.changesNumber { add(.contactChanged, lead, 0) }
    case is JointSupervisionOpened: add(.jointOpened, lead, 0)
    case let event as JointSupervisionClosed: add(.jointClosed, lead, event.isSolved ? 1 : 0)
    default: break
    }
  }
}

extension CallbackAnswered {
  /// Its five answers, four bits each: contacted, efficiency, attitude, result, solved.
  fileprivate var packedAnswers: UInt64 {
    func yesNo(_ answer: Bool?) -> UInt64 { answer.map { $0 ? 1 : 2 } ?? 0 }
    let answers: [UInt64] = [
      yesNo(wasContacted), UInt64(efficiency?.rawValue ?? 0), UInt64(attitude?.rawValue ?? 0),
      UInt64(result?.rawValue ?? 0), yesNo(isSolved),
    ]
    return answers.enumerated().reduce(0) { $0 | $1.element << UInt64(4 * $1.offset) }
  }
}
