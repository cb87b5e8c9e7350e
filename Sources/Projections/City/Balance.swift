/// 收支平衡: where everything on the table came from and what became of it, as Lianyungang publishes it:
/// new + carried over = answered directly + dispatched, and what neither happened to.
public struct Balance: Hashable, Sendable {
  /// 新收: taken in during the period.
  public internal(set) var taken: Int64 = 0
  /// 结转: taken in before and not done when the period began.
  public internal(set) var carriedOver: Int64 = 0
  /// Of these in the hands of units; the scorecards' 结转工单. The others waited at the centre.
  public internal(set) var carriedOverWithUnits: Int64 = 0
  /// 渠道: how all of it came in.
  public internal(set) var channels: [String: Int64] = [:]
  /// 直接答复: answered directly and never dispatched.
  public internal(set) var answered: Int64 = 0
  /// 转派: dispatched, in the period or before.
  public internal(set) var dispatched: Int64 = 0
  /// 中心办结: settled by the centre itself, neither answered directly nor dispatched.
  public internal(set) var settled: Int64 = 0
  /// 并案或移送: merged into another case or referred, and never dispatched.
  public internal(set) var elsewhere: Int64 = 0
  /// Still waiting at the centre.
  public internal(set) var waiting: Int64 = 0

  init() {}

  /// 总量: everything there was to do.
  public var total: Int64 { taken + carriedOver }
}

/// 积压: what is open at the end of a period, or at the moment of the question when it still runs then.
public struct Backlog: Hashable, Sendable {
  /// In the hands of units; the scorecards' 在办工单.
  public let withUnits: Int64
  /// Waiting at the centre.
  public let waiting: Int64
  /// By days since the matter was taken in.
  public let ages: [Age]
  /// Whole days since the oldest was taken in; `nil` when nothing is open.
  public let oldestDays: Int64?

  /// One class of ages.
  public struct Age: Hashable, Sendable {
    /// Whole days of 24 hours, at least.
    public let from: Int64
    /// At most; `nil` for the last class.
    public let to: Int64?
    /// How many.
    public let count: Int64
  }

  /// Everything that is open.
  public var total: Int64 { withUnits + waiting }

  private static let starts: [Int64] = [0, 5, 10, 15, 30, 60, 90]

  init(_ open: [CaseSweep.OpenCase], at end: Int64) {
    let days = open.map {
      max(0, end.subtractingClamped($0.takenAt.microseconds)) / CallWindow.length
    }
    withUnits = Int64(open.count { $0.isWithUnit })
    waiting = Int64(open.count) - withUnits
    oldestDays = days.max()
    ages = Self.starts.enumerated().map { index, from in
      let next = index + 1 < Self.starts.count ? Self.starts[index + 1] : nil
      return Age(
        from: from, to: next.map { $0 - 1 },
        count: Int64(days.count { day in day >= from && next.map { day < $0 } ?? true }))
    }
  }
}
