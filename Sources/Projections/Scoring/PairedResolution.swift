import Hotline

/// 解决率对照: what units claim against what citizens confirm, over the tickets that have both. Additive.
///
/// Comparing two rates over different tickets would mix the gap with who answered; these four counts cannot.
public struct PairedResolution: Hashable, Sendable {
  /// Claimed solved, and the citizen agrees.
  public var bothSolved: Int64 = 0
  /// Claimed solved, and the citizen says not.
  public var claimedOnly: Int64 = 0
  /// Claimed not solved, and the citizen says it is.
  public var confirmedOnly: Int64 = 0
  /// Both say not solved.
  public var neither: Int64 = 0

  /// No ticket.
  public init() {}

  /// Adds a ticket with both answers.
  public mutating func add(isClaimed: Bool, isConfirmed: Bool) {
    switch (isClaimed, isConfirmed) {
    case (true, true): bothSolved += 1
    case (true, false): claimedOnly += 1
    case (false, true): confirmedOnly += 1
    case (false, false): neither += 1
    }
  }

  /// How many tickets have both answers.
  public var sample: Int64 { bothSolved + claimedOnly + confirmedOnly + neither }

  /// 单位自报解决率: over these tickets.
  public var claimed: Rate { Rate(bothSolved + claimedOnly, of: sample) }

  /// 群众确认解决率: over these tickets.
  public var confirmed: Rate { Rate(bothSolved + confirmedOnly, of: sample) }

  /// 解决结果被否认率: claims that the citizen denies.
  public var denied: Rate { Rate(claimedOnly, of: bothSolved + claimedOnly) }

  /// 解决率差距: claimed minus confirmed, in percentage points; no data without tickets.
  public var gap: MeasureValue {
    let difference = Rate(claimedOnly - confirmedOnly, of: sample)
    return difference.percent.map { .quantity($0, sample: sample) } ?? .noData
  }

  /// Counts of two parts together.
  public static func + (left: PairedResolution, right: PairedResolution) -> PairedResolution {
    var sum = left
    sum.bothSolved += right.bothSolved
    sum.claimedOnly += right.claimedOnly
    sum.confirmedOnly += right.confirmedOnly
    sum.neither += right.neither
    return sum
  }
}
