public import EventStore
import Hotline
public import Wire

extension ScoreView {
  /// How far a view followed a log.
  public struct Followed: Sendable {
    /// The last event taken.
    public var position: Position
    /// When the latest of the events taken was recorded; `nil` for none.
    public var recordedAt: Instant?
    /// Streams of the cases that changed, each once, in the order of their first change.
    public var changed: [StreamNumber] = []
    /// How many events were taken.
    public var events = 0
  }

  /// Takes the next event: the ticket's old entries go, its new ones come.
  /// - Throws: ``EventStore/LogError`` when the log cannot give back what the ticket was before.
  public mutating func apply(_ event: borrowing EventView) throws {
    var changes = ScoreChanges()
    try take(event, &changes)
    try settle(changes)
  }

  /// Takes the events after a position. Each ticket that they change is reckoned once, whatever their number.
  ///
  /// - Parameters:
  ///   - snapshot: the log.
  ///   - position: the last event that the view has taken.
  ///   - asOf: stops before the first event that was recorded later; `nil` for none.
  ///   - limit: at most so many events.
  /// - Throws: ``EventStore/LogError``.
  public mutating func follow(
    _ snapshot: borrowing LogSnapshot, after position: Position, asOf: Instant? = nil,
    limit: Int = .max
  ) throws -> Followed {
    var followed = Followed(position: position)
    var changes = ScoreChanges()
    followed.events = try snapshot.scan(.all, ReadRange(after: position, limit: limit)) { event in
      let recordedAt = event.record.recordedAt
      if let asOf, recordedAt > asOf { return .stop }
      try take(event, &changes)
      followed.position = event.position
      followed.recordedAt = max(followed.recordedAt ?? recordedAt, recordedAt)
      return .next
    }
    try settle(changes)
    followed.changed = changes.order
    return followed
  }

  /// Takes an event; what the ticket counted for goes with the first of its changes.
  private mutating func take(_ event: borrowing EventView, _ changes: inout ScoreChanges) throws {
    let number = event.record.streamNumber
    if changes.note(number), let before = try ledger.account(number) {
      remove(before, of: number)
    }
    try ledger.take(event)
  }

  /// Puts in what the changed tickets count for now.
  private mutating func settle(_ changes: ScoreChanges) throws {
    for number in changes.order {
      if let after = try ledger.account(number) { add(after, of: number) }
      ledger.accounts.settle(number)
    }
    try renewKept()
  }
}

/// Tickets whose entries are to be reckoned anew, each once.
private struct ScoreChanges {
  private(set) var order: [StreamNumber] = []
  private var seen: Set<UInt64> = []

  /// Whether a ticket is among them for the first time.
  mutating func note(_ number: StreamNumber) -> Bool {
    guard seen.insert(number.rawValue).inserted else { return false }
    order.append(number)
    return true
  }
}
