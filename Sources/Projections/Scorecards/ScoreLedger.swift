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
  public static let version: UInt32 = 1

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
  private let retelling: Retelling?
  /// The streams whose events are taken; `nil` for all. The first share takes the reference data.
  var share: WorkShare?

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
    _ = take(event)
  }

  /// Takes the next event, and tells which case it changed.
  @discardableResult
  mutating func take(_ event: borrowing EventView) -> StreamNumber? {
    events += 1
    recordedAt = event.record.recordedAt
    let kind = VocabularyPlaces.place(of: event.record.type)
    if let kind, Self.isReference[kind] {
      if share.map({ $0.index == 0 }) ?? true { adopt(event) }
      return nil
    }
    if let share, !share.holds(event.record.streamNumber) { return nil }
    return takeCase(event, kind)
  }

  private mutating func adopt(_ event: borrowing EventView) {
    guard let recorded = try? RecordedEvent(event) else {
      unreadable.append(event.position)
      return
    }
    adoptions.append(recorded)
    reference.apply(recorded)
  }

  private mutating func takeCase(_ event: borrowing EventView, _ kind: Int?) -> StreamNumber? {
    let record = event.record
    let number = record.streamNumber
    guard accounts.reach(number) else {
      unreadable.append(event.position)
      return nil
    }
    let moment = Moment(occurredAt: record.occurredAt, recordedAt: record.recordedAt)
    let isKnown = accounts.hasAccount(number)
    guard let kind, Vocabulary.isCaseEvent(at: kind) else {
      if let kind { check(event, kind) }
      if isKnown { accounts.change(number) { $0.count(at: event.position, moment) } }
      return isKnown ? number : nil
    }
    let retelling = retelling
    do throws(WireError) {
      if isKnown {
        try accounts.change(number) { (account) throws(WireError) in
          try Self.take(event, kind, moment, &account, retelling)
        }
      } else {
        var account = TicketAccount(
          stream: String(decoding: [UInt8](copying: record.stream), as: UTF8.self))
        try Self.take(event, kind, moment, &account, retelling)
        accounts.put(account, at: number)
      }
    } catch {
      unreadable.append(event.position)
      if !isKnown { return nil }
      accounts.change(number) { $0.count(at: event.position, moment) }
    }
    return number
  }

  /// Notes how far the log was read, for a fold that leaves events out or takes them in another order.
  mutating func noteReading(upTo events: UInt64, lastRecordedAt: Instant?) {
    self.events = events
    recordedAt = lastRecordedAt
  }

  private static func take(
    _ event: borrowing EventView, _ kind: Int, _ moment: Moment, _ account: inout TicketAccount,
    _ retelling: Retelling?
  ) throws(WireError) {
    guard let retelling else {
      try account.fold(kind, event.record, at: event.position, moment)
      return
    }
    let payload = try Vocabulary.decode(at: kind, event.record.payload)
    let actor =
      FactRule.isTraced[kind]
      ? String(decoding: [UInt8](copying: event.record.actor), as: UTF8.self) : ""
    account.retake(payload, at: event.position, moment, by: actor, retelling)
  }

  /// Notes an event that is no case's and whose payload cannot be read.
  private mutating func check(_ event: borrowing EventView, _ kind: Int) {
    do throws(WireError) {
      _ = try Vocabulary.decode(at: kind, event.record.payload)
    } catch {
      unreadable.append(event.position)
    }
  }

  /// Whether events of a type are reference data, by place of the type.
  private static let isReference = Vocabulary.types.map {
    ReferenceData.typeNames.contains($0.typeName)
  }

  /// Lets time pass for a ledger whose limits are made anew: what falls due by a moment is assumed.
  public mutating func passTime(to now: Instant) {
    guard let retelling else { return }
    accounts.changeAll { $0.passTime(to: now, by: retelling.book) }
  }

  /// The account of a case, or `nil`.
  public func account(_ number: StreamNumber) -> TicketAccount? {
    accounts.account(number).flatMap { $0.isCase ? $0 : nil }
  }

  /// Every case in the order of stream numbers.
  public func forEachCase(_ body: (StreamNumber, TicketAccount) throws -> Void) rethrows {
    try accounts.forEach { number, account in
      if account.isCase { try body(number, account) }
    }
  }

  /// Whether there is any case.
  public var hasCases: Bool {
    for number in 0..<accounts.count where account(StreamNumber(UInt64(number))) != nil {
      return true
    }
    return false
  }

  /// How many cases there are.
  /// - Complexity: O(streams).
  public var caseCount: Int {
    var count = 0
    forEachCase { _, _ in count += 1 }
    return count
  }
}
