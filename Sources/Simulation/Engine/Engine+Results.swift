import EventStore
import Hotline
import Wire

extension Engine {
  /// The unit reports its result.
  mutating func answer(_ place: Int, _ time: Int64) throws {
    guard tickets[place].state.step == .inHand else { return }
    let habit = directory.units[tickets[place].unit].habit
    var event = ResultReported()
    event.unit = tickets[place].state.lead
    event.officer = officer(place)
    event.isTrue = tickets[place].random.chance(930_000)
    event.isSolved = habit == .falseReporting || tickets[place].random.chance(965_000)
    if event.isSolved == false { event.unsolvedReason = "needs-planning" }
    if book?.rules.gradesResults == true {
      event.grade = tickets[place].random.chance(820_000) ? .a : .b
    }
    let reply = replyText(place)
    let isRecorded = try record(
      event, place, at: time, lag: lag(place), actor: event.unit,
      values: [PersonalValue("text", reply), PersonalValue("publicAnswer", reply)])
    guard isRecorded else { return }
    tickets[place].isContradicted =
      event.isSolved == true && tickets[place].state.round == 1
      && tickets[place].random.chance(habit.contradictedPerMillion)
    plan(.review, place, at: time + Length.minutes(6 + tickets[place].random.below(170)))
  }

  /// The centre looks at the result; now and then it sends it back.
  mutating func review(_ place: Int, _ time: Int64) throws {
    guard tickets[place].state.step == .reported else { return }
    var event = ReviewDecided()
    event.accepted =
      tickets[place].lateness != .inTime || tickets[place].state.round > 1
      || !tickets[place].random.chance(14_000)
    event.reviewer = tables.agent(&tickets[place].random)
    if !event.accepted { event.reason = "answer-incomplete" }
    try record(event, place, at: time, lag: Length.second * 15, actor: event.reviewer, tags: [])
    if !event.accepted { return try planWork(place, time) }
    if tickets[place].random.chance(420_000) {
      planSurely(.notify, place, at: time + Length.minutes(1))
    }
    let habit = directory.units[tickets[place].unit].habit
    let isSwapped = tickets[place].random.chance(habit.swapsPerMillion)
    if isSwapped { planSurely(.swapNumber, place, at: time + Length.minutes(2)) }
    if isSwapped || tickets[place].random.chance(profile.callbackPermyriad * 100) {
      let attemptsMax = max(1, Int(clamping: book?.rules.callback?.attemptsMax ?? 3))
      let isAnswered =
        isSwapped || tickets[place].isContradicted
        || tickets[place].random.chance(profile.responsePermyriad * 100)
      tickets[place].attempts = 0
      tickets[place].answersAt =
        isAnswered ? 1 + tickets[place].random.below(attemptsMax) : attemptsMax + 1
      plan(.attempt, place, at: time + Length.minutes(30 + tickets[place].random.below(600)))
    } else {
      plan(.close, place, at: time + Length.minutes(3 + tickets[place].random.below(200)))
    }
  }

  /// The last steps: the citizen hears, is asked, and the ticket is closed.
  mutating func finish(_ step: Step, _ place: Int, _ time: Int64) throws {
    switch step {
    case .notify:
      var event = CitizenNotified()
      event.channel = "sms"
      event.isFinal = true
      try record(
        event, place, at: time, lag: Length.second, actor: "centre",
        values: [PersonalValue("text", replyText(place))], tags: [])
    case .swapNumber: try swapNumber(place, time)
    case .attempt: try attemptCallback(place, time)
    case .expire:
      var event = SurveyExpired()
      event.attempts = tickets[place].state.callbackAttempts
      try record(event, place, at: time, actor: "centre", tags: [])
      plan(.close, place, at: time + Length.minutes(10))
    case .close: try close(place, time)
    case .inspect:
      var event = QualityInspected()
      event.call = "Q\(tickets[place].number)"
      event.inspector = "inspector-\(1 + tickets[place].random.below(100))"
      event.points = UInt64(100 - tickets[place].random.below(9) - tickets[place].random.below(12))
      try record(event, place, at: time, lag: Length.minutes(5), actor: event.inspector, tags: [])
    default: break
    }
  }

