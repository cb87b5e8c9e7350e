import EventStore
import Hotline
import Wire

/// A hotline that runs by itself: what is planned happens in order of time, every event of a case is decided and
/// folded by the same code as in a real hotline, and deadlines and cards come from the deadline clock alone.
struct Engine {
  let plan: SimulationPlan
  let adopted: SimulationReference
  let profile: CityProfile
  let words: PhraseBook
  let book: RuleBook?
  let start: Int64
  let end: Int64
  var directory: Directory
  var agenda = Agenda<Act>()
  var tickets = ContiguousArray<Ticket>()
  var free: [Int] = []
  var outbox: Outbox
  var tally: SimulationTally
  var arrivals: Arrivals
  var matters: RandomStream
  var calls: RandomStream
  var reference: RandomStream
  var outreach: RandomStream
  var lateness: RandomStream
  var lateQuota: ExactQuota?
  var seriousQuota: ExactQuota?
  let tables: Tables
  let identityKey: [UInt8]
  let export: LegacyExport?
  var exchange = ExchangeHour()
  var caseNumbers = CaseNumbers()
  /// Tickets taken in so far.
  var opened = 0
  /// Tickets that come in before these may be late.
  let lateUntil: Int64
  let seriousUntil: Int64
  var checks = SpotChecks()
  var knowledge: [UInt64] = []

  /// How long before the end the last ticket comes in that is late, and seriously late: its cards fall into the period.
  private static let lateMargin = Length.hours(21 * 24)
  private static let seriousMargin = Length.hours(45 * 24)

  init(
    _ plan: SimulationPlan, _ reference: SimulationReference, identityKey: [UInt8],
    export: LegacyExport? = nil, deliver: @escaping (AppendRequest) throws -> Void
  ) throws {
    guard let end = plan.end else { throw SimulationError("the period ends beyond the year 9999") }
    self.plan = plan
    adopted = reference
    profile = plan.city.profile
    words = profile.isTraditional ? .traditional : .simplified
    let calendar = try reference.calendar?.calendar()
    book = try reference.rules.map { try RuleBook($0, calendar: calendar) }
    start = plan.start.microseconds
    self.end = end.microseconds
    lateUntil = self.end - Self.lateMargin
    seriousUntil = self.end - Self.seriousMargin
    directory = Directory(profile, rules: book)
    outbox = Outbox(seed: plan.seed, deliver: deliver)
    tally = SimulationTally(profile)
    tables = Tables(profile)
    self.identityKey = identityKey
    self.export = export
    arrivals = Arrivals(
      profile, from: start, until: self.end, tickets: plan.tickets, direct: plan.direct,
      seed: plan.seed)
    matters = RandomStream(seed: plan.seed, .matters)
    calls = RandomStream(seed: plan.seed, .calls)
    self.reference = RandomStream(seed: plan.seed, .reference)
    outreach = RandomStream(seed: plan.seed, .outreach)
    lateness = RandomStream(seed: plan.seed, .lateness)
    if let cards = profile.cardQuota {
      let wanted = cards.scaled(cards.yellow, to: plan.tickets)
      let all = arrivals.tickets(before: lateUntil)
      let serious = cards.scaled(cards.red, to: plan.tickets)
      let early = arrivals.tickets(before: seriousUntil)
      // Those that are to be late at all are drawn among the others.
      seriousQuota = ExactQuota(serious, of: early)
      lateQuota = ExactQuota(wanted - min(serious, early), of: all - min(serious, early))
    }
  }

  /// Runs the whole period.
  /// - Parameter progress: called now and then with the instant reached.
  mutating func run(_ progress: (Instant) -> Void) throws -> SimulationTally {
    try adopt()
    try planChores()
    var next = arrivals.takeNext()
    var steps = 0
    while true {
      steps += 1
      if steps % 8_192 == 0 { progress(Instant(microseconds: agenda.nextTime ?? end)) }
      if let arrival = next, arrival.time <= agenda.nextTime ?? .max {
        try receive(arrival)
        next = arrivals.takeNext()
        continue
      }
      guard let entry = agenda.takeNext(), entry.time < end else { break }
      switch entry.act {
      case .ticket(let place, let course, let step):
        let place = Int(place)
        tickets[place].pending -= 1
        if course == .max || course == tickets[place].course {
          try perform(step, place, entry.time)
        }
        if tickets[place].pending == 0 { letGo(place) }
      case .hotline(let chore): try perform(chore, entry.time)
      }
    }
    try outbox.flush()
    try export?.finish()
    tally.events = outbox.total
    tally.open = tally.dispatched - tally.closed
    return tally
  }

  /// A ticket is at its end, or at the end of what is known of it.
  mutating func letGo(_ place: Int) {
    let state = tickets[place].state
    let trouble =
      state.returns * 3 + state.redos * 3 + state.reopenings * 5 + state.reminders
      + UInt64(state.cards.count) * 6 + state.extensions * 2
    if Int(clamping: trouble) > tally.mostTrouble {
      tally.mostTrouble = Int(clamping: trouble)
      tally.mostTroubled = state.sourceID
    }
    free.append(place)
  }

  // MARK: Planning

