import EventStore
import Hotline
import Synchronization
import Wire

/// 单位计数: the sums of one unit: months in order, and what waits for its moment.
struct UnitSums: Sendable {
  /// Its code; empty for all units together.
  let code: String
  private var cells: [Month] = []
  /// Entries of clocks that still run, in the order of their moments; those of one moment in that of tickets and measures.
  private var awaited: [Awaited] = []
  private var awaitedStamp: UInt64 = 0

  private struct Month: Sendable {
    let month: Int
    var cell = ScoreCell()
    var tickets = TicketSet()
    var stamp: UInt64 = 0
  }

  private struct Awaited: Sendable {
    let entry: ScoreEntry
    let number: StreamNumber

    private var key: (Instant, UInt64, Int, UInt8, Int64) {
      (entry.at, number.rawValue, entry.measure.index, entry.part.rawValue, entry.amount)
    }

    /// Total: two of one ticket may wait for the same moment, of two clocks.
    func precedes(_ other: Awaited) -> Bool {
      if key != other.key { return key < other.key }
      return entry.events.lexicographicallyPrecedes(other.entry.events)
    }
  }

  /// Nothing yet.
  init(_ code: String) {
    self.code = code
  }

  /// As it was kept: months in order, what waits in the order of its moments.
  init(
    _ code: String, months: [KeptMonth], awaited: [(StreamNumber, ScoreEntry)],
    _ stamp: UInt64
  ) {
    self.code = code
    cells = months.map {
      Month(month: $0.month, cell: $0.cell, tickets: $0.tickets, stamp: stamp)
    }
    self.awaited = awaited.map { Awaited(entry: $0.1, number: $0.0) }
    awaitedStamp = stamp
  }

  /// A month as it is kept.
  struct KeptMonth {
    var month = 0
    var cell = ScoreCell()
    var tickets = TicketSet()
  }

  /// Each month in which anything counts with its sums, in order.
  func forEachMonth(_ body: (KeptMonth) -> Void) {
    for month in cells where !month.cell.isEmpty {
      body(KeptMonth(month: month.month, cell: month.cell, tickets: month.tickets))
    }
  }

  /// Tickets that may have added to a sum of these months, or wait to do so; numbers may come twice.
  func forEachTicket(before end: Int, from begin: Int, _ body: (UInt32) -> Void) {
    for month in cells where month.month < end && month.month >= begin {
      for number in month.tickets.numbers { body(number) }
    }
    for one in awaited { body(UInt32(clamping: one.number.rawValue)) }
  }

  /// Whether nothing counts in any month, and nothing waits.
  var isEmpty: Bool { awaited.isEmpty && cells.allSatisfy(\.cell.isEmpty) }

  /// Whether its months name every ticket that those of another do.
  func namesTickets(of other: UnitSums) -> Bool {
    other.cells.allSatisfy { theirs in
      let own = cells.first { $0.month == theirs.month }?.tickets.numbers ?? []
      return theirs.cell.isEmpty || Set(own).isSuperset(of: theirs.tickets.numbers)
    }
  }

  /// What waits, in the order of its moments.
  func forEachAwaited(_ body: (StreamNumber, ScoreEntry) -> Void) {
    for one in awaited { body(one.number, one.entry) }
  }

  /// Makes ready for entries of a ticket in a month.
  /// - Parameters:
  ///   - number: of the ticket; `nil` where nobody asks which tickets are behind the sums, or where it is taken out.
  /// - Returns: place of the month, until another is opened.
  mutating func open(_ month: Int, for number: StreamNumber?, _ stamp: UInt64) -> Int {
    let index = place(of: month)
    if let number { cells[index].tickets.add(number) }
    cells[index].stamp = stamp
    return index
  }

  /// Puts an amount in at the place of a month that was opened, or takes it out.
  mutating func add(
    _ measure: Measure, _ part: ScoreEntry.Part, _ amount: Int64, _ sign: Int64, at place: Int
  ) {
    cells[place].cell.add(measure, part, amount, sign)
  }

  /// Adds the sums of a unit's months, but no times, tickets or what waits.
  mutating func addSums(of unit: UnitSums, _ stamp: UInt64) {
    for month in unit.cells {
      let index = place(of: month.month)
      cells[index].cell.addSums(of: month.cell)
      cells[index].stamp = stamp
    }
  }

  private mutating func place(of month: Int) -> Int {
    var index = cells.count
    while index > 0, cells[index - 1].month >= month { index -= 1 }
    if index == cells.count || cells[index].month != month {
      cells.insert(Month(month: month), at: index)
    }
    return index
  }

