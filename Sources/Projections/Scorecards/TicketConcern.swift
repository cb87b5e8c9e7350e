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

  func includes(_ brief: TicketBrief) -> Bool { includes(brief.traits) }

  /// Whether tickets with these traits are concerned; for the traits of several together, whether one of them may be.
  func includes(_ traits: TicketBrief.Traits) -> Bool {
    switch self {
    case .everything: true
    case .cases: traits.marks.contains(.isCase)
    case .awaited: traits.marks.contains([.isCase, .isAwaited])
    case .followUp: traits.marks.contains([.isCase, .needsFollowUp])
    case .fact(let kind):
      traits.marks.contains(.isCase) && traits.kinds & TicketBrief.bit(kind) != 0
    }
  }
}
