import Hotline
import Wire

// Returns, cards, exclusions, spot checks, reminders and late entries.
extension Contribution {
  mutating func addReturns() {
    var gaveBack: [String] = []
    for place in facts.indices {
      switch facts[place].kind {
      case .handed:
        let fact = facts[place]
        let asked = has(.returnRequested) ? asked(after: place) : []
        addShare(.returns, !asked.isEmpty, fact.unit, fact.at, .of(fact, and: asked))
        add(.returnsPerTicket, .denominator, fact.unit, fact.at, .of(fact))
        for request in asked {
          add(.returnsPerTicket, .numerator, fact.unit, fact.at, .of(request))
        }
        if gaveBack.contains(fact.unit) {
          add(.pingPong, .numerator, fact.unit, fact.at, .of(fact))
        }
      case .returnDecided:
        let fact = facts[place]
        let isGranted = fact.value == UInt64(Ruling.granted.rawValue)
        addShare(.improperReturns, !isGranted, fact.unit, fact.at, .of(fact))
        if isGranted { gaveBack.append(fact.unit) }
      default: break
      }
    }
  }

  /// How often the unit that was handed the ticket asked to give it back before somebody else got it.
  private func asked(after place: Int) -> [TicketFact] {
    let next = facts[(place + 1)...].firstIndex { $0.kind == .handed } ?? facts.count
    return facts[place..<next].filter {
      $0.kind == .returnRequested && $0.unit == facts[place].unit
    }
  }

  mutating func addSupervision() {
    for place in facts.indices {
      switch facts[place].kind {
      case .reminded:
        add(.reminders, .numerator, facts[place].unit, facts[place].at, .of(facts[place]))
      case .excluded:
        if held.span[0].state.exclusion != nil {
          add(.excluded, .numerator, facts[place].unit, facts[place].at, .of(facts[place]))
        }
      case .checked: addCheck(facts[place])
      case .card: if stands(at: place) { addCard(facts[place]) }
      default: break
      }
    }
  }

  /// A card that was neither revoked nor replaced: those of the ticket's state are asked in order.
  private func stands(at place: Int) -> Bool {
    let number = facts[..<place].count { $0.kind == .card }
    let cards = held.span[0].state.cards
    guard number < cards.count else { return true }
    return !cards[number].isRevoked
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
    for place in facts.indices where facts[place].isUnitAct {
      let fact = facts[place]
      let lag = fact.recordedAt.microseconds.subtractingClamped(fact.at.microseconds)
      addShare(.lateEntry, lag > Self.lateAfter, fact.unit, fact.recordedAt, .of(fact))
    }
  }

  private static let lateAfter: Int64 = 86_400_000_000
}
