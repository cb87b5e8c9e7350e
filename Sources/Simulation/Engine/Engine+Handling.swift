import EventStore
import Hotline
import Wire

extension Engine {
  /// What is planned for a ticket happens.
  mutating func perform(_ step: Step, _ place: Int, _ time: Int64) throws {
    switch step {
    case .callEnds: try endCall(place, time)
    case .dispatch: try dispatch(place, time)
    case .sign: try sign(place, time)
    case .contact, .arrive, .progress, .remind, .supplement, .grid:
      try report(step, place, time)
    case .askReturn, .decideReturn: try returnTicket(step, place, time)
    case .askExtension, .decideExtension, .suspend, .resume, .addHandler:
      try detour(step, place, time)
    case .result: try answer(place, time)
    case .review: try review(place, time)
    case .notify, .swapNumber, .attempt, .expire, .close, .inspect:
      try finish(step, place, time)
    case .reopen: try reopen(place, time)
    case .followUp, .askExclusion, .decideExclusion, .appeal, .decideAppeal, .urge, .supervise,
      .endSupervision:
      try supervise(step, place, time)
    case .deadline: try lookAtDeadlines(place, time)
    }
  }

  // MARK: Dispatch

  /// The centre hands the ticket to a unit.
  mutating func dispatch(_ place: Int, _ time: Int64) throws {
    let isFirst = tickets[place].state.anchors.allSatisfy { $0.start != .dispatched }
    let agent = tables.agent(&tickets[place].random)
    if isFirst, tickets[place].random.chance(profile.difficultPermyriad * 100) {
      var set = DifficultySet()
      set.difficulty = .difficult
      set.authority = "centre-head"
      set.reason = "several-causes"
      try record(set, place, at: time, lag: 0, actor: agent)
    }
    let occurred = Instant(microseconds: max(time - Length.second, start))
    var event = Dispatched()
    event.way = .centre
    event.agent = agent
    if let route = book?.route(for: tickets[place].state, at: occurred), !route.lead.isEmpty,
      let unit = directory.unit(route.lead)
    {
      tickets[place].unit = unit
      event.route = route.id
      event.routeReading = occurred.iso8601(offsetMinutes: CityTime.offsetMinutes)
    }
    event.lead = directory.units[tickets[place].unit].code
    if isFirst, tickets[place].random.chance(profile.jointPermyriad * 100) {
      let other = directory.units[otherUnit(place)].code
      if other != event.lead { event.coHandlers = [other] }
    }
    try record(event, place, at: time, lag: Length.second, actor: agent)
    if isFirst { tally.dispatched += 1 }
    let wait = tickets[place].random.between(4, 150)
    let limit = limit(of: place, for: [.signedFor, .contacted, .arrived, .reportedBack, .handled])
    let allowed = min(Length.minutes(wait), ((limit ?? .max) - time) / 12)
    plan(.sign, place, at: time + max(Length.seconds(15), allowed))
  }

  /// Another unit of the same category, or any.
  mutating func otherUnit(_ place: Int) -> Int {
    let ticket = tickets[place]
    for _ in 0..<4 {
      let other = directory.handler(
        category: ticket.category, district: ticket.district, isLate: false,
        &tickets[place].random)
      if other != ticket.unit { return other }
    }
    return tickets[place].random.below(directory.units.count)
  }

  /// The unit takes the ticket, and its way is settled.
  private mutating func sign(_ place: Int, _ time: Int64) throws {
    var event = SignedFor()
    event.unit = tickets[place].state.lead
    event.officer = officer(place)
    try record(event, place, at: time, lag: lag(place), actor: event.unit)
    try planWork(place, time)
  }

  /// Code of the person at the unit.
  mutating func officer(_ place: Int) -> String {
    "\(tickets[place].state.lead)-o\(1 + tickets[place].random.below(6))"
  }

  /// How long after the act its unit enters it: minutes, or days where that is its habit.
  mutating func lag(_ place: Int) -> Int64 {
    let habit = directory.units[tickets[place].unit].habit
    if habit == .enteringLate, tickets[place].random.chance(450_000) {
      return Length.hours(20 + tickets[place].random.below(50))
    }
    return Length.seconds(20 + tickets[place].random.below(900))
  }

  /// The earliest due instant of the running clocks that ask for one of these acts, or `nil`.
  func limit(of place: Int, for ends: [ClockEnd]) -> Int64? {
    var earliest: Int64?
    for clock in tickets[place].state.clocks where clock.status == .running && !clock.lapsed {
      guard let due = clock.due, let end = due.end, ends.contains(end), let limit = due.due
      else { continue }
      earliest = min(earliest ?? .max, limit.microseconds)
    }
    return earliest
  }

  // MARK: Work

