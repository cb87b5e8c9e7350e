public import Wire

extension TicketState {
  /// Takes an event: the facts it states, the due dates it gives, the clocks it ends.
  ///
  /// Pure and total: the same events give the same bytes; whatever the log holds is taken, and what
  /// contradicts is counted, never dropped.
  ///
  /// Open to inlining, so that a fold that knows the type pays for no generic code.
  /// - Returns: the due dates that others took the place of.
  @inlinable @discardableResult
  public mutating func evolve<E: CaseEvent>(_ event: E, _ moment: Moment) -> [ReplacedDueDate] {
    count(moment)
    event.apply(to: &self, moment)
    for start in E.starts where event.begins(start) { anchor(start, at: moment.occurredAt) }
    let due = event.due
    return due.isEmpty ? [] : install(due, moment)
  }

  /// Counts an event, and whether it is entered late.
  @usableFromInline
  mutating func count(_ moment: Moment) {
    revision += 1
    if let latest = latestAct, moment.occurredAt < latest {
      lateEntries += 1
    } else {
      latestAct = moment.occurredAt
    }
  }

  /// Goes to a step; an act of earlier that is entered late does not move the ticket back in time.
  mutating func move(to next: TicketStep, _ moment: Moment) {
    step = next
    stepSince = moment.occurredAt
  }

  /// Gives the ticket into the hands of a unit.
  mutating func hand(to unit: String, _ moment: Moment, inTheAir: Bool = false) {
    if let last = hands.indices.last, hands[last].until == nil {
      if hands[last].unit == unit, hands[last].inTheAir == inTheAir { return }
      hands[last].until = moment.occurredAt
    }
    var holding = Holding()
    holding.unit = unit
    holding.from = moment.occurredAt
    holding.inTheAir = inTheAir
    hands.append(holding)
  }

  /// Nobody holds the ticket any more.
  mutating func release(_ moment: Moment) {
    if let last = hands.indices.last, hands[last].until == nil {
      hands[last].until = moment.occurredAt
    }
  }

  /// Notes when something happened that starts clocks; in a round the first time counts, but for a
  /// dispatch, where the latest does.
  @usableFromInline
  mutating func anchor(_ start: ClockStart, at instant: Instant) {
    if let index = anchors.firstIndex(where: { $0.start == start }) {
      if start != .firstDispatched { anchors[index].at = instant }
    } else {
      var anchor = ClockAnchor()
      anchor.start = start
      anchor.at = instant
      anchors.append(anchor)
    }
  }

  /// Ends the clocks that ask for an act.
  mutating func end(_ act: ClockEnd, _ moment: Moment) {
    for index in clocks.indices where clocks.span[index].due?.end == act {
      if clocks[index].end(moment, leader: lead) { contradictions += 1 }
    }
  }

  /// Ends the clocks that ask for any of some acts that happened at once.
  mutating func end(anyOf acts: [ClockEnd], _ moment: Moment) {
    for index in clocks.indices {
      guard let act = clocks.span[index].due?.end, acts.contains(act) else { continue }
      if clocks[index].end(moment, leader: lead) { contradictions += 1 }
    }
  }

  /// Takes due dates one after the other.
  /// - Returns: those of before that they took the place of.
  @usableFromInline
  mutating func install(_ dueDates: [DueDate], _ moment: Moment) -> [ReplacedDueDate] {
    var replaced: [ReplacedDueDate] = []
    for index in dueDates.indices { install(dueDates.span[index], moment, &replaced) }
    return replaced
  }

  /// Takes a due date: a new clock, or the place of the running one of its group.
  ///
  /// What had lapsed before another limit takes its place, since it starts anew or the facts are others now, stays as
  /// it was: a limit of its own, missed under the rule of then.
  private mutating func install(
    _ due: DueDate, _ moment: Moment, _ replaced: inout [ReplacedDueDate]
  ) {
    var clock = TicketClock()
    for index in clocks.indices.reversed() where clocks.span[index].isReplaced(by: due) {
      if clocks[index].lapsed, due.endsLapsed {
        clocks[index].status = .withdrawn
        clocks[index].endedAt = moment.occurredAt
        // Time in which nobody could act counts for no limit.
        if due.cause == .factsChanged { clock.pauses = clocks[index].pauses }
        break
      }
      if !replaced.contains(where: { $0.clock == index }) {
        replaced.append(ReplacedDueDate(clock: index, due: clocks[index].due))
      }
      clocks[index].take(due)
      return
    }
    if due.cause == .withdrawn { return }
    clock.due = due
    clock.firstDue = due.due
    clock.status = .running
    clocks.append(clock)
  }

  /// Begins a new round: anchors and what was heard in the last one are forgotten, clocks that still
  /// run are withdrawn.
  mutating func beginRound() {
    round += 1
    anchors.removeAll()
    callbackAttempts = 0
    wasCalledBack = false
    surveyExpired = false
    for index in clocks.indices where clocks.span[index].isPending {
      clocks[index].status = .withdrawn
    }
  }
}

/// 原时限: the due date that a clock had before an event gave it another.
public struct ReplacedDueDate: Hashable, Sendable {
  /// Place of the clock.
  public let clock: Int
  /// What it was.
  public let due: DueDate?
}

extension TicketClock {
  /// Whether the act it asks for is still awaited: it runs, or stands still for a while.
  @inlinable
  public var isPending: Bool { status == .running || status == .paused }

  /// Ends it by the act that it asks for.
  /// - Returns: whether that contradicts a lapse that was recorded.
  fileprivate mutating func end(_ moment: Moment, leader: String) -> Bool {
    let isInTime = due?.isMet(at: moment.occurredAt) ?? true
    switch status {
    case .running, .paused:
      unit = answering(leader: leader)
      endedAt = moment.occurredAt
      status = isInTime ? (lapsed ? .disputed : .met) : .missed
      return isInTime && lapsed
    case .missed:
      // An earlier act that is entered late: what was known stays, the claim is counted.
      guard isInTime, let endedAt, moment.occurredAt < endedAt else { return false }
      status = .disputed
      return true
    case .met, .disputed, .withdrawn, nil: return false
    }
  }

  /// Whether a due date takes its place: it is awaited, and of the same name or group.
  fileprivate func isReplaced(by other: DueDate) -> Bool {
    guard isPending, let due else { return false }
    return due.clock == other.clock || (!other.group.isEmpty && due.group == other.group)
  }

  /// Goes on with another due date, or not at all.
  fileprivate mutating func take(_ other: DueDate) {
    if other.cause == .withdrawn {
      // No rule asks for it any more.
      status = .withdrawn
      return
    }
    if due?.due != other.due { restatements += 1 }
    switch other.cause {
    case .extended: extensions += 1
    case .factsChanged: granted = 0
    case .started:
      granted = 0
      pauses = []
    default: break
    }
    due = other
    lapsed = false
    unit = ""
    status = .running
  }
}

extension DueDate {
  /// Whether it leaves a limit that lapsed as it was, and does not move it.
  fileprivate var endsLapsed: Bool {
    switch cause {
    case .started, .factsChanged, .withdrawn: true
    case .extended, .resumed, .merged, .restated, nil: false
    }
  }

  /// Whether an act at an instant is in time.
  public func isMet(at instant: Instant) -> Bool {
    guard let due else { return true }
    return boundaryExcluded ? instant < due : instant <= due
  }
}
