/// 关涉: which tickets a question may concern; it looks at no others.
enum TicketConcern: Sendable {
  /// Every account.
  case everything
  /// Every case.
  case cases
  /// Cases with a clock that is awaited.
  case awaited
  /// Cases that were closed without being finished.
  case followUp
  /// Cases with a fact of a kind.
  case fact(TicketFact.Kind)

  func includes(_ brief: TicketBrief) -> Bool {
    switch self {
    case .everything: true
    case .cases: brief.isCase
    case .awaited: brief.isCase && brief.isAwaited
    case .followUp: brief.isCase && brief.needsFollowUp
    case .fact(let kind): brief.isCase && brief.has(kind)
    }
  }
}
