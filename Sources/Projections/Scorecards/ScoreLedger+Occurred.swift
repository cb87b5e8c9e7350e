import EventStore
import Hotline
import Wire

// 按发生时间: what had happened by a moment, whenever it was recorded; for imported history.
extension ScoreLedger {
  /// The ledger of everything that is claimed to have happened by a moment, each ticket in that order.
  ///
  /// Rules, calendars and units count whenever they were adopted: those of an imported history are adopted after it.
  /// Tickets do not depend on each other, so only those are put in order whose events stand in another.
  init(
    whatHappened snapshot: borrowing LogSnapshot, by asOf: Instant?, upTo position: Position,
    retoldBy book: RuleBook? = nil, progress: (Position) -> Void
  ) throws {
    let disordered = try Self.disordered(snapshot, upTo: position)
    var ledger = book.map { ScoreLedger(retoldBy: $0, in: .occurred) } ?? ScoreLedger()
    var held: [StreamNumber: [RecordedEvent]] = [:]
    var read: UInt64 = 0
    var recordedAt: Instant?
    try snapshot.scan(.all, ReadRange(upTo: position)) { event in
      read = event.position.rawValue
      recordedAt = event.record.recordedAt
      if read & 0x3FFF == 0 { progress(event.position) }
      let isReference = ReferenceData.takes(event)
      if !isReference, let asOf, event.record.occurredAt > asOf { return .next }
      let number = event.record.streamNumber
      if !isReference, disordered.contains(number) {
        held[number, default: []].append(try RecordedEvent(event))
        return .next
      }
      ledger.apply(event)
      return .next
    }
    for number in held.keys.sorted() {
      for event in (held[number] ?? []).inOrderOfOccurrence {
        let bytes = event.bytes
        let record = try RecordView(bytes.span)
        ledger.apply(
          EventView(position: event.position, leafHash: event.leafHash, record: record))
      }
    }
    ledger.noteReading(upTo: read, lastRecordedAt: recordedAt)
    if let now = asOf ?? recordedAt { try ledger.passTime(to: now) }
    self = ledger
  }

  /// Streams in which an event happened before one that stands ahead of it.
  private static func disordered(
    _ snapshot: borrowing LogSnapshot, upTo position: Position
  ) throws -> Set<StreamNumber> {
    var latest: [StreamNumber: OccurrencePlace] = [:]
    var found: Set<StreamNumber> = []
    try snapshot.scan(.all, ReadRange(upTo: position), content: .envelope) { event in
      let number = event.record.streamNumber
      let place = OccurrencePlace(event)
      if let before = latest[number], place < before {
        found.insert(number)
      } else {
        latest[number] = place
      }
      return .next
    }
    return found
  }
}

extension ReferenceData {
  /// Whether an event is one of reference data.
  static func takes(_ event: borrowing EventView) -> Bool {
    typeBytes.contains { event.record.type.hasSameBytes(as: $0) }
  }

  private static let typeBytes = typeNames.map { Array($0.utf8) }
}
