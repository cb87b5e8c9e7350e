import EventStore
import Projections

/// Why a view stopped, and where.
struct ViewFailure: Error, Equatable, CustomStringConvertible {
  /// One sentence.
  var sentence: String
  /// The event that it could not take, or the one after the last that it took.
  var position: Position
  /// Whether it will fail again: an event cannot be read. What kept the log or the snapshot from being read may pass.
  var isLasting: Bool

  var description: String { sentence }

  /// The failure of a view.
  /// - Parameters:
  ///   - name: the view.
  ///   - position: its last event.
  ///   - error: what was thrown.
  init(of name: String, after position: Position, _ error: any Error) {
    sentence = "the \(name) view stopped after position \(position): \(error)"
    self.position = (error as? UnreadableEvent)?.position ?? position.next
    isLasting = error is UnreadableEvent
  }
}

/// How a live view keeps up with the log.
struct ViewHealth: Sendable {
  /// The view.
  var name: String
  /// Version of what it computes.
  var version: UInt32
  /// Its last event; `nil` for a view that nobody has asked for yet.
  var position: Position?
  /// Events it took in a second, over the last minute.
  var eventsPerSecond: UInt64
  /// Why it stopped; `nil` while it follows.
  var failure: ViewFailure?

  /// Events it is behind the log.
  func lag(_ head: Position) -> UInt64 {
    let position = position?.rawValue ?? 0
    return head.rawValue > position ? head.rawValue - position : 0
  }

  /// The health, for operators.
  func json(_ head: Position) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("view", .string(name)), .init("version", .unsigned(UInt64(version))),
      .init("position", position.map { .unsigned($0.rawValue) } ?? .null),
      .init("lag", .unsigned(lag(head))), .init("eventsPerSecond", .unsigned(eventsPerSecond)),
    ]
    members.append(
      .init(
        "lastError",
        failure.map {
          .object([
            .init("position", .unsigned($0.position.rawValue)),
            .init("error", .string($0.sentence)),
          ])
        } ?? .null))
    return .object(members)
  }
}
