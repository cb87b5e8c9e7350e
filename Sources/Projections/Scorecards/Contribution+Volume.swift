import Hotline
import Wire

// How much came in, who has it, and what is on the table.
extension Contribution {
  mutating func addVolume() {
    var isHanded = false
    for place in facts.indices {
      switch facts[place].kind {
      case .intake where place == 0:
        add(.intake, .numerator, facts[place].unit, facts[place].at, .of(facts[place]))
      case .handed where isFirst(place):
        let fact = facts[place]
        if !isHanded {
          isHanded = true
          add(.directAnswers, .denominator, TicketState.centre, fact.at, .of(fact))
        }
        add(.received, .numerator, fact.unit, fact.at, .of(fact))
      case .handedToCoHandler where isFirst(place):
        add(.coHandled, .numerator, facts[place].unit, facts[place].at, .of(facts[place]))
      default: break
      }
    }
    if !isHanded, has(.answeredDirectly),
      let answer = facts.first(where: { $0.kind == .answeredDirectly })
    {
      add(.answeredDirectly, .numerator, answer.unit, answer.at, .of(answer))
      addShare(.directAnswers, true, answer.unit, answer.at, .of(answer))
    }
    addOpen()
    if has(.parked) { addParked() }
    if has(.closed) { addFollowUp() }
  }

  /// Whether no fact before one at a place is of its kind and unit.
  private func isFirst(_ place: Int) -> Bool {
    for earlier in 0..<place where facts[earlier].kind == facts[place].kind {
      if facts[earlier].unit == facts[place].unit { return false }
    }
    return true
  }

  private mutating func addOpen() {
    for stretch in stretches {
      let since = facts[stretch.since]
      addStock(
        .open, since.unit, from: since.at, since: since, until: stretch.until.map { facts[$0] })
    }
  }

  private mutating func addParked() {
    var since: TicketFact?
    for fact in facts {
      if fact.kind == .parked { since = fact }
      let ends = [.resumed, .closed, .merged, .referred].contains(fact.kind)
      if ends, let start = since {
        addStock(.parked, start.unit, from: start.at, since: start, until: fact)
        since = nil
      }
    }
    if let since { addStock(.parked, since.unit, from: since.at, since: since) }
  }

  private mutating func addFollowUp() {
    var since: Int?
    var graded: TicketFact?
    for place in facts.indices {
      let isOver =
        switch facts[place].kind {
        case .reopened, .closed: true
        case .followedUp: facts[place].value == 1
        default: false
        }
      if isOver, let start = since {
        addStock(
          .followUp, facts[start].unit, from: facts[start].at, since: facts[start], and: graded,
          until: facts[place])
        since = nil
      }
      if facts[place].kind == .closed {
        graded = facts.graded(closingAt: place)
        if graded?.grade == HandlingGrade.b.rawValue { since = place }
      }
    }
    if let since {
      addStock(
        .followUp, facts[since].unit, from: facts[since].at, since: facts[since], and: graded)
    }
  }
}
