public import EventStore
public import Hotline
public import Wire

/// 总台账: the accounts of all tickets, and the rules, calendars, units and categories of the log.
///
/// Everything that scorecards, boards and signals need, as one fold of the log: what it says of now, of a rebuild
/// and of a moment of the past differ only in how far it was folded.
public struct ScoreLedger: Projection {
  /// Name of the view.
  public static let name = "scores"
  /// Version of what it computes.
  public static let version: UInt32 = 2

  /// Accounts by stream number; streams that are no cases have none.
  var accounts = AccountShelf()
  /// Events of reference data, as recorded.
  private(set) var adoptions: [RecordedEvent] = []
  /// What was adopted.
  public private(set) var reference = ReferenceData()
  /// Events taken.
  public private(set) var events: UInt64 = 0
  /// When the last of them was recorded; `nil` before the first.
  public private(set) var recordedAt: Instant?
  /// Events of a known type whose payload cannot be read; they count for nothing, and are named.
  public internal(set) var unreadable: [Position] = []
  /// How many events it could not read, those of reference data included.
  public var unreadableCount: Int { unreadable.count + reference.unreadable.count }
  /// Where they stand, in order.
  public var unreadablePositions: [Position] { (unreadable + reference.unreadable).sorted() }
  /// Rules by which limits are made anew, and the order in which events are taken; `nil` for those that were recorded.
  let retelling: Retelling?

  /// The view of an empty log.
  public init() { retelling = nil }

  /// Other rules, and the time that passes between a ticket's events: that of recording, or that of what happened.
  struct Retelling: Sendable {
    let book: RuleBook
    let order: CaseOrder
  }

  /// The view of an empty log whose limits are to be made anew by other rules.
  public init(retoldBy book: RuleBook, in order: CaseOrder = .recorded) {
    retelling = Retelling(book: book, order: order)
  }

  init(
    accounts: AccountShelf, adoptions: [RecordedEvent], events: UInt64, recordedAt: Instant?,
    unreadable: [Position]
  ) {
    self.accounts = accounts
    self.adoptions = adoptions
    self.events = events
    self.recordedAt = recordedAt
    self.unreadable = unreadable
    retelling = nil
    for event in adoptions { reference.apply(event) }
  }

  /// Takes the next event.
  public mutating func apply(_ event: borrowing EventView) {
    do {
      try take(event)
    } catch {
      // The ticket's earlier events cannot be read back: none of it must be told further.
      unreadable.append(event.position)
    }
  }

  /// Takes the next event, and tells which case it changed.
  /// - Throws: ``EventStore/LogError`` when the log cannot give back what the ticket was before.
  @discardableResult
  mutating func take(_ event: borrowing EventView) throws -> StreamNumber? {
    let kind = VocabularyPlaces.place(of: event.record.type)
    guard note(event, kind) else { return nil }
    let number = event.record.streamNumber
    var changed = false
    let teller = AccountTeller(retelling)
    try accounts.change(number) { changed = teller.take(event, kind, &$0, &unreadable) }
    return changed ? number : nil
  }

  /// Takes an event of reference data, and makes room for the account of any other, which is told of it elsewhere.
  /// - Returns: whether it is for an account.
  mutating func note(_ event: borrowing EventView) -> Bool {
    note(event, VocabularyPlaces.place(of: event.record.type))
  }

  private mutating func note(_ event: borrowing EventView, _ kind: Int?) -> Bool {
    events += 1
    recordedAt = event.record.recordedAt
    if let kind, ReferenceData.isReference[kind] {
      adopt(event)
      return false
    }
    return reach(event.record.streamNumber, at: event.position)
  }

  /// Makes room for the account of an event that is no reference data, which was read elsewhere.
  /// - Returns: whether there is one.
  mutating func note(case number: StreamNumber, at position: Position) -> Bool {
    events += 1
    return reach(number, at: position)
  }

  private mutating func reach(_ number: StreamNumber, at position: Position) -> Bool {
    // A number far beyond the last belongs to a damaged record.
    if accounts.reach(number) { return true }
    unreadable.append(position)
    return false
  }

  private mutating func adopt(_ event: borrowing EventView) {
    guard let recorded = try? RecordedEvent(event) else {
      unreadable.append(event.position)
      return
    }
    adoptions.append(recorded)
    reference.apply(recorded)
  }

  /// Takes accounts that were folded elsewhere.
  mutating func take(
    _ kept: [(StreamNumber, AccountShelf.Slot)], _ names: BriefNames,
    unreadable positions: [Position]
  ) {
    let numbers = accounts.names.numbers(of: names)
    accounts.put(
      kept.lazy.map { (number, slot) in
        var slot = slot
        slot.brief = slot.brief.renumbered(numbers)
        return (number, slot)
      })
    unreadable = (unreadable + positions).sorted()
  }

  /// Notes how far the log was read, for a fold that leaves events out or takes them in another order.
  mutating func noteReading(upTo events: UInt64, lastRecordedAt: Instant?) {
    self.events = events
    recordedAt = lastRecordedAt
  }

  /// Notes when the last event that was read was recorded.
  mutating func noteReading(lastRecordedAt: Instant) {
    recordedAt = lastRecordedAt
  }

  /// Lets time pass for a ledger whose limits are made anew: what falls due by a moment is assumed.
  /// - Throws: ``EventStore/LogError`` when the log cannot give a ticket back.
  public mutating func passTime(to now: Instant) throws {
    guard let retelling else { return }
    for number in 0..<UInt64(accounts.count) {
      try accounts.change(StreamNumber(number)) { held in
        if !held.isEmpty { held[0].passTime(to: now, by: retelling.book) }
      }
    }
  }

  /// The account of a case, or `nil`.
  /// - Throws: ``EventStore/LogError`` when the log cannot give it back.
  public func account(_ number: StreamNumber) throws -> TicketAccount? {
    try accounts.account(number).flatMap { $0.isCase ? $0 : nil }
  }

  /// Every case in the order of stream numbers.
  /// - Throws: ``EventStore/LogError`` when the log cannot give one back, and what `body` throws.
  public func forEachCase(_ body: (StreamNumber, TicketAccount) throws -> Void) throws {
    try forEachCase(.cases, body)
  }

  /// Every case that a question may concern, in the order of stream numbers.
  func forEachCase(
    _ concern: TicketConcern, _ body: (StreamNumber, TicketAccount) throws -> Void
  ) throws {
    try accounts.forEachHeld(concern) { number, held in try body(number, held[0]) }
  }

  /// The cases among some stream numbers, in their order.
  func forEachCase(
    _ numbers: [UInt32], _ body: (StreamNumber, TicketAccount) throws -> Void
  ) throws {
    try accounts.forEachHeld(numbers) { number, held in
      if held[0].isCase { try body(number, held[0]) }
    }
  }

  /// Whether there is any case.
  public var hasCases: Bool { accounts.hasCases }

  /// How many cases there are.
  /// - Complexity: O(streams).
  public var caseCount: Int { accounts.caseCount }
}
