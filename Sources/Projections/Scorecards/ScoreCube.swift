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
  private var units: [String: UnitSums] = [:]
  private var awaited: [StreamNumber: [ScoreEntry]] = [:]

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

  /// Sums of one unit: months in order.
  struct UnitSums: Sendable {
    var months: [(month: Int, cell: ScoreCell)] = []

    mutating func add(_ entry: ScoreEntry, month: Int, sign: Int64) {
      var index = months.count
      while index > 0, months[index - 1].month >= month { index -= 1 }
      if index == months.count || months[index].month != month {
        months.insert((month, ScoreCell()), at: index)
      }
      months[index].cell.add(entry, sign: sign)
    }
  }

  /// A cube of nothing.
  public init(_ dimension: Dimension = .unit, offset: Int64) {
    self.dimension = dimension
    self.offset = offset
  }

  /// A cube of every ticket of a ledger.
  /// - Complexity: O(events).
  public init(_ ledger: ScoreLedger, by basis: ScoreBasis, _ dimension: Dimension = .unit) {
    self.init(dimension, offset: basis.offset)
    ledger.forEachCase { number, account in
      add(Contribution.entries(of: account, by: basis), of: number, account.state)
    }
  }

  /// Puts a ticket's entries in.
  public mutating func add(
    _ entries: [ScoreEntry], of number: StreamNumber, _ ticket: TicketState
  ) {
    change(entries, number, ticket, 1)
    let waiting = entries.filter(\.isAwaited)
    if !waiting.isEmpty { awaited[number] = waiting.map { keyed($0, ticket) } }
  }

  /// Takes a ticket's entries out again.
  public mutating func remove(
    _ entries: [ScoreEntry], of number: StreamNumber, _ ticket: TicketState
  ) {
    change(entries, number, ticket, -1)
    awaited[number] = nil
  }

  private mutating func change(
    _ entries: [ScoreEntry], _ number: StreamNumber, _ ticket: TicketState, _ sign: Int64
  ) {
    for entry in entries where !entry.isAwaited {
      let entry = keyed(entry, ticket)
      units[entry.unit, default: UnitSums()].add(
        entry, month: ScorePeriod.month(of: entry.at, offset: offset), sign: sign)
    }
  }

  private func keyed(_ entry: ScoreEntry, _ ticket: TicketState) -> ScoreEntry {
    var entry = entry
    switch dimension {
    case .unit: break
    case .category: entry.unit = ticket.category
    case .channel: entry.unit = ticket.channel
    case .district: entry.unit = ticket.district
    case .kind: entry.unit = ticket.kind
    }
    return entry
  }

  /// The first and the last month in which anything counts, or `nil` for a cube of nothing.
  public var months: ClosedRange<Int>? {
    let firsts = units.values.compactMap { $0.months.first?.month }
    let lasts = units.values.compactMap { $0.months.last?.month }
    guard let first = firsts.min(), let last = lasts.max() else { return nil }
    return first...last
  }

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

  /// The sums of every unit for a period as asked at a moment, in the order of their codes.
  public func sums(_ period: ScorePeriod, at now: Instant) -> [Sums] {
    var found: [String: Sums] = [:]
    let range = period.begin..<period.end
    for (unit, sums) in units {
      var both = Sums(unit: unit)
      for (month, cell) in sums.months {
        if month < range.lowerBound { both.opening.addStocks(cell) }
        if range.contains(month) { both.period.add(cell) }
      }
      found[unit] = both
    }
    for entries in awaited.values {
      for entry in entries where entry.at < now {
        let month = ScorePeriod.month(of: entry.at, offset: offset)
        if month >= range.upperBound { continue }
        if range.contains(month) {
          found[entry.unit, default: Sums(unit: entry.unit)].period.add(entry)
        } else if entry.part == .stock {
          found[entry.unit, default: Sums(unit: entry.unit)].opening.add(entry)
        }
      }
    }
    return found.values.sorted { $0.unit.utf8.lexicographicallyPrecedes($1.unit.utf8) }
  }
}
