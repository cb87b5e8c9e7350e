import Hotline
import Wire

// How much came in, who has it, and what is on the table.
extension Contribution {
  mutating func addVolume() {
    var seen: [String] = []
    var seenAsCoHandler: [String] = []
    for fact in account.facts {
      switch fact.kind {
      case .intake where fact == account.facts.first:
        add(.intake, .numerator, fact.unit, fact.at, .of(fact))
      case .handed where !seen.contains(fact.unit):
        if seen.isEmpty {
          add(.directAnswers, .denominator, TicketState.centre, fact.at, .of(fact))
        }
        seen.append(fact.unit)
        add(.received, .numerator, fact.unit, fact.at, .of(fact))
      case .handedToCoHandler where !seenAsCoHandler.contains(fact.unit):
        seenAsCoHandler.append(fact.unit)
        add(.coHandled, .numerator, fact.unit, fact.at, .of(fact))
      default: break
      }
    }
    if seen.isEmpty, let answer = account.facts.first(where: { $0.kind == .answeredDirectly }) {
      add(.answeredDirectly, .numerator, answer.unit, answer.at, .of(answer))
      addShare(.directAnswers, true, answer.unit, answer.at, .of(answer))
    }
    addOpen()
    addParked()
    addFollowUp()
  }

  private mutating func addOpen() {
    for stretch in OpenStretch.all(of: rounds) {
      addStock(
        .open, stretch.since.unit, from: stretch.since.at, since: stretch.since,
        until: stretch.until)
    }
  }

  private mutating func addParked() {
    var since: TicketFact?
    for fact in account.facts {
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
    var since: TicketFact?
    for fact in account.facts {
      let isOver =
        fact.kind == .reopened || fact.kind == .followedUp && fact.value == 1
        || fact.kind == .closed
      if isOver, let start = since {
        addStock(.followUp, start.unit, from: start.at, since: start, until: fact)
        since = nil
      }
      if fact.kind == .closed, fact.value == UInt64(HandlingGrade.b.rawValue) { since = fact }
    }
    if let since { addStock(.followUp, since.unit, from: since.at, since: since) }
  }
}
