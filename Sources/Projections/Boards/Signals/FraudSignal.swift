import EventStore
import Wire

/// 异常信号: one pattern of one unit: what was found, how often of how many, and the cases behind it.
public struct FraudSignal: Sendable {
  /// What was found.
  public let kind: SignalKind
  /// Code of the unit.
  public let unit: String
  /// Digest of the number, in hexadecimal, or code of the operator; empty where it is about neither.
  public internal(set) var person: String
  /// How often, of how many.
  public let found: Rate
  /// The same of all other units, or of the operator's answers for them.
  public let others: Rate
  /// Whether it is above the threshold of its kind, and no single occurrence.
  public let isConcentrated: Bool
  /// The cases, in the order of stream numbers, each with the events that count.
  public internal(set) var cases: [Board.Case] = []
}

extension FraudSignal {
  /// Adds events of a case; those of one case come one after the other.
  mutating func add(_ events: [Position], of stream: String) {
    if let last = cases.last, last.stream.hasSameBytes(as: stream) {
      cases[cases.count - 1] = Board.Case(stream: stream, events: last.events + events)
    } else {
      cases.append(Board.Case(stream: stream, events: events))
    }
  }

  /// Concentrations first, then those that occurred most often; then by kind, unit and person.
  func precedes(_ other: FraudSignal) -> Bool {
    if isConcentrated != other.isConcentrated { return isConcentrated }
    if found.numerator != other.found.numerator {
      return found.numerator > other.found.numerator
    }
    if kind != other.kind { return kind.rawValue < other.kind.rawValue }
    return unit == other.unit ? person < other.person : unit < other.unit
  }
}
