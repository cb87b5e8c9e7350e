public import EventStore
import Hotline
public import Wire

/// The history of one case: each event, when it happened and when we knew, and the state after it.
///
/// A fold of one stream: it reads that stream's events, and the rules, calendars and unit names that
/// the log had adopted. It never reads a clock: limits are judged at ``judgedAt``.
///
///     let history = try CaseHistory.load(stream, from: snapshot, origin: log.origin)
public struct CaseHistory: Sendable {
  /// The stream.
  public var stream: StreamID
  /// The log's origin.
  public var origin: String
  /// Size of the log that was read.
  public var head: Position
  /// Up to which moment the history goes.
  public var point: CasePoint
  /// In which order it is told.
  public var order: CaseOrder
  /// The instant at which clocks and hands are judged; `nil` for an empty log.
  public var judgedAt: Instant?
  /// The events, in the history's order.
  public var events: [CaseEntry] = []
  /// How many events the point hides.
  public var hiddenCount = 0
  /// What units are called.
  public var names = CaseNames()
  /// What decides on who sees its personal values; not bounded by the point.
  var standing = CaseStanding()
  /// Who held the case for how long.
  public var custody = CaseCustody()

  /// An event recorded later than this after it happened is marked late: 24 hours.
  public static let lateAfterMicroseconds: Int64 = 24 * 3_600_000_000
  /// Clocks of other systems may be ahead by this much before it counts as a claim of the future: 5
  /// minutes.
  public static let clockToleranceMicroseconds: Int64 = 300_000_000

  /// The state after the last shown event.
  public var state: CaseState { events.last?.state ?? CaseState() }

  /// Everything that contradicts or asks for a look, in the order in which it showed.
  public var findings: [CaseFinding] { events.flatMap(\.findings) }

  /// Events of types that this version does not know.
  public var unknownCount: Int { events.count { !$0.fields.isKnown } }

  /// Events whose fields do not follow their schema.
  public var unreadableCount: Int { events.count { !$0.fields.isReadable } }

  /// The clocks, judged.
  public var clocks: [CaseClock] {
    let ticket = state.ticket
    return ticket.clocks.indices.map { index in
      let changes = events.flatMap { entry in
        entry.clockChanges.filter { $0.index == index }.map { (entry.event.position, $0) }
      }
      let giving = changes.filter { $0.1.kind == .given || $0.1.kind == .moved }
      return CaseClock(
        clock: ticket.clocks[index], of: ticket,
        reason: changes.last { $0.1.reason != nil }?.1.reason,
        judgedAt: judgedAt, givenAt: giving.map(\.0))
    }
  }
}

extension CaseHistory {
  /// Reads a case's history, or returns `nil` when the stream has no event.
  ///
  /// - Parameters:
  ///   - stream: the case's stream.
  ///   - snapshot: the view of the log.
  ///   - origin: the log's origin.
  ///   - point: up to which moment.
  ///   - order: as it became known, or as it happened.
  ///   - withValues: whether personal values are fetched from the vault.
  ///   - judgedAt: when limits and hands are judged; `nil` for the point itself, or the last event up to it.
  /// - Throws: ``EventStore/LogError``.
  /// - Complexity: O(events of the stream + adoptions of rules, calendars and units).
  public static func load(
    _ stream: StreamID, from snapshot: borrowing LogSnapshot, origin: String,
    point: CasePoint = .now, order: CaseOrder = .recorded, withValues: Bool = false,
    judgedAt: Instant? = nil
  ) throws -> CaseHistory? {
    guard try snapshot.streamHead(stream) != nil else { return nil }
    let all = try snapshot.events(.stream(stream))
    var history = CaseHistory(
      stream: stream, origin: origin, head: snapshot.head, point: point, order: order)
    let shown = all.filter { point.shows($0, order) }
    if withValues { history.standing = CaseStanding(all) }
    history.hiddenCount = all.count - shown.count
    history.judgedAt = try judgedAt ?? point.judgedAt(snapshot)
    let reference = CaseReference(try ReferenceData.load(from: snapshot), point, order)
    history.names = reference.names
    let remarks = EventRemarks.all(shown)
    var fold = CaseFold(reference, PersonalDataDecisions(all))
    for index in order.indices(shown) {
      let event = shown[index]
      let values = withValues ? try snapshot.vaultEntry(at: event.position) : VaultEntry()
      history.events.append(fold.apply(event, values: values, remarks: remarks[index]))
    }
    if let judgedAt = history.judgedAt {
      history.custody = CaseCustody(history.state.ticket, until: judgedAt, reference)
    }
    return history
  }
}

extension CaseOrder {
  /// Places of events in this order.
  fileprivate func indices(_ events: [RecordedEvent]) -> [Int] {
    self == .occurred ? events.placesByOccurrence : Array(events.indices)
  }
}

/// What the times of events say about how they were entered, and later ones of what they say; always in the order of
/// recording.
private enum EventRemarks {
  static func all(_ events: [RecordedEvent]) -> [[CaseRemark]] {
    var remarks = times(events)
    for event in events where event.record.type.text == Corrected.typeName {
      guard let correction = try? Corrected(decoding: event.record.payload.span),
        let place = events.firstIndex(where: {
          $0.record.revision.rawValue == correction.revision
        })
      else { continue }
      remarks[place].append(.corrected(by: event.position))
    }
    return remarks
  }

  private static func times(_ events: [RecordedEvent]) -> [[CaseRemark]] {
    var latest: Instant?
    return events.map { event in
      let record = event.record
      var remarks: [CaseRemark] = []
      let recorded = record.recordedAt.microseconds
      let lateness = recorded.subtractingClamped(record.occurredAt.microseconds)
      if lateness > CaseHistory.lateAfterMicroseconds { remarks.append(.late) }
      if lateness < -CaseHistory.clockToleranceMicroseconds { remarks.append(.claimsTheFuture) }
      if let latest, record.occurredAt < latest { remarks.append(.outOfOrder) }
      latest = record.occurredAt
      return remarks
    }
  }
}

extension Int64 {
  /// The difference, held at the ends of the range instead of overflowing.
  func subtractingClamped(_ other: Int64) -> Int64 {
    let (value, overflow) = subtractingReportingOverflow(other)
    return overflow ? (self < other ? .min : .max) : value
  }
}
