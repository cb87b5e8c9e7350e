import EventStore
import Hotline
import Wire

/// 退单, 延期, 挂账, 加派: what takes a ticket off the straight way.
extension Engine {
  /// Plans one of them, seldom, and at most once in a ticket's life; the work is planned anew after it.
  mutating func takeDetour(_ place: Int, _ time: Int64, _ budget: Int64) throws -> Bool {
    guard tickets[place].lateness == .inTime, tickets[place].state.round == 1,
      budget > Length.hours(36)
    else { return false }
    let habit = directory.units[tickets[place].unit].habit
    if tickets[place].returnsLeft > 0, !tickets[place].hasDetoured,
      tickets[place].random.chance(habit.returnsPerMillion)
    {
      tickets[place].returnsLeft -= 1
      plan(.askReturn, place, at: returnTime(place, time, isLast: habit == .bouncing))
      return true
    }
    if tickets[place].hasDetoured { return false }
    let draw = tickets[place].random.below(1_000_000)
    let steps: [(limit: Int, step: Step, share: Int64)] = [
      (14_000, .askExtension, 700), (20_000, .suspend, 400), (29_000, .addHandler, 150),
    ]
    guard let chosen = steps.first(where: { draw < $0.limit }) else { return false }
    guard chosen.step == .addHandler || book != nil else { return false }
    tickets[place].hasDetoured = true
    plan(chosen.step, place, at: time + budget / 1_000 * chosen.share)
    return true
  }

  /// Units that like to give tickets back do it in the last hour of the day on which they may.
  private mutating func returnTime(_ place: Int, _ time: Int64, isLast: Bool) -> Int64 {
    let dispatched =
      tickets[place].state.anchors.first { $0.start == .dispatched }?.at?.microseconds ?? time
    if isLast {
      let midnight = CityTime.midnight(CityTime.day(dispatched) + 1)
      let at = midnight - Length.minutes(3 + tickets[place].random.below(50))
      if at > time + Length.minutes(10) { return at }
    }
    return time + Length.minutes(20 + tickets[place].random.below(400))
  }

  mutating func returnTicket(_ step: Step, _ place: Int, _ time: Int64) throws {
    if step == .askReturn { return try askReturn(place, time) }
    guard tickets[place].state.step == .returning else { return }
    var event = ReturnDecided()
    let draw = tickets[place].random.below(100)
    event.ruling = draw < 68 ? .granted : draw < 88 ? .refused : .improper
    event.authority = "centre-head"
    event.isFinal = tickets[place].returnsLeft == 0
    try record(event, place, at: time, lag: Length.second * 20, actor: "centre-head", tags: [])
    if event.ruling == .granted {
      tickets[place].unit = otherUnit(place)
      tickets[place].course += 1
      plan(.dispatch, place, at: time + Length.minutes(3 + tickets[place].random.below(40)))
    } else if tickets[place].state.step == .dispatched {
      plan(.sign, place, at: time + Length.minutes(5))
    } else {
      tickets[place].hasDetoured = true
      try planWork(place, time)
    }
  }

  private mutating func askReturn(_ place: Int, _ time: Int64) throws {
    guard StepSet.withUnit.contains(tickets[place].state.step) else { return }
    let known = book?.rules.returns?.grounds ?? []
    let grounds = known.isEmpty ? ReturnGround.allCases : known
    var event = ReturnRequested()
    event.unit = tickets[place].state.lead
    event.ground = grounds[tickets[place].random.below(grounds.count)]
    event.suggested = directory.units[otherUnit(place)].code
    let isRecorded = try record(
      event, place, at: time, lag: Length.second * 30, actor: event.unit)
    guard isRecorded else { return }
    tally.returns += 1
    plan(.decideReturn, place, at: time + Length.minutes(25 + tickets[place].random.below(300)))
  }

  mutating func detour(_ step: Step, _ place: Int, _ time: Int64) throws {
    guard
      StepSet.withUnit.contains(tickets[place].state.step)
        || tickets[place].state.step == .suspended
    else { return }
    let unit = tickets[place].state.lead
    switch step {
    case .askExtension: try askExtension(place, time, unit)
    case .decideExtension:
      var event = ExtensionDecided()
      let days = tickets[place].state.pendingExtension?.workingDays ?? 0
      event.authority = extensionAuthority(days)?.authority ?? ""
      event.ruling = tickets[place].random.chance(850_000) ? .granted : .refused
      try record(event, place, at: time, lag: Length.second * 10, actor: event.authority)
      try planWork(place, time)
    case .suspend:
      guard hasPausableClock(place) else { return try planWork(place, time) }
      var event = Suspended()
      let days = 3 + tickets[place].random.below(25)
      event.kind = tickets[place].random.chance(350_000) ? .parked : .suspended
      event.authority = "centre-head"
      event.until = Instant(microseconds: time + Length.hours(days * 24))
      event.reason = "outside-power"
      try record(event, place, at: time, lag: 0, actor: unit)
      plan(.resume, place, at: time + Length.hours(days * 20))
    case .resume:
      var event = Resumed()
      event.authority = "centre-head"
      try record(event, place, at: time, lag: 0, actor: unit)
      try planWork(place, time)
    case .addHandler:
      let other = directory.units[otherUnit(place)].code
      if other != unit, !tickets[place].state.coHandlers.contains(other) {
        var event = CoHandlerAdded()
        event.unit = other
        event.agent = tables.agent(&tickets[place].random)
        try record(event, place, at: time, lag: Length.second, actor: event.agent)
      }
      try planWork(place, time)
    default: break
    }
  }

  private mutating func askExtension(_ place: Int, _ time: Int64, _ unit: String) throws {
    let running = tickets[place].state.clocks.last {
      $0.status == .running && $0.due?.end == .resultReported || $0.due?.end == .answered
    }
    let days = UInt64(1 + tickets[place].random.below(4))
    guard let clock = running?.due?.clock, running?.status == .running,
      extensionAuthority(days) != nil
    else { return try planWork(place, time) }
    var event = ExtensionRequested()
    event.unit = unit
    event.clock = clock
    event.workingDays = days
    try record(event, place, at: time, lag: Length.second, actor: unit)
    plan(.decideExtension, place, at: time + Length.minutes(20 + tickets[place].random.below(240)))
  }

  private func extensionAuthority(_ days: UInt64) -> ExtensionRule? {
    book?.rules.extensions.first { $0.workingDaysMax >= days }
  }

  private func hasPausableClock(_ place: Int) -> Bool {
    tickets[place].state.step == .inHand
      && tickets[place].state.clocks.contains { $0.status == .running && $0.due?.pausable == true }
  }
}
