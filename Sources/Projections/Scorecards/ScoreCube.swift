public import EventStore
public import Hotline
public import Wire

/// 计数立方: the sums of all entries by unit and month, kept up to date ticket by ticket.
///
/// Entries of clocks that still run wait beside it, since whether they count depends on the moment of the question.
public struct ScoreCube: Sendable {
  /// By what entries are divided.
  public let dimension: Dimension
  /// Seconds east of UTC by which months are cut.
  public let offset: Int64
  private var places: [String: Int] = [:]
  private(set) var units: [UnitSums] = []
  /// Places of the units, in the order of their codes.
  private(set) var order: [Int] = []
  /// All of them together, without what waits.
  var all = UnitSums("")
  private var clock: MonthClock

  /// By what figures are divided.
  public enum Dimension: String, CaseIterable, Sendable {
    /// 单位: who answers for it.
    case unit
    /// 类别: the ticket's category.
    case category
    /// 渠道: how it came in.
    case channel
    /// 行政区: where.
    case district
    /// 诉求类型: what kind of matter.
    case kind
  }

  /// A cube of nothing.
  public init(_ dimension: Dimension = .unit, offset: Int64) {
    self.dimension = dimension
    self.offset = offset
    clock = MonthClock(offset: offset)
  }

  /// A cube of every ticket of a ledger, reckoned by several threads; the same for any number.
  /// - Throws: ``EventStore/LogError`` when the log cannot give a ticket back.
  /// - Complexity: O(events).
  public init(
    _ ledger: ScoreLedger, by basis: ScoreBasis, _ dimension: Dimension = .unit, threads: Int = 2
  ) throws {
    try self.init(ledger, by: basis, ScoreDivision(by: dimension), [:], threads: threads)
  }

  /// A cube whose units are the rows of a division.
  init(
    _ ledger: ScoreLedger, by basis: ScoreBasis, _ division: ScoreDivision,
    _ groups: [String: String], threads: Int
  ) throws {
    let order = try ledger.accounts.order(.cases)
    let parts = try WorkShare.all(threads) { share in
      var part = ScoreCube(division.dimension, offset: basis.offset)
      var entries: [ScoreEntry] = []
      try ledger.accounts.forEachHeld(.cases, share, order) { number, held in
        basis.version.reckon(held, basis, &entries)
        if !division.isByUnit { entries = division.entries(entries, of: held[0], groups) }
        part.addToUnits(entries, of: number, held)
      }
      return part
    }
    self = ScoreCube(of: parts)
  }

  /// Lays cubes of different tickets together to which those were only added unit by unit.
  init(of parts: [ScoreCube]) {
    self = parts[0]
    for part in parts.dropFirst() { merge(part) }
    let stamp = SumsStamp.next()
    for unit in units { all.addSums(of: unit, stamp) }
  }

  /// Puts a ticket's entries in.
  public mutating func add(
    _ entries: [ScoreEntry], of number: StreamNumber, _ ticket: TicketState
  ) {
    change(entries, number, code(of: ticket), 1)
  }

  /// Takes a ticket's entries out again.
  public mutating func remove(
    _ entries: [ScoreEntry], of number: StreamNumber, _ ticket: TicketState
  ) {
    change(entries, number, code(of: ticket), -1)
  }

  /// Puts a ticket's entries in, but for the sums of all units together, which are those of the units
  /// (``init(of:)``).
  mutating func addToUnits(
    _ entries: [ScoreEntry], of number: StreamNumber, _ held: [TicketAccount]
  ) {
    change(entries, number, code(of: held.span[0].state), 1, onlyUnits: true)
  }

  /// Takes a ticket's entries, none of which waits, out of a cube of changes: what is to be merged into the cube that has them.
  mutating func takeFromUnits(
    _ entries: [ScoreEntry], of number: StreamNumber, _ held: [TicketAccount]
  ) {
    change(entries, number, code(of: held.span[0].state), -1, onlyUnits: true)
  }

  /// Lets entries wait no longer, of a cube by unit.
  mutating func letGo(_ ended: [(StreamNumber, ScoreEntry)]) {
    let stamp = SumsStamp.next()
    for (number, entry) in ended {
      units[place(of: entry.unit)].await(entry, of: number, -1, stamp)
    }
  }

