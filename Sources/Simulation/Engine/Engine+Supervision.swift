import EventStore
import Hotline
import Wire

extension Engine {
  /// What follows a closing: a follow-up, an inspection, a request to exclude, or all anew.
  mutating func planAftermath(_ place: Int, _ time: Int64) throws {
    if tickets[place].state.jointSupervisions > 0 {
      planSurely(.endSupervision, place, at: time + Length.hours(2))
    }
    if tickets[place].state.needsFollowUp {
      planSurely(
        .followUp, place, at: time + Length.hours(24 * (7 + tickets[place].random.below(40))))
    }
    if !tickets[place].isInspected, tickets[place].isCall,
      tickets[place].random.chance(profile.outreach.qualityPerMillion * 12)
    {
      tickets[place].isInspected = true
      planSurely(.inspect, place, at: time + Length.hours(5 + tickets[place].random.below(90)))
    }
    let isDisputed = tickets[place].state.confirmedSolved == false
    if isDisputed, tickets[place].lateness == .inTime, tickets[place].state.round == 1,
      tickets[place].random.chance(620_000)
    {
      plan(.reopen, place, at: time + Length.hours(3 + tickets[place].random.below(60)))
    } else if isDisputed, book?.rules.exclusions.isEmpty == false,
      tickets[place].random.chance(300_000)
    {
      planSurely(
        .askExclusion, place, at: time + Length.hours(20 + tickets[place].random.below(60)))
    }
    considerForCheck(place, time)
  }

  /// The citizen is not content, and the ticket begins anew.
  mutating func reopen(_ place: Int, _ time: Int64) throws {
    guard tickets[place].state.step == .closed else { return }
    var event = Reopened()
    event.reason = "not-solved"
    event.authority = "centre-head"
    try record(event, place, at: time, lag: Length.second * 30, actor: "centre-head")
    tickets[place].isContradicted = false
    if tickets[place].random.chance(160_000) {
      planSurely(.supervise, place, at: time + Length.minutes(40))
    }
    try planWork(place, time)
  }

  /// Lapses and cards that the deadline clock finds; they come from here alone.
  mutating func lookAtDeadlines(_ place: Int, _ time: Int64) throws {
    guard let book else { return }
    tickets[place].wakesAt = .max
    let now = Instant(microseconds: time)
    let found = tickets[place].state.deadlineEvents(by: book, at: now)
    for item in found { try recordFallen(item.event, place, item.at, now) }
    wake(place, time)
    guard !found.isEmpty, tickets[place].lateness != .inTime, tickets[place].state.round == 1,
      StepSet(.inHand).contains(tickets[place].state.step)
    else { return }
    try planLateAnswer(place, time)
  }

  private mutating func recordFallen(
    _ event: any CaseEvent, _ place: Int, _ fell: Instant, _ now: Instant
  ) throws {
    try recordOpened(event, place, fell, now)
    if event is DeadlineLapsed { tally.lapses += 1 }
    guard let card = event as? CardIssued else { return }
    if card.colour == .yellow { tally.yellowCards += 1 }
    if card.colour == .red { tally.redCards += 1 }
  }

  private mutating func recordOpened<E: CaseEvent>(
    _ event: E, _ place: Int, _ fell: Instant, _ now: Instant
  ) throws {
    let moment = Moment(occurredAt: fell, recordedAt: now)
    _ = try record(event, place, moment, "deadline-clock", [], nil)
  }

  /// A ticket that is late is answered between its cards; one that is seriously late, after the last.
  private mutating func planLateAnswer(_ place: Int, _ time: Int64) throws {
    guard let book, limit(of: place, for: [.resultReported, .answered, .handled]) == nil else {
      return
    }
    let next = tickets[place].state.nextDeadline(by: book)?.microseconds
    if tickets[place].lateness == .serious, next != nil { return }
    let spare = max(Length.hours(1), (next ?? time + Length.hours(96)) - time - Length.hours(1))
    let wait = spare / 1_000 * Int64(tickets[place].random.between(40, 900))
    plan(.result, place, at: time + wait)
    if tickets[place].random.chance(250_000) { planSurely(.urge, place, at: time + wait / 3) }
    if tickets[place].random.chance(180_000), !tickets[place].state.cards.isEmpty {
      planSurely(.appeal, place, at: time + wait + Length.hours(30))
    }
  }

