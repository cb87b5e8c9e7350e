public import Wire

extension TicketState {
  /// Takes an event: the facts it states, the due dates it gives, the clocks it ends.
  ///
  /// Pure and total: the same events give the same bytes; whatever the log holds is taken, and what
  /// contradicts is counted, never dropped.
  public mutating func evolve(_ event: any CaseEvent, _ moment: Moment) {
    evolveOpened(event, moment)
  }

  private mutating func evolveOpened<E: CaseEvent>(_ event: E, _ moment: Moment) {
    revision += 1
    if let latest = latestAct, moment.occurredAt < latest {
      lateEntries += 1
    } else {
      latestAct = moment.occurredAt
    }
    event.apply(to: &self, moment)
    for start in E.starts where event.begins(start) { anchor(start, at: moment.occurredAt) }
    for due in event.due { install(due) }
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
    for index in clocks.indices where clocks[index].due?.end == act {
      end(clockAt: index, moment)
    }
  }

  private mutating func end(clockAt index: Int, _ moment: Moment) {
    let isInTime = clocks[index].due?.isMet(at: moment.occurredAt) ?? true
    switch clocks[index].status {
    case .running, .paused:
      clocks[index].unit = answers(for: clocks[index])
      clocks[index].endedAt = moment.occurredAt
      clocks[index].status = isInTime ? (clocks[index].lapsed ? .disputed : .met) : .missed
      if isInTime, clocks[index].lapsed { contradictions += 1 }
    case .missed:
      // An earlier act that is entered late: what was known stays, the claim is counted.
      if isInTime, let ended = clocks[index].endedAt, moment.occurredAt < ended {
        clocks[index].status = .disputed
        contradictions += 1
      }
    case .met, .disputed, .withdrawn, nil: break
    }
  }

  /// Takes a due date: a new clock, or the place of the running one of its group.
  mutating func install(_ due: DueDate) {
    let place = clocks.lastIndex {
      guard let current = $0.due else { return false }
      let isSame = current.clock == due.clock || (!due.group.isEmpty && current.group == due.group)
      return isSame && ($0.status == .running || $0.status == .paused)
    }
    guard let place else {
      if due.cause == .withdrawn { return }
      var clock = TicketClock()
      clock.due = due
      clock.firstDue = due.due
      clock.status = .running
      clocks.append(clock)
      return
    }
    if due.cause == .withdrawn {
      clocks[place].status = .withdrawn
      return
    }
    if clocks[place].due?.due != due.due { clocks[place].restatements += 1 }
    if due.cause == .extended { clocks[place].extensions += 1 }
    clocks[place].due = due
    clocks[place].lapsed = false
    clocks[place].unit = ""
    clocks[place].status = .running
  }

  /// Begins a new round: anchors and what was heard in the last one are forgotten, clocks that still
  /// run are withdrawn.
  mutating func beginRound() {
    round += 1
    anchors.removeAll()
    callbackAttempts = 0
    wasCalledBack = false
    surveyExpired = false
    for index in clocks.indices
    where clocks[index].status == .running || clocks[index].status == .paused {
      clocks[index].status = .withdrawn
    }
  }
}

extension DueDate {
  /// Whether an act at an instant is in time.
  public func isMet(at instant: Instant) -> Bool {
    guard let due else { return true }
    return boundaryExcluded ? instant < due : instant <= due
  }
}
