public import EventStore
public import Wire

/// 翻页标记: where a list goes on.
///
/// It holds how much of the log the first page read and the moment by which that page judged, so that every page is
/// one of the same list, whatever is recorded between them. Opaque to clients.
public struct CaseCursor: Hashable, Sendable {
  /// Size of the log that the list rests on.
  public let position: Position
  /// The moment of the question.
  public let now: Instant
  /// How many rows come before.
  public let offset: Int
  /// Tells the question, so that a cursor is not used for another one.
  let mark: String

  /// The cursor as it is sent: position, microseconds since 1970, offset and mark, divided by points.
  public var text: String { "\(position.rawValue).\(now.microseconds).\(offset).\(mark)" }

  init(position: Position, now: Instant, offset: Int, mark: String) {
    self.position = position
    self.now = now
    self.offset = offset
    self.mark = mark
  }

  /// Reads a cursor.
  /// - Throws: ``CaseListError/badCursor(_:)``.
  public init(_ text: String) throws(CaseListError) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, let position = UInt64(parts[0]), let now = Int64(parts[1]),
      let offset = Int(parts[2]), offset >= 0, parts[3].utf8.count == Self.markLength
    else { throw .badCursor(text) }
    self.init(
      position: Position(position), now: Instant(microseconds: now), offset: offset,
      mark: String(parts[3]))
  }

  static let markLength = 8
}