  /// Plans the next look at a ticket's deadlines, when something may fall due.
  mutating func wake(_ place: Int, _ now: Int64) {
    guard let book, let next = tickets[place].state.nextDeadline(by: book) else { return }
    let at = next.microseconds + Length.second
    // What is past and brought nothing waits for something else.
    guard at < tickets[place].wakesAt, at > now else { return }
    tickets[place].wakesAt = at
    planSurely(.deadline, place, at: at)
  }

  /// 督办, 申诉, 剔除: what those above the units do.
  mutating func supervise(_ step: Step, _ place: Int, _ time: Int64) throws {
    let unit = tickets[place].state.lead
    let isOpen = StepSet.open.contains(tickets[place].state.step)
    switch step {
    case .urge where isOpen:
      var event = UrgedBySupervision()
      event.unit = unit
      event.office = "supervision-bureau"
      event.workingDays = 1
      try record(event, place, at: time, actor: event.office)
    case .supervise where isOpen:
      var event = JointSupervisionOpened()
      event.offices = ["hotline-office", "supervision-bureau", "inspection-office"]
      event.authority = "supervision-bureau"
      try record(event, place, at: time, actor: event.authority)
    case .endSupervision where tickets[place].state.jointSupervisions > 0:
      var event = JointSupervisionClosed()
      event.isSolved = tickets[place].state.confirmedSolved != false
      event.isSatisfied = event.isSolved
      event.authority = "supervision-bureau"
      try record(event, place, at: time, actor: event.authority)
    case .followUp where tickets[place].state.needsFollowUp:
      var event = FollowedUp()
      event.unit = unit
      event.isFinished = true
      try record(
        event, place, at: time, lag: Length.minutes(10), actor: unit,
        values: [PersonalValue("text", replyText(place))])
    case .askExclusion, .decideExclusion: try exclude(step, place, time, unit)
    case .appeal, .decideAppeal: try appeal(step, place, time, unit)
    default: break
    }
  }

  private mutating func exclude(
    _ step: Step, _ place: Int, _ time: Int64, _ unit: String
  ) throws {
    let grounds = book?.rules.exclusions ?? []
    guard !grounds.isEmpty else { return }
    if step == .askExclusion {
      guard (StepSet.open.union(.settled)).contains(tickets[place].state.step) else { return }
      var event = ExclusionRequested()
      event.unit = unit
      event.ground = grounds[tickets[place].random.below(grounds.count)]
      try record(event, place, at: time, actor: unit)
      return planSurely(.decideExclusion, place, at: time + Length.hours(26))
    }
    var event = ExclusionDecided()
    event.ground = tickets[place].state.pendingExclusion
    event.ruling = tickets[place].random.chance(400_000) ? .granted : .refused
    event.authority = "supervision-bureau"
    try record(event, place, at: time, actor: event.authority)
  }

  private mutating func appeal(
    _ step: Step, _ place: Int, _ time: Int64, _ unit: String
  ) throws {
    guard let card = tickets[place].state.cards.last(where: { !$0.isRevoked }) else { return }
    if step == .appeal {
      var event = AppealFiled()
      event.unit = card.unit
      event.against = tickets[place].state.revision
      try record(event, place, at: time, actor: unit)
      return planSurely(.decideAppeal, place, at: time + Length.hours(50))
    }
    var event = AppealDecided()
    event.ruling = tickets[place].random.chance(300_000) ? .granted : .refused
    event.authority = "supervision-bureau"
    try record(event, place, at: time, actor: event.authority)
    guard event.ruling == .granted else { return }
    var revoked = CardRevoked()
    revoked.colour = card.colour
    revoked.unit = card.unit
    revoked.authority = event.authority
    revoked.reason = "appeal-granted"
    try record(revoked, place, at: time + Length.second, actor: event.authority)
  }
}
