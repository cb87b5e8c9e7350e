import Hotline
import Wire

// Returns, cards, exclusions, spot checks, reminders and late entries.
extension Contribution {
  mutating func addReturns() {
    var gaveBack: [String] = []
    let facts = account.facts
    for (index, fact) in facts.enumerated() {
      switch fact.kind {
      case .handed:
        let next = facts[(index + 1)...].firstIndex { $0.kind == .handed } ?? facts.count
        let asked = facts[index..<next].filter {
          $0.kind == .returnRequested && $0.unit == fact.unit
        }
        addShare(.returns, !asked.isEmpty, fact.unit, fact.at, .of(fact, and: asked))
        add(.returnsPerTicket, .denominator, fact.unit, fact.at, .of(fact))
        for request in asked {
          add(.returnsPerTicket, .numerator, fact.unit, fact.at, .of(request))
        }
        if gaveBack.contains(fact.unit) {
          add(.pingPong, .numerator, fact.unit, fact.at, .of(fact))
        }
      case .returnDecided:
        let isGranted = fact.value == UInt64(Ruling.granted.rawValue)
        addShare(.improperReturns, !isGranted, fact.unit, fact.at, .of(fact))
        if isGranted { gaveBack.append(fact.unit) }
      default: break
      }
    }
  }

  mutating func addSupervision() {
    for (index, fact) in account.facts.enumerated() {
      switch fact.kind {
      case .reminded: add(.reminders, .numerator, fact.unit, fact.at, .of(fact))
      case .excluded:
        if account.state.exclusion != nil {
          add(.excluded, .numerator, fact.unit, fact.at, .of(fact))
        }
      case .checked: addCheck(fact)
      case .card: if stands(fact, index) { addCard(fact) }
      default: break
      }
    }
  }

  /// A card that was neither revoked nor replaced: those of the ticket's state are asked in order.
  private func stands(_ card: TicketFact, _ index: Int) -> Bool {
    let number = account.facts[..<index].count { $0.kind == .card }
    guard number < account.state.cards.count else { return true }
    return !account.state.cards[number].isRevoked
  }

  private mutating func addCard(_ fact: TicketFact) {
    switch CardColour(rawValue: UInt8(truncatingIfNeeded: fact.value)) {
    case .yellow:
      add(.yellowCards, .numerator, fact.unit, fact.at, .of(fact))
      add(.yellowCardRate, .numerator, fact.unit, fact.at, .of(fact))
    case .red:
      add(.redCards, .numerator, fact.unit, fact.at, .of(fact))
      add(.redCardRate, .numerator, fact.unit, fact.at, .of(fact))
    case .criticism: add(.criticisms, .numerator, fact.unit, fact.at, .of(fact))
    case nil: break
    }
  }

  private mutating func addCheck(_ fact: TicketFact) {
    guard let found = InspectionResult(rawValue: UInt8(truncatingIfNeeded: fact.value)) else {
      return
    }
    addShare(.checkPassed, found == .confirmed, fact.unit, fact.at, .of(fact))
    addShare(.falseReportRate, found == .falseReport, fact.unit, fact.at, .of(fact))
    if found == .poor { add(.poorHandling, .numerator, fact.unit, fact.at, .of(fact)) }
    if found == .falseReport { add(.falseReports, .numerator, fact.unit, fact.at, .of(fact)) }
  }

  /// Acts of units that were entered more than a day after they are said to have happened.
  mutating func addLateness() {
    for fact in account.facts where fact.isUnitAct {
      let lag = fact.recordedAt.microseconds.subtractingClamped(fact.at.microseconds)
      addShare(.lateEntry, lag > Self.lateAfter, fact.unit, fact.recordedAt, .of(fact))
    }
  }

  private static let lateAfter: Int64 = 86_400_000_000
}
