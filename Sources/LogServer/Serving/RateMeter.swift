/// Counts how many events a view takes in a second, over the last stretch of time. It reads no clock: it is told.
struct RateMeter: Sendable {
  /// How far back it looks.
  static let stretch: Duration = .seconds(60)

  private var samples: [(at: Duration, count: Int)] = []

  /// Notes that events were taken.
  /// - Parameters:
  ///   - count: how many.
  ///   - now: time since any fixed moment.
  mutating func note(_ count: Int, at now: Duration) {
    samples.removeAll { $0.at < now - Self.stretch }
    if let last = samples.last, last.at.components.seconds == now.components.seconds {
      samples[samples.count - 1].count += count
    } else {
      samples.append((now, count))
    }
  }

  /// Events a second over the last minute, rounded down; 0 when none were taken in it.
  /// - Parameter now: time since the same moment.
  func eventsPerSecond(at now: Duration) -> UInt64 {
    let recent = samples.filter { $0.at >= now - Self.stretch && $0.at <= now }
    guard let first = recent.first else { return 0 }
    let seconds = max(1, (now - first.at).components.seconds)
    return UInt64(clamping: Int64(recent.reduce(0) { $0 + $1.count }) / seconds)
  }
}
