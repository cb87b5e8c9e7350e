import Hotline
import Wire

/// 排序: in which order a list stands; tickets without the value stand last, equals in the order of the log.
public struct CaseSort: Hashable, Sendable {
  /// By what.
  public enum Key: String, CaseIterable, Sendable {
    /// 受理时间: when it was opened.
    case opened
    /// 应办时间: when its next limit ends.
    case due
    /// 经手时间: since when it is in the hands where it is.
    case held
    /// 最近记录: when its latest event was recorded.
    case recorded
    /// 补录: how late its latest entry was recorded.
    case lateness
    /// 退单次数: how often a unit asked to give it back.
    case returns
  }

  /// By what.
  public let key: Key
  /// Whether the largest comes first.
  public let isDescending: Bool

  /// An order.
  public init(_ key: Key = .opened, isDescending: Bool = false) {
    self.key = key
    self.isDescending = isDescending
  }

  /// Reads `due`, or `-due` for the largest first; `nil` for what is no order.
  public init?(_ text: String) {
    let isDescending = text.hasPrefix("-")
    guard let key = Key(rawValue: isDescending ? String(text.dropFirst()) : text) else {
      return nil
    }
    self.init(key, isDescending: isDescending)
  }

  /// As it is written.
  public var text: String { (isDescending ? "-" : "") + key.rawValue }

  /// What a ticket is sorted by; `nil` when it has no such value.
  func value(of account: TicketAccount) -> Int64? {
    switch key {
    case .opened: account.openedAt?.microseconds
    case .due: account.nextLimit?.microseconds
    case .held:
      account.state.hands.last.flatMap { $0.until == nil ? $0.from?.microseconds : nil }
    case .recorded: account.recordedAt.microseconds
    case .lateness: account.latestEntry
    case .returns: Int64(clamping: account.state.returns)
    }
  }
}
