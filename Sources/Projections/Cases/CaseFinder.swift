public import EventStore

/// Finds cases by the number their source gave them (案件編號), which is not unique.
public enum CaseFinder {
  /// A case that carries the number.
  public struct Candidate: Hashable, Sendable {
    /// Its stream.
    public var stream: StreamID
    /// Position of its intake.
    public var position: Position
    /// When it happened.
    public var occurredAt: Instant
    /// Category in the source's words.
    public var categoryText: String
    /// District code.
    public var district: String
  }

  /// Reads every intake of the log in place and keeps those with this source id.
  ///
  /// - Parameters:
  ///   - sourceID: the number, compared byte by byte.
  ///   - snapshot: the view of the log.
  ///   - limit: at most this many are returned; all are counted.
  /// - Returns: the first candidates by position, and how many there are in all.
  /// - Complexity: O(events of the log); about a third of a second for a million.
  public static func find(
    sourceID: String, in snapshot: borrowing LogSnapshot, limit: Int = 50
  ) throws -> (candidates: [Candidate], count: Int) {
    let wanted = Array(sourceID.utf8)
    var candidates: [Candidate] = []
    var count = 0
    try snapshot.scan { event in
      guard let intake = IntakeScan.match(event, sourceID: wanted) else { return .next }
      count += 1
      if candidates.count < limit { candidates.append(try candidate(event, intake)) }
      return .next
    }
    return (candidates, count)
  }

  private static func candidate(
    _ event: borrowing EventView, _ intake: IntakeScan
  ) throws -> Candidate {
    let record = try RecordedEvent(event).record
    return Candidate(
      stream: record.stream, position: event.position, occurredAt: record.occurredAt,
      categoryText: String(decoding: record.payload[intake.categoryText], as: UTF8.self),
      district: String(decoding: record.payload[intake.district], as: UTF8.self))
  }
}
