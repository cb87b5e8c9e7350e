import EventStore
import Hotline
import Wire

/// One chance for a signal in a ticket, and whether it was one: it names facts by their places, so that it needs no memory of its own.
struct SignalObservation {
  var kind: SignalKind
  var isHit: Bool
  /// Place of the fact that concerns the unit.
  var fact: Int
  /// Place of another fact behind it.
  var other: Int?
  /// Place of the trace that names the person, where the signal is about one.
  var trace: Int?

  /// Puts everything in a ticket that signals count in the place of other observations, whose memory they take; a pure
  /// function of its account, which is held in an array of one, and the rules.
  static func all(
    ofHeld held: [TicketAccount], by basis: ScoreBasis, into found: inout [SignalObservation]
  ) {
    found.removeAll(keepingCapacity: true)
    var observer = SignalObserver(held, basis)
    swap(&observer.found, &found)
    observer.observe()
    swap(&observer.found, &found)
  }

  /// Code of the unit.
  func unit(_ account: TicketAccount) -> String { account.facts[fact].unit }

  /// The events that count, in their order.
  func events(_ account: TicketAccount) -> [Position] {
    account.withCorrections([fact, other].compactMap { $0 }.map { account.facts[$0].position })
  }

  /// Digest of the number, or code of the operator; empty where it is about neither.
  func person(_ account: TicketAccount) -> [UInt8] {
    guard let trace else { return [] }
    return SignalPerson.of(account.traces[trace], kind)
  }

  /// The same as it is shown: a digest in hexadecimal.
  func personText(_ account: TicketAccount) -> String {
    let person = person(account)
    return kind == .satisfiedNumber ? hexText(person) : String(decoding: person, as: UTF8.self)
  }
}

/// 信号所指: a number or an operator, told apart by 128 bits of SHA-256.
struct SignalPerson: Hashable, Comparable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  init(_ person: [UInt8]) {
    let digest = sha256(person.span)
    self.init(high: digest.words.0, low: digest.words.1)
  }

  /// Whom a trace names, for a kind of signals.
  static func of(_ trace: TicketTrace, _ kind: SignalKind) -> [UInt8] {
    if kind == .satisfiedNumber { return trace.number }
    return Array((trace.named.isEmpty ? trace.actor : trace.named).utf8)
  }

  static func < (left: SignalPerson, right: SignalPerson) -> Bool {
    left.high == right.high ? left.low < right.low : left.high < right.high
  }
}

/// Looks through one ticket.
private struct SignalObserver {
  private let held: [TicketAccount]
  private let facts: [TicketFact]
  private let basis: ScoreBasis
  private let kinds: UInt32
  var found: [SignalObservation] = []
  /// Place of the latest change of the number that no callback has followed.
  private var change: Int?

  init(_ held: [TicketAccount], _ basis: ScoreBasis) {
    self.held = held
    self.basis = basis
    facts = held.span[0].facts
    kinds = TicketBrief.kinds(of: held.span[0].facts)
  }

  private func has(_ kind: TicketFact.Kind) -> Bool { kinds & TicketBrief.bit(kind) != 0 }

  mutating func observe() {
    var begin = 0
    for place in facts.indices where facts[place].kind == .reopened {
      observe(SignalRound(facts, begin..<place), reopening: place)
      begin = place
    }
    observe(SignalRound(facts, begin..<facts.count), reopening: nil)
    if has(.answered) { observeSatisfied() }
    for place in facts.indices {
      if facts[place].isUnitAct { observeEntry(place) }
      if facts[place].kind == .returnRequested { observeReturn(place) }
    }
  }

  private mutating func observe(_ round: SignalRound, reopening: Int?) {
    observeCallback(round)
    observeClosing(round)
    observeClaim(round)
    observeResult(round, reopening)
  }

  private mutating func add(
    _ kind: SignalKind, _ isHit: Bool, _ fact: Int, _ other: Int? = nil, trace: Int? = nil
  ) {
    if facts[fact].unit.isEmpty { return }
    found.append(
      SignalObservation(kind: kind, isHit: isHit, fact: fact, other: other, trace: trace))
  }

  /// Changes before the round's last callback count for it; later ones are handed on to the next round.
  private mutating func observeCallback(_ round: SignalRound) {
    let call = round.answer ?? round.attempt
    var later: Int?
    if has(.contactChanged) {
      for place in round.places where facts[place].kind == .contactChanged {
        if place < call ?? .max { change = place } else { later = place }
      }
    }
    guard let call else { return }
    add(.contactChanged, change != nil, call, change)
    change = later
  }

