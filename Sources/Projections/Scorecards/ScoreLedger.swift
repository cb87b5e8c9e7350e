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
  private(set) var accounts: [TicketAccount?] = []
  /// Events of reference data, as recorded.
  private(set) var adoptions: [RecordedEvent] = []
  /// What was adopted.
  public private(set) var reference = ReferenceData()
  /// Events taken.
  public private(set) var events: UInt64 = 0
  /// When the last of them was recorded; `nil` before the first.
  public private(set) var recordedAt: Instant?
  /// Events of a known type whose payload cannot be read; they count for nothing, and are named.
  public private(set) var unreadable: [Position] = []
  /// How many events it could not read, those of reference data included.
  public var unreadableCount: Int { unreadable.count + reference.unreadable.count }
  /// Where they stand, in order.
  public var unreadablePositions: [Position] { (unreadable + reference.unreadable).sorted() }
  /// Rules by which limits are made anew; `nil` for those that were recorded.
  private let retelling: RuleBook?

  /// The view of an empty log.
  public init() { retelling = nil }

  /// The view of an empty log whose limits are to be made anew by other rules.
  public init(retoldBy book: RuleBook) { retelling = book }

  init(
    accounts: [TicketAccount?], adoptions: [RecordedEvent], events: UInt64, recordedAt: Instant?,
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
    let record = event.record
    recordedAt = record.recordedAt
    let type = String(decoding: [UInt8](copying: record.type), as: UTF8.self)
    if ReferenceData.typeNames.contains(type) {
      guard let recorded = try? RecordedEvent(event) else {
        unreadable.append(event.position)
        return nil
      }
      adoptions.append(recorded)
      reference.apply(recorded)
      return nil
    }
    let number = record.streamNumber
    let index = Int(clamping: number.rawValue)
    guard index <= accounts.count + Self.gapMax else {
      unreadable.append(event.position)
      return nil
    }
    while accounts.count <= index { accounts.append(nil) }
    let payload: (any EventPayload)?
    do {
      payload = try Vocabulary.decode(type, [UInt8](copying: record.payload))
    } catch {
      unreadable.append(event.position)
      payload = nil
    }
    if accounts[index] == nil {
      guard payload is any CaseEvent else { return nil }
      accounts[index] = TicketAccount(
        stream: String(decoding: [UInt8](copying: record.stream), as: UTF8.self))
    }
    let moment = Moment(occurredAt: record.occurredAt, recordedAt: record.recordedAt)
    let actor =
      payload.map { TicketTrace.isKept($0) } ?? false
      ? String(decoding: [UInt8](copying: record.actor), as: UTF8.self) : ""
    if let retelling {
      accounts[index]?.retake(payload, at: event.position, moment, by: actor, retelling)
    } else {
      accounts[index]?.take(payload, at: event.position, moment, by: actor)
    }
    return number
  }

  /// Notes how far the log was read, for a fold that leaves events out or takes them in another order.
  mutating func noteReading(upTo events: UInt64, lastRecordedAt: Instant?) {
    self.events = events
    recordedAt = lastRecordedAt
  }

  /// Lets time pass for a ledger whose limits are made anew: what falls due by a moment is assumed.
  public mutating func passTime(to now: Instant) {
    guard let retelling else { return }
    for index in accounts.indices { accounts[index]?.passTime(to: now, by: retelling) }
  }

  /// Most stream numbers that may be passed over at once; a number beyond belongs to a damaged record.
  private static let gapMax = 1 << 20

  /// The account of a case, or `nil`.
  public func account(_ number: StreamNumber) -> TicketAccount? {
    guard number.rawValue < UInt64(accounts.count) else { return nil }
    return accounts[Int(number.rawValue)].flatMap { $0.isCase ? $0 : nil }
  }

  /// Every case in the order of stream numbers.
  public func forEachCase(_ body: (StreamNumber, TicketAccount) throws -> Void) rethrows {
    for (index, account) in accounts.enumerated() {
      if let account, account.isCase { try body(StreamNumber(UInt64(index)), account) }
    }
  }

  /// How many cases there are.
  /// - Complexity: O(streams).
  public var caseCount: Int { accounts.count { $0?.isCase ?? false } }
}
