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
  func unitCode(_ text: String) -> UnitLookup {
    let units = reference.units().map(\.unit)
    var codes = units.map(\.unit)
    if codes.contains(where: { $0.hasSameBytes(as: text) }) || text == TicketState.centre {
      return .found(text)
    }
    let named = units.filter { $0.name.hasSameBytes(as: text) }
    if named.count == 1, let only = named.first { return .found(only.unit) }
    let seen = Set(codes)
    let held = accounts.names.units.names.map { String(decoding: $0, as: UTF8.self) }
    codes += held.filter { !$0.isEmpty && !seen.contains($0) }
    return codes.contains { $0.hasSameBytes(as: text) }
      ? .found(text) : .unknown(known: codes.sorted())
  }
}