  /// Plans a step of a ticket; dropped when the ticket changes its course before.
  mutating func plan(_ step: Step, _ place: Int, at time: Int64) {
    tickets[place].pending += 1
    agenda.plan(.ticket(Int32(place), course: tickets[place].course, step), at: time)
  }

  /// Plans a step that happens on every course.
  mutating func planSurely(_ step: Step, _ place: Int, at time: Int64) {
    tickets[place].pending += 1
    agenda.plan(.ticket(Int32(place), course: .max, step), at: time)
  }

  // MARK: Recording

  /// Decides, folds and records an event of a ticket.
  ///
  /// - Parameters:
  ///   - time: when it is recorded.
  ///   - lag: how long before it happened; never before what happened last.
  /// - Returns: whether it was recorded; a refusal is counted and fails the run.
  @discardableResult
  mutating func record<E: CaseEvent>(
    _ event: E, _ place: Int, at time: Int64, lag: Int64 = 0, actor: String,
    values: [PersonalValue] = [], tags: [Tag]? = nil
  ) throws -> Bool {
    let latest = tickets[place].state.latestAct?.microseconds ?? Int64.min / 2
    let occurred = max(time - lag, min(time, latest + Length.second))
    let moment = Moment(
      occurredAt: Instant(microseconds: occurred), recordedAt: Instant(microseconds: time))
    return try record(event, place, moment, actor, values, tags)
  }

  mutating func record<E: CaseEvent>(
    _ event: E, _ place: Int, _ moment: Moment, _ actor: String, _ values: [PersonalValue],
    _ tags: [Tag]?
  ) throws -> Bool {
    let decided: E
    let stream = tickets[place].stream
    do {
      decided = try Self.act(
        &tickets[place], event, book, moment, values.isEmpty ? [] : values.map { $0.path })
    } catch {
      count(error)
      return false
    }
    try outbox.add(
      decided, to: stream, occurredAt: moment.occurredAt,
      recordedAt: moment.recordedAt.microseconds, actor: actor,
      tags: tags ?? directory.units[tickets[place].unit].tags, values: values)
    if !decided.due.isEmpty { wake(place, moment.recordedAt.microseconds) }
    return true
  }

  /// Decides and evolves a ticket where it stands: read out of its array it would be copied.
  private static func act<E: CaseEvent>(
    _ ticket: inout Ticket, _ event: E, _ book: RuleBook?, _ moment: Moment, _ disclosed: [String]
  ) throws(Refusal) -> E {
    let decided = try ticket.state.decide(event, by: book, at: moment, disclosed: disclosed)
    ticket.state.evolve(decided, moment)
    return decided
  }

  /// Records an event that belongs to no case.
  mutating func note<E: EventPayload>(
    _ event: E, to stream: String, at time: Int64, lag: Int64 = 0, actor: String, tags: [Tag] = [],
    values: [PersonalValue] = []
  ) throws {
    try outbox.add(
      event, to: StreamID(unchecked: stream), occurredAt: Instant(microseconds: time - lag),
      recordedAt: time, actor: actor, tags: tags, values: values)
  }
}

/// Tables of weights, made once.
struct Tables: Sendable {
  let channels: WeightTable
  let ticketKinds: WeightTable
  let directKinds: WeightTable
  let districts: WeightTable
  /// Categories by season.
  let categories: [WeightTable]
  let queues: WeightTable
  let languages: WeightTable
  /// Labels of an intake by category and district, without the channel.
  let intakeTags: [[Tag]]
  let districtCount: Int
  /// Index of the telephone among the channels.
  let phone: Int
  /// Indexes of categories by their codes.
  let categoryPlaces: [String: Int]
  private let channelCount: Int
  private let agents: [String]

  init(_ profile: CityProfile) {
    channels = WeightTable(profile.channels.map(\.weight))
    ticketKinds = WeightTable(profile.kinds.map(\.ticket))
    directKinds = WeightTable(profile.kinds.map(\.direct))
    districts = WeightTable(profile.districts.map(\.weight))
    categories = (0..<4).map { season in
      WeightTable(profile.categories.map { $0.weight * $0.seasons[season] / 100 })
    }
    queues = WeightTable(profile.queues.map(\.weight))
    languages = WeightTable(profile.languages.map(\.weight))
    var tags: [[Tag]] = []
    for category in profile.categories {
      for district in profile.districts {
        for channel in profile.channels {
          tags.append([
            Tag(unchecked: "category:" + category.code), Tag(unchecked: "channel:" + channel.code),
            Tag(unchecked: "district:" + district.code),
          ])
        }
      }
    }
    intakeTags = tags
    districtCount = profile.districts.count
    channelCount = profile.channels.count
    phone = profile.channels.firstIndex { $0.code == "phone" } ?? 0
    categoryPlaces = Dictionary(
      uniqueKeysWithValues: profile.categories.enumerated().map { ($1.code, $0) })
    agents = (1...120).map { "agent-\($0)" }
  }

  /// Labels of an intake.
  func tags(category: Int, district: Int, channel: Int) -> [Tag] {
    intakeTags[(category * districtCount + district) * channelCount + channel]
  }

  /// Code of an operator.
  func agent(_ random: inout RandomStream) -> String { agents[random.below(agents.count)] }

  /// Index of the season of a month: winter, spring, summer, autumn.
  static func season(ofMonth month: Int) -> Int { month % 12 / 3 }
}
