/// 关涉: which tickets a question may concern; it looks at no others.
enum TicketConcern: Sendable {
  /// Every account.
  case everything
  /// Every case.
  case cases
  /// Cases with a clock that is awaited.
  case awaited
  /// Cases with a clock that is awaited, of which one may run and end between two moments, in microseconds. Only of accounts
  /// that are still where a snapshot kept them is this known without opening them; others are not passed over.
  case running(from: Int64, until: Int64)
  /// Cases that a board may list: their accounts lie in a snapshot, and none of them is left to the log.
  case listable
  /// Cases that were closed without being finished.
  case followUp
  /// Cases that are closed, of which is known when.
  case closed
  /// Cases with a fact of a kind.
  case fact(TicketFact.Kind)

  /// Those for which a block of a shelf knows its tickets; for others it looks at each.
  static let listed: [TicketConcern] = [
    .cases, .awaited, .followUp, .closed, .fact(.returnRequested), .fact(.reopened), .fact(.card),
    .fact(.jointOpened),
  ]

  /// Place among ``listed``.
  var place: Int? {
    switch self {
    case .cases: 0
    case .awaited, .running: 1
    case .followUp: 2
    case .closed: 3
    case .fact(.returnRequested): 4
    case .fact(.reopened): 5
    case .fact(.card): 6
    case .fact(.jointOpened): 7
    case .everything, .listable, .fact: nil
    }
  }

  /// Whether it concerns none but what ``listable`` does.
  var isListable: Bool {
    switch self {
    case .awaited, .running, .listable, .followUp: true
    case .fact: place != nil
    case .everything, .cases, .closed: false
    }
  }

  /// Kinds of facts for which a board lists a ticket.
  private static let listableKinds =
    TicketBrief.bit(.returnRequested) | TicketBrief.bit(.reopened) | TicketBrief.bit(.card)
    | TicketBrief.bit(.jointOpened)

  func includes(_ brief: borrowing TicketBrief) -> Bool {
    if case .closed = self, !brief.isClosed { return false }
    return includes(brief.traits)
  }

  /// Whether tickets with these traits are concerned; for the traits of several together, whether one of them may be.
  func includes(_ traits: TicketBrief.Traits) -> Bool {
    switch self {
    case .everything: true
    case .cases: traits.marks.contains(.isCase)
    case .awaited, .running: traits.marks.contains([.isCase, .isAwaited])
    case .listable:
      traits.marks.contains(.isCase)
        && (!traits.marks.isDisjoint(with: [.isAwaited, .needsFollowUp])
          || traits.kinds & Self.listableKinds != 0)
    case .followUp: traits.marks.contains([.isCase, .needsFollowUp])
    case .closed: traits.marks.contains([.isCase, .isClosedKnown])
    case .fact(let kind):
      traits.marks.contains(.isCase) && traits.kinds & TicketBrief.bit(kind) != 0
    }
  }
}
