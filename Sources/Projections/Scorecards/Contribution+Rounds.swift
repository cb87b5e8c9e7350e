import Hotline
import Wire

// What came of it: results, closings and what the citizen says, once in each round.
extension Contribution {
  mutating func addRounds() {
    if has(.result) || has(.closed) {
      var begin = 0
      while begin < facts.count {
        let end = endOfRound(from: begin)
        addRound(begin..<end)
        begin = end
      }
    }
    if has(.answered) { addAnswers() }
  }

  /// Place of the next reopening; a first fact that is one ends a round without any.
  private func endOfRound(from begin: Int) -> Int {
    var end = begin + 1
    while end < facts.count, facts[end].kind != .reopened { end += 1 }
    return end
  }

  private mutating func addRound(_ round: Range<Int>) {
    var marks = RoundMarks()
    for place in round { marks.note(facts[place], at: place) }
    if let result = marks.result { addFinished(round, result, marks) }
    if let closing = marks.closing { addClosing(closing, marks) }
  }

  /// Every answer counts, for the unit whose result the citizen was asked about.
  private mutating func addAnswers() {
    var result: TicketFact?
    for place in facts.indices {
      if facts[place].kind == .result { result = facts[place] }
      if facts[place].kind == .answered { addAnswers(facts[place], result) }
    }
  }

  private mutating func addFinished(_ round: Range<Int>, _ place: Int, _ marks: RoundMarks) {
    let result = facts[place]
    let unit = result.unit
    let at = result.at
    add(.finished, .numerator, unit, at, .of(result))
    func share(_ measure: Measure, _ other: Int?) {
      addShare(measure, other != nil, unit, at, trail(place, other))
    }
    // What the unit itself did, not who had the ticket before it.
    share(.response, round.first { facts[$0].isContact && facts[$0].unit.hasSameBytes(as: unit) })
    share(.extensions, marks.extended)
    share(.redo, sentBack(of: unit, in: round))
    share(.reopened, round.upperBound < facts.count ? round.upperBound : nil)
    let start =
      facts[round.lowerBound].kind == .reopened
      ? round.lowerBound : facts.firstIndex { $0.kind == .handed }
    guard let start, var time = basis.workingTime(from: facts[start].at, to: at) else {
      return
    }
    if has(.resumed) { time -= pauses(from: facts[start].at, to: at) }
    for measure in [Measure.medianHandling, .p90Handling] {
      add(measure, .value, unit, at, trail(start, place), amount: max(0, time))
    }
  }

  /// What sent back a result of a unit, not one of who had the ticket before it.
  private func sentBack(of unit: String, in round: Range<Int>) -> Int? {
    guard has(.sentBack) else { return nil }
    return round.first { place in
      facts[place].kind == .sentBack
        && facts[round.lowerBound..<place].last { $0.kind == .result }?.unit.hasSameBytes(as: unit)
          ?? false
    }
  }

  private func trail(_ place: Int, _ other: Int?) -> EventTrail {
    EventTrail(facts[place].position, other.map { facts[$0].position })
  }

  /// Office hours in which no clock ran between two acts, in microseconds.
  private func pauses(from start: Instant, to end: Instant) -> Int64 {
    var time: Int64 = 0
    var since: Instant?
    for fact in facts where fact.at >= start && fact.at <= end {
      if fact.kind == .parked || fact.kind == .suspended, since == nil { since = fact.at }
      if fact.kind == .resumed, let begin = since {
        time += basis.workingTime(from: begin, to: fact.at) ?? 0
        since = nil
      }
    }
    return time
  }

  private mutating func addClosing(_ place: Int, _ marks: RoundMarks) {
    let closing = facts[place]
    let unit = closing.unit
    if let graded = facts.graded(closingAt: place) {
      addShare(
        .gradeA, graded.grade == HandlingGrade.a.rawValue, unit, closing.at, .of(closing, graded))
    }
    guard basis.hasCallback else { return }
    let call = marks.answer ?? marks.attempt
    addShare(.callbackCoverage, call != nil, unit, closing.at, trail(place, call))
    if call != nil {
      addShare(.callbackResponse, marks.answer != nil, unit, closing.at, trail(place, call))
    }
  }

  private static let questions: [Measure] = [
    .satisfactionEfficiency, .satisfactionAttitude, .satisfactionResult,
  ]

  private mutating func addAnswers(_ answer: TicketFact, _ result: TicketFact?) {
    let unit = result?.unit ?? answer.unit
    let at = answer.at
    let contacted = answer.answer(0)
    if contacted > 0 { addShare(.contactConfirmed, contacted == 1, unit, at, .of(answer)) }
    var hasAny = false
    for (index, question) in Self.questions.enumerated() {
      let grade = answer.answer(index + 1)
      guard grade > 0 else { continue }
      hasAny = true
      let isSatisfied = basis.isSatisfied(grade, with: unit)
      addShare(question, isSatisfied, unit, at, .of(answer))
      addShare(.satisfaction, isSatisfied, unit, at, .of(answer))
    }
    if hasAny { add(.satisfaction, .sample, unit, at, .of(answer)) }
    guard let result, result.claim > 0, answer.answer(4) > 0 else { return }
    let isClaimed = result.claim == 1
    let isConfirmed = answer.answer(4) == 1
    let both = EventTrail.of(result, answer)
    addShare(.claimedResolution, isClaimed, unit, at, both)
    addShare(.confirmedResolution, isConfirmed, unit, at, both)
    add(.resolutionGap, .denominator, unit, at, both)
    if isClaimed != isConfirmed {
      add(.resolutionGap, .numerator, unit, at, both, amount: isClaimed ? 1 : -1)
    }
    if isClaimed { addShare(.deniedClaims, !isConfirmed, unit, at, both) }
  }
}

/// Places of what counts of a round's facts.
private struct RoundMarks {
  /// The last result that was not sent back.
  var result: Int?
  var closing: Int?
  var extended: Int?
  var answer: Int?
  var attempt: Int?

  mutating func note(_ fact: borrowing TicketFact, at place: Int) {
    switch fact.kind {
    case .result: result = place
    case .sentBack: result = nil
    case .closed: closing = place
    case .extended: extended = place
    case .answered: answer = place
    case .attempted: attempt = place
    default: break
    }
  }
}

extension TicketFact {
  /// Whether the citizen was reached.
  fileprivate var isContact: Bool { kind == .contacted && value == 1 }
}