  private mutating func change(
    _ entries: [ScoreEntry], _ number: StreamNumber, _ code: String?, _ sign: Int64,
    onlyUnits: Bool = false
  ) {
    let stamp = SumsStamp.next()
    let common = code.map { self.place(of: $0) }
    var last = 0
    var own: Int?
    // Of the entry before, which is mostly of the same unit and month.
    var (unit, month, cell, cellOfAll) = (-1, 0, 0, 0)
    for index in entries.indices {
      if common == nil, own == nil || entries[index].unit != entries[last].unit {
        own = self.place(of: entries[index].unit)
        last = index
      }
      guard let place = common ?? own else { continue }
      if entries[index].isAwaited {
        units[place].await(entries[index], of: number, sign, stamp)
        continue
      }
      let next = clock.month(of: entries[index].at)
      if place != unit || next != month {
        (unit, month) = (place, next)
        cell = units[place].open(next, for: sign > 0 ? number : nil, stamp)
        cellOfAll = all.open(next, for: nil, stamp)
      }
      let (measure, part) = (entries[index].measure, entries[index].part)
      let amount = entries[index].amount
      units[place].add(measure, part, amount, sign, at: cell)
      if onlyUnits, part != .value { continue }
      all.add(measure, part, amount, sign, at: cellOfAll)
    }
  }

  /// Adds all sums of another cube, of other tickets or of changes.
  mutating func merge(_ other: ScoreCube) {
    let stamp = SumsStamp.next()
    for unit in other.units { units[place(of: unit.code)].merge(unit, stamp) }
    all.merge(other.all, stamp)
  }

  /// Takes over the sums of a unit that was not known.
  mutating func take(_ unit: UnitSums) {
    units[place(of: unit.code)] = unit
  }

  private mutating func place(of code: String) -> Int {
    if let place = places[code] { return place }
    let place = units.count
    places[code] = place
    units.append(UnitSums(code))
    let next = order.firstPlace { !units[$0].code.utf8.lexicographicallyPrecedes(code.utf8) }
    order.insert(place, at: next)
    return place
  }

  /// What all entries of a ticket count for; `nil` where each says it.
  private func code(of ticket: borrowing TicketState) -> String? {
    switch dimension {
    case .unit: nil
    case .category: ticket.category
    case .channel: ticket.channel
    case .district: ticket.district
    case .kind: ticket.kind
    }
  }

  /// The first and the last month in which anything counts, or `nil` for a cube of nothing.
  public var months: ClosedRange<Int>? { all.months }

  /// Sums of one unit for a period.
  public struct Sums: Sendable {
    /// Code of the unit, category, …
    public let unit: String
    /// Sums of the period.
    public var period = ScoreCell()
    /// Stocks of all that came before.
    public var opening = ScoreCell()
    /// Whether anything was counted in the period, or was on the table.
    public var isEmpty: Bool { period.isEmpty && opening.isEmpty }
  }

  /// Numbers of the tickets that may be behind figures of some units, ascending, each once.
  /// - Parameters:
  ///   - isAsked: whether a unit is among them.
  ///   - months: from which months.
  func tickets(_ months: Range<Int>, _ isAsked: (String) -> Bool) -> [UInt32] {
    var found: [UInt32] = []
    for unit in units where isAsked(unit.code) {
      unit.forEachTicket(before: months.upperBound, from: months.lowerBound) { found.append($0) }
    }
    found.sort()
    var last: UInt32?
    return found.filter { number in
      defer { last = number }
      return number != last
    }
  }

  /// The sums of every unit for a period as asked at a moment, in the order of their codes.
  public func sums(_ period: ScorePeriod, at now: Instant) -> [Sums] {
    order.map { units[$0].sums(period, at: now, clock) }
  }

  /// Calls `body` with the code of each unit, in order, what its sums of a period rest on, and those sums if asked for.
  func forEachUnit<E: Error>(
    _ period: ScorePeriod, at now: Instant,
    _ body: (String, SumsStamp, () -> Sums) throws(E) -> Void
  ) throws(E) {
    for place in order {
      let unit = units[place]
      try body(unit.code, unit.stamp(period, at: now)) { unit.sums(period, at: now, clock) }
    }
  }

  /// What the sums of all units together rest on.
  func totalStamp(_ period: ScorePeriod, at now: Instant) -> SumsStamp {
    var stamp = all.stamp(period, at: now)
    for unit in units { stamp.addAwaited(unit.stamp(period, at: now)) }
    return stamp
  }

  /// The sums of all units together.
  func total(_ period: ScorePeriod, at now: Instant) -> Sums {
    var sums = all.sums(period, at: now, clock)
    for unit in units { unit.addAwaited(to: &sums, period, at: now, clock) }
    return sums
  }
}
