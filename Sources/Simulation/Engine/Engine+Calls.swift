import EventStore
import Hotline
import Wire

/// A call that a person answered.
struct Call: Sendable {
  let number: String
  let start: Int64
  let answered: Int64
  let end: Int64
  let queue: Int
  let language: Int
  let isCutOff: Bool
}

/// What the exchange counted in an hour.
struct ExchangeHour: Sendable {
  var calls: UInt64 = 0
  var answered: UInt64 = 0
  var quickly: UInt64 = 0
  /// Hundredths of calls that were lost and are not counted yet.
  var lost = 0
  /// Calls so far.
  var number = 0
}

extension Engine {
  /// A call comes in and is answered; as many as the connect rate asks for are lost before it.
  ///
  /// - Parameters:
  ///   - time: when the operator enters the matter.
  ///   - isOver: whether the call is over by then; otherwise most of it is.
  mutating func ring(_ time: Int64, isOver: Bool) throws -> Call {
    exchange.lost += 10_000 - profile.connectPermyriad
    while exchange.lost >= profile.connectPermyriad {
      exchange.lost -= profile.connectPermyriad
      try loseCall(time)
    }
    let cutOff = Int(clamping: book?.rules.calls?.cutOffSeconds ?? 0)
    var talked = 40 + calls.below(200) + (calls.chance(150_000) ? calls.below(420) : 0)
    if calls.chance(20_000) { talked += 300 + calls.below(500) }
    let isCutOff = cutOff > 0 && talked >= cutOff
    if isCutOff { talked = cutOff }
    let waited = calls.chance(880_000) ? 1 + calls.below(14) : 15 + calls.below(90)
    exchange.calls += 1
    exchange.answered += 1
    if waited <= 15 { exchange.quickly += 1 }
    tally.calls += 1
    tally.answeredCalls += 1
    let answered = time - Length.seconds(isOver ? talked : talked * 6 / 10)
    return Call(
      number: nextCallNumber(), start: answered - Length.seconds(waited), answered: answered,
      end: answered + Length.seconds(talked), queue: tables.queues.pick(&calls),
      language: tables.languages.pick(&calls), isCutOff: isCutOff)
  }

  /// What is recorded of a call.
  func ended(_ call: Call) -> CallEnded {
    var event = CallEnded()
    event.call = call.number
    event.startedAt = Instant(microseconds: call.start)
    event.answeredAt = Instant(microseconds: call.answered)
    event.endedAt = Instant(microseconds: call.end)
    event.outcome = call.isCutOff ? .cutOff : .answered
    event.queue = profile.queues[call.queue].code
    event.language = profile.languages[call.language].code
    let talked = UInt64((call.end - call.answered) / Length.second)
    event.chargedSeconds = book?.rules.calls?.chargedSeconds(talked: talked) ?? 0
    return event
  }

  private mutating func nextCallNumber() -> String {
    exchange.number += 1
    return "C\(exchange.number)"
  }

  private mutating func loseCall(_ time: Int64) throws {
    exchange.calls += 1
    tally.calls += 1
    let number = nextCallNumber()
    if profile.hasCallTotalsOnly { return }
    var event = CallEnded()
    let start = time - Length.seconds(60 + calls.below(120))
    event.call = number
    event.startedAt = Instant(microseconds: start)
    event.endedAt = Instant(microseconds: start + Length.seconds(5 + calls.below(55)))
    event.outcome = calls.chance(150_000) ? .busy : .abandoned
    event.queue = profile.queues[tables.queues.pick(&calls)].code
    try noteCall(event, at: time, lag: time - (event.endedAt?.microseconds ?? time))
  }

  /// 转接: the call goes on elsewhere; there is no ticket, and it counts.
  mutating func transfer(_ matter: Matter, _ call: Call) throws {
    if !profile.hasCallTotalsOnly { try noteCall(ended(call), at: matter.time, lag: 0) }
    var transferred = CallTransferred()
    transferred.call = call.number
    transferred.target = profile.groups[calls.below(profile.groups.count)].code
    try noteCall(transferred, at: matter.time, lag: 0)
  }

  private mutating func noteCall<E: EventPayload>(
    _ event: E, at time: Int64, lag: Int64
  ) throws {
    let (year, month, day) = CityTime.date(time).components
    try note(
      event, to: "calls-\(year * 10_000 + month * 100 + day)", at: time, lag: lag,
      actor: "exchange")
  }

  /// The exchange's totals of the hour before, where it gives no single calls.
  mutating func sampleCalls(_ time: Int64) throws {
    guard exchange.calls > 0 else { return }
    var event = CallsSampled()
    event.from = Instant(microseconds: time - Length.hour)
    event.until = Instant(microseconds: time)
    event.calls = exchange.calls
    event.answered = exchange.answered
    event.answeredIn15s = exchange.quickly
    exchange.calls = 0
    exchange.answered = 0
    exchange.quickly = 0
    try note(event, to: "exchange", at: time + Length.seconds(20), actor: "exchange")
  }

  /// The caller of a ticket hangs up, or is cut off and calls again.
  mutating func endCall(_ place: Int, _ time: Int64) throws {
    guard let call = tickets[place].call else { return }
    let tags: [Tag] = []
    if call.isCutOff {
      var cut = CallCutOff()
      cut.call = call.number
      cut.talkedSeconds = UInt64((call.end - call.answered) / Length.second)
      cut.rule = book?.rules.clocks.first { $0.consequence == .cutOff }?.id ?? ""
      try record(cut, place, at: time, actor: "exchange", tags: tags)
    }
    try record(ended(call), place, at: time, actor: "exchange", tags: tags)
    if call.isCutOff, tickets[place].random.chance(450_000) {
      planSurely(.supplement, place, at: time + Length.minutes(2 + tickets[place].random.below(20)))
    }
    tickets[place].call = nil
  }
}
