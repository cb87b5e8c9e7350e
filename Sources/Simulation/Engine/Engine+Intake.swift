import EventStore
import Hotline
import Wire

extension Engine {
  /// A matter comes in.
  mutating func receive(_ arrival: Arrivals.Arrival) throws {
    let channel = tables.channels.pick(&matters)
    let kinds = arrival.isTicket ? tables.ticketKinds : tables.directKinds
    var kind = kinds.pick(&matters)
    let late = arrival.isTicket ? drawLateness(arrival.time) : .inTime
    // Nothing is due about praise.
    while late != .inTime, profile.kinds[kind].code == "praise" { kind = kinds.pick(&matters) }
    var matter = Matter(
      category: pickCategory(arrival.time), district: tables.districts.pick(&matters), kind: kind,
      channel: channel, isCall: profile.channels[channel].code == "phone", time: arrival.time)
    tally.matters += 1
    tally.kinds[kind] += 1
    if profile.kinds[kind].code == "transfer" { matter.isCall = true }
    tally.channels[matter.isCall ? tables.phone : channel] += 1
    let call = matter.isCall ? try ring(matter.time, isOver: !arrival.isTicket) : nil
    if profile.kinds[kind].code == "transfer", let call {
      return try transfer(matter, call)
    }
    if arrival.isTicket {
      try open(matter, call, late)
    } else {
      try answerAtOnce(matter, call)
    }
  }

  private mutating func drawLateness(_ time: Int64) -> Lateness {
    if profile.cardQuota == nil {
      // Units that are late by habit take a greater part of this.
      return lateness.chance(profile.latePerMillion) ? .late : .inTime
    }
    if time < seriousUntil, seriousQuota?.draw(&lateness) == true {
      return .serious
    }
    if time < lateUntil, lateQuota?.draw(&lateness) == true {
      return .late
    }
    return .inTime
  }

  private mutating func pickCategory(_ time: Int64) -> Int {
    let (_, month, day) = CityTime.date(time).components
    for burst in profile.bursts where burst.contains(month: month, day: day) {
      // What the burst brings beyond the usual is about its own categories.
      if matters.below(burst.percent) >= 100 {
        let code = burst.categories[matters.below(burst.categories.count)]
        if let found = tables.categoryPlaces[code] { return found }
      }
    }
    return tables.categories[Tables.season(ofMonth: month)].pick(&matters)
  }

  // MARK: A ticket

  private mutating func open(_ matter: Matter, _ call: Call?, _ late: Lateness) throws {
    let number = opened
    var random = RandomStream(seed: plan.seed, .ticket, number: UInt64(number))
    let unit = directory.handler(
      category: matter.category, district: matter.district, isLate: late != .inTime, &random)
    let name = caseNumbers.next(matter.time, prefix: profile.prefix)
    var ticket = Ticket(
      stream: StreamID(unchecked: name), number: number, random: random,
      category: matter.category, district: matter.district, unit: unit, lateness: late,
      isFinished: late != .inTime || random.chance(profile.finishedPermyriad * 100),
      isCall: matter.isCall)
    ticket.random = random
    opened += 1
    let place = take(ticket)
    let intake = makeIntake(matter, name, call)
    var values = callerValues(matter)
    tickets[place].phone = values[0].value
    values.append(PersonalValue("caller.name", callerName()))
    values.append(PersonalValue("address", address(matter)))
    values.append(PersonalValue("text", requestText(matter)))
    let lag = Length.seconds(5 + matters.below(40))
    try record(
      urgent(intake, place), place, at: matter.time, lag: lag, actor: tables.agent(&matters),
      values: values, tags: tags(matter))
    try export?.add(
      matter, sourceID: intake.sourceID, occurredAt: matter.time - lag, values: values)
    var handedOn = matter.time
    if let call {
      if !profile.hasCallTotalsOnly {
        tickets[place].call = call
        planSurely(.callEnds, place, at: call.end)
        handedOn = call.end
      } else {
        handedOn = max(handedOn, call.end)
      }
    }
    let (from, to) = profile.dispatchSeconds
    var delay = tickets[place].random.between(from, to)
    if tickets[place].state.urgency == .urgent { delay = min(delay, 30 + delay / 40) }
    // Now and then the centre itself is slow.
    if tickets[place].random.chance(15_000) { delay += to / 2 + 60 }
    let latest = max(handedOn + Length.second, end - Length.second * 40)
    plan(.dispatch, place, at: min(handedOn + Length.seconds(delay), latest))
  }

  private mutating func urgent(_ intake: IntakeRecorded, _ place: Int) -> IntakeRecorded {
    var intake = intake
    if tickets[place].lateness == .inTime,
      tickets[place].random.chance(profile.urgentPermyriad * 100)
    {
      intake.urgency = .urgent
    }
    if tickets[place].random.chance(25_000) { intake.confidential = true }
    return intake
  }

  /// Gives a ticket a place.
  private mutating func take(_ ticket: Ticket) -> Int {
    if let place = free.popLast() {
      tickets[place] = ticket
      return place
    }
    tickets.append(ticket)
    return tickets.count - 1
  }

  // MARK: Answered at once

