import EventStore
import Hotline

/// 摘要: what can be told of a ticket's account without opening it.
struct TicketBrief: Hashable, Sendable {
  /// Kinds of its facts: a bit for each raw value.
  private(set) var kinds: UInt32 = 0
  private(set) var marks: UInt32 = 0
  /// Its latest event.
  private(set) var last = Position.start

  private static let isCase: UInt32 = 1
  private static let isAwaited: UInt32 = 2
  private static let isFollowed: UInt32 = 4

  /// Of no account.
  init() {}

  /// As it was kept.
  init(kinds: UInt32, marks: UInt32, last: Position) {
    self.kinds = kinds
    self.marks = marks
    self.last = last
  }

  /// Whether it is of no account.
  var isEmpty: Bool { last == .start }

  /// Of an account.
  init(of account: borrowing TicketAccount) {
    for fact in account.facts { kinds |= Self.bit(fact.kind) }
    if account.isCase { marks |= Self.isCase }
    if account.isAwaited { marks |= Self.isAwaited }
    if account.state.needsFollowUp { marks |= Self.isFollowed }
    last = account.position
  }

  /// Whether there was an intake.
  var isCase: Bool { marks & Self.isCase != 0 }
  /// Whether any of its clocks is awaited.
  var isAwaited: Bool { marks & Self.isAwaited != 0 }
  /// Whether it was closed without being finished.
  var needsFollowUp: Bool { marks & Self.isFollowed != 0 }

  /// Whether it has a fact of a kind.
  func has(_ kind: TicketFact.Kind) -> Bool { kinds & Self.bit(kind) != 0 }

  private static func bit(_ kind: TicketFact.Kind) -> UInt32 { 1 << UInt32(kind.rawValue) }
}

extension TicketAccount {
  /// Whether any of its clocks runs, or stands still for a while.
  var isAwaited: Bool { state.clocks.contains { $0.isPending } }
}
