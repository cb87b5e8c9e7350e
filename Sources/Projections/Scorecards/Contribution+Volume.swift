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

  /// In whose hands it was as lead, and not finished; a result that was sent back ends nothing.
  private mutating func addOpen() {
    var since: TicketFact?
    for (index, round) in rounds.enumerated() {
      if index > 0, let reopening = rounds[index - 1].reopening {
        close(&since, by: reopening)
        since = reopening
      }
      let result = round.result
      for fact in round.facts {
        switch fact.kind {
        case .handed:
          if since?.unit == fact.unit { continue }
          close(&since, by: fact)
          since = fact
        case .returnDecided where fact.value == UInt64(Ruling.granted.rawValue):
          close(&since, by: fact)
        case .result where fact == result: close(&since, by: fact)
        case .closed, .merged, .referred: close(&since, by: fact)
        default: break
        }
      }
    }
    if let since { addStock(.open, since.unit, from: since.at, since: since) }
  }

  private mutating func close(_ since: inout TicketFact?, by fact: TicketFact) {
    guard let start = since else { return }
    addStock(.open, start.unit, from: start.at, since: start, until: fact)
    since = nil
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
