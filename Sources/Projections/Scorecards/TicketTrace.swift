public import EventStore
import Hotline
import Wire

/// 经手痕迹: who took part in an act that is looked at for signals of fraud.
///
/// Kept apart from the facts, which are many and need no person.
public struct TicketTrace: Hashable, Sendable {
  /// The event.
  public var position: Position
  /// 记录人: who recorded it.
  public var actor: String
  /// 经办人: whom it names: the operator, or the offices of a joint supervision.
  public var named = ""
  /// 号码摘要: keyed digest of the number called; empty when there is none.
  public var number: [UInt8] = []

  /// Types of the events whose people are kept.
  static let types = [
    CallbackAnswered.typeName, Closed.typeName, ContactDetailsChanged.typeName,
    JointSupervisionOpened.typeName,
  ]

  /// The people of an event.
  init(_ act: some TracedEvent, at position: Position, by actor: String) {
    self.position = position
    self.actor = actor
    named = act.tracedName
    number = act.tracedNumber
  }

  /// Whether the same person did both: by the code that the event names, else by who recorded it.
  func isBySame(as other: TicketTrace) -> Bool {
    if !named.isEmpty, !other.named.isEmpty { return named.hasSameBytes(as: other.named) }
    return !actor.isEmpty && actor.hasSameBytes(as: other.actor)
  }

  /// Position (1), who recorded it (2), whom it names (3), number (4).
  func encode(into part: inout WireWriter) {
    part.field(1, uint64: position.rawValue)
    part.field(2, string: actor)
    part.field(3, string: named)
    part.field(4, bytes: number)
  }

  init(decoding bytes: Span<UInt8>) throws(WireError) {
    position = .start
    actor = ""
    var reader = WireReader(bytes)
    while let field = try reader.nextField() {
      switch (field.number, field.type) {
      case (1, .varint): position = Position(try reader.varint())
      case (2, .lengthDelimited): actor = try reader.string()
      case (3, .lengthDelimited): named = try reader.string()
      case (4, .lengthDelimited): number = try reader.byteArray()
      default: throw .wrongType(field: field.number)
      }
    }
  }
}

extension ContactDetailsChanged {
  /// Whether the number to call is among what changed.
  var changesNumber: Bool { fields.contains { $0.hasSuffix("phone") } }
}

/// An event whose people are kept.
protocol TracedEvent: CaseEvent {
  /// Whom it names.
  var tracedName: String { get }
  /// Keyed digest of the number called; empty when there is none.
  var tracedNumber: [UInt8] { get }
}

extension TracedEvent {
  var tracedNumber: [UInt8] { [] }
}

extension CallbackAnswered: TracedEvent {
  var tracedName: String { agent }
  var tracedNumber: [UInt8] { number }
}

extension Closed: TracedEvent {
  var tracedName: String { agent }
}

extension ContactDetailsChanged: TracedEvent {
  var tracedName: String { agent }
}

extension JointSupervisionOpened: TracedEvent {
  var tracedName: String { offices.joined(separator: ", ") }
}
