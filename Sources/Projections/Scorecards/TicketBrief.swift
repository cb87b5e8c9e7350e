import EventStore
import Hotline
import Wire

/// 摘要: what can be told of a ticket's account without opening it: whom it may concern, and what lists are made by.
struct TicketBrief: Hashable, Sendable {
  /// Kinds of its facts: a bit for each raw value.
  var kinds: UInt32 = 0
  /// What is true of it.
  var marks: Marks = []
  /// Its latest event.
  var last = Position.start
  /// Raw value of its step; 0 for none.
  var step: UInt8 = 0
  /// Raw value of its grade; 0 for none.
  var grade: UInt8 = 0
  /// Times a unit asked to give it back.
  var returns: UInt32 = 0
  /// Numbers of its codes among ``BriefNames/codes``.
  var codes = Codes()
  /// Numbers among ``BriefNames/units``: who answers for it, who has it in hand, who answered for it when it was closed.
  var lead: UInt16 = 0
  var holder: UInt16 = 0
  var closer: UInt16 = 0
  /// When it was opened, since when it is in the hands where it is, where that is known: microseconds.
  var openedAt: Int64 = 0
  var heldSince: Int64 = 0
  /// When its latest event was recorded, and the longest that one waited to be: microseconds.
  var recordedAt: Int64 = 0
  var lateness: Int64 = 0
  /// The latest of its acts, and the latest closing where there is one, as claimed: microseconds.
  var lastActAt: Int64 = 0
  var closedAt: Int64 = 0

  /// What is true of a ticket.
  struct Marks: OptionSet, Hashable, Sendable {
    let rawValue: UInt16

    /// There was an intake.
    static let isCase = Marks(rawValue: 1)
    /// One of its clocks is awaited.
    static let isAwaited = Marks(rawValue: 2)
    /// It was closed without being finished.
    static let needsFollowUp = Marks(rawValue: 4)
    /// A card stands.
    static let hasCard = Marks(rawValue: 8)
    /// It was closed and opened again.
    static let isReopened = Marks(rawValue: 16)
    /// Something was entered late.
    static let isRecordedLate = Marks(rawValue: 32)
    /// Units join in that neither lead nor hold it.
    static let hasCoHandlers = Marks(rawValue: 64)
    /// It is known when it was opened.
    static let isOpenedKnown = Marks(rawValue: 128)
    /// Somebody has it in hand.
    static let isHeld = Marks(rawValue: 256)
    /// It was closed, whatever came after.
    static let isClosedKnown = Marks(rawValue: 512)
    /// Its first act is its intake.
    static let beginsWithIntake = Marks(rawValue: 1_024)
    /// Nobody has it, and it waits for nobody.
    static let isDone = Marks(rawValue: 2_048)
  }

  /// 编码: numbers of the codes by which it was classified.
  struct Codes: Hashable, Sendable {
    var kind: UInt16 = 0
    var category: UInt16 = 0
    var district: UInt16 = 0
    var channel: UInt16 = 0
  }

  /// Of no account.
  init() {}

  /// Of an account that is held in an array of one, so that it need not be copied.
  /// - Parameter names: numbers its codes and units.
  init(ofHeld held: [TicketAccount], _ names: inout BriefNames) {
    let accounts = held.span
    last = accounts[0].position
    recordedAt = accounts[0].recordedAt.microseconds
    kinds = Self.kinds(of: accounts[0].facts)
    lateness = accounts[0].latestEntry
    if accounts[0].isAwaited { marks.insert(.isAwaited) }
    if accounts[0].isCase { marks.insert(.isCase) }
    if accounts[0].isRecordedLate { marks.insert(.isRecordedLate) }
    if let opened = accounts[0].openedAt {
      marks.insert(.isOpenedKnown)
      openedAt = opened.microseconds
    }
    note(accounts[0].facts, &names)
    note(accounts[0].state, &names)
  }

  private mutating func note(_ facts: [TicketFact], _ names: inout BriefNames) {
    if facts.first?.kind == .intake { marks.insert(.beginsWithIntake) }
    if OpenStretch.isDone(facts) { marks.insert(.isDone) }
    lastActAt = .min
    var closing: Int?
    for place in facts.indices {
      let at = facts[place].at.microseconds
      lastActAt = max(lastActAt, at)
      if facts[place].kind == .closed {
        closing = place
        closedAt = at
      }
    }
    guard let closing else { return }
    marks.insert(.isClosedKnown)
    closer = names.units.number(of: facts[closing].unit.utf8.span)
  }

