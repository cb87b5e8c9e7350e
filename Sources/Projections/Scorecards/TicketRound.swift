import Hotline

/// 轮次: from the intake, or a reopening, to the next reopening.
struct TicketRound {
  /// Its facts, in the order of the log.
  var facts: [TicketFact] = []
  /// The reopening that ended it.
  var reopening: TicketFact?

  /// The last result that was not sent back.
  var result: TicketFact? {
    var standing: TicketFact?
    for fact in facts {
      if fact.kind == .result { standing = fact }
      if fact.kind == .sentBack { standing = nil }
    }
    return standing
  }

  func last(_ kind: TicketFact.Kind) -> TicketFact? { facts.last { $0.kind == kind } }

  func has(_ kind: TicketFact.Kind) -> Bool { facts.contains { $0.kind == kind } }

  static func all(of facts: [TicketFact]) -> [TicketRound] {
    // Nearly every ticket has one: its facts are shared, not copied.
    if !facts.contains(where: { $0.kind == .reopened }) { return [TicketRound(facts: facts)] }
    var rounds = [TicketRound()]
    for fact in facts {
      if fact.kind == .reopened {
        rounds[rounds.count - 1].reopening = fact
        rounds.append(TicketRound())
      }
      rounds[rounds.count - 1].facts.append(fact)
    }
    return rounds
  }
}