  /// The unit puts a number of its own in the place of the citizen's.
  private mutating func swapNumber(_ place: Int, _ time: Int64) throws {
    let unit = tickets[place].unit
    let isHabit = directory.units[unit].habit == .swapping
    tickets[place].isSwapped = isHabit
    let digits =
      isHabit ? 7_000_000 + unit * 10 + tickets[place].random.below(3) : 9_000_000 + place
    tickets[place].phone = Array("000\(digits)".utf8)
    var event = ContactDetailsChanged()
    event.fields = ["caller.phone"]
    event.agent = officer(place)
    event.reason = "citizen-asked"
    try record(
      event, place, at: time, lag: Length.second, actor: event.agent,
      values: [PersonalValue("caller.phone", tickets[place].phone)])
  }

  private mutating func attemptCallback(_ place: Int, _ time: Int64) throws {
    guard StepSet(.reported, .accepted).contains(tickets[place].state.step) else { return }
    tickets[place].attempts += 1
    let isAnswered = tickets[place].attempts >= tickets[place].answersAt
    var event = CallbackAttempted()
    event.agent = tables.agent(&tickets[place].random)
    event.channel = "phone"
    let draw = tickets[place].random.below(100)
    event.outcome =
      isAnswered
      ? .answered
      : draw < 78 ? .noAnswer : draw < 90 ? .declined : draw < 96 ? .unreachable : .wrongNumber
    try record(event, place, at: time, lag: Length.second * 40, actor: event.agent, tags: [])
    if isAnswered {
      try answerCallback(place, time, event.agent)
      return plan(.close, place, at: time + Length.minutes(2 + tickets[place].random.below(60)))
    }
    let attemptsMax = max(1, Int(clamping: book?.rules.callback?.attemptsMax ?? 3))
    if tickets[place].attempts >= attemptsMax {
      plan(.expire, place, at: time + Length.hours(1))
    } else {
      plan(.attempt, place, at: time + Length.hours(2 + tickets[place].random.below(22)))
    }
  }

  private mutating func answerCallback(_ place: Int, _ time: Int64, _ agent: String) throws {
    let unit = directory.units[tickets[place].unit]
    let isBad =
      !tickets[place].isSwapped && tickets[place].state.round == 1
      && tickets[place].random.chance(unit.dissatisfiedPerMillion)
    var event = CallbackAnswered()
    event.agent = agent
    event.channel = "phone"
    event.number = Array(
      hmacSHA256(key: identityKey, Array("phone".utf8) + tickets[place].phone).bytes.prefix(16))
    let questions = book?.rules.callback?.questions ?? CallbackQuestion.allCases
    let good: [Satisfaction] = [.verySatisfied, .satisfied, .satisfied, .basicallySatisfied]
    let result: Satisfaction =
      isBad
      ? (tickets[place].random.chance(300_000) ? .veryDissatisfied : .dissatisfied)
      : tickets[place].isSwapped ? .verySatisfied : good[tickets[place].random.below(4)]
    if questions.contains(.contacted) { event.wasContacted = tickets[place].state.wasContacted }
    if questions.contains(.efficiency) {
      event.efficiency = isBad ? .dissatisfied : good[tickets[place].random.below(4)]
    }
    if questions.contains(.attitude) { event.attitude = good[tickets[place].random.below(4)] }
    if questions.contains(.result) { event.result = result }
    if questions.contains(.solved) {
      event.isSolved =
        tickets[place].isContradicted && !tickets[place].isSwapped
        ? false : tickets[place].state.claimedSolved != false && !isBad
    }
    tally.callbacks += 1
    if !isBad { tally.satisfied += 1 }
    try record(
      event, place, at: time, lag: Length.second * 5, actor: agent,
      values: [PersonalValue("text", isBad ? words.blame : words.praise)])
  }

  /// The centre closes the ticket; what comes after is planned here.
  private mutating func close(_ place: Int, _ time: Int64) throws {
    guard StepSet(.reported, .accepted).contains(tickets[place].state.step) else { return }
    var event = Closed()
    event.agent = tables.agent(&tickets[place].random)
    let isRecorded = try record(
      event, place, at: time, lag: Length.second * 2, actor: event.agent)
    guard isRecorded else { return }
    if tickets[place].state.reopenings == 0 { tally.closed += 1 }
    try planAftermath(place, time)
  }
}
