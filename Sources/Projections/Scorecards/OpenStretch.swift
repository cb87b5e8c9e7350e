import Hotline

/// 在办期间: a time in which a unit had the ticket as lead and had not finished it; a result that was sent back ends
/// nothing.
struct OpenStretch {
  /// Place of the fact that began it.
  let since: Int
  /// Place of the fact that ended it; `nil` while it goes on.
  var until: Int?

  /// The stretches of a ticket's facts, in order; only the last may go on.
  static func all(of facts: [TicketFact]) -> [OpenStretch] {
    var stretches: [OpenStretch] = []
    forEach(of: facts) { stretches.append($0) }
    return stretches
  }

  private static func forEach(of facts: [TicketFact], _ body: (OpenStretch) -> Void) {
    var last: OpenStretch?
    func close(by place: Int) {
      guard var stretch = last else { return }
      stretch.until = place
      body(stretch)
      last = nil
    }
    var standing: Int?
    for place in facts.indices {
      // A round begins with the reopening; which of its results stands is known from all of it.
      if place == 0 || facts[place].kind == .reopened { standing = result(of: facts, from: place) }
      switch facts[place].kind {
      case .reopened:
        close(by: place)
        last = OpenStretch(since: place)
      case .handed:
        if let last, facts[last.since].unit == facts[place].unit { continue }
        close(by: place)
        last = OpenStretch(since: place)
      case .returnDecided where facts[place].value == UInt64(Ruling.granted.rawValue):
        close(by: place)
      case .result where place == standing: close(by: place)
      case .closed, .merged, .referred: close(by: place)
      default: break
      }
    }
    if let last { body(last) }
  }

  /// Place of the last result of a round that was not sent back.
  private static func result(of facts: [TicketFact], from begin: Int) -> Int? {
    var standing: Int?
    for place in begin..<facts.count {
      switch facts[place].kind {
      case .reopened where place > begin: return standing
      case .result: standing = place
      case .sentBack: standing = nil
      default: break
      }
    }
    return standing
  }

  /// Whether nobody has the ticket and it does not wait for anybody: by what was recorded, whatever the rules count.
  static func isDone(_ facts: [TicketFact]) -> Bool {
    guard CaseCourse(facts: facts, stocks: []).isDone else { return false }
    var isOver = true
    forEach(of: facts) { isOver = $0.until != nil }
    return isOver
  }
}
