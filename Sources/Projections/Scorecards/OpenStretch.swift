import Hotline

/// 在办期间: a time in which a unit had the ticket as lead and had not finished it; a result that was sent back ends
/// nothing.
struct OpenStretch {
  /// What began it.
  let since: TicketFact
  /// What ended it; `nil` while it goes on.
  var until: TicketFact?

  /// The stretches of a ticket, in order; only the last may go on.
  static func all(of rounds: [TicketRound]) -> [OpenStretch] {
    var stretches: [OpenStretch] = []
    func close(by fact: TicketFact) {
      guard let last = stretches.indices.last, stretches[last].until == nil else { return }
      stretches[last].until = fact
    }
    for (index, round) in rounds.enumerated() {
      if index > 0, let reopening = rounds[index - 1].reopening {
        close(by: reopening)
        stretches.append(OpenStretch(since: reopening))
      }
      let result = round.result
      for fact in round.facts {
        switch fact.kind {
        case .handed:
          if let last = stretches.last, last.until == nil, last.since.unit == fact.unit { continue }
          close(by: fact)
          stretches.append(OpenStretch(since: fact))
        case .returnDecided where fact.value == UInt64(Ruling.granted.rawValue): close(by: fact)
        case .result where fact == result: close(by: fact)
        case .closed, .merged, .referred: close(by: fact)
        default: break
        }
      }
    }
    return stretches
  }

  /// Whether nobody has the ticket and it does not wait for anybody: by what was recorded, whatever the rules count.
  static func isDone(_ facts: [TicketFact]) -> Bool {
    guard CaseCourse(facts: facts, stocks: []).isDone else { return false }
    return all(of: TicketRound.all(of: facts)).last.map { $0.until != nil } ?? true
  }
}
