public import EventStore
public import Wire

extension Projection {
  /// The view of a log as it was recorded up to a moment.
  /// - Parameters:
  ///   - snapshot: the log.
  ///   - asOf: what was recorded later is left out; `nil` for everything.
  ///   - progress: told a position now and then.
  /// - Throws: ``EventStore/LogError``.
  public init(
    _ snapshot: borrowing LogSnapshot, asOf: Instant? = nil,
    progress: (Position) -> Void = { _ in }
  ) throws {
    var folded = Self()
    try snapshot.scan(.all) { event in
      if let asOf, event.record.recordedAt > asOf { return .stop }
      folded.apply(event)
      if event.position.rawValue & 0x3FFF == 0 { progress(event.position) }
      return .next
    }
    self = folded
  }
}