  private mutating func answerAtOnce(_ matter: Matter, _ call: Call?) throws {
    tally.answeredAtOnce += 1
    let name = caseNumbers.next(matter.time, prefix: profile.prefix)
    let stream = StreamID(unchecked: name)
    let moment = Moment(
      occurredAt: Instant(microseconds: matter.time - Length.seconds(20)),
      recordedAt: Instant(microseconds: matter.time))
    let agent = tables.agent(&matters)
    var state = TicketState()
    var values = callerValues(matter)
    values.append(PersonalValue("text", requestText(matter)))
    let tags = tags(matter)
    let intake = makeIntake(matter, name, call)
    try add(intake, &state, stream, moment, agent, tags, values)
    try export?.add(
      matter, sourceID: intake.sourceID, occurredAt: moment.occurredAt.microseconds,
      values: values)
    let later = Moment(at: moment.recordedAt)
    if matters.chance(1_600), try leave(&state, stream, later, agent, tags) {
      tally.answeredAtOnce -= 1
    } else {
      var answer = AnsweredFromKnowledge()
      answer.agent = agent
      if !knowledge.isEmpty {
        let item = matters.below(knowledge.count)
        answer.item = "K\(item + 1)"
        answer.itemVersion = knowledge[item]
      }
      try add(answer, &state, stream, later, agent, tags, [])
    }
    if let call, !profile.hasCallTotalsOnly {
      try add(ended(call), &state, stream, later, agent, tags, [])
    }
  }

  /// The matter leaves the hotline: an emergency, discipline, a court, or a caller who cannot be served.
  private mutating func leave(
    _ state: inout TicketState, _ stream: StreamID, _ moment: Moment, _ agent: String, _ tags: [Tag]
  ) throws -> Bool {
    let referrals = (book?.rules.routes ?? []).compactMap(\.referral)
    let kind = matters.below(referrals.count + 1)
    guard kind < referrals.count else {
      var refused = ServiceRefused()
      refused.reason = "abuse"
      refused.dissuasions = UInt64(2 + matters.below(3))
      refused.toJudiciary = matters.chance(80_000)
      try add(refused, &state, stream, moment, agent, tags, [])
      return true
    }
    switch referrals[kind] {
    case .emergency:
      var referred = ReferredToEmergency()
      referred.line = ["110", "119", "120"][matters.below(3)]
      try add(referred, &state, stream, moment, agent, tags, [])
    case .discipline:
      var referred = ReferredToDiscipline()
      referred.office = "discipline-inspection"
      try add(referred, &state, stream, moment, agent, tags, [])
    case .legal, .lawyer, .counselling:
      var referred = ReferredToLegalProcedure()
      referred.target = referrals[kind]
      referred.office = referrals[kind].name
      try add(referred, &state, stream, moment, agent, tags, [])
    }
    return true
  }

  private mutating func add<E: CaseEvent>(
    _ event: E, _ state: inout TicketState, _ stream: StreamID, _ moment: Moment,
    _ actor: String, _ tags: [Tag], _ values: [PersonalValue]
  ) throws {
    do {
      let decided = try state.decide(
        event, by: book, at: moment, disclosed: values.isEmpty ? [] : values.map { $0.path })
      state.evolve(decided, moment)
      try outbox.add(
        decided, to: stream, occurredAt: moment.occurredAt,
        recordedAt: moment.recordedAt.microseconds, actor: actor, tags: tags, values: values)
    } catch let refusal as Refusal {
      count(refusal)
    }
  }

  /// Counts a refusal; the first one is kept.
  mutating func count(_ refusal: Refusal) {
    tally.refusals += 1
    if tally.firstRefusal == nil { tally.firstRefusal = refusal }
  }

  private func makeIntake(_ matter: Matter, _ name: String, _ call: Call?) -> IntakeRecorded {
    var intake = IntakeRecorded()
    intake.sourceID = CaseNumbers.sourceID(name)
    intake.categoryText = profile.categories[matter.category].name
    intake.category = profile.categories[matter.category].code
    intake.district = profile.districts[matter.district].code
    intake.channel = profile.channels[matter.isCall ? tables.phone : matter.channel].code
    intake.kind = profile.kinds[matter.kind].code
    if let call {
      intake.call = call.number
      intake.queue = profile.queues[call.queue].code
      intake.language = profile.languages[call.language].code
    }
    return intake
  }

  private func tags(_ matter: Matter) -> [Tag] {
    tables.tags(
      category: matter.category, district: matter.district,
      channel: matter.isCall ? tables.phone : matter.channel)
  }
}

/// What somebody wants.
struct Matter: Sendable {
  let category: Int
  let district: Int
  let kind: Int
  let channel: Int
  var isCall: Bool
  let time: Int64
}

/// Numbers of cases: the day and a count.
struct CaseNumbers: Sendable {
  private var day = Int64.min
  private var prefix = ""
  private var count = 0

  /// Name of the next case's stream, such as `fs-20160701-000123`.
  mutating func next(_ time: Int64, prefix code: String) -> String {
    let today = CityTime.day(time)
    if today != day {
      day = today
      count = 0
      let (year, month, date) = CivilDate(daysSinceEpoch: today).components
      prefix = "\(code)-\(year * 10_000 + month * 100 + date)-"
    }
    count += 1
    let digits = String(count)
    return prefix + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
  }

  /// The number that the citizen is told: the digits of the stream's name, such as `20160701000123`.
  static func sourceID(_ name: String) -> String {
    String(decoding: name.utf8.filter { $0 >= 0x30 && $0 <= 0x39 }, as: UTF8.self)
  }
}