  /// Plans what the unit does from now on, within its limits unless it is to be late.
  mutating func planWork(_ place: Int, _ time: Int64) throws {
    tickets[place].course += 1
    let due = limit(of: place, for: [.resultReported, .answered, .handled, .reportedBack])
    // Where nothing is due, work takes from hours to twelve days.
    let spare = Length.hours(6 + tickets[place].random.below(280))
    let limit = due ?? time + spare
    let budget = max(0, limit - time)
    planContact(place, time, budget)
    planVisit(place, time)
    guard tickets[place].isFinished else { return }
    if tickets[place].lateness != .inTime, due != nil, tickets[place].state.round == 1 { return }
    if try takeDetour(place, time, budget) { return }
    let pace = directory.units[tickets[place].unit].habit.pace
    let share = tickets[place].random.between(pace.from, pace.to)
    var at = time + budget / 1_000 * Int64(share)
    if budget > Length.hours(40), share < 870 {
      at = max(time + Length.minutes(5), CityTime.inOffice(at))
    }
    let latest = limit - Length.minutes(3)
    if at > latest { at = max(time + budget / 2, latest) }
    plan(.result, place, at: max(at, time + Length.second * 2))
    if tickets[place].random.chance(22_000) {
      planSurely(.remind, place, at: time + (at - time) / 10 * 8)
    }
    if tickets[place].random.chance(14_000) {
      planSurely(.supplement, place, at: time + (at - time) / 10 * 3)
    }
  }

  private mutating func planContact(_ place: Int, _ time: Int64, _ budget: Int64) {
    guard !tickets[place].state.wasContacted else { return }
    if let limit = limit(of: place, for: [.contacted]) {
      // Contact in time is a measure of its own: a few are late.
      let share = Int64(tickets[place].random.between(100, 900))
      let isMissed = tickets[place].random.chance(profile.latePerMillion)
      let at = isMissed ? limit + Length.hours(2) : time + max(0, limit - time) / 1_000 * share
      plan(.contact, place, at: at + Length.second)
    } else if tickets[place].random.chance(620_000) {
      plan(
        .contact, place, at: time + budget / 1_000 * Int64(tickets[place].random.between(20, 75)))
    }
  }

  private mutating func planVisit(_ place: Int, _ time: Int64) {
    if let limit = limit(of: place, for: [.arrived]) {
      let isMissed = tickets[place].random.chance(profile.latePerMillion)
      let share = Int64(tickets[place].random.between(200, 800))
      let at = isMissed ? limit + Length.minutes(9) : time + max(0, limit - time) / 1_000 * share
      plan(.arrive, place, at: at + Length.second)
    }
    if let limit = limit(of: place, for: [.reportedBack]) {
      let share = Int64(tickets[place].random.between(150, 800))
      plan(.progress, place, at: time + max(0, limit - time) / 1_000 * share + Length.second)
    }
    if profile.ruleSet == "guangzhou", tickets[place].random.chance(30_000) {
      planSurely(.grid, place, at: time + Length.minutes(3))
    }
  }

  /// Acts on the way that change little.
  private mutating func report(_ step: Step, _ place: Int, _ time: Int64) throws {
    let unit = tickets[place].state.lead
    let isWithUnit = StepSet.withUnit.contains(tickets[place].state.step)
    let isOpen = StepSet.open.contains(tickets[place].state.step)
    switch step {
    case .contact where isWithUnit:
      var event = CitizenContacted()
      event.unit = unit
      event.officer = officer(place)
      event.reached = true
      try record(event, place, at: time, lag: min(lag(place), Length.minutes(20)), actor: unit)
    case .arrive where isWithUnit:
      var event = ArrivedOnSite()
      event.unit = unit
      event.officer = officer(place)
      try record(event, place, at: time, lag: Length.seconds(30), actor: unit)
    case .progress where isWithUnit:
      var event = ProgressReported()
      event.unit = unit
      event.isHandled = tickets[place].random.chance(300_000)
      try record(
        event, place, at: time, lag: Length.seconds(40), actor: unit,
        values: [PersonalValue("text", replyText(place))])
    case .remind where isOpen:
      var event = ReminderReceived()
      event.count = tickets[place].state.reminders + 1
      event.channel = profile.channels[tables.phone].code
      try record(event, place, at: time, actor: tables.agent(&tickets[place].random))
    case .supplement where isOpen:
      var event = SupplementAdded()
      event.agent = tables.agent(&tickets[place].random)
      try record(
        event, place, at: time, actor: event.agent,
        values: [PersonalValue("text", words.closing[tickets[place].random.below(3)])])
    case .grid where isOpen:
      var event = GridDispatched()
      event.grid = profile.districts[tickets[place].district].code
      event.ticket = "G\(tickets[place].number)"
      try record(event, place, at: time, actor: "grid")
    default: break
    }
  }
}
