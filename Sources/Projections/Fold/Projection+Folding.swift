import EventStore
import Wire

extension Projection {
  /// Takes a log as it was recorded up to a moment.
  /// - Parameters:
  ///   - snapshot: the log.
  ///   - asOf: what was recorded later is left out; `nil` for everything.
  ///   - position: the last event that counts.
  ///   - progress: told a position now and then.
  /// - Throws: ``EventStore/LogError``. Events that the view cannot read are noted in it.
  mutating func fold(
    _ snapshot: borrowing LogSnapshot, asOf: Instant?, upTo position: Position = .end,
    progress: (Position) -> Void
  ) throws {
    var folded = self
    try snapshot.scan(.all, ReadRange(upTo: position)) { event in
      if let asOf, event.record.recordedAt > asOf { return .stop }
      folded.apply(event)
      if event.position.rawValue & 0x3FFF == 0 { progress(event.position) }
      return .next
    }
    self = folded
  }
}
