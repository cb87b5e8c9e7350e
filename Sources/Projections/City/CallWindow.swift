public import Wire

/// 滑动窗口: calls and answers within one stretch of 24 hours.
public struct CallWindow: Hashable, Sendable {
  /// Its first instant.
  public let from: Instant
  /// The first instant after it.
  public let until: Instant
  /// Calls that came in.
  public let calls: Int64
  /// Calls that a person answered.
  public let answered: Int64

  /// How many were answered.
  public var connected: Rate { Rate(answered, of: calls) }

  /// Fewer calls say little of a day.
  public static let callsMin: Int64 = 30

  /// 24 hours in microseconds.
  static let length: Int64 = 86_400_000_000
}

/// A call, or a stretch of counted ones: inside a window only as a whole.
struct CallSpan: Sendable {
  var from: Int64
  var until: Int64
  var calls: Int64
  var answered: Int64
}

extension CallWindow {
  /// The window with the lowest connect rate of all that lie within two instants, or `nil` when no window with a
  /// call lies between them; the earliest of equal ones.
  ///
  /// Between two neighbouring windows that are looked at, no call enters or leaves, so that none is lower: a window
  /// either ends as a call ends, or begins just after one began, or touches an end of what is asked for.
  /// - Complexity: O(n log n).
  static func worst(_ spans: [CallSpan], from: Int64, until: Int64) -> CallWindow? {
    let latest = spans.sorted { $0.until < $1.until }
    var ends = spans.map(\.until) + spans.map { $0.from.addingClamped(1 + length) }
    ends += [from.addingClamped(length), until]
    ends = ends.filter { $0 <= until && $0.subtractingClamped(length) >= from }.sorted()
    let earliest = spans.sorted { $0.from < $1.from }
    var worst: CallWindow?
    var (added, removed) = (0, 0)
    var (calls, answered): (Int64, Int64) = (0, 0)
    // A span inside has ended by the end and begun no earlier than the start. None is longer than a window, so that
    // one that begins before the start is taken out only after it was put in, or together with it.
    for end in ends {
      while added < latest.count, latest[added].until <= end {
        calls += latest[added].calls
        answered += latest[added].answered
        added += 1
      }
      let start = end - length
      while removed < earliest.count, earliest[removed].from < start {
        calls -= earliest[removed].calls
        answered -= earliest[removed].answered
        removed += 1
      }
      if calls <= 0 { continue }
      let window = CallWindow(
        from: Instant(microseconds: start), until: Instant(microseconds: end), calls: calls,
        answered: answered)
      if worst.map({ window.isLower(than: $0) }) ?? true { worst = window }
    }
    return worst
  }

  private func isLower(than other: CallWindow) -> Bool {
    Int128(answered) * Int128(other.calls) < Int128(other.answered) * Int128(calls)
  }
}
