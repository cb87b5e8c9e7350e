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
}
