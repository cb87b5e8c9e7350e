public import EventStore
public import Hotline
public import Wire

/// Every case of a log, folded whole: for checks and counts over a log.
///
/// It keeps the states of all cases in memory, some kilobytes each, and so is nothing for a server that runs.
public struct CaseLedger: Sendable {
  /// One case.
  public struct Entry: Sendable {
    /// Its stream.
    public let stream: StreamID
    /// What is known of it after its last event.
    public var ticket: TicketState
  }

  /// The cases, in the order of their first events.
  public private(set) var entries: [Entry] = []
  private var places: [StreamNumber: Int] = [:]

  /// Folds the cases of a log.
  /// - Throws: what reading the log throws.
  /// - Complexity: reads the log once.
  public init(_ snapshot: borrowing LogSnapshot) throws {
    var ledger = Self()
    _ = try snapshot.scan(.all) { view in
      ledger.take(try RecordedEvent(view).record)
      return .next
    }
    ledger.entries.removeAll { $0.ticket.step == nil }
    self = ledger
  }

  private init() {}

  private mutating func take(_ record: Record) {
    guard CaseEventTypes.named(record.type.text) != nil else { return }
    let place = places[record.streamNumber] ?? entries.count
    if place == entries.count {
      places[record.streamNumber] = place
      entries.append(Entry(stream: record.stream, ticket: TicketState()))
    }
    entries[place].ticket.evolve(
      recorded: record.type.text, record.payload,
      Moment(record))
  }

  /// How many cases were closed in time, and what else there is to count about time.
  /// - Parameter now: the moment by which open cases are judged.
  public func timeliness(asOf now: Instant) -> TimelinessCount {
    var count = TimelinessCount()
    for entry in entries { count.take(entry.ticket, asOf: now) }
    return count
  }
}

/// 时效统计: How many cases were closed in time.
public struct TimelinessCount: Hashable, Sendable {
  /// 工单数: cases.
  public private(set) var cases = 0
  /// 按时办结: closed by their due date.
  public private(set) var onTime = 0
  /// 逾期办结: closed after their due date.
  public private(set) var late = 0
  /// 有争议: closed, and whether in time is disputed.
  public private(set) var disputed = 0
  /// 无时限办结: closed without a due date.
  public private(set) var withoutLimit = 0
  /// 未结: not closed.
  public private(set) var unfinished = 0
  /// 逾期未结: of those not closed, the ones whose due date is over.
  public private(set) var overdue = 0
  /// 移交次数: handings over from one unit to another, of all cases.
  public private(set) var handovers = 0

  /// Nothing counted.
  public init() {}

  /// 已结: closed cases.
  public var finished: Int { onTime + late + disputed + withoutLimit }

  /// Counts a case.
  /// - Parameter now: the moment by which an open case is judged.
  public mutating func take(_ ticket: TicketState, asOf now: Instant) {
    let timeliness = ticket.closingTimeliness(asOf: now)
    cases += 1
    handovers += ticket.handovers
    guard timeliness.isFinished else {
      unfinished += 1
      if timeliness.outcome == .late { overdue += 1 }
      return
    }
    switch timeliness.outcome {
    case .inTime: onTime += 1
    case .late: late += 1
    case .disputed: disputed += 1
    case .noLimit: withoutLimit += 1
    }
  }
}
