public import EventStore
public import Hotline
import Wire

/// 案卷: A case as decisions need it: its ticket, and the revision that an append must expect.
public struct CaseFile: Sendable {
  /// Its stream.
  public let stream: StreamID
  /// What is known of it.
  public private(set) var ticket = TicketState()
  /// Revision of its last event.
  public private(set) var revision = Revision.none
  /// Whether it ever was a report (举报), or the citizen ever asked for confidence; a later kind takes nothing of that back.
  public private(set) var hidesReporter = false

  /// Reads a case up to a position, or returns `nil` when its stream has no event by then.
  ///
  /// - Parameters:
  ///   - stream: the case's stream.
  ///   - snapshot: the view of the log.
  ///   - position: events after it are left out.
  /// - Throws: ``EventStore/LogError``.
  /// - Complexity: O(events of the stream).
  public static func load(
    _ stream: StreamID, from snapshot: borrowing LogSnapshot, upTo position: Position = .end
  ) throws -> CaseFile? {
    var file = CaseFile(stream: stream)
    try snapshot.scan(.stream(stream), ReadRange(upTo: position)) { event in
      let record = event.record
      file.take(
        String(decoding: [UInt8](copying: record.type), as: UTF8.self),
        [UInt8](copying: record.payload),
        Moment(record))
      return .next
    }
    return file.revision == .none ? nil : file
  }

  /// Takes an event that is about to be recorded.
  public mutating func take(_ event: any Hotline.CaseEvent, _ moment: Moment) {
    revision = revision.next
    var moment = moment
    moment.revision = revision.rawValue
    ticket.evolve(event, moment)
    hidesReporter = hidesReporter || ticket.hidesReporter
  }

  private mutating func take(_ type: String, _ payload: [UInt8], _ moment: Moment) {
    ticket.evolve(recorded: type, payload, moment)
    hidesReporter = hidesReporter || ticket.hidesReporter
    revision = revision.next
  }
}

extension TicketState {
  /// Whether handling units must not learn who reported, as the case stands.
  var hidesReporter: Bool { isConfidential || kind == "report" }
}