  /// Lets an entry wait for its moment, or no longer.
  mutating func await(
    _ entry: ScoreEntry, of number: StreamNumber, _ sign: Int64, _ stamp: UInt64
  ) {
    awaitedStamp = stamp
    let one = Awaited(entry: entry, number: number)
    let place = awaited.firstPlace { !$0.precedes(one) }
    if sign > 0 {
      awaited.insert(one, at: place)
    } else if place < awaited.count, !one.precedes(awaited[place]) {
      awaited.remove(at: place)
    }
  }

  /// Adds the sums of the same unit over other tickets.
  mutating func merge(_ other: UnitSums, _ stamp: UInt64) {
    for month in other.cells {
      let index = place(of: month.month)
      cells[index].cell.add(month.cell)
      cells[index].tickets.merge(month.tickets)
      cells[index].stamp = stamp
    }
    if other.awaited.isEmpty { return }
    for one in other.awaited { self.await(one.entry, of: one.number, 1, stamp) }
  }

  /// The first and the last month in which anything counts.
  var months: ClosedRange<Int>? {
    guard let first = cells.first(where: { !$0.cell.isEmpty }),
      let last = cells.last(where: { !$0.cell.isEmpty })
    else { return nil }
    return first.month...last.month
  }

  /// What the sums of a period rest on.
  func stamp(_ period: ScorePeriod, at now: Instant) -> SumsStamp {
    var stamp = SumsStamp()
    let months = cells.span
    for index in months.indices where months[index].month < period.end {
      stamp.months = max(stamp.months, months[index].stamp)
    }
    stamp.awaited = awaitedStamp
    stamp.due = awaited.firstPlace { $0.entry.at >= now }
    return stamp
  }

  /// The sums of a period as asked at a moment.
  func sums(_ period: ScorePeriod, at now: Instant, _ clock: MonthClock) -> ScoreCube.Sums {
    var sums = ScoreCube.Sums(unit: code)
    let months = cells.span
    for index in months.indices where months[index].month < period.end {
      if months[index].month < period.begin {
        sums.opening.addStocks(months[index].cell)
      } else {
        sums.period.lay(months[index].cell)
      }
    }
    addAwaited(to: &sums, period, at: now, clock)
    return sums
  }

  /// Adds what waited for a moment that has come.
  func addAwaited(
    to sums: inout ScoreCube.Sums, _ period: ScorePeriod, at now: Instant, _ clock: MonthClock
  ) {
    var clock = clock
    // Field by field: an entry taken out is copied with its references.
    let waiting = awaited.span
    for index in waiting.indices {
      guard waiting[index].entry.at < now else { return }
      let month = clock.month(of: waiting[index].entry.at)
      if month >= period.end { continue }
      let (measure, part) = (waiting[index].entry.measure, waiting[index].entry.part)
      if month >= period.begin {
        sums.period.add(measure, part, waiting[index].entry.amount, 1)
      } else if part == .stock {
        sums.opening.add(measure, part, waiting[index].entry.amount, 1)
      }
    }
  }
}

/// 计数依据: names the content of a unit's sums of a period: equal stamps, equal sums.
///
/// Every change takes a number that the process never gave before, so that copies of a view that went different ways
/// cannot be mistaken for one another.
struct SumsStamp: Hashable, Sendable {
  /// The latest change of a month that counts.
  var months: UInt64 = 0
  /// The latest change of what waits.
  var awaited: UInt64 = 0
  /// How much of what waits has come: always its beginning, in the order of time.
  var due = 0

  private static let last = Atomic<UInt64>(0)

  /// A number that was never given.
  static func next() -> UInt64 { last.wrappingAdd(1, ordering: .relaxed).newValue }

  /// Takes account of what waits of another unit.
  mutating func addAwaited(_ other: SumsStamp) {
    awaited = max(awaited, other.awaited)
    due += other.due
  }
}

/// The month that holds an instant; the one asked for last is known without reckoning.
struct MonthClock: Sendable {
  let offset: Int64
  private var month = 0
  private var begin = Instant(microseconds: 0)
  private var end = Instant(microseconds: 0)

  init(offset: Int64) {
    self.offset = offset
  }

  mutating func month(of instant: Instant) -> Int {
    if instant >= begin, instant < end { return month }
    month = ScorePeriod.month(of: instant, offset: offset)
    begin = ScorePeriod.start(ofMonth: month, offset: offset)
    end = ScorePeriod.start(ofMonth: month + 1, offset: offset)
    return month
  }
}