  private mutating func note(_ state: borrowing TicketState, _ names: inout BriefNames) {
    if state.needsFollowUp { marks.insert(.needsFollowUp) }
    if state.cards.contains(where: { !$0.isRevoked }) { marks.insert(.hasCard) }
    if state.reopenings > 0 { marks.insert(.isReopened) }
    if !state.coHandlers.isEmpty { marks.insert(.hasCoHandlers) }
    step = state.step?.rawValue ?? 0
    grade = state.grade?.rawValue ?? 0
    returns = UInt32(clamping: state.returns)
    codes.kind = names.codes.number(of: state.kind.utf8.span)
    codes.category = names.codes.number(of: state.category.utf8.span)
    codes.district = names.codes.number(of: state.district.utf8.span)
    codes.channel = names.codes.number(of: state.channel.utf8.span)
    lead = names.units.number(of: state.lead.utf8.span)
    holder = lead
    guard let last = state.hands.indices.last else { return }
    // Every holder gets its number, also one that holds it no more.
    for place in 0..<last { _ = names.units.number(of: state.hands[place].unit.utf8.span) }
    let number = names.units.number(of: state.hands[last].unit.utf8.span)
    guard state.hands[last].until == nil else { return }
    holder = number
    if let since = state.hands[last].from {
      marks.insert(.isHeld)
      heldSince = since.microseconds
    }
  }

  /// Whether it is of no account.
  var isEmpty: Bool { last == .start }
  /// Whether there was an intake.
  var isCase: Bool { marks.contains(.isCase) }
  /// Whether any of its clocks is awaited.
  var isAwaited: Bool { marks.contains(.isAwaited) }
  /// Whether it is closed, and it is known when it was.
  var isClosed: Bool { step == TicketStep.closed.rawValue && marks.contains(.isClosedKnown) }
  /// Whether it was closed without being finished.
  var needsFollowUp: Bool { marks.contains(.needsFollowUp) }

  /// Whether anything was done with it after its intake.
  var hasHandling: Bool { kinds & ~Self.bit(.intake) != 0 }

  /// Whether it has a fact of a kind.
  func has(_ kind: TicketFact.Kind) -> Bool { kinds & Self.bit(kind) != 0 }

  /// The kinds of some facts.
  static func kinds(of facts: [TicketFact]) -> UInt32 {
    var kinds: UInt32 = 0
    for place in facts.indices { kinds |= bit(facts[place].kind) }
    return kinds
  }

  /// The bit of a kind of facts in ``kinds``.
  static func bit(_ kind: TicketFact.Kind) -> UInt32 { 1 << UInt32(kind.rawValue) }

  /// What is true of a ticket, or of any of several.
  struct Traits: Hashable, Sendable {
    var marks: Marks = []
    /// Kinds of facts: a bit for each raw value.
    var kinds: UInt32 = 0

    mutating func formUnion(_ other: Traits) {
      marks.formUnion(other.marks)
      kinds |= other.kinds
    }

    func isSuperset(of other: Traits) -> Bool {
      marks.isSuperset(of: other.marks) && kinds & other.kinds == other.kinds
    }
  }

  var traits: Traits { Traits(marks: marks, kinds: kinds) }
}

/// 摘要名册: numbers of the codes and units of briefs.
struct BriefNames: Sendable {
  /// Codes of kinds, categories, districts and channels.
  var codes = NameTable()
  /// Codes of the units that led a ticket or had it in hand.
  var units = NameTable()

  /// Whether numbers tell names apart: a table that is full does not.
  var areExact: Bool { !codes.isFull && !units.isFull }

  /// The numbers that names of other briefs have here.
  mutating func numbers(of other: BriefNames) -> Renumbering {
    Renumbering(
      codes: other.codes.names.map { codes.number(of: $0.span) },
      units: other.units.names.map { units.number(of: $0.span) })
  }

  /// New numbers by old ones.
  struct Renumbering {
    let codes: [UInt16]
    let units: [UInt16]
  }
}

extension TicketBrief {
  /// The same with other numbers.
  func renumbered(_ numbers: BriefNames.Renumbering) -> TicketBrief {
    var brief = self
    brief.codes.kind = numbers.codes[Int(codes.kind)]
    brief.codes.category = numbers.codes[Int(codes.category)]
    brief.codes.district = numbers.codes[Int(codes.district)]
    brief.codes.channel = numbers.codes[Int(codes.channel)]
    brief.lead = numbers.units[Int(lead)]
    brief.holder = numbers.units[Int(holder)]
    brief.closer = numbers.units[Int(closer)]
    return brief
  }
}

extension TicketAccount {
  /// Whether any of its clocks runs, or stands still for a while.
  var isAwaited: Bool {
    for place in state.clocks.indices where state.clocks.span[place].isPending { return true }
    return false
  }
}
