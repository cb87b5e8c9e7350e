public import Hotline

/// What a simulation did: counted as its events were made.
public struct SimulationTally: Sendable {
  /// Events recorded.
  public var events: UInt64 = 0
  /// Matters taken in.
  public var matters = 0
  /// 交办: tickets dispatched, each counted once.
  public var dispatched = 0
  /// 直接答复: matters answered at once.
  public var answeredAtOnce = 0
  /// Tickets closed.
  public var closed = 0
  /// Tickets not closed when the period ended.
  public var open = 0
  /// 逾期: lapses recorded.
  public var lapses = 0
  /// 黄牌.
  public var yellowCards = 0
  /// 红牌.
  public var redCards = 0
  /// 退单: returns asked for.
  public var returns = 0
  /// 呼入: calls that reached the hotline.
  public var calls = 0
  /// 接通: calls that a person answered.
  public var answeredCalls = 0
  /// 回访: callbacks that were answered.
  public var callbacks = 0
  /// 满意: of these, satisfied with the result.
  public var satisfied = 0
  /// Matters by channel, in the order of the profile.
  public var channels: [Int] = []
  /// Matters by kind, in the order of the profile.
  public var kinds: [Int] = []
  /// Number of the case with the most troubled history; empty without a ticket.
  public var mostTroubled = ""
  var mostTrouble = 0
  /// Decisions that were refused; a simulation with any has failed.
  public var refusals = 0
  /// The first of them.
  public var firstRefusal: Refusal?

  /// Nothing done.
  init(_ profile: CityProfile) {
    channels = Array(repeating: 0, count: profile.channels.count)
    kinds = Array(repeating: 0, count: profile.kinds.count)
  }
}

extension CityProfile {
  /// Codes of the channels, in the order of ``SimulationTally/channels``.
  public var channelCodes: [String] { channels.map(\.code) }
  /// Codes of the kinds, in the order of ``SimulationTally/kinds``.
  public var kindCodes: [String] { kinds.map(\.code) }
}
