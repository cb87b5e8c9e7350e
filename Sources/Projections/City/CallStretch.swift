import Hotline
import Wire

/// 通话: one call as the connect rate sees it.
struct CallMark: Hashable, Sendable {
  /// When it reached the hotline.
  var startedAt: Instant
  /// Milliseconds until a person answered, rounded up; ``unknown`` or ``unanswered``.
  var waited: Int32

  /// Answered, nobody knows after how long.
  static let unknown: Int32 = -1
  /// Nobody answered.
  static let unanswered: Int32 = -2

  init(startedAt: Instant, waited: Int32) {
    self.startedAt = startedAt
    self.waited = waited
  }

  init(_ call: CallEnded, at occurredAt: Instant) {
    startedAt = call.startedAt ?? occurredAt
    guard call.wasAnswered else {
      waited = Self.unanswered
      return
    }
    guard let start = call.startedAt, let answer = call.answeredAt, answer >= start else {
      waited = Self.unknown
      return
    }
    let microseconds = answer.microseconds.subtractingClamped(start.microseconds)
    waited = Int32(clamping: microseconds / 1_000 + (microseconds % 1_000 > 0 ? 1 : 0))
  }

  var isAnswered: Bool { waited != Self.unanswered }
}

/// 接通测量: the calls of a stretch of time that were only counted.
struct CallSample: Hashable, Sendable {
  var from: Instant
  var until: Instant
  var calls: Int64
  var answered: Int64
  /// Within fifteen seconds.
  var quickly: Int64
}

extension CallEnded {
  /// Whether a person answered, by the time of the answer or by how it ended.
  var wasAnswered: Bool {
    answeredAt != nil || outcome == .answered || outcome == .cutOff
  }
}
