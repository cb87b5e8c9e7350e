public import EventStore
import Hotline
public import Wire

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
  ///   - mayKnow: whether who asks may know of a case; others are neither returned nor counted.
  /// - Returns: the first candidates by position, and how many there are in all.
  /// - Complexity: O(events of the log); about a third of a second for a million.
  public static func find(
    sourceID: String, in snapshot: borrowing LogSnapshot, limit: Int = 50,
    mayKnow: (StreamID, borrowing LogSnapshot) throws -> Bool = { _, _ in true }
  ) throws -> (candidates: [Candidate], count: Int) {
    let wanted = Array(sourceID.utf8)
    var found: [Candidate] = []
    try snapshot.scan { event in
      guard event.record.type.isIntake else { return .next }
      let payload = event.record.payload
      guard let intake = try? IntakeView(payload), intake.sourceID.hasSameBytes(as: wanted) else {
        return .next
      }
      found.append(try candidate(event))
      return .next
    }
    // Asked after the scan: whether a case may be known is read from its own stream.
    var known: [Candidate] = []
    for candidate in found where try mayKnow(candidate.stream, snapshot) { known.append(candidate) }
    return (Array(known.prefix(limit)), known.count)
  }

  private static func candidate(_ event: borrowing EventView) throws -> Candidate {
    let record = try RecordedEvent(event).record
    let intake = try? IntakeRecorded(decoding: record.payload)
    return Candidate(
      stream: record.stream, position: event.position, occurredAt: record.occurredAt,
      categoryText: intake?.categoryText ?? "", district: intake?.district ?? "")
  }
}

extension Span<UInt8> {
  /// Whether the bytes are those of an array.
  func hasSameBytes(as array: [UInt8]) -> Bool {
    guard count == array.count else { return false }
    for index in 0..<count where self[index] != array[index] { return false }
    return true
  }

  /// Whether the bytes are the type name of an intake.
  var isIntake: Bool { hasSameBytes(as: intakeTypeBytes) }
}

private let intakeTypeBytes = Array(IntakeRecorded.typeName.utf8)
