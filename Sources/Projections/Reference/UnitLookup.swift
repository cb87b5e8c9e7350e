import Hotline

/// What came of looking a unit up.
enum UnitLookup {
  /// Its code.
  case found(String)
  /// There is none; the codes that the log knows.
  case unknown(known: [String])
}

extension ScoreLedger {
  /// The code of a unit that is named by its code or its name: one that was set up, or that held a case.
  func unitCode(_ text: String) throws -> UnitLookup {
    let units = reference.units().map(\.unit)
    var codes = units.map(\.unit)
    if codes.contains(where: { $0.hasSameBytes(as: text) }) || text == TicketState.centre {
      return .found(text)
    }
    let named = units.filter { $0.name.hasSameBytes(as: text) }
    if named.count == 1, let only = named.first { return .found(only.unit) }
    var seen = Set(codes)
    try forEachCase { _, account in
      for holding in account.state.hands where seen.insert(holding.unit).inserted {
        codes.append(holding.unit)
      }
    }
    return seen.contains(text) ? .found(text) : .unknown(known: codes.sorted())
  }
}
