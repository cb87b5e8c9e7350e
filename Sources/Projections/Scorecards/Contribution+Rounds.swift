import Hotline
import Wire

// What came of it: results, closings and what the citizen says, once in each round.
extension Contribution {
  mutating func addRounds() {
    for (index, round) in rounds.enumerated() {
      let result = round.result
      if let result { addFinished(round, result, index) }
      if let closing = round.last(.closed) { addClosing(round, closing) }
    }
    addAnswers()
  }

  /// Every answer counts, for the unit whose result the citizen was asked about.
  private mutating func addAnswers() {
    var result: TicketFact?
    for fact in account.facts {
      if fact.kind == .result { result = fact }
      if fact.kind == .answered { addAnswers(fact, result) }
    }
  }

  private mutating func addFinished(_ round: TicketRound, _ result: TicketFact, _ index: Int) {
    let unit = result.unit
    let at = result.at
    add(.finished, .numerator, unit, at, .of(result))
    let contact = round.facts.first { $0.kind == .contacted && $0.value == 1 }
    addShare(.response, contact != nil, unit, at, .of(result, contact))
    let extended = round.last(.extended)
    addShare(.extensions, extended != nil, unit, at, .of(result, extended))
    let back = round.last(.sentBack)
    addShare(.redo, back != nil, unit, at, .of(result, back))
    let reopening = round.reopening
    addShare(
      .reopened, reopening != nil, unit, at, .of(result, reopening))
    let start =
      index == 0
      ? account.facts.first { $0.kind == .handed } : rounds[index - 1].reopening
    guard let start, var seconds = basis.workingSeconds(from: start.at, to: at) else { return }
    seconds -= pauses(from: start, to: result)
    for measure in [Measure.medianHandling, .p90Handling] {
      add(measure, .value, unit, at, .of(start, result), amount: max(0, seconds))
    }
  }

  /// Office hours in which no clock ran between two acts.
  private func pauses(from start: TicketFact, to end: TicketFact) -> Int64 {
    var seconds: Int64 = 0
    var since: Instant?
    for fact in account.facts where fact.at >= start.at && fact.at <= end.at {
      if fact.kind == .parked || fact.kind == .suspended, since == nil { since = fact.at }
      if fact.kind == .resumed, let begin = since {
        seconds += basis.workingSeconds(from: begin, to: fact.at) ?? 0
        since = nil
      }
    }
    return seconds
  }

  private mutating func addClosing(_ round: TicketRound, _ closing: TicketFact) {
    let unit = closing.unit
    if closing.value > 0 {
      addShare(
        .gradeA, closing.value == UInt64(HandlingGrade.a.rawValue), unit, closing.at, .of(closing))
    }
    guard basis.book?.rules.callback != nil else { return }
    let answer = round.last(.answered)
    let call = answer ?? round.last(.attempted)
    addShare(
      .callbackCoverage, call != nil, unit, closing.at, .of(closing, call))
    if let call {
      addShare(.callbackResponse, answer != nil, unit, closing.at, .of(closing, call))
    }
  }

  private mutating func addAnswers(_ answer: TicketFact, _ result: TicketFact?) {
    let unit = result?.unit ?? answer.unit
    let at = answer.at
    let contacted = answer.answer(0)
    if contacted > 0 { addShare(.contactConfirmed, contacted == 1, unit, at, .of(answer)) }
    let questions: [Measure] = [
      .satisfactionEfficiency, .satisfactionAttitude, .satisfactionResult,
    ]
    var hasAny = false
    for (index, question) in questions.enumerated() {
      let grade = answer.answer(index + 1)
      guard grade > 0 else { continue }
      hasAny = true
      let isSatisfied = basis.isSatisfied(grade, with: unit)
      addShare(question, isSatisfied, unit, at, .of(answer))
      addShare(.satisfaction, isSatisfied, unit, at, .of(answer))
    }
    if hasAny { add(.satisfaction, .sample, unit, at, .of(answer)) }
    guard let result, result.value > 0, answer.answer(4) > 0 else { return }
    let isClaimed = result.value == 1
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
