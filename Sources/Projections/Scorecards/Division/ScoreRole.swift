public import Hotline

/// 承办身份: in which capacity a unit had the tickets that are counted.
public enum ScoreRole: String, CaseIterable, Sendable {
  /// 主办: tickets that the unit led at any time; what it answers for.
  case lead
  /// 协办: tickets that it joined as co-handler and never led; their figures, from its joining on.
  case coHandler = "co-handler"

  /// What it is called.
  public var words: Phrase {
    switch self {
    case .lead: Phrase("as lead", "主办", "主辦")
    case .coHandler: Phrase("as co-handler", "协办", "協辦")
    }
  }

  /// What stands below a table of it.
  public var explanation: Phrase {
    switch self {
    case .lead: Phrase("tickets that the unit led", "该单位主办的工单", "該機關主辦的案件")
    case .coHandler:
      Phrase(
        "tickets that the unit joined as co-handler: each counts for every unit that joined it, "
          + "also in the sum; not scored",
        "该单位协办的工单：每件计入每个协办单位，合计亦同；不计分", "該機關協辦的案件：每件計入每個協辦機關，合計亦同；不計分")
    }
  }
}

/// Which units only joined a ticket, and when.
struct TicketRoles {
  private var leads: [String] = []
  private var joined: [(unit: String, fact: TicketFact)] = []

  init(_ account: TicketAccount) {
    for fact in account.facts {
      if fact.kind == .handed { leads.append(fact.unit) }
      let isNew = !joined.contains { $0.unit.hasSameBytes(as: fact.unit) }
      if fact.kind == .handedToCoHandler, isNew { joined.append((fact.unit, fact)) }
    }
    joined.removeAll { one in leads.contains { $0.hasSameBytes(as: one.unit) } }
  }

  func entries(_ entries: [ScoreEntry], as role: ScoreRole) -> [ScoreEntry] {
    switch role {
    case .lead:
      entries.filter { $0.measure != .coHandled && !onlyJoined($0.unit) }
    case .coHandler:
      joined.isEmpty ? [] : entries.flatMap(shared)
    }
  }

  private func onlyJoined(_ unit: String) -> Bool {
    joined.contains { $0.unit.hasSameBytes(as: unit) }
  }

  /// What an entry of the ticket is for those who joined it: the handling and what came of it is everybody's, its own
  /// acts are a unit's own.
  private func shared(_ entry: ScoreEntry) -> [ScoreEntry] {
    if entry.measure == .coHandled, onlyJoined(entry.unit) {
      var received = entry
      received.measure = .received
      return [entry, received]
    }
    guard Self.isShared[entry.measure.index] else { return onlyJoined(entry.unit) ? [entry] : [] }
    return joined.compactMap { unit, fact in
      if entry.part != .stock, entry.at < fact.at { return nil }
      var own = entry
      own.unit = unit
      own.at = max(entry.at, fact.at)
      return own
    }
  }

  private static let isShared = Measure.allCases.map { measure in
    switch measure {
    case .open, .openOverdue, .parked, .finished, .response, .onTime, .medianHandling, .p90Handling,
      .extensions, .reminders, .claimedResolution, .confirmedResolution, .resolutionGap,
      .deniedClaims, .satisfaction, .satisfactionEfficiency, .satisfactionAttitude,
      .satisfactionResult, .contactConfirmed, .callbackCoverage, .callbackResponse, .redo,
      .reopened, .gradeA, .followUp, .checkPassed, .poorHandling, .falseReports, .falseReportRate,
      .excluded, .contact:
      true
    default: false
    }
  }
}
