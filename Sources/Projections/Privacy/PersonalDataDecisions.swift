public import EventStore
import Hotline
import Wire

/// What was decided about the personal values of a case.
///
/// Decisions hold whatever moment of the past is looked at: an erased value does not come back by asking for last year.
struct PersonalDataDecisions {
  private var acts: [(position: Position, act: any PersonalDataDecision)] = []

  /// The decisions among a case's events.
  init(_ events: [RecordedEvent]) {
    for event in events {
      let record = event.record
      guard
        record.type.text == PersonalDataErased.typeName
          || record.type.text == PersonalDataRestricted.typeName,
        let payload = try? Vocabulary.decode(record.type.text, record.payload),
        let act = payload as? any PersonalDataDecision
      else { continue }
      acts.append((event.position, act))
    }
  }

  /// What became of the value at a path of an event: the erasure that took it, or the last restriction; `nil` when
  /// nothing was decided.
  func fate(of path: String, at position: Position) -> CaseDisclosure.Fate? {
    var fate: CaseDisclosure.Fate?
    for (decided, act) in acts where act.covers(path) {
      if act is PersonalDataErased {
        if decided > position { return .erased(by: decided) }
      } else {
        fate = .restricted(by: decided)
      }
    }
    return fate
  }
}

/// 删除凭据: which events erase which values.
public enum Erasures {
  /// Whether an event is an erasure of the value at a path: what ``EventStore/Verification`` asks of a value that is gone.
  public static func erased(by event: borrowing EventView, _ path: String) -> Bool {
    guard event.record.type.hasSameBytes(as: typeName),
      let act = try? PersonalDataErased(decoding: [UInt8](copying: event.record.payload))
    else { return false }
    return act.covers(path)
  }

  private static let typeName = Array(PersonalDataErased.typeName.utf8)

  /// A value that an event erased and that the vault still has, or has again.
  public struct Remnant: Hashable, Sendable {
    /// Position of the event that disclosed it.
    public let position: Position
    /// Its path.
    public let path: String
    /// Position of the erasure.
    public let erased: Position

    /// One sentence.
    public var sentence: String {
      "the value at \(path) was erased by event \(erased), and is there; run `log-server erase` again, and destroy the copy that it came from"
    }
  }

  /// The values that erasures of a log did not take, by position.
  /// - Throws: ``EventStore/LogError``.
  /// - Complexity: O(erasures × events of their streams).
  public static func remnants(_ snapshot: borrowing LogSnapshot) throws -> [Remnant] {
    let type = try EventType(PersonalDataErased.typeName)
    var found: [Remnant] = []
    for erasure in try snapshot.events(.matching(types: [type])) {
      guard let act = try? PersonalDataErased(decoding: erasure.record.payload) else { continue }
      let before = Position(erasure.position.rawValue - 1)
      for event in try snapshot.events(.stream(erasure.record.stream), ReadRange(upTo: before)) {
        let paths = event.record.disclosures.map(\.path)
        guard paths.contains(where: act.covers) else { continue }
        let gone = try snapshot.vaultEntry(at: event.position).erased.map(\.ordinal)
        for (ordinal, path) in paths.enumerated()
        where act.covers(path) && !gone.contains(ordinal) {
          found.append(Remnant(position: event.position, path: path, erased: erasure.position))
        }
      }
    }
    return found
  }
}
