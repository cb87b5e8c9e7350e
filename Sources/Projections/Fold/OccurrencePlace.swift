import EventStore
import Hotline
import Wire

/// Where an event stands among those of its stream by the time at which they are claimed to have happened; those of one time
/// stand in the order of the log.
///
/// A limit has passed only after its last instant, so its lapse comes after the acts of that instant, whenever those were
/// entered.
struct OccurrencePlace: Comparable {
  private let at: Instant
  private let isLapse: Bool

  init(_ event: borrowing EventView) {
    at = event.record.occurredAt
    isLapse = event.record.type.hasSameBytes(as: Self.lapse)
  }

  init(_ event: RecordedEvent) {
    at = event.record.occurredAt
    isLapse = event.record.type.text.utf8.elementsEqual(Self.lapse)
  }

  static func < (left: OccurrencePlace, right: OccurrencePlace) -> Bool {
    left.at == right.at ? !left.isLapse && right.isLapse : left.at < right.at
  }

  private static let lapse = Array(DeadlineLapsed.typeName.utf8)
}

extension [RecordedEvent] {
  /// Places of the events in the order in which they are claimed to have happened.
  var placesByOccurrence: [Int] {
    let places = map { OccurrencePlace($0) }
    return indices.sorted { left, right in
      if places[left] < places[right] { return true }
      return places[left] == places[right] && self[left].position < self[right].position
    }
  }

  /// The events in the order in which they are claimed to have happened.
  var inOrderOfOccurrence: [RecordedEvent] { placesByOccurrence.map { self[$0] } }
}
