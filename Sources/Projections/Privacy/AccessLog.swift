public import EventStore
public import Hotline

/// 查阅日志: Who was shown personal values of which case, when and why.
///
/// A log of its own in `access/` of the data directory, with its own origin and tree: `replay verify` and `prove` work on it as on
/// any log. An entry is durable before anything is shown; when it cannot be written, nothing may be shown.
public enum AccessLog {
  /// Its directory in the data directory, and the last part of its origin.
  public static let name = "access"

  /// Records that values are about to be shown.
  ///
  /// - Parameters:
  ///   - viewer: to whom, in which role and why.
  ///   - stream: of which case.
  ///   - position: up to where its events are shown.
  ///   - paths: which values.
  ///   - directory: the data directory of the case's log.
  /// - Throws: ``EventStore/LogError`` or ``EventStore/AppendError``: nothing may be shown.
  public static func record(
    _ viewer: Viewer, of stream: StreamID, upTo position: Position, paths: [String],
    in directory: DataDirectory
  ) throws {
    var shown = ValuesShown()
    shown.viewer = viewer.code
    shown.role = viewer.role
    shown.unit = viewer.unit
    shown.purpose = viewer.purpose
    shown.paths = paths
    shown.upTo = position.rawValue
    shown.through = viewer.through
    let payload = shown.encoded
    _ = try directory.append(toCompanion: name, stream: stream) { now, id in
      EventDraft(
        id: id, type: EventType(unchecked: ValuesShown.typeName), occurredAt: now,
        actor: viewer.code, payload: payload)
    }
  }

  /// One look at a case.
  public struct Entry: Hashable, Sendable {
    /// Its position in the access log.
    public var position: Position
    /// When it was recorded, just before the values were shown.
    public var at: Instant
    /// Who, in which role, why, and what.
    public var shown: ValuesShown
  }

  /// Who looked at a case, in order; none when nobody ever did.
  /// - Throws: ``EventStore/LogError``.
  public static func entries(
    of stream: StreamID, in directory: DataDirectory
  ) throws -> [Entry] {
    let found = try directory.withCompanion(name, .reader) { try entries(of: stream, $0) }
    return found ?? []
  }

  private static func entries(of stream: StreamID, _ log: LMDBEventLog) throws -> [Entry] {
    try log.withSnapshot { snapshot in
      try snapshot.events(.stream(stream)).compactMap { event in
        guard event.record.type.text == ValuesShown.typeName else { return nil }
        do {
          let shown = try ValuesShown(decoding: event.record.payload)
          return Entry(position: event.position, at: event.record.recordedAt, shown: shown)
        } catch {
          throw LogError.corrupt(position: event.position, "the entry cannot be read (\(error))")
        }
      }
    }
  }
}
