import EventStore
import Hotline
import Wire

/// Whom a signal is about: a unit, and a number or an operator where the signal is about one.
struct SignalSubject: Hashable, Comparable {
  var kind: SignalKind
  var unit: String
  /// Digest of the number, in hexadecimal, or code of the operator.
  var person = ""

  static func < (left: SignalSubject, right: SignalSubject) -> Bool {
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    return left.unit == right.unit ? left.person < right.person : left.unit < right.unit
  }
}

/// One chance for a signal in a ticket, and whether it was one.
struct SignalObservation {
  var subject: SignalSubject
  var isHit: Bool
  var events: [Position]

  /// Everything in a ticket that signals count; a pure function of its account and the rules.
  static func all(of account: TicketAccount, by basis: ScoreBasis) -> [SignalObservation] {
    var observer = SignalObserver(account, basis)
    observer.observe()
    return observer.found
  }
}

/// Looks through one ticket.
private struct SignalObserver {
  let account: TicketAccount
  let basis: ScoreBasis
  var found: [SignalObservation] = []

  init(_ account: TicketAccount, _ basis: ScoreBasis) {
    self.account = account
    self.basis = basis
  }

  mutating func observe() {
    let rounds = TicketRound.all(of: account.facts)
    var changes: [TicketFact] = []
    for round in rounds {
      changes = observeCallback(round, changes)
      observeClosing(round)
      observeClaim(round)
      observeResult(round)
    }
    observeSatisfied()
    for (index, fact) in account.facts.enumerated() {
      if fact.isUnitAct { observeEntry(fact) }
      if fact.kind == .returnRequested { observeReturn(fact, index) }
    }
  }

  private mutating func add(
    _ kind: SignalKind, _ unit: String, _ isHit: Bool, _ facts: [TicketFact],
    person: String = ""
  ) {
    guard !unit.isEmpty else { return }
    found.append(
      SignalObservation(
        subject: SignalSubject(kind: kind, unit: unit, person: person), isHit: isHit,
        events: facts.map(\.position).sorted()))
  }

  /// Changes before the round's last callback count for it; later ones are handed on to the next round.
  private mutating func observeCallback(
    _ round: TicketRound, _ earlier: [TicketFact]
  ) -> [TicketFact] {
    let call = round.last(.answered) ?? round.last(.attempted)
    // By place and not by position: facts stand in the order in which the ledger tells them.
    let place = call.flatMap { round.facts.lastIndex(of: $0) } ?? round.facts.endIndex
    let before = earlier + round.facts[..<place].filter { $0.kind == .contactChanged }
    guard let call else { return before }
    add(
      .contactChanged, call.unit, !before.isEmpty,
      before.isEmpty ? [] : before.suffix(1) + [call])
    return round.facts[place...].filter { $0.kind == .contactChanged }
  }

  private mutating func observeClosing(_ round: TicketRound) {
    guard let place = round.facts.lastIndex(where: { $0.kind == .closed }),
      let answer = round.facts[..<place].last(where: { $0.kind == .answered })
    else { return }
    let closing = round.facts[place]
    let gap = closing.at.microseconds.subtractingClamped(answer.at.microseconds)
    var isSame = false
    if gap.magnitude < 1_000_000, let first = account.trace(of: answer),
      let second = account.trace(of: closing)
    {
      isSame = second.isBySame(as: first)
    }
    add(.closedWithCallback, closing.unit, isSame, [answer, closing])
  }

  private mutating func observeClaim(_ round: TicketRound) {
    guard let result = round.result, result.value == 1, let answer = round.last(.answered),
      answer.answer(4) > 0
    else { return }
    add(.deniedClaim, result.unit, answer.answer(4) == 2, [result, answer])
  }

  /// A result in time, of the last hour of its limit, and the reopening after it.
  private mutating func observeResult(_ round: TicketRound) {
    guard let result = round.result else { return }
    let limits = account.state.clocks.compactMap { clock -> Instant? in
      guard let due = clock.due, due.isForCompletion, due.end != .closed,
        clock.endedAt == result.at, due.isMet(at: result.at)
      else { return nil }
      return due.due
    }
    guard let limit = limits.min() else { return }
    let left = limit.microseconds.subtractingClamped(result.at.microseconds)
    let isLast = left <= ScoreBasis.lastHour
    add(
      .lastHourResult, result.unit, isLast && round.reopening != nil,
      [result] + [round.reopening].compactMap { $0 })
  }

  /// Satisfied answers, each number and each operator once in a ticket.
  private mutating func observeSatisfied() {
    var seen: Set<SignalSubject> = []
    for fact in account.facts where fact.kind == .answered && basis.isPraise(fact) {
      guard let trace = account.trace(of: fact) else { continue }
      let people: [(SignalKind, String)] = [
        (.satisfiedNumber, hexText(trace.number)),
        (.satisfiedOperator, trace.named.isEmpty ? trace.actor : trace.named),
      ]
      for (kind, person) in people where !person.isEmpty {
        let subject = SignalSubject(kind: kind, unit: fact.unit, person: person)
        if seen.insert(subject).inserted { add(kind, fact.unit, true, [fact], person: person) }
      }
    }
  }

  private mutating func observeEntry(_ fact: TicketFact) {
    let lag = fact.recordedAt.microseconds.subtractingClamped(fact.at.microseconds)
    add(.lateEntry, fact.unit, lag > 24 * ScoreBasis.lastHour, [fact])
  }

  /// The limit is that of the return rule, else the next one of the ticket's clocks.
  private mutating func observeReturn(_ request: TicketFact, _ index: Int) {
    let handed = account.facts[..<index].last { $0.kind == .handed }
    var limits: [Instant] = []
    if let handed, let within = basis.book?.rules.returns?.within, let limit = TimeLimit(within),
      let end = basis.limit(limit, from: handed.at)
    {
      limits.append(end)
    } else {
      for clock in account.state.clocks where clock.due?.holder == .lead {
        limits += [clock.firstDue, clock.due?.due].compactMap { $0 }
      }
    }
    guard let limit = limits.filter({ $0 >= request.at }).min() else { return }
    let left = limit.microseconds.subtractingClamped(request.at.microseconds)
    add(.lastHourReturn, request.unit, left <= ScoreBasis.lastHour, [request])
  }
}

extension ScoreBasis {
  /// Whether grades were given in an answer, and all of them are satisfied ones.
  func isPraise(_ answer: TicketFact) -> Bool {
    let grades = (1...3).map { answer.answer($0) }.filter { $0 > 0 }
    return !grades.isEmpty && grades.allSatisfy { isSatisfied($0, with: answer.unit) }
  }
}
