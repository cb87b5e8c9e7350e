public import EventStore
import Hotline
import Wire

/// 无法读取的事件: an event that a view cannot take; a live view stops before it, for a figure must not leave an event
/// out in silence.
public struct UnreadableEvent: Error, Hashable, CustomStringConvertible {
  /// Where it stands.
  public let position: Position
  /// Its type.
  public let type: String
  /// Why it cannot be read.
  public let reason: String

  /// The error of an event at which a fold stopped.
  public init(_ event: borrowing EventView) {
    let type = String(decoding: [UInt8](copying: event.record.type), as: UTF8.self)
    self.init(event.position, type, [UInt8](copying: event.record.payload))
  }

  /// The error of a recorded event.
  public init(_ event: RecordedEvent) {
    self.init(event.position, event.record.type.text, event.record.payload)
  }

  private init(_ position: Position, _ type: String, _ payload: [UInt8]) {
    self.position = position
    self.type = type
    do {
      _ = try Vocabulary.decode(type, payload)
      reason = "the view cannot take it"
    } catch {
      reason = "its fields are not those of its type (\(error))"
    }
  }

  /// One sentence: what, where, why it matters and what to do.
  public var description: String {
    "the event \(type.printable) at position \(position) cannot be read: \(reason); no figure is given "
      + "that leaves it out; check the log with `replay verify --full`, or use the version of the program "
      + "that wrote it"
  }
}