  private mutating func observeClosing(_ round: SignalRound) {
    guard let closing = round.closing, let answer = round.answerBeforeClosing else { return }
    let gap = facts[closing].at.microseconds.subtractingClamped(facts[answer].at.microseconds)
    var isSame = false
    if gap.magnitude < 1_000_000, let first = trace(of: answer), let second = trace(of: closing) {
      isSame = held.span[0].traces[second].isBySame(as: held.span[0].traces[first])
    }
    add(.closedWithCallback, isSame, closing, answer)
  }

  private mutating func observeClaim(_ round: SignalRound) {
    guard let result = round.result, facts[result].claim == 1, let answer = round.answer,
      facts[answer].answer(4) > 0
    else { return }
    add(.deniedClaim, facts[answer].answer(4) == 2, result, answer)
  }

  /// A result in time, of the last hour of its limit, and the reopening after it.
  private mutating func observeResult(_ round: SignalRound, _ reopening: Int?) {
    guard let result = round.result else { return }
    let at = facts[result].at
    var limit: Instant?
    let clocks = held.span[0].state.clocks
    for place in clocks.indices {
      guard let due = clocks.span[place].limit(metAt: at) else { continue }
      limit = min(limit ?? due, due)
    }
    guard let limit else { return }
    let left = limit.microseconds.subtractingClamped(at.microseconds)
    add(
      .lastHourResult, left <= ScoreBasis.lastHour && reopening != nil, result, reopening)
  }

  /// Satisfied answers, each number and each operator once in a ticket.
  private mutating func observeSatisfied() {
    var seen: Set<SeenPerson> = []
    for place in facts.indices
    where facts[place].kind == .answered && basis.isPraise(facts[place]) {
      guard let trace = trace(of: place) else { continue }
      for kind in [SignalKind.satisfiedNumber, .satisfiedOperator] {
        let person = SignalPerson.of(held.span[0].traces[trace], kind)
        let one = SeenPerson(kind: kind, unit: facts[place].unit, person: person)
        if !person.isEmpty, seen.insert(one).inserted { add(kind, true, place, trace: trace) }
      }
    }
  }

  private struct SeenPerson: Hashable {
    let kind: SignalKind
    let unit: String
    let person: [UInt8]
  }

  private mutating func observeEntry(_ place: Int) {
    let lag = facts[place].recordedAt.microseconds.subtractingClamped(facts[place].at.microseconds)
    add(.lateEntry, lag > 24 * ScoreBasis.lastHour, place)
  }

  /// The limit is that of the return rule, else the next one of the ticket's clocks.
  private mutating func observeReturn(_ request: Int) {
    let at = facts[request].at
    let handed = facts[..<request].last { $0.kind == .handed }
    var limits: [Instant] = []
    if let handed, let within = basis.book?.rules.returns?.within, let limit = TimeLimit(within),
      let end = basis.limit(limit, from: handed.at)
    {
      limits.append(end)
    } else {
      for clock in held.span[0].state.clocks where clock.due?.holder == .lead {
        limits += [clock.firstDue, clock.due?.due].compactMap { $0 }
      }
    }
    guard let limit = limits.filter({ $0 >= at }).min() else { return }
    let left = limit.microseconds.subtractingClamped(at.microseconds)
    add(.lastHourReturn, left <= ScoreBasis.lastHour, request)
  }

  /// Place of the trace of a fact.
  private func trace(of fact: Int) -> Int? {
    let position = facts[fact].position
    let traces = held.span[0].traces
    return traces.indices.first { traces[$0].position == position }
  }
}

/// What signals need of a round, by the places of its facts: from the intake, or a reopening, to the next reopening.
private struct SignalRound {
  let places: Range<Int>
  /// The last result that was not sent back.
  private(set) var result: Int?
  private(set) var answer: Int?
  private(set) var attempt: Int?
  private(set) var closing: Int?
  private(set) var answerBeforeClosing: Int?

  init(_ facts: [TicketFact], _ places: Range<Int>) {
    self.places = places
    for place in places {
      switch facts[place].kind {
      case .result: result = place
      case .sentBack: result = nil
      case .answered: answer = place
      case .attempted: attempt = place
      case .closed:
        closing = place
        answerBeforeClosing = answer
      default: break
      }
    }
  }
}

extension TicketClock {
  /// When it was due, for one that limits the completion of the ticket and was met by an act of a moment.
  fileprivate func limit(metAt moment: Instant) -> Instant? {
    guard endedAt == moment, let due, due.isForCompletion, due.end != .closed,
      due.isMet(at: moment)
    else { return nil }
    return due.due
  }
}

extension ScoreBasis {
  /// Whether grades were given in an answer, and all of them are satisfied ones.
  func isPraise(_ answer: TicketFact) -> Bool {
    var isAny = false
    for question in 1...3 {
      let grade = answer.answer(question)
      if grade == 0 { continue }
      if !isSatisfied(grade, with: answer.unit) { return false }
      isAny = true
    }
    return isAny
  }
}
